"""Counts tries at the door before they are made, so that no burst gets more than its share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from app.accounts import queries
from app.accounts.actions.alone import alone
from app.accounts.models import SignInFailure
from app.accounts.rules import THROTTLE_WINDOW, client_network, wait_seconds
from app.database import transaction

PASSWORDS_PER_ADDRESS = 5
PASSWORDS_PER_CLIENT = 20
LINKS_PER_ADDRESS = 3
LINKS_PER_CLIENT = 10


@dataclass(frozen=True, slots=True)
class Try:
    """A try that was counted, or the seconds to wait because it was not."""

    wait_seconds: int
    rows: tuple[int, ...] = ()


def address_key(email: str) -> str:
    """What password tries for one address are counted under."""
    return f"address:{email}"


def count_password_try(email: str, client: str | None, at: datetime) -> Try:
    """Counts a password about to be checked, by the address written and by where it came from."""
    from_client = f"client:{client_network(client)}"
    return _count({address_key(email): PASSWORDS_PER_ADDRESS, from_client: PASSWORDS_PER_CLIENT}, at)


def count_link_request(email: str, client: str | None, at: datetime) -> Try:
    """Counts a forgotten password, whether or not anybody has the address."""
    from_client = f"forgotten-client:{client_network(client)}"
    return _count({f"forgotten:{email}": LINKS_PER_ADDRESS, from_client: LINKS_PER_CLIENT}, at)


def forgive(counted: Try, key: str) -> None:
    """Takes a counted try back because it was right, with all earlier ones under `key`; joins the transaction."""
    with transaction() as session:
        mine = SignInFailure.id.in_(counted.rows)
        session.execute(delete(SignInFailure).where(mine | (SignInFailure.key == key)))


def _count(limits: Mapping[str, int], at: datetime) -> Try:
    """Counts a try under each key unless one of them is at its limit; rows older than the window go."""
    with alone() as session:
        since = at - THROTTLE_WINDOW
        session.execute(delete(SignInFailure).where(SignInFailure.at <= since))
        seen = queries.failures(limits.keys(), since)
        wait = max(wait_seconds(seen[key], limit, at) for key, limit in limits.items())
        if wait:
            return Try(wait)
        rows = [SignInFailure(key=key, at=at) for key in limits]
        session.add_all(rows)
        session.flush()
        return Try(0, tuple(row.id for row in rows))
