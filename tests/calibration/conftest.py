"""A handover to rate, and short ways to rate it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app.calibration import actions
from app.calibration.actions import ItemSaid
from app.calibration.models import RatedHandover, Rating
from app.content.library import Library
from app.database import db
from app.extensions import library as shipped_library
from app.handover.scorecard import Handover
from app.practice import actions as practice
from app.practice.queries import stage_of
from tests.conftest import Cast

BEGAN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SCENARIO = "prices"
WORDS = (
    "Frontline tills in all 17 Wales and West stores charge old prices since about 8:30. Lots of tills.\n"
    "Call Rhian Maddocks, Cardiff Bay, 029 2018 0146. INC0204417."
)

Say = Mapping[str, ItemSaid]
Rate = Callable[..., int]


@pytest.fixture
def library(app: Flask) -> Iterator[Library]:
    """The shipped content, with an app's context for calling actions and queries directly."""
    with app.app_context():
        yield shipped_library()
        db.session.remove()


@pytest.fixture
def hand_over(library: Library) -> Callable[..., int]:
    """Hands over, and answers the attempt; each hour in other words that say the same."""

    def handing_over(
        person_id: int, handover: Handover | None = None, hour: int = 0, scenario: str = SCENARIO, seconds: int = 60
    ) -> int:
        at = BEGAN + timedelta(hours=hour)
        attempt_id = practice.start(person_id=person_id, scenario_slug=scenario, library=library, at=at)
        practice.hand_over(
            attempt_id=attempt_id,
            person_id=person_id,
            handover=handover or Handover(text=WORDS + ("\nThanks" + "!" * hour if hour else ""), decision="raise"),
            seq=1,
            library=library,
            at=at + timedelta(seconds=seconds),
        )
        ended_at = at + timedelta(seconds=seconds + 30)
        end = {"attempt_id": attempt_id, "person_id": person_id, "library": library, "at": ended_at}
        practice.end_follow_up(**end)
        if stage_of(attempt_id, person_id) == "asked_back":
            practice.answer_back(answers={}, **end)
        return attempt_id

    return handing_over


@pytest.fixture
def attempt(hand_over: Callable[..., int], cast: Cast) -> int:
    """An attempt of Asha's that was handed over."""
    return hand_over(cast.asha)


@pytest.fixture
def begin(library: Library, cast: Cast) -> Rate:
    """Begins to rate, as Max unless somebody else is said to."""

    def beginning(attempt_id: int, by: int | None = None, minute: int = 0) -> int:
        at = BEGAN + timedelta(days=1, minutes=minute)
        return actions.begin(attempt_id=attempt_id, rater_id=by or cast.max, library=library, at=at)

    return beginning


@pytest.fixture
def rate(begin: Rate, cast: Cast) -> Rate:
    """Rates as the marker did but for what is said, and finishes; answers the rating."""

    def rating(attempt_id: int, by: int | None = None, minute: int = 0, **said: tuple[str, str]) -> int:
        rating_id = begin(attempt_id, by, minute)
        as_marked = {item: ItemSaid(verdict) for item, verdict in marked(rating_id).items()}
        differing = {item: ItemSaid(verdict, words) for item, (verdict, words) in said.items()}
        actions.finish(
            rating_id=rating_id,
            rater_id=by or cast.max,
            said=as_marked | differing,
            revision=0,
            at=BEGAN + timedelta(days=1, minutes=minute + 9),
        )
        return rating_id

    return rating


def handover_of(rating_id: int) -> RatedHandover:
    return db.session.get_one(RatedHandover, db.session.get_one(Rating, rating_id).handover_id)


def marked(rating_id: int) -> dict[str, str]:
    """The marker's verdicts on what a rating is about."""
    return {item["item"]: item["verdict"] for item in handover_of(rating_id).card["items"]}


def expected(rating_id: int) -> dict[str, str]:
    """The truths the marker marked by."""
    return {item["item"]: item["expected"] for item in handover_of(rating_id).card["items"]}
