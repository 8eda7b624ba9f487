"""What there is to rate: one's half-done ratings and the handovers to pick from, by nobody's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.calibration.models import RatedHandover, RatedItem, Rating
from app.calibration.queries.blind import handed_over
from app.content.library import Library
from app.content.scenario import Scenario
from app.database import db

MOST = 20


@dataclass(frozen=True, slots=True)
class OwnRating:
    """One of a person's ratings; `chosen` verdicts of `items` while half-done."""

    rating_id: int
    title: str
    saved_at: datetime
    finished_at: datetime | None
    chosen: int
    items: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A handover to rate: what it is about, when it was made, how long it is, how often it was rated."""

    attempt_id: int
    title: str
    handed_over_at: datetime
    words: int
    ratings: int


@dataclass(frozen=True, slots=True)
class RatingsPage:
    """What this person can go on with or begin; `to_rate` counts all they could pick, `choices` are the first."""

    headline: str
    half_done: tuple[OwnRating, ...]
    choices: tuple[Choice, ...]
    to_rate: int
    finished: tuple[OwnRating, ...]
    scenarios: tuple[tuple[str, str], ...]


def ratings_page(rater_id: int, library: Library) -> RatingsPage:
    """The handovers this person can rate, those nobody has rated first, then the newest; two statements.

    Handovers in the same words are offered once.
    """
    own = _own(rater_id, library)
    choices, to_rate = _choices(rater_id, library)
    half_done = tuple(rating for rating in own if rating.finished_at is None)
    return RatingsPage(
        headline=_headline(len(half_done), choices),
        half_done=half_done,
        choices=choices,
        to_rate=to_rate,
        finished=tuple(rating for rating in own if rating.finished_at is not None)[:MOST],
        scenarios=scenarios_of(library),
    )


def scenarios_of(library: Library) -> tuple[tuple[str, str], ...]:
    """Every scenario as slug and title, by title."""
    return tuple(sorted(((slug, one.title) for slug, one in library.scenarios.items()), key=lambda pair: pair[1]))


def half_done_of(rater_id: int) -> int:
    """How many ratings this person has begun and not finished; one statement."""
    query = select(func.count()).select_from(Rating).where(Rating.rater_id == rater_id, Rating.finished_at.is_(None))
    return db.session.scalar(query) or 0


def _headline(half_done: int, choices: tuple[Choice, ...]) -> str:
    if half_done:
        return "A rating waits where you left it." if half_done == 1 else "Some ratings wait where you left them."
    if not choices:
        return "There is no handover left for you to rate."
    return "Rate a handover nobody has rated yet." if choices[0].ratings == 0 else "Be the second to rate a handover."


def _own(rater_id: int, library: Library) -> list[OwnRating]:
    chosen = (
        select(func.count())
        .where(RatedItem.rating_id == Rating.id, RatedItem.verdict.is_not(None))
        .correlate(Rating)
        .scalar_subquery()
    )
    query = (
        select(Rating.id, RatedHandover.scenario, Rating.saved_at, Rating.finished_at, chosen)
        .join(RatedHandover, RatedHandover.id == Rating.handover_id)
        .where(Rating.rater_id == rater_id)
        .order_by(Rating.saved_at.desc(), Rating.id.desc())
    )
    scenarios = library.scenarios
    return [
        OwnRating(rating_id, _title(scenarios, slug), saved_at, finished_at, count, _count_items(scenarios, slug))
        for rating_id, slug, saved_at, finished_at, count in db.session.execute(query)
    ]


def _choices(rater_id: int, library: Library) -> tuple[tuple[Choice, ...], int]:
    one = handed_over(rater_id).c
    query = (
        select(one.attempt_id, one.scenario, one.at, one.body, one.ratings, func.count().over())
        .where(one.begun == 0, one.done == 0, one.place == 1)
        .order_by(one.ratings, one.at.desc(), one.attempt_id.desc())
        .limit(MOST)
    )
    rows = db.session.execute(query).all()
    choices = tuple(
        Choice(attempt_id, _title(library.scenarios, slug), at, _length(body), int(ratings))
        for attempt_id, slug, at, body, ratings, _ in rows
    )
    return choices, rows[0][-1] if rows else 0


def _title(scenarios: Mapping[str, Scenario], slug: str) -> str:
    return scenarios[slug].title if slug in scenarios else slug


def _count_items(scenarios: Mapping[str, Scenario], slug: str) -> int:
    return len(scenarios[slug].items) if slug in scenarios else 0


def _length(body: Mapping[str, object]) -> int:
    """The words of a handover, its labelled fields among them."""
    fields = body["fields"]
    pieces = [body["text"], *(fields.values() if isinstance(fields, dict) else ())]
    return sum(len(str(piece).split()) for piece in pieces)
