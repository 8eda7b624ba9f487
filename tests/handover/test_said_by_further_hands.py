"""What the handovers of further writers showed: who knows in one breath with who does not, changes called off, messages
that were lost, places that came back, days beside hours, and directions in plain words."""

import pytest

from app.content.scenario import Verdict
from tests.handover.test_reported_faults import marked_in
from tests.handover.test_trend_by_numbers import BETTER, ON_AND_OFF, STEADY, WORSE, trend

NOTE = "LoanDesk is down at Alderbrook since 09:12, 36 lending desks.\n"
KNOWING = {
    "truth": "The duty officer and the depot heads know; borrowers have not been told",
    "points": [["duty officer told"], ["depot heads told to use slips"], ["borrowers not told", "borrowers unaware"]],
}
NO_ERROR_KNOWN = {"truth": "Not known; the restart overwrote the message", "unknown": True}
NO_CHANGE = {"truth": "None; the patching CHG0033410 was cancelled and a freeze is on", "none": True}
NO_WAY = {"truth": "None; the director has ruled out the telephone", "none": True}


def told(text: str, **items: object) -> Verdict:
    """The verdict on the one item given, in a note that says this."""
    (item,) = items
    return marked_in(NOTE + text, item, **items).verdict


@pytest.mark.parametrize(
    "text",
    [
        "The duty officer, the depot heads and the borrowers have all been informed.",
        "She's told the borrowers and the duty officer.",
    ],
)
def test_who_was_not_told_is_wrong_among_those_who_were(text: str) -> None:
    assert told(text, told=KNOWING) == "wrong"


def test_who_was_told_to_do_something_is_known_by_who_it_is() -> None:
    assert told("Duty officer knows. The depot heads haven't been told.", told=KNOWING) == "wrong"
    assert told("Duty officer knows, depot heads told to use slips.", told=KNOWING) in ("captured", "partial")


def test_who_the_truths_own_sentence_says_was_not_told_was_not() -> None:
    nobody = {"truth": "Nobody but the service desk; the directors do not know yet", "none": True}
    assert told("The directors have been informed by Mr McArdle.", told=nobody) == "wrong"
    assert told("Nobody told yet, nor the directors.", told=nobody) == "captured"
    assert told("Nobody told apart from the directors.", told=nobody) != "captured"


@pytest.mark.parametrize(
    "text",
    [
        "He never wrote the error down.",
        "There was an error but he wrote over it.",
        "Text of the error: lost",
        "No error message that anyone has seen.",
        "Error message: none reported",
        "No error text was supplied by the caller.",
    ],
)
def test_a_message_that_nobody_has_is_not_known(text: str) -> None:
    assert told(text, error=NO_ERROR_KNOWN) == "unknown_stated"


def test_a_message_of_a_lost_connection_is_no_lost_message() -> None:
    lost = {"truth": "Error: connection lost", "points": [["connection lost"]]}
    assert told("Error: connection lost", error=lost) == "captured"


@pytest.mark.parametrize(
    "text",
    [
        "None. Tuesday's patches were cancelled.",
        "CHG0033410 server patching CANCELLED because of the month-end freeze, not carried out.",
        "Changes: the patching was called off.",
    ],
)
def test_a_change_that_was_called_off_is_none(text: str) -> None:
    assert told(text, change=NO_CHANGE) == "captured"


def test_what_else_was_called_off_is_no_change_called_off() -> None:
    assert told("They want a patch. School visits were cancelled.", change=NO_CHANGE) != "captured"


def test_a_change_called_off_is_no_answer_where_another_was_made() -> None:
    made = {"truth": "CHG0051234, database upgrade at 08:30", "id": "CHG0051234", "points": [["database upgrade"]]}
    assert told("The patching was called off.", change=made) != "captured"


def test_what_the_truth_rules_out_is_half_of_none() -> None:
    no_slips = {"truth": "None; paper slips are not permitted", "none": True}
    assert told("The telephone is not allowed.", workaround=NO_WAY) == "partial"
    assert told("Slips on paper are banned.", workaround=no_slips) == "partial"
    assert told("No workaround.", workaround=NO_WAY) == "captured"


def test_means_used_for_the_time_being_are_wrong_where_there_is_none() -> None:
    assert told("They can put a phone on loudspeaker meantime.", workaround=NO_WAY) == "wrong"
    assert told("Meanwhile the phone never stops ringing.", workaround=NO_WAY) != "captured"


def test_nothing_they_can_do_denies_the_way_round() -> None:
    slips = {"truth": "Paper slips at the counter", "points": [["paper slips"]]}
    assert told("There is nothing they can do meanwhile.", workaround=slips) == "wrong"


def test_a_place_that_came_back_is_not_among_those_hit() -> None:
    seven = {"truth": "The seven valley pools", "names": ["valley pools"], "count": 7}
    text = "WHERE: Seven pools, all of the valleys. Were nine; Millbrook and Alderbrook recovered alone at 06.41."
    assert marked_in(text, "sites", sites=seven).verdict == "captured"


def test_a_day_beside_the_truth_is_no_day_of_its_hour() -> None:
    began = {"truth": "About 09:12 today, at the morning test; fine on Monday", "time": "09:12"}
    assert marked_in("Start: 09:13 Wed (monitoring).", "started", started=began).verdict == "captured"


def test_an_hour_already_past_is_due_tomorrow() -> None:
    due = {"truth": "Run sheets lock at 05:30", "time": "05:30", "points": [["run sheets lock", "sheets close"]]}
    assert marked_in("Deadline: sheets close 05:30 tomorrow morning", "deadline", deadline=due).verdict == "captured"


def test_a_count_with_its_digits_changed_about_is_wrong() -> None:
    of_many = {"truth": "640 doubled bookings", "count": 640, "unit": "bookings"}
    assert marked_in("Every booking is hit; 460 doubled ones at the last check.", "users", users=of_many).verdict == (
        "wrong"
    )


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        (STEADY, "Same now as when it began."),
        (STEADY, "The number has neither risen nor fallen."),
        (STEADY, "It has never shifted since."),
        (WORSE, "The count continues upward."),
        (WORSE, "It is steadily climbing."),
        (WORSE, "It was a couple of them first thing, now the whole room."),
        (WORSE, "Was patchy first thing, now hardly any go through."),
        (BETTER, "It was everyone at nine, now just a few."),
        (ON_AND_OFF, "Back for 5 mins after a reboot then frozen again."),
    ],
)
def test_a_direction_in_plain_words_is_read(choice: str, text: str) -> None:
    assert trend(choice, text).verdict == "captured"


def test_steadily_climbing_is_not_steady_and_getting_no_better_is_not_better() -> None:
    assert trend(STEADY, "It is steadily climbing.").verdict == "wrong"
    assert trend(BETTER, "It's getting no better.").verdict != "captured"
