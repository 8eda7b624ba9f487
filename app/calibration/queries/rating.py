"""A half-done rating, blind: the handover and what was so when it was given, and nothing of what the marker said."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.archive import queries as archive
from app.calibration.models import RatedHandover, RatedItem, Rating
from app.calibration.rules.sentences import rated_so_far
from app.calibration.rules.words import NOT_FOUND, find_words
from app.content.library import Library
from app.database import db


@dataclass(frozen=True, slots=True)
class ItemToRate:
    """One item with its truth and what the rater has said of it so far.

    `mistake` when their words cannot be found, `undecided` when they wanted to finish without a verdict.
    """

    number: int
    item: str
    label: str
    ask: str
    truth: str
    verdict: str | None
    words: str
    mistake: str = ""
    undecided: str = ""

    @property
    def to_mend(self) -> str:
        return " ".join(filter(None, (self.undecided, self.mistake)))


@dataclass(frozen=True, slots=True)
class RatingPage:
    """A handover to rate. `elapsed_seconds` is how long after the first ring it came, None when nobody said;
    `counted_seconds` when it counts as given, the moment the truths are of."""

    rating_id: int
    title: str
    setting: str
    text: str
    elapsed_seconds: float | None
    counted_seconds: float | None
    revision: int
    saved_at: datetime | None
    items: tuple[ItemToRate, ...]
    chosen: int

    @property
    def to_mend(self) -> tuple[ItemToRate, ...]:
        """What keeps it from being finished, once every item is rated or that was tried; nothing while one rates."""
        wants_to_finish = self.chosen == len(self.items) or any(item.undecided for item in self.items)
        return tuple(item for item in self.items if item.to_mend) if wants_to_finish else ()

    @property
    def headline(self) -> str:
        return rated_so_far(self.chosen, len(self.items), len(self.to_mend))


def rating_page(rating_id: int, rater_id: int, library: Library) -> RatingPage | None:
    """A rating of this person's to go on with; None when there is none such, or it is finished.

    Two statements, one more for each content text that is no longer the current one. Of the marker's scorecard only
    the second it was made at is read, so that both judge by the same truths.
    """
    handover = RatedHandover
    columns = (handover.text, handover.elapsed_seconds, handover.scenario, handover.scenario_hash)
    marked_at = handover.card["elapsed_seconds"].as_float()
    query = (
        select(Rating, *columns, handover.checklist_hash, marked_at)
        .join(handover, handover.id == Rating.handover_id)
        .where(Rating.id == rating_id, Rating.rater_id == rater_id, Rating.finished_at.is_(None))
    )
    found = db.session.execute(query).first()
    if found is None:
        return None
    rating, text, elapsed_seconds, slug, scenario_hash, checklist_hash, counted_seconds = found
    said = {row.item: row for row in db.session.scalars(select(RatedItem).filter_by(rating_id=rating_id))}
    scenario = archive.scenario(library, slug, scenario_hash).as_of(counted_seconds)
    checklist = archive.checklist(library, checklist_hash)
    items = tuple(
        ItemToRate(
            number=number,
            item=item.id,
            label=item.label,
            ask=item.ask,
            truth=scenario.items[item.id].truth,
            verdict=said[item.id].verdict if item.id in said else None,
            words=said[item.id].words if item.id in said else "",
            mistake=NOT_FOUND if item.id in said and find_words(text, said[item.id].words) is None else "",
        )
        for number, item in enumerate(checklist.items, 1)
        if item.id in scenario.items
    )
    return RatingPage(
        rating_id=rating_id,
        title=scenario.title,
        setting=scenario.setting,
        text=text,
        elapsed_seconds=elapsed_seconds,
        counted_seconds=counted_seconds,
        revision=rating.revision,
        saved_at=rating.saved_at if rating.revision else None,
        items=items,
        chosen=sum(item.verdict is not None for item in items),
    )
