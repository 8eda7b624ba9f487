"""Attempts and their outcomes, of one person or of many."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.database import db
from app.practice.models import Attempt, CountedScorecard, StoredScorecard, UpdatedScorecard
from app.practice.queries.counting import IS_COUNTED, IS_UPDATED, PASSED, SCORE
from app.practice.rules.clock import ABANDONED
from app.practice.rules.levels import COUNTING, LEVELS


@dataclass(frozen=True, slots=True)
class Outcome:
    """One attempt and what came of it. `score` and `passed` are those that count, None until it was handed over.

    `finished_at`: when nothing more could come in it.
    """

    attempt_id: int
    person_id: int
    scenario: str
    state: str
    started_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    finished_at: datetime | None
    score: int | None
    passed: bool | None
    level: str

    @property
    def counts(self) -> bool:
        """Whether a pass at the level it was taken at counts."""
        return LEVELS[self.level].counts

    @property
    def level_label(self) -> str:
        """What the level it was taken at is called."""
        return LEVELS[self.level].label

    @property
    def is_going_on(self) -> bool:
        """Whether it was handed over and updates or answers may still follow."""
        return self.state == "handed_over" and self.finished_at is None


_COLUMNS = (
    Attempt.id,
    Attempt.person_id,
    Attempt.scenario,
    Attempt.state,
    Attempt.started_at,
    Attempt.seen_at,
    Attempt.ended_at,
    Attempt.finished_at,
    SCORE,
    PASSED,
    Attempt.level,
)


def _outcome(row: Sequence[Any]) -> Outcome:
    return Outcome(*row)


def attempts_of(person_id: int) -> tuple[Outcome, ...]:
    """Every attempt of a person, the newest first; one statement."""
    query = (
        select(*_COLUMNS)
        .outerjoin(StoredScorecard, StoredScorecard.attempt_id == Attempt.id)
        .outerjoin(UpdatedScorecard, IS_UPDATED)
        .outerjoin(CountedScorecard, IS_COUNTED)
        .where(Attempt.person_id == person_id)
        .order_by(Attempt.started_at.desc(), Attempt.id.desc())
    )
    return tuple(_outcome(row) for row in db.session.execute(query))


def own_attempts(person_id: int) -> tuple[Outcome, ...]:
    """Every attempt of a person as they may see it themselves, the newest first: without score and outcome while
    something may still follow. One statement."""
    return tuple(
        replace(outcome, score=None, passed=None) if outcome.is_going_on else outcome
        for outcome in attempts_of(person_id)
    )


def last_scores(person_ids: Collection[int]) -> dict[int, Outcome]:
    """The newest attempt that each of these people handed over at a level that counts; who never did is not in it. One
    statement."""
    newest = (
        select(
            Attempt.id.label("attempt_id"),
            func.row_number()
            .over(partition_by=Attempt.person_id, order_by=(Attempt.ended_at.desc(), Attempt.id.desc()))
            .label("place"),
        )
        .where(Attempt.person_id.in_(person_ids), Attempt.state == "handed_over", Attempt.level.in_(COUNTING))
        .subquery()
    )
    query = (
        select(*_COLUMNS)
        .join(newest, (newest.c.attempt_id == Attempt.id) & (newest.c.place == 1))
        .join(StoredScorecard, StoredScorecard.attempt_id == Attempt.id)
        .outerjoin(UpdatedScorecard, IS_UPDATED)
        .outerjoin(CountedScorecard, IS_COUNTED)
    )
    return {row[1]: _outcome(row) for row in db.session.execute(query)}


def open_attempt_of(person_id: int, at: datetime) -> Outcome | None:
    """The call this person has open and was last heard in, unless it was left for a day; one statement."""
    query = (
        select(*_COLUMNS)
        .outerjoin(StoredScorecard, StoredScorecard.attempt_id == Attempt.id)
        .outerjoin(UpdatedScorecard, IS_UPDATED)
        .outerjoin(CountedScorecard, IS_COUNTED)
        .where(Attempt.person_id == person_id, Attempt.state == "open", Attempt.seen_at >= at - ABANDONED)
        .order_by(Attempt.seen_at.desc())
        .limit(1)
    )
    row = db.session.execute(query).first()
    return _outcome(row) if row is not None else None


def any_abandoned(at: datetime) -> bool:
    """Whether an attempt nobody finished had no sign of life for 24 hours; one statement over indexes."""
    return bool(abandoned(at, most=1))


def abandoned(at: datetime, first: int | None = None, most: int | None = None) -> list[tuple[int, int]]:
    """The attempts nobody finished that had no sign of life for 24 hours, each with whose it is: at most `most`, those
    of the person `first` before others', then the longest left. One statement over indexes."""
    query = select(Attempt.id, Attempt.person_id).where(Attempt.finished_at.is_(None), Attempt.seen_at < at - ABANDONED)
    own_first = [Attempt.person_id != first] if first is not None else []
    query = query.order_by(*own_first, Attempt.seen_at, Attempt.id).limit(most)
    return [(attempt_id, person_id) for attempt_id, person_id in db.session.execute(query)]


def is_of(attempt_id: int, person_id: int) -> bool:
    """Whether this attempt is this person's; one statement."""
    query = select(Attempt.id).where(Attempt.id == attempt_id, Attempt.person_id == person_id)
    return db.session.scalar(query) is not None
