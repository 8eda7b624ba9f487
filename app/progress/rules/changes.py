"""What somebody changed of one person's path: the newest change of each sort counts, and what may be changed when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

Act = Literal["added", "dropped", "waived", "required", "dated"]
Key = tuple[str, str]  # kind and slug of a step

LONGEST_REASON = 500
_FURTHEST = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Change:
    """One change as it was made; `by` is the name of who made it, `due_on` the day it sets."""

    kind: str
    slug: str
    act: Act
    due_on: date | None
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """What counts of one step now: it was added, is waived, has a day of its own; None where not."""

    added: Change | None = None
    waived: Change | None = None
    dated: Change | None = None


UNCHANGED = Changes()


def counting(changes: Iterable[Change]) -> Mapping[Key, Changes]:
    """What counts now of all these changes to one person's path, by step."""
    found: dict[Key, Changes] = {}
    for change in sorted(changes, key=lambda change: change.at):
        key = (change.kind, change.slug)
        found[key] = _after(found.get(key, UNCHANGED), change)
    return found


def _after(before: Changes, change: Change) -> Changes:
    match change.act:
        case "added":
            # What is waived now cannot be added, so a waiver from before is of something no longer asked, and over.
            return Changes(added=change)
        case "dropped":
            return replace(before, added=None, dated=None)
        case "waived":
            return replace(before, waived=change)
        case "required":
            return replace(before, waived=None)
        case "dated":
            return replace(before, dated=change if change.due_on else None)


def day_mistake(due_on: date, today: date) -> str | None:
    """Why a step cannot be due on this day; None when it can."""
    if due_on < today:
        return "That day is over. Choose today or a later day."
    if due_on - today > _FURTHEST:
        return "That is more than two years away. Choose an earlier day."
    return None


def reason_mistake(reason: str) -> str | None:
    """What is wrong with a reason for waiving; None when nothing is."""
    if not reason.strip():
        return "Write the reason in a sentence. The person reads it."
    return f"At most {LONGEST_REASON} characters." if len(reason) > LONGEST_REASON else None


def add_refusal(mark: str | None) -> str | None:
    """Why a step cannot be added where it stands at `mark` (None: not at all); None when it can."""
    if mark in (None, "done"):
        return None
    if mark == "waived":
        return "This is on the path and waived. Ask for it again on its own page."
    return "This is on the path already. Set its day instead."


def waive_refusal(mark: str) -> str | None:
    """Why a step standing at `mark` cannot be waived; None when it can."""
    if mark == "waived":
        return "This is waived already."
    return "This is done, so there is nothing to waive." if mark == "done" else None


def date_refusal(mark: str) -> str | None:
    """Why a step standing at `mark` cannot be given another day; None when it can."""
    if mark == "waived":
        return "This is waived. Ask for it again before you set a day."
    return "This is done, so no day is needed." if mark == "done" else None
