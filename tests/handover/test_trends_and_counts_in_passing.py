"""Directions told as a series or in a form, and counts and places that are told of something else."""

from typing import Any

import pytest

from app.content.scenario import Verdict
from tests.handover.cases import item, marked, scenario
from tests.handover.findings import found
from tests.handover.test_reported_faults import marked_in
from tests.handover.test_trend_said import TRUTHS

ALL_OF_REGION = {
    "sites": {"truth": "All 9 branches of Alderbrook", "names": ["Alderbrook"], "count": 9, "all": True},
    "not_affected": {"truth": "Farley lends as usual", "points": [["Farley lends as usual"]]},
}


def trend(said: str, choice: str) -> Verdict:
    """The verdict on the trend of a text that says nothing else, where the truth is this direction."""
    return marked_in(said, "trend", trend={"truth": TRUTHS[choice], "choice": choice}).verdict


def within(text: str, name: str, **items: Any) -> Verdict:
    """The verdict on an item where these are the truths."""
    return marked_in(text, name, **items).verdict


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("[08:10] 64 refused\n[08:20] 233 refused\n[08:30] 590 refused", "worse"),
        ("Trend: 64 > 233 > 590", "worse"),
        ("64 -> 233 -> 590", "worse"),
        ("64 → 233 → 590", "worse"),
        ("900 at 12:15, 1,500 at 12:30, 2,310 at 12:45", "worse"),
        ("| 08:10 | 64 |\n| 08:20 | 233 |\n| 08:30 | 590 |", "worse"),
        ("2 min at 05:50, 6 min at 06:40, 10 min at 07:30", "worse"),
        ("Refused: 40 at 14:05, 22 at 14:15, 9 at 14:20", "better"),
        ("40 > 22 > 9", "better"),
        ("9 lost at 12:30, 9 lost at 12:40, 9 lost at 12:50", "steady"),
    ],
)
def test_a_series_tells_the_direction(said: str, choice: str) -> None:
    assert trend(said, choice) == "captured"


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("64 > 233 > 590", "better"),
        ("40 > 22 > 9", "worse"),
        ("12 back at 08:10, 20 back at 08:20, 30 back at 08:30", "worse"),
        ("Tried: restarted 1 at 08:10, 2 at 08:20, 3 at 08:30", "worse"),
        ("1. Since 09:06\n2. At 09:20, Ward 9\n3. At 09:30, Ward 12", "worse"),
        ("6 at 09:15, 30 at 09:40", "worse"),
        ("5 > 40 > 12", "worse"),
    ],
)
def test_what_is_no_series_of_what_fails_is_not_credited(said: str, choice: str) -> None:
    assert trend(said, choice) not in ("captured", "wrong")


def test_a_series_under_the_heading_of_it_is_held_against_a_steady_fault() -> None:
    assert trend("Trend: 64 > 233 > 590", "steady") == "wrong"
    assert trend("64 > 233 > 590 lost", "steady") != "wrong"


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("It isn't fading out, it's level.", "steady"),
        ("It was getting worse at first, now stable.", "steady"),
        ("It was stable until five and has been getting worse since.", "worse"),
        ("Books are scanning again.", "better"),
    ],
)
def test_what_holds_now_is_the_direction(said: str, choice: str) -> None:
    assert trend(said, choice) == "captured"


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("It was stable at first, now getting worse.", "steady"),
        ("It was getting worse at first, now stable.", "worse"),
        ("It's level.", "worse"),
    ],
)
def test_another_direction_that_holds_now_is_wrong(said: str, choice: str) -> None:
    assert trend(said, choice) == "wrong"


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("Tickets escalating P4 -> P1.", "worse"),
        ("Tickets escalating, P4 to P1.", "worse"),
        ("Storage cleared 40 GB.", "better"),
        ("Freed 40 GB.", "better"),
        ("Books are not scanning again.", "better"),
        ("Her flat.", "steady"),
        ("Trend: no updates from the vendor yet.", "steady"),
        ("The manager was informed about the same.", "steady"),
    ],
)
def test_what_is_said_of_something_else_is_no_direction(said: str, choice: str) -> None:
    assert trend(said, choice) == "missing"


def test_a_number_that_was_first_and_one_that_was_then_are_half_of_it() -> None:
    assert trend("First 40, then after the restart 12.", "better") == "partial"
    assert trend("First 40, then after the restart 12.", "worse") != "wrong"


@pytest.mark.parametrize(
    ("said", "choice", "verdict"),
    [
        ("Spreading: Y", "worse", "captured"),
        ("Spreading: Y", "steady", "wrong"),
        ("Spreading: N", "steady", "captured"),
        ("Getting worse: yes", "worse", "captured"),
        ("Getting worse: no", "steady", "captured"),
        ("Getting worse: no", "worse", "wrong"),
        ("Getting worse: no", "better", "missing"),
        ("Getting better: no", "worse", "missing"),
        ("Stable [x]", "steady", "captured"),
        ("Stable [x]", "worse", "wrong"),
        ("Stable [ ] Worse [x]", "worse", "captured"),
        ("[x] Stable [ ] Getting worse", "steady", "captured"),
        ("[x] Stable\n[ ] Getting worse\n[ ] Improving", "steady", "captured"),
        ("[x] Stable\n[ ] Getting worse\n[ ] Improving", "worse", "wrong"),
        ("Trend: ☑ worse ☐ stable ☐ better", "worse", "captured"),
    ],
)
def test_yes_no_and_ticks_are_read_as_in_a_form(said: str, choice: str, verdict: Verdict) -> None:
    assert trend(said, choice) == verdict


