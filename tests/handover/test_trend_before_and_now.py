"""Directions told by how it was and how it is, by ticked boxes, and words that only look like one."""

import pytest

from app.content.scenario import Verdict
from tests.handover.test_trend_by_numbers import BETTER, ON_AND_OFF, STEADY, WORSE, trend


@pytest.mark.parametrize(
    "text",
    [
        "At first some loans went through, now every one fails.",
        "Now it is hundred percent failing, earlier this morning some passed.",
        "Some desks worked earlier but now nothing works.",
        "Some confirmed first thing, none confirm now.",
        "Initially only some failed, now all are failing.",
    ],
)
def test_some_before_and_none_now_is_worse(text: str) -> None:
    assert trend(WORSE, text).verdict == "captured"


@pytest.mark.parametrize(
    "text",
    ["Some failed earlier, all fine now.", "Some failed earlier, none now.", "Some rang earlier, all angry now."],
)
def test_some_that_failed_before_and_none_that_fails_now_is_not_worse(text: str) -> None:
    assert trend(WORSE, text).verdict != "captured"


def test_numbers_told_from_now_back_go_the_way_they_went() -> None:
    told = "A scan takes 40 secs now. Was 15 on Monday, 5 last Thursday, under 2 before that."
    assert trend(WORSE, told).verdict == "captured"
    assert trend(BETTER, told).verdict != "captured"
    assert trend(BETTER, "2 desks now, was 15 on Monday, 40 on Thursday.").verdict == "captured"
    assert trend(WORSE, "2 desks now, was 15 on Monday, 40 on Thursday.").verdict != "captured"


def test_hours_on_both_sides_of_a_semicolon_are_steps() -> None:
    assert trend(WORSE, "Desks at 09:10: 6; at 09:20, 36.").verdict == "partial"
    assert trend(WORSE, "At half past nine it was 36 desks, having been six at nine.").verdict == "partial"


def test_numbers_of_two_things_are_no_steps() -> None:
    assert trend(WORSE, "Loans voided via 3 staff logins, 36 by 09:30.").verdict == "missing"


@pytest.mark.parametrize("text", ["It does not evolve.", "The situation hasn't evolved.", "No evolution since."])
def test_what_does_not_evolve_is_steady(text: str) -> None:
    assert trend(STEADY, text).verdict == "captured"


@pytest.mark.parametrize(
    "text", ["It is by crises.", "Seven minutes of cut, twenty of calm.", "5 min of silence, 10 min of service."]
)
def test_lengths_of_bad_and_good_by_turns_come_and_go(text: str) -> None:
    assert trend(ON_AND_OFF, text).verdict == "captured"


@pytest.mark.parametrize(
    ("truth", "text"),
    [
        (WORSE, "He can be reached on 0114 496 0386."),
        (WORSE, "Two vans reach Northgate at noon."),
        (WORSE, "It offers double on silver."),
        (STEADY, "With respect I think not, since the annexe says the same of theirs."),
    ],
)
def test_words_about_something_else_are_no_direction(truth: dict[str, str], text: str) -> None:
    assert trend(truth, text).verdict == "missing"


def test_what_has_reached_more_of_them_is_worse() -> None:
    assert trend(WORSE, "The fault has reached the annexe too. It doubled since nine.").verdict == "captured"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Getting worse? [Y]", "captured"),
        ("Getting worse? [N]", "wrong"),
        ("Getting worse? [ ]", "missing"),
        ("Getting worse? [x] yes [ ] no", "captured"),
        ("Getting worse? [ ] yes [x] no", "wrong"),
        ("Getting worse: yes [x] no [ ]", "captured"),
        ("Getting worse: ☐ Yes ☑ No", "wrong"),
        ("Getting worse? [ ] yes [ ] no", "missing"),
    ],
)
def test_an_answer_in_brackets_is_read_as_its_box_is_ticked(text: str, verdict: Verdict) -> None:
    assert trend(WORSE, text).verdict == verdict
