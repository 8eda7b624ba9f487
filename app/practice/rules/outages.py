"""When the site was away: what a gap in its pulse means, and for how long the clock of a call stood through it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

PULSE = timedelta(seconds=5)
GAP = timedelta(seconds=15)
_HEARD_SINCE = timedelta(seconds=8)  # an outage takes longer than this after a page was last answered


class Away(Protocol):
    """A stretch in which no process served."""

    @property
    def began_at(self) -> datetime: ...
    @property
    def ended_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when the clock of one call stood."""

    began: datetime
    ended: datetime

    @property
    def seconds(self) -> float:
        return round((self.ended - self.began).total_seconds(), 3)


def was_away(last_pulse: datetime | None, at: datetime) -> bool:
    """Whether so long without a pulse of any server means that none was there; before the first pulse none was due."""
    return last_pulse is not None and at - last_pulse > GAP


def may_hide_one(seen_at: datetime, at: datetime) -> bool:
    """Whether an outage can lie between two signs of life of a call."""
    return at - seen_at > _HEARD_SINCE


def stretches(outages: Iterable[Away], seen_at: datetime, at: datetime) -> list[Stretch]:
    """The parts of these outages after the last sign of life of a call and before this one, in their order.

    A sign of life during an outage proves that somebody served until then.
    """
    found: list[Stretch] = []
    for outage in sorted(outages, key=lambda outage: outage.began_at):
        began, ended = max(outage.began_at, seen_at), min(outage.ended_at, at)
        if began < ended:
            found.append(Stretch(began, ended))
            seen_at = ended
    return found
