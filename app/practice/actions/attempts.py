"""An attempt held for writing: its row locked, its steps read, one step appended after another."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.database import transaction
from app.practice import rows
from app.practice.models import Outage, QuestionBack
from app.practice.rows import AttemptRow, StepRow
from app.practice.rules import clock, following, outages
from app.practice.rules.levels import LEVELS, Level
from app.practice.rules.refusals import CallOver, ClockStopped, NotTheirs, TooLate
from app.practice.rules.sending import AT_ONCE, Sent, counted_from, waiting_facts
from app.simulation.room import StepKind


class Taken(NamedTuple):
    """What a page sent, as it is stored, and the log as it then stands."""

    step: StepRow
    log: Sequence[StepRow]


class HeldAttempt:
    """One attempt inside a transaction, held for what a page sent; what changes of its row is written by `store`."""

    def __init__(
        self, session: Session, attempt: AttemptRow, sent: Sent = AT_ONCE, read: Sequence[StepRow] | None = None
    ) -> None:
        self.session = session
        self.connection = session.connection()
        self.row = attempt
        self.sent = sent
        self._stored = replace(attempt)
        self._read = read

    def store(self) -> None:
        """Writes the row back if it changed."""
        if self.row != self._stored:
            rows.write_attempt(self.connection, self.row)
            self._stored = replace(self.row)

    @cached_property
    def steps(self) -> list[StepRow]:
        """Every step so far, in order; read at first need, for a saving of words needs none."""
        return rows.steps_of(self.connection, self.row, self._read)

    @property
    def clock_steps(self) -> Sequence[clock.ClockStep]:
        """The steps that stop the clock and let it go on, and perhaps others."""
        if "steps" in self.__dict__:
            return self.steps
        return rows.clock_steps_of(self.connection, self.row.id)

    def elapsed_at(self, at: datetime) -> float:
        """The simulated second of this moment."""
        return clock.elapsed_at(self.row, self.clock_steps, at)

    @property
    def level(self) -> Level:
        """The level the call was taken at."""
        return LEVELS[self.row.level]

    def sent_before(self, kind: StepKind, **said: object) -> StepRow | None:
        """The step this was stored as when it came the first time: what is sent again is not done again.

        Other words under a name that was used already (a page left and come back to) are sent anew, without a name.
        """
        if self.sent.id is None:
            return None
        before = next((step for step in self.steps if step.sent_id == self.sent.id), None)
        if before is None:
            return None
        if before.kind == kind and all(before.body.get(key) == value for key, value in said.items()):
            return before
        self.sent = replace(self.sent, id=None)
        return None

    def append(self, kind: StepKind, body: dict[str, Any], at: datetime, sent_id: str | None = None) -> StepRow:
        """Adds the next step, at the simulated second of `at`."""
        steps = self.steps  # read before the new one is in it
        self.row.last_step += 1
        step = rows.add_step(
            self.connection,
            self.row.id,
            seq=self.row.last_step,
            kind=kind,
            elapsed_seconds=self.elapsed_at(at),
            at=at,
            sent_id=sent_id,
            body=body,
        )
        steps.append(step)
        return step

    def append_sent(self, kind: StepKind, body: dict[str, Any], at: datetime, arrived: datetime) -> StepRow:
        """Adds what was sent as the next step, under its name; `at` is what `is_back(arrived)` answered.

        A wait is kept in the body beside the moment it arrived.
        """
        return self.append(kind, body | waiting_facts(self.sent, arrived, at), at, self.sent.id)

    def is_back(self, arrived: datetime) -> datetime:
        """A sign of life; answers the moment that what was sent counts from, its credited wait taken off.

        Where the call may be paused, the clock stood from the last sign of life until now if that was long. TooLate
        when the minutes after the handover are over by then, unless this was sent and stored before.
        """
        self._give_back_outages(arrived)
        at = counted_from(self.sent, arrived, self._last_moment()) if self.sent.waited else arrived
        if self.level.pauses and clock.went_silent(self.row.seen_at, at) and not clock.is_paused(self.steps):
            self.append("paused", {"by": "silence"}, self.row.seen_at)
            self.append("resumed", {"by": "return"}, at)
        self.row.seen_at = max(self.row.seen_at, arrived)
        if self.row.state == "handed_over" and not self._is_stored() and self.left(at) < 0:
            raise TooLate
        return at

    @property
    def handed_over(self) -> StepRow:
        """The step that holds the handover; StopIteration before there is one."""
        return next(step for step in self.steps if step.kind == "handed_over")

    def left(self, at: datetime) -> float:
        """Simulated seconds left for updates, below 0 when they are over."""
        return following.left(self.handed_over.elapsed_seconds, self.elapsed_at(at))

    def is_asked_back(self) -> bool:
        """Whether the updates are over: the questions back were put."""
        query = select(QuestionBack.number).filter_by(attempt_id=self.row.id).limit(1)
        return self.session.scalar(query) is not None

    def must_be_followed(self) -> None:
        """Raises CallOver when updates cannot follow: before the handover, and once they were ended."""
        if self.row.state != "handed_over" or self.row.finished_at is not None or self.is_asked_back():
            raise CallOver(self.row.state)

    def _is_stored(self) -> bool:
        return self.sent.id is not None and any(step.sent_id == self.sent.id for step in self.steps)

    def _give_back_outages(self, arrived: datetime) -> None:
        """The clock stood while no process served, at every level; once, for the sign of life now ends the stretch."""
        if not outages.may_hide_one(self.row.seen_at, arrived) or clock.is_paused(self.clock_steps):
            return
        query = select(Outage).where(Outage.ended_at > self.row.seen_at, Outage.began_at < arrived)
        for stretch in outages.stretches(self.session.scalars(query), self.row.seen_at, arrived):
            if self.level.pauses and clock.went_silent(self.row.seen_at, stretch.began):
                return  # the person was away before the site was: their silence covers it
            body = {"by": "outage", "seconds": stretch.seconds}
            self.append("paused", body, stretch.began)
            self.append("resumed", body, stretch.ended)
            self.row.seen_at = stretch.ended

    def _last_moment(self) -> datetime:
        return self.steps[-1].at if self.steps else self.row.started_at

    def must_run(self) -> None:
        """Raises ClockStopped while the call is paused."""
        if clock.is_paused(self.steps):
            raise ClockStopped


@contextmanager
def hold(
    attempt_id: int, person_id: int, sent: Sent = AT_ONCE, read: Sequence[StepRow] | None = None
) -> Iterator[HeldAttempt]:
    """This person's attempt, whatever its state, held in a transaction for what was sent. NotTheirs when it is not
    theirs.

    `read`: the log as it was read before, of which only what came since is read again.
    """
    with transaction() as session:
        attempt = rows.hold_attempt(session.connection(), attempt_id)
        if attempt is None or attempt.person_id != person_id:
            raise NotTheirs
        held = HeldAttempt(session, attempt, sent, read)
        yield held
        held.store()


@contextmanager
def hold_open(attempt_id: int, person_id: int, sent: Sent = AT_ONCE) -> Iterator[HeldAttempt]:
    """This person's open attempt. NotTheirs, or CallOver when it was handed over or closed."""
    with hold(attempt_id, person_id, sent) as held:
        if held.row.state != "open":
            raise CallOver(held.row.state)
        yield held


@contextmanager
def hold_in_call(
    attempt_id: int, person_id: int, sent: Sent = AT_ONCE, read: Sequence[StepRow] | None = None
) -> Iterator[HeldAttempt]:
    """This person's attempt while its call goes on: before the handover, and in the minutes after it, in which
    updates may follow; `is_back` says whether in time. `read` as for `hold`.

    NotTheirs, CallOver.
    """
    with hold(attempt_id, person_id, sent, read) as held:
        if held.row.state != "open":
            held.must_be_followed()
        yield held
