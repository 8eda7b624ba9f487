"""Places told in parts as the truth tells them, the hour it is now, and numbers that count nothing of what is hit."""

import pytest

from app.content.scenario import Verdict
from app.handover.compiling import compile_case
from app.handover.note import read_note
from app.handover.other_times import is_the_hour_now
from app.handover.scorecard import Handover
from app.language.mentions import TimeMention
from tests.handover.cases import checklist, scenario
from tests.handover.test_reported_faults import marked_in

IN_PARTS = {
    "truth": "Seven branches: all five in the Vale, and Alderbrook and Whitcombe on the Farley side",
    "names": ["Alderbrook", "Whitcombe"],
    "count": 7,
}
MANY = {"truth": "4,180 borrowers", "count": 4180, "unit": "borrowers"}
CLOSING = {"truth": "Exam loans close at 14:00", "time": "14:00", "points": [["exam loans close"]]}


def told(text: str, **items: object) -> Verdict:
    """The verdict on the one item given, in a note that says this."""
    (item,) = items
    return marked_in(text, item, **items).verdict


@pytest.mark.parametrize(
    "text",
    [
        "LoanDesk is down at five branches in the Vale, at Alderbrook and Whitcombe.",
        "Five of the Vale's branches are down, and two on the Farley side.",
        "LoanDesk is down at Alderbrook and 6 other branches.",
    ],
)
def test_places_told_in_the_parts_the_truth_has_are_not_wrong(text: str) -> None:
    assert told(text, sites=IN_PARTS) in ("captured", "partial")


def test_a_place_named_beside_so_many_others_is_counted_with_them() -> None:
    assert told("LoanDesk is down at Alderbrook and 6 other branches.", sites=IN_PARTS) == "captured"
    assert told("LoanDesk is down at Alderbrook and 4 other branches.", sites=IN_PARTS) != "captured"


def test_what_all_of_them_were_is_no_place() -> None:
    both = {"truth": "Alderbrook and Whitcombe", "names": ["Alderbrook", "Whitcombe"], "count": 2}
    assert told("Down at Alderbrook and Whitcombe; the vans are all docked and empty.", sites=both) == "captured"


@pytest.mark.parametrize("now", ["time now twenty to ten", "it's twenty to ten", "ITS TWENTY TO TEN"])
def test_the_hour_it_is_now_is_no_deadline(now: str) -> None:
    text = f"LoanDesk is down, {now} and we have no time left. Exam loans close at 14:00."
    assert told(text, deadline=CLOSING) == "captured"


def test_the_hour_it_is_now_is_known_past_midnight() -> None:
    late = scenario(now="2026-03-02T23:58", items={"deadline": CLOSING})
    note = read_note(compile_case(checklist(), late), Handover("LoanDesk is down, it's ten past midnight."), 600)
    timed = [(mention, place) for mention, place in note.reading.placed if isinstance(mention, TimeMention)]
    assert [is_the_hour_now(note, mention, place) for mention, place in timed] == [True]


def test_a_number_that_counts_nothing_is_the_true_one_only_to_the_last_digit() -> None:
    assert told("LoanDesk gave borrowers blank pages. Lending Applications 4431.", users=MANY) == "missing"
    assert told("LoanDesk gave 4,200 borrowers blank pages.", users=MANY) == "captured"


def test_but_that_begins_something_else_leaves_no_place_out() -> None:
    both = {"truth": "Alderbrook and Whitcombe", "names": ["Alderbrook", "Whitcombe"], "count": 2}
    text = "LoanDesk is down at Whitcombe, they can't lend at all, but Alderbrook has paper slips and is down too."
    assert told(text, sites=both) == "captured"
    assert told("LoanDesk is down everywhere but Alderbrook.", sites=both) == "wrong"


def test_all_so_many_places_are_counted_by_any_word_for_a_place() -> None:
    both = {"truth": "Alderbrook and Whitcombe", "names": ["Alderbrook", "Whitcombe"], "count": 2}
    assert told("LoanDesk is down in all 3 places.", sites=both) == "wrong"


def test_an_hour_behind_the_name_of_a_place_is_told_exactly() -> None:
    assert told("LoanDesk is down. Exam loans close over the bar 15:10.", deadline=CLOSING) == "wrong"
