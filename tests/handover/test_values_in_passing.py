"""Dates, hours and numbers that belong to something else: they answer no item, and make none wrong."""

import pytest

from tests.handover.cases import item, marked, scenario
from tests.handover.findings import found


@pytest.mark.parametrize(
    "written",
    [
        "03/03/2026 09:12",
        "03-03-2026 09:12",
        "03.03.26 09:12",
        "2026-03-03 09:12",
        "2026-03-03T09:12Z",
        "3 Mar 2026 09:12",
        "03-Mar-26 09:12",
        "March 3, 2026 09:12",
        "03/03 09:12",
    ],
)
def test_a_date_before_the_hour_is_no_count_and_no_telephone_number(written: str) -> None:
    card = marked(f"{written} desks at Alderbrook cannot lend, LoanDesk is down.")
    verdicts = {each.item: each.verdict for each in card.items}
    assert (verdicts["started"], verdicts["users"]) == ("captured", "missing")
    assert not card.unsupported


def test_another_day_of_the_month_written_in_figures_is_wrong() -> None:
    assert item("LoanDesk is down. Started 05.02.2026 09:12.", "started").verdict == "wrong"


@pytest.mark.parametrize(
    "text", ["At 1012 desks began to fail", "From 1012 lending desks failed", "@ 1012 desks failed"]
)
def test_four_digits_behind_at_are_an_hour_and_no_count(text: str) -> None:
    assert item(f"LoanDesk is down. {text}.", "users").verdict == "missing"


def test_how_many_were_tried_is_not_how_many_are_hit() -> None:
    text = "LoanDesk is down on 36 of 52 desks since 09:12. "
    for tried in ("Two desks restarted, no difference.", "Tried: two desks restarted"):
        assert item(text + tried, "users").verdict == "captured"
        assert item(f"LoanDesk is down. {tried}", "users").verdict == "missing"


@pytest.mark.parametrize(
    "text", ["Exam loans start at 14:00", "Exam session begins at 15:30", "Book sale opens at 11:00"]
)
def test_what_begins_later_is_not_when_the_fault_began(text: str) -> None:
    assert item(f"LoanDesk is down. {text}.", "started").verdict != "wrong"


def test_when_the_fault_is_said_to_have_begun_is_wrong_all_the_same() -> None:
    assert item("LoanDesk is down. It started at 08:20.", "started").verdict == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "Trend: steady, no change since 09:12",
        "Steady, no change.",
        "No change in the last half hour",
        "Scanners restarted, no change.",
    ],
)
def test_no_change_in_how_it_goes_is_not_that_nothing_was_changed(text: str) -> None:
    assert item(f"LoanDesk is down. {text}", "change").verdict == "missing"
    none = scenario(items={"change": {"truth": "None; nothing changed in 14 days", "none": True}})
    assert not found(text, "change", none).none


@pytest.mark.parametrize("text", ["No change in 14 days", "No changes on our side last night", "Nothing was changed"])
def test_that_nothing_was_changed_still_is(text: str) -> None:
    none = scenario(items={"change": {"truth": "None; nothing changed in 14 days", "none": True}})
    assert found(text, "change", none).none


@pytest.mark.parametrize(
    "text", ["Not caused by CHG0051234", "CHG0051234 ruled out", "Change: unrelated to CHG0051234"]
)
def test_the_right_change_cleared_of_it_is_wrong(text: str) -> None:
    assert item(f"LoanDesk is down. {text}.", "change").verdict == "wrong"


def test_a_value_is_taken_back_by_wrong_alone_and_not_by_wrong_loans() -> None:
    assert item("Since 09:12 wrong loans on the desks, exam loans close at 14:00.", "started").verdict == "captured"
    assert item("Since 08:40, wrong, 09:12.", "started").verdict == "captured"


@pytest.mark.parametrize("text", ["More than 35 desks at two branches", "No fewer than 36 desks at 2 branches"])
def test_more_than_takes_nothing_back(text: str) -> None:
    assert item(f"LoanDesk is down. {text}.", "users").verdict == "captured"


def test_numbers_of_a_workaround_do_not_add_up_to_those_hit() -> None:
    text = "LoanDesk is down. Workaround: six clerks write slips, not enough for 30."
    assert item(text, "users").verdict == "missing"


@pytest.mark.parametrize("text", ["Desks: 36", "Number of desks: 36", "No. of desks: 36", "Desks - 36"])
def test_the_unit_leads_to_its_number_as_in_a_form(text: str) -> None:
    assert item(f"Service: LoanDesk\n{text}\n", "users").verdict == "captured"


def test_a_named_code_with_another_number_is_wrong() -> None:
    named = scenario(items={"error": {"truth": "'Release 41'", "points": [["release 41"]]}})
    assert found("Screen says Release 14", "error", named).plainly_wrong
    assert not found("Screen says Release 41", "error", named).plainly_wrong


def test_round_the_clock_claims_nothing() -> None:
    assert not marked("LoanDesk is down. The branch is staffed 24/7.").unsupported
