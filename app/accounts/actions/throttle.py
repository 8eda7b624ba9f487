"""Counts tries at the door before they are made, so that no burst gets more than its share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from app.accounts import queries
from app.accounts.models import SignInFailure
from app.accounts.rules import THROTTLE_WINDOW, wait_seconds
from app.database import transaction


@dataclass(frozen=True, slots=True)
class Try:
    """A try that was counted, or the seconds to wait because it was not."""

    wait_seconds: int
    rows: tuple[int, ...] = ()


def count_try(limits: Mapping[str, int], at: datetime) -> Try:
    """Counts a try under each key unless one of them is at its limit; rows older than the window go."""
    with transaction() as session:
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


def forgive(counted: Try, key: str) -> None:
    """Takes a counted try back because it was right, with all earlier ones under `key`; joins the transaction."""
    with transaction() as session:
        mine = SignInFailure.id.in_(counted.rows)
        session.execute(delete(SignInFailure).where(mine | (SignInFailure.key == key)))
