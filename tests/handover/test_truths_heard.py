"""A truth that is told by a value is heard in words no reader knows, and so is what goes against one that is told in
words; what stands in values or was read otherwise is not taken from the sense of a sentence."""

import pytest

from app.content.scenario import Verdict
from tests.handover.cases import item
from tests.handover.test_reported_faults import marked_in
from tests.handover.test_trend_by_numbers import BETTER, ON_AND_OFF, STEADY, WORSE, trend

NOTE = "LoanDesk is down at Alderbrook since 09:12, 36 lending desks.\n"


@pytest.mark.parametrize(
    ("truth", "text"),
    [
        (WORSE, "Every few minutes another handful of them join the list."),
        (ON_AND_OFF, "They get a good spell of ten minutes or so and then they lose it."),
        (STEADY, "Those desks and no others, since the moment it began."),
        (BETTER, "It is sorting itself out bit by bit, desk after desk."),
    ],
)
def test_a_direction_is_heard_in_words_no_reader_knows(truth: dict[str, str], text: str) -> None:
    assert trend(truth, NOTE + text).verdict == "captured"


@pytest.mark.parametrize("text", ["Her flat.", "Till it is steady, ring me.", "The till screen goes round and round."])
def test_words_read_as_something_else_are_not_heard(text: str) -> None:
    assert trend(STEADY, NOTE + text).verdict == "missing"
    assert trend(ON_AND_OFF, NOTE + text).verdict in ("missing", "wrong")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("started", "Nobody could lend a book from eleven on."),
        ("users", "Desk 36 rang."),
        ("deadline", "Exam loans close at two, no, three."),
        ("tickets", "Our own ticket for it is INC0071599."),
    ],
)
def test_a_value_is_never_taken_from_the_sense_of_its_sentence(name: str, text: str) -> None:
    assert item("LoanDesk is down. " + text, name).verdict != "captured"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("team", "I cannot find any owner recorded for it.", "unknown_stated"),
        ("change", "Whether anybody altered anything: asked at 09:20, unanswered.", "unknown_stated"),
        ("change", "The calendar is open on my screen.", "missing"),
    ],
)
def test_what_is_left_open_is_heard(name: str, text: str, expected: Verdict) -> None:
    nobody = {"truth": "Not known; nobody has answered yet", "unknown": True}
    assert marked_in(NOTE + text, name, **{name: nobody}).verdict == expected


def test_mains_switched_off_and_on_are_no_direction() -> None:
    assert trend(ON_AND_OFF, NOTE + "Mains off and on, no different.").verdict == "missing"
    assert trend(ON_AND_OFF, NOTE + "It goes off and on.").verdict == "captured"


def test_so_many_unknown_ones_leave_nothing_open() -> None:
    nobody = {"truth": "Not known; the supplier has not answered", "unknown": True}
    assert marked_in(NOTE + "Loans were booked to 6 unknown cards.", "change", change=nobody).verdict == "missing"


TOLD = {
    "truth": "The branch manager has been told; borrowers have not",
    "points": [["branch manager told", "branch manager knows"], ["borrowers not told", "borrowers know nothing"]],
}
FROZEN = {"truth": "None; a freeze is on since Monday", "none": True}


@pytest.mark.parametrize(
    ("name", "truth", "text"),
    [
        ("told", TOLD, "The manager has not heard a word of it."),
        ("change", FROZEN, "The router was swapped last night."),
    ],
)
def test_what_goes_against_a_truth_is_heard_in_words_no_reader_knows(
    name: str, truth: dict[str, object], text: str
) -> None:
    assert marked_in(NOTE + text, name, **{name: truth}).verdict == "wrong"


def test_what_goes_against_one_of_several_points_is_against_the_truth() -> None:
    three = {
        "truth": "The area librarian and the security firm know; borrowers have not been told",
        "points": [["area librarian informed"], ["security firm informed"], ["borrowers not told"]],
    }
    rung = "Borrowers are being rung by the branches this morning."
    assert marked_in(NOTE + rung, "told", told=three).verdict == "wrong"


@pytest.mark.parametrize(
    ("name", "truth", "text"),
    [
        ("told", TOLD, "The manager may not have heard of it, I think."),
        ("told", TOLD, "The mayor has not heard a word of another fault."),
        ("change", FROZEN, "The other router was swapped last night."),
        ("change", FROZEN, "Perhaps the router was swapped last night."),
    ],
)
def test_what_is_doubted_or_said_of_another_goes_against_nothing(
    name: str, truth: dict[str, object], text: str
) -> None:
    assert marked_in(NOTE + text, name, **{name: truth}).verdict != "wrong"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No exam book goes out after 15:10.", "wrong"),
        ("No exam book goes out after 14:00.", "captured"),
        ("No exam book goes out after 15:10, I think.", "missing"),
        ("Next update on exam books at 15:10.", "missing"),
        ("No exam book went out after 15:10 yesterday.", "missing"),
        ("No exam book goes out after 14:00, nor after 15:10.", "captured"),
        ("Exam loans close 1510", "wrong"),
        ("Exam loans close 1400", "captured"),
        ("Impact: students must have their exam loans by 15:10.", "wrong"),
        ("Exam loans closed yesterday at 1510.", "missing"),
        ("Exam loans close at about 1510.", "missing"),
    ],
)
def test_what_is_due_is_heard_at_another_hour(text: str, expected: Verdict) -> None:
    assert item(NOTE + text, "deadline").verdict == expected


@pytest.mark.parametrize(
    "text", ["For now the counters lend from the old card index.", "They can hand out the tokens from the safe."]
)
def test_a_workaround_where_there_is_none_is_wrong(text: str) -> None:
    none = {"truth": "None; nothing can be lent", "none": True}
    assert marked_in(NOTE + text, "workaround", workaround=none).verdict == "wrong"


def test_a_group_is_wrong_by_its_sense_where_no_reader_finds_the_right_one() -> None:
    text = "LoanDesk is down. Gateway Services have had it since half nine and are on it."
    assert item(text, "team").verdict == "wrong"


def test_what_works_or_is_told_of_others_goes_against_no_number_or_place() -> None:
    assert item("LoanDesk is down. Not affected: 48 desks at Farley.", "users").verdict != "wrong"
    assert item("LoanDesk is down. Network Support rang to say theirs are fine.", "team").verdict != "wrong"
