"""Reasons for ringing are no causes, other days no deadlines, words of the fault tell nothing else."""

from functools import lru_cache

import pytest

from app.content.scenario import Scenario
from app.handover.marking import mark
from app.handover.scorecard import Handover, ItemMark
from tests.handover.cases import checklist, scenario
from tests.handover.shipped import shipped, verdict

_BELIEFS = [
    {"about": "change", "says": "They gave new scanners to the reading room at Alderbrook on Friday, it is that."},
    {"about": "deadline", "says": "The story hour is today. At two. It has to work by then."},
]


@lru_cache(maxsize=1)
def nothing_due() -> Scenario:
    """The library where nothing is due, nothing changed, and a caller who is wrong about both."""
    person = {"id": "hanna", "name": "Hanna Brightwell", "role": "branch lead", "opening": "Nothing can be lent."}
    truths = {
        "change": {"truth": "None in 30 days; the new scanners went to Farley", "none": True},
        "deadline": {
            "truth": "Nothing is due; stocktaking closes on 17 March, and the story hour at 14:00 today needs no loans",
            "none": True,
        },
    }
    return scenario(people=[{**person, "believes": _BELIEFS}], items=truths)


def _of(text: str, name: str) -> ItemMark:
    card = mark(checklist(), nothing_due(), Handover(text), 300)
    return next(each for each in card.items if each.item == name)


@pytest.mark.parametrize(
    "text",
    [
        "P1 because 36 desks at Alderbrook cannot lend. No changes in the calendar.",
        "Raising this due to 36 desks in Alderbrook and Whitcombe. No changes in the calendar.",
        "Not a major incident because it is 36 desks at Alderbrook only. No changes in the calendar.",
        "LD-340 because loans fail at Alderbrook, new loans and old. No changes in the calendar.",
    ],
)
def test_a_reason_to_raise_it_or_where_it_is_is_no_cause(text: str) -> None:
    assert _of(text, "change").verdict == "captured"


@pytest.mark.parametrize(
    "text",
    [
        "P1 because they changed the scanners at Alderbrook.",
        "Raising because of the new scanners in the reading room.",
        "Down because of the new scanners at Alderbrook.",
    ],
)
def test_a_change_blamed_beside_a_reason_to_raise_it_is_a_cause(text: str) -> None:
    assert _of(text, "change").verdict == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "No deadline today. Stocktaking closes Tue 17 March 12:00.",
        "Nothing due today, stocktaking deadline 12:00 on the 17th.",
        "Nothing due. Stocktaking must be in by 17/03, 12:00.",
        "No deadline, the next one is 17 March at noon when stocktaking closes.",
        "No deadline. The count closes tomorrow week, 12:00.",
    ],
)
def test_an_hour_on_another_day_is_no_deadline_where_none_is_said(text: str) -> None:
    assert _of(text, "deadline").verdict == "captured"


@pytest.mark.parametrize(
    "text",
    ["Deadline: 14:00 today", "Stocktaking closes 12:00 today", "Deadline: Friday 12:00", "It must work by 14:00",
     "No deadline. The story hour must have it by 14:00"],
)  # fmt: skip
def test_an_hour_of_today_or_of_a_day_nobody_names_is_one(text: str) -> None:
    assert _of(text, "deadline").verdict == "wrong"


def test_what_the_truth_says_of_an_hour_makes_it_no_deadline() -> None:
    assert _of("Deadline: 14:00 today is the story hour and needs none", "deadline").verdict != "wrong"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tills in Wales and West charge last October's prices, refuse new spring lines: item not on file.", "missing"),
        ("The tills of the stores ask last year's prices and the new range is not on file.", "missing"),
        ("Price files moved to new storage last night.", "captured"),
        ("The price files of Wales and West moved on Friday at 23:30.", "captured"),
    ],
)
def test_words_of_the_fault_tell_no_change(text: str, wanted: str) -> None:
    assert verdict("prices", "change", text) == wanted


def test_evidence_is_of_the_sentence_that_says_it_not_of_the_fault() -> None:
    fault = "Tills in Wales and West charge last October's prices and refuse new spring lines"
    text = f"{fault}, PF-17 item not on file."
    checklist_, its = shipped("prices")
    card = mark(checklist_, its, Handover(text), 300)
    rests = next([text[a:b] for a, b in each.evidence] for each in card.items if each.item == "error")
    assert rests == ["PF-17 item not on file"]
