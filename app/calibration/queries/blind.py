"""What somebody may still rate, and so must not see judged: handovers, and the very same words in another call.

Two handovers of a scenario in the same words are one thing to rate. It is over for somebody once they have finished a
rating of it, ruled on a verdict of it or wrote it themselves; until then they are shown no verdicts on it, neither the
marker's nor anybody's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    String,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import aliased

from app.accounts.models import KnownPerson
from app.calibration.models import RatedHandover, Rating
from app.database import db
from app.practice.models import Attempt, AttemptStep, Ruling
from app.web.guards import Role

RATE = frozenset({Role.TRAINER, Role.MAJOR_INCIDENT_MANAGER})

_theirs = aliased(Rating)
_rated = aliased(RatedHandover)
_text = AttemptStep.body["text"].as_string()
_fields = cast(AttemptStep.body["fields"], String)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Rated handovers and attempts whose verdicts somebody is not shown yet."""

    handovers: frozenset[int] = frozenset()
    attempts: frozenset[int] = frozenset()


def handed_over(rater_id: int) -> Subquery:
    """Every handed-over attempt as this person could rate it.

    Of all handovers in the same words together: `ratings` finished by anybody, and whether this person has `begun`
    with or is `done` with them, as 1 or 0. `place` is 1 for the one of them to rate: that with most ratings, so that
    two people meet, else the first.
    """
    finished = (
        select(func.count())
        .select_from(Rating)
        .join(RatedHandover, RatedHandover.id == Rating.handover_id)
        .where(RatedHandover.attempt_id == Attempt.id, Rating.finished_at.is_not(None))
        .correlate(Attempt)
        .scalar_subquery()
    )
    each = (
        select(
            Attempt.id.label("attempt_id"),
            Attempt.scenario,
            AttemptStep.at,
            AttemptStep.body,
            _text.label("text"),
            _fields.label("fields"),
            finished.label("finished"),
            _flag(_rated_by(rater_id)).label("begun"),
            _flag(or_(Attempt.person_id == rater_id, _ruled_by(rater_id), _rated_by(rater_id, finished=True))).label(
                "done"
            ),
        )
        .join(AttemptStep, (AttemptStep.attempt_id == Attempt.id) & (AttemptStep.kind == "handed_over"))
        .where(Attempt.state == "handed_over")
        .subquery()
    )
    words = (each.c.scenario, each.c.text, each.c.fields)
    return select(
        each.c.attempt_id,
        each.c.scenario,
        each.c.at,
        each.c.body,
        each.c.text,
        func.sum(each.c.finished).over(partition_by=words).label("ratings"),
        func.max(each.c.begun).over(partition_by=words).label("begun"),
        func.max(each.c.done).over(partition_by=words).label("done"),
        func.row_number().over(partition_by=words, order_by=(each.c.finished.desc(), each.c.attempt_id)).label("place"),
    ).subquery()


def hidden_from(reader: KnownPerson) -> Hidden:
    """What this person could still rate, of what was rated or ruled on; one statement, none for who does not rate."""
    if not reader.roles & RATE:
        return Hidden()
    rated, still = hidden_handovers(reader.id).subquery(), handed_over(reader.id)
    ruled = select(still.c.attempt_id, literal(0)).join(Ruling, Ruling.attempt_id == still.c.attempt_id)
    rows = db.session.execute(union_all(select(rated, literal(1)), ruled.where(still.c.done == 0))).all()
    return Hidden(_where(rows, 1), _where(rows, 0))


def hidden_handovers(rater_id: int) -> CompoundSelect[int]:
    """The ids of rated handovers this person is rating or could still rate, pasted ones in an attempt's words too."""
    still = handed_over(rater_id)
    same_words = and_(still.c.scenario == RatedHandover.scenario, still.c.text == RatedHandover.text)
    return union(
        select(Rating.handover_id).where(Rating.rater_id == rater_id, Rating.finished_at.is_(None)),
        select(RatedHandover.id).join(still, still.c.attempt_id == RatedHandover.attempt_id).where(still.c.done == 0),
        select(RatedHandover.id).join(still, same_words).where(RatedHandover.attempt_id.is_(None), still.c.done == 0),
    )


def _rated_by(rater_id: int, *, finished: bool = False) -> ColumnElement[bool]:
    """Whether they have begun, or finished, a rating of the attempt or of its words as pasted."""
    pasted = and_(
        _rated.attempt_id.is_(None), _rated.scenario == Attempt.scenario, _rated.text == _text, _fields == "{}"
    )
    rated = exists().where(
        _theirs.handover_id == _rated.id, _theirs.rater_id == rater_id, or_(_rated.attempt_id == Attempt.id, pasted)
    )
    return rated.where(_theirs.finished_at.is_not(None)) if finished else rated


def _ruled_by(person_id: int) -> ColumnElement[bool]:
    return exists().where(Ruling.attempt_id == Attempt.id, Ruling.ruled_by == person_id)


def _flag(holds: ColumnElement[bool]) -> ColumnElement[int]:
    return case((holds, 1), else_=0)


def _where(rows: Iterable[Any], kind: int) -> frozenset[int]:
    return frozenset(found for found, of in rows if of == kind)
