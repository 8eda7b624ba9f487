"""Directions that numbers and places tell without a word of direction."""

import pytest

from app.handover.marking import mark
from app.handover.scorecard import Handover, ItemMark
from tests.handover.cases import checklist, scenario

BETTER = {"truth": "Getting better: 52 desks at 09:12, 36 at 09:20, 20 now", "choice": "better"}
WORSE = {"truth": "Getting worse: six desks at first, 36 now", "choice": "worse"}
STEADY = {"truth": "Steady: the same 36 desks since it began", "choice": "steady"}
ON_AND_OFF = {"truth": "Comes and goes, about every twenty minutes", "choice": "intermittent"}


def trend(truth: dict[str, str], text: str) -> ItemMark:
    card = mark(checklist(), scenario(items={"trend": truth}), Handover(text, decision="raise"), 600)
    return next(each for each in card.items if each.item == "trend")


@pytest.mark.parametrize(
    "text",
    [
        "Down from 52 desks to 20.",
        "Fewer desks hit now than at the start.",
        "Most desks are back.",
        "32 of the 52 have come back so far.",
        "Half of them work again.",
        "More and more desks work again.",
        "The queue is dropping.",
        "It's clearing by itself.",
    ],
)
def test_fewer_that_are_hit_and_what_works_again_is_better(text: str) -> None:
    assert trend(BETTER, text).verdict == "captured"


def test_more_and_more_that_fails_is_worse_whatever_comes_back() -> None:
    assert trend(WORSE, "More and more desks fail.").verdict == "captured"
    assert trend(BETTER, "More and more desks fail.").verdict == "wrong"


@pytest.mark.parametrize(
    ("truth", "text"),
    [(WORSE, "Was 6, now 36."), (WORSE, "It has gone from 6 to 36 desks."), (BETTER, "Was 52 desks, 20 left now.")],
)
def test_two_numbers_without_a_word_of_direction_are_half_of_it(truth: dict[str, str], text: str) -> None:
    assert trend(truth, text).verdict == "partial"


def test_a_number_that_moved_is_against_what_is_steady() -> None:
    assert trend(STEADY, "Desks: was 3, now 38.").verdict == "wrong"
    assert trend(STEADY, "36 desks from the start and 36 now.").verdict == "captured"


@pytest.mark.parametrize(
    "text", ["Sometimes it works.", "One in three goes through.", "Fine one minute, dead the next."]
)
def test_what_works_at_times_comes_and_goes(text: str) -> None:
    assert trend(ON_AND_OFF, text).verdict == "captured"
