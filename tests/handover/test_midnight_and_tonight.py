"""Days that an hour of the night belongs to, and a day told only as one on which all was well."""

import pytest

from app.content.scenario import Verdict
from app.handover.marking import mark
from app.handover.scorecard import Handover
from tests.handover.cases import checklist, scenario

_AT_MIDNIGHT = scenario(now="2026-03-08T02:40", items={"started": {"truth": "00:00 Sunday", "time": "00:00"}})
_AT_NINE = scenario(now="2026-03-03T09:40")
_AT_NIGHT = scenario(
    now="2026-03-04T17:40",
    items={
        "deadline": {
            "truth": "The loans disk is full at about 03:30 Thursday 5 March",
            "time": "03:30",
            "points": [["loans disk full"]],
        }
    },
)


def _verdict(its: object, item: str, text: str) -> Verdict:
    card = mark(checklist(), its, Handover(text, decision="raise"), 300)  # type: ignore[arg-type]
    return next(each.verdict for each in card.items if each.item == item)


@pytest.mark.parametrize(
    "text",
    [
        "Started midnight on Saturday.",
        "It began at midnight Saturday.",
        "Down since 23:59 Saturday.",
        "Since 00:00 Sunday.",
    ],
)
def test_midnight_belongs_to_the_day_that_ends_there_too(text: str) -> None:
    assert _verdict(_AT_MIDNIGHT, "started", text) == "captured"


@pytest.mark.parametrize("text", ["Started midnight on Friday.", "It began at 00:00 Monday.", "Since Friday 23:59."])
def test_midnight_of_another_day_is_wrong(text: str) -> None:
    assert _verdict(_AT_MIDNIGHT, "started", text) == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "First failed loan 09:12, Friday OK.",
        "First bad loan at 09:12, Mon fine.",
        "Started 09:12, Monday was fine.",
    ],
)
def test_a_day_on_which_all_was_well_is_not_when_it_began(text: str) -> None:
    assert _verdict(_AT_NINE, "started", text) == "captured"


@pytest.mark.parametrize("text", ["Started at 09:12, Friday.", "Began Friday 09:12, search fine."])
def test_the_right_hour_of_another_day_stays_wrong(text: str) -> None:
    assert _verdict(_AT_NINE, "started", text) == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "The loans disk is full at 03:30 tonight.",
        "Deadline: half three tonight, when the loans disk is full.",
        "Deadline 3.30am tonite, loans disk full.",
    ],
)
def test_the_small_hours_of_tonight_are_those_of_the_night_ahead(text: str) -> None:
    assert _verdict(_AT_NIGHT, "deadline", text) == "captured"


@pytest.mark.parametrize(
    "text",
    ["The loans disk is full at 22:30 tonight.", "Deadline: 03:30 on Friday, loans disk full."],
)
def test_another_hour_of_tonight_is_wrong(text: str) -> None:
    assert _verdict(_AT_NIGHT, "deadline", text) == "wrong"
