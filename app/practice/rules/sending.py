"""What is sent late from a page that had no line: the moment it counts from, within a stated grace."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

GRACE = timedelta(seconds=120)
_NO_WAIT = timedelta(seconds=1)  # under a second it is the way to the server, not a wait


@dataclass(frozen=True, slots=True)
class Sent:
    """How the page sent something: the name it gave it, and how long it lay on the device before."""

    id: str | None = None
    waited: timedelta = timedelta()

    @property
    def is_late(self) -> bool:
        """Whether it lay longer than the grace."""
        return self.waited > GRACE


AT_ONCE = Sent()


def credited(sent: Sent) -> timedelta:
    """How much of the wait is credited: none of under a second, and never more than the grace."""
    return min(sent.waited, GRACE) if sent.waited >= _NO_WAIT else timedelta()


def counted_from(sent: Sent, arrived: datetime, not_before: datetime) -> datetime:
    """The moment it counts from: its arrival less the credited wait, but not before what was done before it."""
    return min(arrived, max(arrived - credited(sent), not_before))


def waiting_facts(sent: Sent, arrived: datetime, counts_from: datetime) -> dict[str, Any]:
    """What the log keeps of a wait, for the body of a step: when it arrived and how long it had lain, in seconds."""
    if arrived == counts_from and not credited(sent):
        return {}
    return {"arrived": arrived.isoformat(), "waited": round(sent.waited.total_seconds(), 3)}
