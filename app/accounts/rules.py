"""What is allowed at the door and among people; each refusal is a sentence for the person refused."""

import ipaddress
import math
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from app.web.formats import count_word, day
from app.web.guards import Role

THROTTLE_WINDOW = timedelta(minutes=15)
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
USUAL_EXTRA_TIMES = (0, 25, 50, 100)
MOST_EXTRA_TIME = 300
FURTHEST_JOINING = timedelta(days=366)
PLACEHOLDER_EMAIL = "first-administrator@setup.invalid"


def wait_seconds(failures: Sequence[datetime], limit: int, at: datetime) -> int:
    """Seconds until another try is allowed; 0 when it is now. `failures` are those of the window, newest first."""
    if len(failures) < limit:
        return 0
    return max(0, math.ceil((failures[limit - 1] + THROTTLE_WINDOW - at).total_seconds()))


def client_network(address: str | None) -> str:
    """What a visitor's address is counted under: the address itself, for IPv6 the network of one household."""
    try:
        known = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else str(known)


def is_loopback(address: str | None) -> bool:
    """Whether a visitor sits at this very machine."""
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


def own_path(target: str | None) -> str:
    """The path to go to after signing in: one of this site, or the first page."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return "/"
    if "\\" in target or any(ord(letter) < 33 or ord(letter) == 127 for letter in target):
        return "/"  # browsers read backslashes as slashes and drop control characters
    parts = urlsplit(target)
    return "/" if parts.scheme or parts.netloc else target


def password_mistake(password: str, email: str) -> str | None:
    """Why this password cannot be taken; None when it can."""
    if len(password) < SHORTEST_PASSWORD:
        return f"Choose at least {SHORTEST_PASSWORD} characters; this has {len(password)}."
    if len(password) > LONGEST_PASSWORD:
        return f"Choose at most {LONGEST_PASSWORD} characters; this has {len(password)}."
    if password.lower() == email.lower():
        return "Choose something other than your e-mail address."
    if len(set(password)) < 4:
        return "Choose something with more than three different characters."
    return None


_JOINERS = frozenset("\u200c\u200d")  # some scripts are written with them
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")  # Hangul fillers: letters that show nothing
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def name_mistake(name: str) -> str | None:
    """Why a person or a team cannot be called this; None when they can."""
    if unseen := unseen_sign(name):
        return f"There is a sign in it that cannot be seen ({unseen}). Write the name anew, without it."
    if not any(sign.isalnum() and sign not in _BLANK_LETTERS for sign in name):
        return "Write the name: at least one letter of it."
    return None


def unseen_sign(text: str) -> str:
    """The first sign of a text that shows nothing or turns what stands around it about, told by its code and name."""
    found = next((sign for sign in text if unicodedata.category(sign) in _UNSEEN and sign not in _JOINERS), "")
    if not found:
        return ""
    return f"U+{ord(found):04X}, {unicodedata.name(found, 'control character').lower()}"


def joined_mistake(joined_on: date, today: date) -> str | None:
    """Why nobody can be kept as joining on this day; None when they can."""
    if joined_on - today > FURTHEST_JOINING:
        return f"{day(joined_on)} is more than a year away. Look at the year once more."
    return None


def is_placeholder(email: str) -> bool:
    """Whether this is the first administrator, who has yet to say who they are."""
    return email == PLACEHOLDER_EMAIL


def roles_mistake(roles: Collection[Role], team_id: int | None, managed: Collection[int]) -> tuple[str, str] | None:
    """Which field of a person's form contradicts their roles, and why; None when all fits."""
    if not roles:
        return "roles", "Tick at least one role."
    if Role.AGENT in roles and team_id is None:
        return "team", "Choose the desk this agent works on; without it no manager sees them."
    if Role.MANAGER in roles and not managed:
        return "managed", "Tick the teams this manager answers for."
    if managed and Role.MANAGER not in roles:
        return "managed", "Only a manager answers for teams: tick the role Manager, or untick the teams."
    return None


def deactivation_refusal(*, is_self: bool, is_last_administrator: bool) -> str | None:
    """Why this person cannot be deactivated; None when they can."""
    if is_self:
        return "You cannot deactivate yourself. Another administrator can."
    if is_last_administrator:
        return "This is the last active administrator. Make somebody else administrator first."
    return None


def demotion_refusal(*, is_self: bool, is_last_administrator: bool) -> str | None:
    """Why the administrator role cannot be taken from this person; None when it can."""
    if is_self:
        return "You cannot take the administrator role from yourself. Another administrator can."
    if is_last_administrator:
        return "This is the last active administrator. Make somebody else administrator first."
    return None


def extra_time_mistake(per_cent: int | None) -> str | None:
    """Why so much extra time, in per cent, cannot be given; None when it can."""
    if per_cent is None or not 0 <= per_cent <= MOST_EXTRA_TIME:
        return f"Write a whole number from 0 to {MOST_EXTRA_TIME}."
    return None


def extra_time_headline(first_name: str, per_cent: int) -> str:
    """How much more time a person has, as a sentence."""
    if per_cent == 0:
        return f"{first_name} has the usual time."
    if per_cent == 100:
        return f"{first_name} has twice the time."
    return f"{first_name} has {per_cent} per cent more time."


def people_headline(total: int, waiting: int, inactive: int, search: str) -> str:
    """What the list of people says in a sentence or two."""
    if not total:
        return "Nobody is found." if search else "Nobody yet."
    if search:
        return f"{'One person' if total == 1 else f'{count_word(total).capitalize()} people'} found."
    first = "One person." if total == 1 else f"{count_word(total).capitalize()} people."
    parts = [f"{count_word(waiting)} without a password yet" if waiting else ""]
    parts.append(f"{count_word(inactive)} deactivated" if inactive else "")
    rest = ", ".join(part for part in parts if part)
    return f"{first} {rest[0].upper()}{rest[1:]}." if rest else first


def waiting_headline(everybody: int, waiting: int) -> str:
    """What an administrator's first page says about people who are not in yet."""
    if everybody == 1:
        return "Add your people."
    if waiting == 1:
        return "One person has not chosen a password yet."
    return f"{count_word(waiting).capitalize()} people have not chosen a password yet."
