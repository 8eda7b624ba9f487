"""Attempts and their outcomes, of one person or of many."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.database import db
from app.practice.models import Attempt, CountedScorecard, StoredScorecard, UpdatedScorecard
from app.practice.queries.counting import IS_COUNTED, IS_UPDATED, PASSED, SCORE
from app.practice.rules.clock import ABANDONED


@dataclass(frozen=True, slots=True)
class Outcome:
    """One attempt and what came of it. `score` and `passed` are those that count, None until it was handed over."""

    attempt_id: int
    person_id: int
    scenario: str
    state: str
    started_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    score: int | None
    passed: bool | None
    level: str


_COLUMNS = (
    Attempt.id,
    Attempt.person_id,
    Attempt.scenario,
    Attempt.state,
    Attempt.started_at,
    Attempt.seen_at,
    Attempt.ended_at,
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


def last_scores(person_ids: Collection[int]) -> dict[int, Outcome]:
    """The newest attempt that each of these people handed over; who never did is not in it. One statement."""
    newest = (
        select(
            Attempt.id.label("attempt_id"),
            func.row_number()
            .over(partition_by=Attempt.person_id, order_by=(Attempt.ended_at.desc(), Attempt.id.desc()))
            .label("place"),
        )
        .where(Attempt.person_id.in_(person_ids), Attempt.state == "handed_over")
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
    query = select(Attempt.id).where(Attempt.finished_at.is_(None), Attempt.seen_at < at - ABANDONED).limit(1)
    return db.session.scalar(query) is not None


def is_of(attempt_id: int, person_id: int) -> bool:
    """Whether this attempt is this person's; one statement."""
    query = select(Attempt.id).where(Attempt.id == attempt_id, Attempt.person_id == person_id)
    return db.session.scalar(query) is not None
