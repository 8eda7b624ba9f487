"""What people of the sample say of verdicts: disputes, rulings and ratings, by the real actions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import Field

from app.calibration import actions as calibration
from app.calibration.actions import ItemSaid
from app.content.library import Library
from app.content.scenario import Verdict
from app.content.shape import Shape
from app.practice import actions as practice
from app.sample.people import handovers

_RATING = timedelta(minutes=7)


class SampleRuling(Shape):
    """A trainer's ruling on a dispute, that many days ago."""

    by: str
    days_ago: int = Field(ge=1)
    at: str = Field(pattern=r"^\d\d:\d\d$")
    verdict: Verdict
    reason: str


class SampleDispute(Shape):
    """Somebody disputes a verdict on a call they took `call_days_ago`."""

    person: str
    call: str
    call_days_ago: int
    item: str
    sentence: str
    days_ago: int = Field(ge=1)
    at: str = Field(pattern=r"^\d\d:\d\d$")
    ruled: SampleRuling | None = None


class SampleRating(Shape):
    """Somebody's verdicts on a handover of the sample; items that no list names are missing, or open when half-done."""

    rater: str
    call: str
    handover: int | None = None
    of: str = ""
    days_ago: int = Field(ge=1)
    at: str = Field(pattern=r"^\d\d:\d\d$")
    captured: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    unknown_stated: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    words: Mapping[str, str] = Field(default_factory=dict)
    half_done: bool = False


class SampleOpinions(Shape):
    """The whole of opinions.yml."""

    disputes: tuple[SampleDispute, ...]
    ratings: tuple[SampleRating, ...]


@dataclass
class Told:
    """What the history made so far, to look up whom and what an opinion is about.

    `ids` are people by e-mail; `attempts` by who took which call how many days ago; `first` by call and place in
    handovers.yml.
    """

    ids: dict[str, int] = field(default_factory=dict)
    attempts: dict[tuple[str, str, int], int] = field(default_factory=dict)
    first: dict[tuple[str, int], int] = field(default_factory=dict)


@lru_cache(maxsize=1)
def opinions() -> SampleOpinions:
    """What people of the sample say of verdicts."""
    file = Path(__file__).parent / "opinions.yml"
    return SampleOpinions.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


def dispute(one: SampleDispute, told: Told, at: datetime) -> None:
    """Somebody sees a verdict on their handover differently."""
    attempt_id = told.attempts[one.person, one.call, one.call_days_ago]
    practice.dispute(attempt_id=attempt_id, person_id=told.ids[one.person], item=one.item, sentence=one.sentence, at=at)


def rule(one: SampleDispute, ruled: SampleRuling, told: Told, library: Library, at: datetime) -> None:
    """A trainer rules on it."""
    practice.rule(
        attempt_id=told.attempts[one.person, one.call, one.call_days_ago],
        item=one.item,
        verdict=ruled.verdict,
        reason=ruled.reason,
        seen=1,
        ruled_by=told.ids[ruled.by],
        library=library,
        at=at,
    )


def rate(one: SampleRating, told: Told, library: Library, at: datetime) -> None:
    """Somebody rates a handover, and finishes some minutes later unless it stays half-done."""
    rater_id = told.ids[one.rater]
    rating_id = _begun(one, rater_id, told, library, at)
    said = _said(one, library)
    later = at + _RATING
    if one.half_done:
        calibration.keep(rating_id=rating_id, rater_id=rater_id, said=said, revision=0, at=later)
    else:
        calibration.finish(rating_id=rating_id, rater_id=rater_id, said=said, revision=0, at=later)


def _begun(one: SampleRating, rater_id: int, told: Told, library: Library, at: datetime) -> int:
    if one.of:
        attempt_id = next(found for (who, call, _), found in told.attempts.items() if (who, call) == (one.of, one.call))
    else:
        attempt_id = told.first.get((one.call, one.handover or 0), 0)
    if attempt_id:
        return calibration.begin(attempt_id=attempt_id, rater_id=rater_id, library=library, at=at)
    text = handovers()[one.call][one.handover or 0].text
    return calibration.begin_text(scenario_slug=one.call, text=text, rater_id=rater_id, library=library, at=at)


def _said(one: SampleRating, library: Library) -> dict[str, ItemSaid]:
    verdicts: dict[str, str] = {}
    for verdict in ("captured", "partial", "unknown_stated", "wrong"):
        verdicts |= dict.fromkeys(getattr(one, verdict), verdict)
    items = verdicts if one.half_done else library.scenarios[one.call].items
    return {item: ItemSaid(verdicts.get(item, "missing"), one.words.get(item, "")) for item in items}