@pytest.mark.parametrize("said", ["No change as of now.", "No change in status since morning.", "No change currently."])
def test_no_change_in_how_it_goes_is_no_answer_to_what_was_changed(said: str) -> None:
    assert item(f"LoanDesk is down. {said}", "change").verdict == "missing"


def test_that_nothing_was_changed_is_wrong_all_the_same() -> None:
    assert item("LoanDesk is down. No change in the last 14 days.", "change").verdict == "wrong"
    assert item("LoanDesk is down. Change: no updates.", "change").verdict == "wrong"


def test_a_vendor_who_has_not_said_leaves_the_change_unknown() -> None:
    said = "no updates from the vendor yet."
    assert item(f"LoanDesk is down. Change: {said}", "change").verdict == "unknown_stated"
    assert (
        item(f"LoanDesk is down. Change: CHG0051234, database upgrade at 08:30, {said}", "change").verdict == "captured"
    )
    assert item(f"LoanDesk is down. {said}", "change").verdict == "missing"


@pytest.mark.parametrize(
    "said", ["None of the 377 desks was hit.", "Not affected: 48 desks at Farley.", "Told 2 wait 4 u."]
)
def test_numbers_of_what_is_well_and_figures_for_words_are_no_count(said: str) -> None:
    assert item(f"LoanDesk is down. {said}", "users").verdict == "missing"


@pytest.mark.parametrize(
    "said", ["Desks = 36", "Users: desks 36", "None of the 36 desks works.", "69,23 % of the 52 desks"]
)
def test_the_count_is_found_behind_a_sign_and_behind_none(said: str) -> None:
    assert item(f"LoanDesk is down. {said}", "users").verdict == "captured"


def test_a_number_that_names_a_desk_counts_none() -> None:
    assert item("LoanDesk is down. Desk 36 rang.", "users").verdict != "captured"


def test_every_second_one_is_half_of_them() -> None:
    half = {"truth": "26 of the 52 lending desks", "count": 26, "of": 52, "unit": "desks"}
    for said in ("Every second desk is down.", "Every other desk is down."):
        assert within(said, "users", users=half) == "captured"
        assert within(said, "users") != "captured"
    assert within("Every desk is down.", "users", users=half) == "wrong"


def test_endings_behind_a_reference_are_references() -> None:
    text = "LoanDesk is down. INC0071955/931/938."
    card = marked(text)
    assert {each.item: each.verdict for each in card.items}["users"] == "missing"
    ids = {"truth": "INC0071955 and two more", "id": "INC0071955", "ids": ["INC0071955", "INC0071931", "INC0071938"]}
    assert within(text, "tickets", tickets=ids) == "captured"
    changed = scenario(items={"tickets": ids})
    assert {text.lower()[start:end] for start, end in found(text, "tickets", changed).vague} >= {"931", "938"}


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Wrong loans in all 61 branches.", "wrong"),
        ("Wrong loans in all 9 branches.", "captured"),
        ("Nationwide, nothing can be lent.", "wrong"),
        ("Nothing can be lent in all branches.", "captured"),
        ("Six branches have the labels fitted.", "missing"),
        ("Six branches have it.", "wrong"),
        ("Six branches are down.", "wrong"),
        ("Each of the nine has it.", "captured"),
        ("Sites: the lot", "captured"),
    ],
)
def test_how_many_places_it_is(said: str, verdict: Verdict) -> None:
    assert within(said, "sites", **ALL_OF_REGION) == verdict


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Both have it.", "captured"),
        ("Sites: both", "captured"),
        ("Both are angry.", "missing"),
        ("Sites: the lot", "wrong"),
        ("Alderbrook and Whitcombe. It isn't a problem of the Farley branch.", "captured"),
        ("It is a problem of the Farley branch.", "wrong"),
        ("Alderbrook ok til 09:12, and Whitcombe.", "captured"),
        ("Alderbrook ok, Whitcombe down.", "wrong"),
    ],
)
def test_which_places_have_it(said: str, verdict: Verdict) -> None:
    assert within(said, "sites") == verdict


def test_everywhere_is_right_where_the_truth_calls_it_so() -> None:
    sites = {"truth": "Everywhere: Alderbrook and Whitcombe", "names": ["Alderbrook", "Whitcombe"]}
    assert within("Sites: everywhere", "sites", sites=sites) == "captured"
    assert within("Sites: everywhere", "sites") == "wrong"


def test_a_place_that_has_none_of_something_has_not_no_way_round() -> None:
    assert item("LoanDesk is down. Whitcombe has none.", "workaround").verdict == "missing"
    assert item("LoanDesk is down. Workaround? They have none.", "workaround").verdict == "wrong"
