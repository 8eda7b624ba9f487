"""An attempt held for writing: its row locked, its steps read, one step appended after another."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.practice.models import Attempt, AttemptStep
from app.practice.rules import clock
from app.practice.rules.levels import LEVELS, Level
from app.practice.rules.refusals import CallOver, ClockStopped, NotTheirs
from app.simulation.room import StepKind


class HeldAttempt:
    """One attempt inside a transaction."""

    def __init__(self, session: Session, attempt: Attempt) -> None:
        self.session = session
        self.row = attempt
        query = select(AttemptStep).where(AttemptStep.attempt_id == attempt.id).order_by(AttemptStep.seq)
        self.steps = list(session.scalars(query))

    @property
    def level(self) -> Level:
        """The level the call was taken at."""
        return LEVELS[self.row.level]

    def append(self, kind: StepKind, body: dict[str, Any], at: datetime, sent_id: str | None = None) -> AttemptStep:
        """Adds the next step, at the simulated second of `at`."""
        self.row.last_step += 1
        step = AttemptStep(
            attempt_id=self.row.id,
            seq=self.row.last_step,
            kind=kind,
            elapsed_seconds=clock.elapsed_at(self.row, self.steps, at),
            at=at,
            sent_id=sent_id,
            body=body,
        )
        self.session.add(step)
        self.steps.append(step)
        self.session.flush()
        return step

    def is_back(self, at: datetime) -> None:
        """A sign of life: where the call may be paused, the clock stood from the last one until now if it was long."""
        if self.level.pauses and clock.went_silent(self.row.seen_at, at) and not clock.is_paused(self.steps):
            self.append("paused", {"by": "silence"}, self.row.seen_at)
            self.append("resumed", {"by": "return"}, at)
        self.row.seen_at = max(self.row.seen_at, at)

    def must_run(self) -> None:
        """Raises ClockStopped while the call is paused."""
        if clock.is_paused(self.steps):
            raise ClockStopped


def hold(session: Session, attempt_id: int, person_id: int) -> HeldAttempt:
    """This person's attempt, whatever its state. NotTheirs when it is not theirs."""
    attempt = session.get(Attempt, attempt_id, with_for_update=True, populate_existing=True)
    if attempt is None or attempt.person_id != person_id:
        raise NotTheirs
    return HeldAttempt(session, attempt)


def hold_open(session: Session, attempt_id: int, person_id: int) -> HeldAttempt:
    """This person's open attempt. NotTheirs, or CallOver when it was handed over or closed."""
    held = hold(session, attempt_id, person_id)
    if held.row.state != "open":
        raise CallOver(held.row.state)
    return held
