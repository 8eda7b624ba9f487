"""A finished rating beside the marker's verdicts, item by item, differences first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import false, select

from app.accounts.models import KnownPerson
from app.archive import queries as archive
from app.calibration.models import RatedHandover, RatedItem, Rating
from app.calibration.queries.blind import RATE, hidden_handovers
from app.calibration.rules.refusals import RateFirst
from app.calibration.rules.sentences import side_by_side
from app.calibration.rules.words import find_words
from app.content.library import Library
from app.content.scenario import Verdict
from app.database import db
from app.handover.reasons import told_to_others
from app.handover.scorecard import ItemMark, Scorecard, Span
from app.practice.models import Attempt
from app.practice.queries import Evidence, Segment, segments
from app.web.guards import Role


@dataclass(frozen=True, slots=True)
class ItemBeside:
    """One item as both see it; words are quotes from the handover, `marker_reason` is the marker's own."""

    number: int
    item: str
    label: str
    truth: str
    marker: Verdict
    marker_reason: str
    marker_words: tuple[str, ...]
    person: Verdict
    person_words: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return self.marker != self.person


@dataclass(frozen=True, slots=True)
class OtherRating:
    """Another finished rating of the same handover, and how many verdicts are the same as in this one."""

    rating_id: int
    same: int


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """Both side by side. `attempt_id` when a trainer may rule on the marker's verdicts from here, else None."""

    rating_id: int
    title: str
    headline: str
    mine: bool
    finished_at: datetime
    marker_version: str
    words: tuple[Segment, ...]
    differing: tuple[ItemBeside, ...]
    same: tuple[ItemBeside, ...]
    others: tuple[OtherRating, ...]
    attempt_id: int | None


def finished_page(rating_id: int, reader: KnownPerson, library: Library) -> FinishedPage | None:
    """A finished rating; None when there is none such. RateFirst for who is rating the same words or could still do so.

    Two statements, one more for each content text that is no longer the current one.
    """
    hidden = RatedHandover.id.in_(hidden_handovers(reader.id)) if reader.roles & RATE else false()
    query = (
        select(Rating, RatedHandover, Attempt.person_id, hidden)
        .join(RatedHandover, RatedHandover.id == Rating.handover_id)
        .outerjoin(Attempt, Attempt.id == RatedHandover.attempt_id)
        .where(Rating.id == rating_id, Rating.finished_at.is_not(None))
    )
    found = db.session.execute(query).first()
    if found is None:
        return None
    rating, handover, person_id, is_hidden = found
    if is_hidden:
        raise RateFirst(handover.attempt_id)
    said = _said(handover.id)
    mine = rating.rater_id == reader.id
    rows = _rows(handover, said[rating_id], library, wrote=person_id == reader.id)
    differing = tuple(row for row in rows if row.differs)
    may_rule = Role.TRAINER in reader.roles and person_id != reader.id
    return FinishedPage(
        rating_id=rating_id,
        title=archive.scenario(library, handover.scenario, handover.scenario_hash).title,
        headline=side_by_side(len(rows) - len(differing), len(rows), mine=mine),
        mine=mine,
        finished_at=cast(datetime, rating.finished_at),
        marker_version=handover.card["marker"],
        words=segments(handover.text, _evidence(handover, rows, said[rating_id])),
        differing=differing,
        same=tuple(row for row in rows if not row.differs),
        others=tuple(
            OtherRating(other, _same(said[rating_id], items)) for other, items in said.items() if other != rating_id
        ),
        attempt_id=handover.attempt_id if may_rule else None,
    )


def _said(handover_id: int) -> dict[int, dict[str, RatedItem]]:
    """What every finished rating of a handover says, by rating and item."""
    query = (
        select(RatedItem)
        .join(Rating, Rating.id == RatedItem.rating_id)
        .where(Rating.handover_id == handover_id, Rating.finished_at.is_not(None))
        .order_by(RatedItem.rating_id)
    )
    said: dict[int, dict[str, RatedItem]] = {}
    for row in db.session.scalars(query):
        said.setdefault(row.rating_id, {})[row.item] = row
    return said


def _same(one: Mapping[str, RatedItem], other: Mapping[str, RatedItem]) -> int:
    return sum(item in other and other[item].verdict == row.verdict for item, row in one.items())


def _rows(handover: RatedHandover, said: Mapping[str, RatedItem], library: Library, *, wrote: bool) -> list[ItemBeside]:
    checklist = archive.checklist(library, handover.checklist_hash)
    numbers = {item: number for number, item in enumerate(checklist.ids(), 1)}
    return [
        ItemBeside(
            number=numbers[mark.item],
            item=mark.item,
            label=checklist[mark.item].label,
            truth=mark.expected,
            marker=mark.verdict,
            marker_reason=mark.reason if wrote else told_to_others(mark.reason),
            marker_words=_quotes(handover.text, mark.evidence),
            person=cast(Verdict, said[mark.item].verdict),
            person_words=_quotes(handover.text, find_words(handover.text, said[mark.item].words) or ()),
        )
        for mark in _marks(handover)
    ]


def _marks(handover: RatedHandover) -> tuple[ItemMark, ...]:
    return Scorecard.from_data(handover.card).items


def _quotes(text: str, spans: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in spans)


def _evidence(handover: RatedHandover, rows: list[ItemBeside], said: Mapping[str, RatedItem]) -> list[Evidence]:
    """The words either rests on, each in the colours of the verdict that rests on them."""
    found = []
    for mark, row in zip(_marks(handover), rows, strict=True):
        own = find_words(handover.text, said[row.item].words) or ()
        found += [Evidence(start, end, row.number, row.item, row.marker) for start, end in mark.evidence]
        found += [Evidence(start, end, row.number, row.item, row.person) for start, end in own]
    return found
