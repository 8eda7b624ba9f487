"""How far the marker agrees with people, how disputes went, and the words behind each difference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app
from sqlalchemy import func, select

from app.accounts.models import KnownPerson
from app.calibration.models import RatedHandover, RatedItem, Rating
from app.calibration.queries.blind import RATE, hidden_from
from app.calibration.rules.figures import Agreement, Figures, Rated, figures
from app.calibration.rules.sentences import headline, in_words
from app.calibration.rules.words import find_words
from app.content.library import Library
from app.content.scenario import Verdict
from app.database import db
from app.handover.scorecard import Scorecard
from app.practice.queries import RulingFigures, overrulings, ruling_figures
from app.web.guards import Role

MOST_DIFFERENCES = 25
_RULE = frozenset({Role.TRAINER, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Difference:
    """A verdict on which the marker and a person differ, with the words each rests on.

    From a rating (`rating_id`), or from a trainer's ruling (`attempt_id` and its `reason`).
    """

    item: str
    marker: Verdict
    person: Verdict
    marker_words: tuple[str, ...]
    person_words: tuple[str, ...]
    at: datetime
    handover_id: int | None = None
    rating_id: int | None = None
    attempt_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of the checklist with its agreement; `differences` counts ratings that differ from the marker."""

    item: str
    label: str
    agreement: Agreement
    differences: int


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """The page of agreement. `chosen` is the item its differences are narrowed to, empty for all of them.

    `differences` are the newest there are. `differing` counts those of ratings, `ruled` says whether rulings are among
    them, `held_back` counts those of ratings that the reader may not see yet. `rates`, `rules` and `exports` say what
    the reader may do from here; who rates reads debriefs too.
    """

    headline: str
    marker: Agreement
    people: Agreement
    called: str
    lines: tuple[ItemLine, ...]
    rulings: RulingFigures
    chosen: str
    labels: Mapping[str, str]
    differences: tuple[Difference, ...]
    differing: int
    ruled: bool
    held_back: int
    rates: bool
    rules: bool
    exports: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What follows from one state of the ratings."""

    state: tuple[int, int, datetime | None]
    figures: Figures
    differences: tuple[Difference, ...]


def agreement_page(reader: KnownPerson, library: Library, item: str = "") -> AgreementPage:
    """How far the marker agrees with people. The figures are computed once for a given state of the ratings.

    Eight statements, five when the figures of this state are known. Who is rating a handover, or could still rate it,
    is not shown what the marker and others said of it.
    """
    known = _known()
    rulings = ruling_figures()
    hidden = hidden_from(reader)
    ruled = [
        Difference(
            item=one.item,
            marker=one.marker,
            person=one.ruled,
            marker_words=one.words,
            person_words=(),
            at=one.ruled_at,
            attempt_id=one.attempt_id,
            reason=one.reason,
        )
        for one in overrulings(MOST_DIFFERENCES, item, hidden.attempts)
    ]
    labels = {one.id: one.label for one in library.checklist.items}
    wanted = [one for one in known.differences if item in ("", one.item)]
    seen = [one for one in wanted if one.handover_id not in hidden.handovers]
    differences = sorted((*seen, *ruled), key=lambda one: one.at, reverse=True)
    return AgreementPage(
        headline=headline(known.figures),
        marker=known.figures.marker,
        people=known.figures.people,
        called=in_words(known.figures.marker),
        lines=_lines(known, labels),
        rulings=rulings,
        chosen=item,
        labels=labels,
        differences=tuple(differences[:MOST_DIFFERENCES]),
        differing=len(seen),
        ruled=bool(ruled),
        held_back=len(wanted) - len(seen),
        rates=bool(reader.roles & RATE),
        rules=bool(reader.roles & _RULE),
        exports=Role.TRAINER in reader.roles,
    )


def _known() -> _Known:
    """What follows from the ratings as they are, computed anew when one was finished since; one statement or four."""
    query = select(func.count(), func.coalesce(func.max(Rating.id), 0), func.max(Rating.finished_at))
    count, newest, finished_at = db.session.execute(query.where(Rating.finished_at.is_not(None))).one()
    state = (count, newest, finished_at)
    held: _Known | None = current_app.extensions.get("baton.agreement")
    if held is None or held.state != state:
        held = current_app.extensions["baton.agreement"] = _compute(state)
    return held


def _compute(state: tuple[int, int, datetime | None]) -> _Known:
    ratings = list(db.session.scalars(select(Rating).where(Rating.finished_at.is_not(None)).order_by(Rating.id)))
    with_rating = select(Rating.handover_id).where(Rating.finished_at.is_not(None))
    rated_handovers = {
        row.id: row for row in db.session.scalars(select(RatedHandover).where(RatedHandover.id.in_(with_rating)))
    }
    said: dict[int, dict[str, RatedItem]] = {}
    query = select(RatedItem).join(Rating, Rating.id == RatedItem.rating_id).where(Rating.finished_at.is_not(None))
    for row in db.session.scalars(query):
        said.setdefault(row.rating_id, {})[row.item] = row
    cards = {handover_id: Scorecard.from_data(row.card) for handover_id, row in rated_handovers.items()}
    rated = [
        Rated(
            handover_id=rating.handover_id,
            rating_id=rating.id,
            marker={mark.item: mark.verdict for mark in cards[rating.handover_id].items},
            person={item: cast(Verdict, row.verdict) for item, row in said[rating.id].items()},
        )
        for rating in ratings
    ]
    differences = [
        difference
        for rating in ratings
        for difference in _differences(
            rating, rated_handovers[rating.handover_id].text, cards[rating.handover_id], said[rating.id]
        )
    ]
    return _Known(state, figures(rated), tuple(differences))


def _differences(rating: Rating, text: str, card: Scorecard, said: Mapping[str, RatedItem]) -> list[Difference]:
    return [
        Difference(
            item=mark.item,
            marker=mark.verdict,
            person=cast(Verdict, said[mark.item].verdict),
            marker_words=tuple(text[start:end] for start, end in mark.evidence),
            person_words=tuple(text[start:end] for start, end in find_words(text, said[mark.item].words) or ()),
            at=cast(datetime, rating.finished_at),
            handover_id=rating.handover_id,
            rating_id=rating.id,
        )
        for mark in card.items
        if said[mark.item].verdict != mark.verdict
    ]


def _lines(known: _Known, labels: Mapping[str, str]) -> tuple[ItemLine, ...]:
    counts: dict[str, int] = {}
    for difference in known.differences:
        counts[difference.item] = counts.get(difference.item, 0) + 1
    by_item = known.figures.by_item
    items: Sequence[str] = [
        *(item for item in labels if item in by_item),
        *(item for item in by_item if item not in labels),
    ]
    return tuple(ItemLine(item, labels.get(item, item), by_item[item], counts.get(item, 0)) for item in items)
