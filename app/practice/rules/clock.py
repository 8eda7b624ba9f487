"""The simulated clock of an attempt: it runs while the person is there and stands while they are not."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from app.simulation.room import simulated_seconds

SILENCE = timedelta(seconds=90)
ABANDONED = timedelta(hours=24)
AS_IN_LIFE = 100


class ClockStep(Protocol):
    """A step as the clock sees it."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...


class Timed(Protocol):
    """An attempt as the clock sees it; `pace` is how long a simulated second takes, in per cent of a second."""

    @property
    def started_at(self) -> datetime: ...
    @property
    def pace(self) -> int: ...


def pauses(started_at: datetime, steps: Sequence[ClockStep]) -> list[tuple[float, float | None]]:
    """The stretches the clock stood still, in wall seconds since the start; the last may still be open."""
    found: list[tuple[float, float | None]] = []
    for step in steps:
        second = (step.at - started_at).total_seconds()
        if step.kind == "paused" and not (found and found[-1][1] is None):
            found.append((second, None))
        elif step.kind == "resumed" and found and found[-1][1] is None:
            found[-1] = (found[-1][0], second)
    return found


def elapsed_at(attempt: Timed, steps: Sequence[ClockStep], at: datetime) -> float:
    """Simulated seconds since the first call began, to the millisecond so that equal moments compare equal."""
    wall = (at - attempt.started_at).total_seconds()
    return round(simulated_seconds(wall, pauses(attempt.started_at, steps)) * AS_IN_LIFE / attempt.pace, 3)


def is_paused(steps: Sequence[ClockStep]) -> bool:
    """Whether the clock stands."""
    kinds = [step.kind for step in steps if step.kind in ("paused", "resumed")]
    return kinds[-1:] == ["paused"]


def went_silent(seen_at: datetime, at: datetime) -> bool:
    """Whether nothing was heard for so long that the clock is taken to have stopped at the last sign of life."""
    return at - seen_at > SILENCE
