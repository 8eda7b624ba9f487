"""How disputes went, and the verdicts of the marker that do not count any more."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, exists, func, not_, select
from sqlalchemy.orm import aliased

from app.content.scenario import Verdict
from app.database import db
from app.handover.recount import verdict_on
from app.handover.scorecard import ItemMark, Scorecard
from app.handover.updating import update_field
from app.practice.models import Attempt, AttemptStep, Dispute, Ruling, StoredScorecard, UpdatedScorecard
from app.practice.queries.counting import HANDED_OVER, IS_OPEN, IS_UPDATED
from app.practice.queries.said import updates_sent

_later = aliased(Ruling)


@dataclass(frozen=True, slots=True)
class RulingFigures:
    """How disputes went, in numbers; `unasked` are overrulings nobody had disputed."""

    open: int
    upheld: int
    overruled: int
    unasked: int


@dataclass(frozen=True, slots=True)
class Overruling:
    """A marker's verdict that a trainer's counts instead of, with the words it rested on."""

    attempt_id: int
    item: str
    marker: Verdict
    ruled: Verdict
    words: tuple[str, ...]
    reason: str
    ruled_at: datetime


def ruling_figures() -> RulingFigures:
    """How disputes went so far; two statements."""
    still_open = db.session.scalar(select(func.count()).select_from(Dispute).where(IS_OPEN)) or 0
    asked: ColumnElement[bool] = Ruling.dispute_id.is_not(None)
    upheld: ColumnElement[bool] = Ruling.was == Ruling.verdict
    query = select(asked, upheld, func.count()).group_by(asked, upheld)
    counts = {(bool(was_asked), bool(stood)): count for was_asked, stood, count in db.session.execute(query)}
    return RulingFigures(
        still_open, counts.get((True, True), 0), counts.get((True, False), 0), counts.get((False, False), 0)
    )


def overrulings(limit: int, item: str = "", without: Collection[int] = ()) -> tuple[Overruling, ...]:
    """Verdicts of the marker that do not count any more, the newest ruling first; two statements.

    Those on the attempts `without` are left out.

    An item overruled more than once stands with its last ruling, and not at all when that is the marker's own.
    """
    newer = exists().where(
        _later.attempt_id == Ruling.attempt_id, _later.item == Ruling.item, _later.number > Ruling.number
    )
    query = (
        select(Ruling, AttemptStep, StoredScorecard, UpdatedScorecard)
        .join(StoredScorecard, StoredScorecard.attempt_id == Ruling.attempt_id)
        .join(Attempt, Attempt.id == Ruling.attempt_id)
        .outerjoin(UpdatedScorecard, IS_UPDATED)
        .join(AttemptStep, HANDED_OVER)
        .where(~newer, not_(and_(Ruling.number == 1, Ruling.was == Ruling.verdict)))
        .order_by(Ruling.ruled_at.desc(), Ruling.id.desc())
        .limit(limit)
    )
    if item:
        query = query.where(Ruling.item == item)
    if without:
        query = query.where(Ruling.attempt_id.not_in(without))
    found = []
    rows = db.session.execute(query).all()
    sent = updates_sent([ruling.attempt_id for ruling, *_ in rows])
    for ruling, step, stored, updated in rows:
        mark = verdict_on(Scorecard.from_data((updated or stored).data), ruling.item)
        if mark.verdict != ruling.verdict:
            words = _quotes(mark, step.body, sent.get(ruling.attempt_id, []))
            verdict = cast(Verdict, ruling.verdict)
            found.append(
                Overruling(ruling.attempt_id, ruling.item, mark.verdict, verdict, words, ruling.reason, ruling.ruled_at)
            )
    return tuple(found)


def _quotes(mark: ItemMark, body: Mapping[str, Any], sent: Sequence[AttemptStep]) -> tuple[str, ...]:
    """The words this verdict rests on, from the handover and its updates as the log keeps them."""
    fields = {**body["fields"], **{update_field(n): step.body["text"] for n, step in enumerate(sent, 1)}}
    words = [str(body["text"])[start:end] for start, end in mark.evidence]
    return (*words, *(str(fields.get(at.field, ""))[at.start : at.end] for at in mark.field_evidence))
