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


@pytest.mark.parametrize(
    "text", ["Two scanners restarted. No change.", "Result: no change", "Update 09:38: no change", "Outcome: no change"]
)
def test_no_change_as_what_came_of_a_try_says_nothing_of_changes(text: str) -> None:
    none = scenario(items={"change": {"truth": "None; nothing changed in 14 days", "none": True}})
    assert not found(text, "change", none).none
    assert item(f"LoanDesk is down. {text}", "change").verdict != "wrong"


def test_that_no_change_is_on_record_stands_behind_a_try_too() -> None:
    none = scenario(items={"change": {"truth": "None; nothing changed in 14 days", "none": True}})
    assert found("Scanners restarted. No change recorded in 14 days.", "change", none).none


@pytest.mark.parametrize("text", ["Next update 10:00", "Ticket updated at 09:30", "Release the porters at 10:00"])
def test_an_update_about_the_call_is_no_change(text: str) -> None:
    none = scenario(items={"change": {"truth": "None; nothing changed in 14 days", "none": True}})
    assert not found(text, "change", none).plainly_wrong


@pytest.mark.parametrize(
    "text",
    [
        "Start: 09:12\nWait: 10 min",
        "Since 09:12, wait time 10 min.",
        "Start: 09:12\nInformation correct at 09:40",
        "Start 09:12, clerks told to wait 09:30",
    ],
)
def test_waiting_and_being_correct_take_no_hour_back(text: str) -> None:
    assert item(f"LoanDesk is down.\n{text}", "started").verdict == "captured"


def test_a_label_of_the_next_line_takes_no_count_back() -> None:
    assert item("LoanDesk is down.\n36 desks\nNo: 2 branches", "users").verdict == "captured"


def test_what_could_not_be_written_is_not_taken_back() -> None:
    assert item("The desks stopped writing loans at 09:12. Exam loans close at 14:00.", "started").verdict == "captured"


def test_what_is_taken_back_still_is() -> None:
    assert item("LoanDesk is down. 36 desks, no, 40 desks.", "users").verdict == "wrong"


@pytest.mark.parametrize(
    "text", ["Reported 09:20, started 09:12, update due 10:15", "Started 09:12, escalated 09:41, next update 10:10"]
)
def test_the_hours_of_the_call_itself_stand_beside_the_start(text: str) -> None:
    assert item(f"LoanDesk is down. {text}.", "started").verdict == "captured"


@pytest.mark.parametrize("text", ["Priority: increased to P1", "Status: Escalated", "Stable: No", "Status: ongoing"])
def test_a_ticket_that_is_raised_and_a_form_that_says_no_tell_no_direction(text: str) -> None:
    assert not found(text, "trend").features["wrong_own"]


def test_others_that_are_ruled_out_leave_the_service_right() -> None:
    assert item("LoanDesk (not FineWorks, not RoomBook) fails.", "service").verdict == "captured"


@pytest.mark.parametrize("text", ["P1 36 desks", "Lending desks, 36 of them, fail", "not 40 desks, 36 desks"])
def test_a_count_is_read_behind_a_priority_a_comma_and_a_correction(text: str) -> None:
    assert item(f"LoanDesk is down. {text}.", "users").verdict == "captured"


@pytest.mark.parametrize("text", ["ETA tbc", "ETA: n/a", "Awaiting ETA", "ETA unknown"])
def test_a_promise_nobody_gave_claims_nothing(text: str) -> None:
    assert not marked(f"LoanDesk is down. {text}.").unsupported


@pytest.mark.parametrize("text", ["since 30 minutes", "since half an hour"])
def test_since_with_a_length_counts_back(text: str) -> None:
    assert item(f"LoanDesk is down {text}.", "started").verdict in ("captured", "partial")


@pytest.mark.parametrize(
    "text",
    [
        "Call came in at 09:31 from Hanna Brightwell.",
        "The branch manager has known since 09:31.",
        "INC0071955 has been open since 09:31.",
        "Ticket is with Lending Platform since 09:31.",
        "Borrowers have been waiting since 09:31.",
        "Exam loans close at 14:00 (09:00 EST).",
    ],
)
def test_since_when_somebody_knows_or_a_ticket_is_open_is_not_when_the_fault_began(text: str) -> None:
    assert item(f"LoanDesk is down. {text}", "started").verdict != "wrong"


def test_what_happened_at_some_hour_or_usually_does_is_no_deadline() -> None:
    for text in ("At three the exam loans desk was told to wait.", "Exam loans usually close at half past three."):
        assert item(f"LoanDesk is down. {text}", "deadline").verdict != "wrong"


def test_how_it_was_until_some_hour_is_not_how_it_goes() -> None:
    assert (
        item("LoanDesk is down. It was stable until ten and has been getting worse since.", "trend").verdict
        == "captured"
    )
    assert item("LoanDesk is down. Managers were informed about the same.", "trend").verdict == "missing"


def test_no_word_from_the_supplier_is_no_change() -> None:
    assert item("LoanDesk is down. Lending Platform is on it, no update so far.", "change").verdict != "wrong"


def test_a_change_taken_back_is_not_told() -> None:
    assert item("LoanDesk is down. The change is CHG0051243, sorry, CHG0051234.", "change").verdict == "captured"
    assert not marked("LoanDesk is down. INC0071995, sorry, INC0071955.").unsupported


def test_none_of_ours_contradicts_nothing_where_nobody_knows() -> None:
    unknown = scenario(items={"change": {"truth": "Not known; the supplier has not said", "unknown": True}})
    assert not found("No changes on our side.", "change", unknown).none
    assert not found("Changes: none of ours, supplier cannot be asked", "change", unknown).wrong


def test_nobody_but_one_was_told() -> None:
    text = "LoanDesk is down. Nobody has been told except the branch managers."
    assert item(text, "told").verdict != "wrong"
    assert item("LoanDesk is down. Nobody has been told.", "told").verdict == "wrong"


def test_a_service_that_runs_fine_did_not_help() -> None:
    tried = scenario(
        items={"tried": {"truth": "Runs were started again, no difference", "points": [["runs started again"]]}}
    )
    assert not found("RoomBook runs fine.", "tried", tried).plainly_wrong


def test_who_rang_is_not_whom_to_ring() -> None:
    assert not found("Nine branches rang Hanna Brightwell.", "contact").features["own"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("Not one of the 36 desks works.", "captured"), ("19 desks in Farley are not affected.", "missing")],
)
def test_a_number_of_those_that_do_or_do_not_work(text: str, verdict: str) -> None:
    assert item(f"LoanDesk is down. {text}", "users").verdict == verdict


def test_the_other_half_of_the_day_is_another_hour() -> None:
    assert item("LoanDesk is down. Exam loans close at 02:00 at night.", "deadline").verdict != "captured"


def test_a_date_with_its_year_is_found_among_the_ways_of_saying_it() -> None:
    due = scenario(items={"deadline": {"truth": "Next release 28 October", "points": [["next release 28 October"]]}})
    assert found("Next release 28 October 2026.", "deadline", due).points
