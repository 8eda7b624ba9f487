"""A reason is stored as it is told to who handed over; others read it of the handover."""

import pytest

from app.handover.marking import mark
from app.handover.reasons import card_to_others, told_to_others
from app.handover.scorecard import Handover
from tests.handover.shipped import shipped


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("You wrote “ppl cant”; it should be: tills.", "It says “ppl cant”; it should be: tills."),
        (
            "You said that this is not known (“no idea”), and nobody you could reach knows it.",
            "It says that this is not known (“no idea”), and nobody who could be reached knows it.",
        ),
        (
            "You did not say what to do with it; it should be raised.",
            "It does not say what to do with it; it should be raised.",
        ),
        ("Nothing answers “Where?”; expected was: Leeds.", "Nothing answers “Where?”; expected was: Leeds."),
        ("It should be: “You wrote “x””.", "It should be: “You wrote “x””."),
    ],
)
def test_others_read_a_reason_of_the_handover(stored, read):
    assert told_to_others(stored) == read


def test_nothing_else_of_a_scorecard_is_told_otherwise():
    checklist, scenario = shipped("prices")
    card = mark(checklist, scenario, Handover(text="Tills down since 08:30. Not known how many."), 60)
    told = card_to_others(card)
    reasons = [item.reason for item in told.items] + list(told.not_passed_because)
    assert not [reason for reason in reasons if reason.startswith("You ")]
    assert (told.score, [item.verdict for item in told.items]) == (card.score, [item.verdict for item in card.items])
