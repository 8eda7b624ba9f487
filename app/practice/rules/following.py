"""The minutes after a handover, in which updates may follow, and where an attempt stands after it."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

from app.practice.rules import clock

FOLLOW_UP_SECONDS = 300.0
LONGEST_ANSWER = 2_000

Stage = Literal["open", "following", "asked_back", "finished", "closed"]


class Standing(clock.Timed, Protocol):
    """An attempt as the minutes after its handover see it."""

    @property
    def state(self) -> str: ...
    @property
    def ended_at(self) -> datetime | None: ...
    @property
    def finished_at(self) -> datetime | None: ...


def left(handed_over: float, elapsed: float) -> float:
    """Simulated seconds left for updates of a handover given at this second; below 0 when they are over."""
    return round(handed_over + FOLLOW_UP_SECONDS - elapsed, 3)


def stage(attempt: Standing, asked_back: bool) -> Stage:
    """Where an attempt stands; `asked_back` when questions back were put."""
    if attempt.state == "closed":
        return "closed"
    if attempt.state == "open":
        return "open"
    if attempt.finished_at is not None:
        return "finished"
    return "asked_back" if asked_back else "following"


def shown_second(attempt: Standing, steps: Sequence[clock.ClockStep], at: datetime) -> float:
    """The simulated second a call stands at: it goes on for five minutes after the handover, then it stands."""
    if attempt.ended_at is None:
        return clock.elapsed_at(attempt, steps, at)
    ended = clock.elapsed_at(attempt, steps, attempt.ended_at)
    if attempt.state != "handed_over" or attempt.finished_at is not None:
        return ended
    return min(clock.elapsed_at(attempt, steps, at), ended + FOLLOW_UP_SECONDS)


def left_sentence(seconds: float) -> str:
    """How long updates may still follow, in whole minutes."""
    if seconds <= 0:
        return "The five minutes are over."
    minutes = math.ceil(seconds / 60)
    return "Less than a minute left for updates." if minutes == 1 else f"{minutes} minutes left for updates."


def answered_sentence(right: int, questions: int, mine: bool = True) -> str:
    """How many questions back were answered; `mine`: the reader is who was asked."""
    who = "You" if mine else "They"
    if questions == 1:
        return f"{who} answered the question." if right else "The question stayed open."
    return f"{who} answered {right or 'none'} of {questions}."
