"""Values put right: the hour somebody noticed beside the true start, and a true value taken back for another."""

import pytest

from app.handover.scorecard import Handover, ItemMark
from app.handover.updating import Update, mark_with_updates
from tests.handover.cases import checklist, item, library, marked
from tests.handover.findings import found


@pytest.mark.parametrize(
    "text",
    [
        "Loans fail since 09:12, not noticed until 09:30.",
        "It was 09:12, nobody spotted it until 09:30.",
        "Went wrong at 09:12 but only came to light at 09:30.",
        "Unnoticed until 09:30; first blank page 09:12.",
    ],
)
def test_when_it_was_noticed_at_last_is_not_when_it_began(text: str) -> None:
    assert item(text, "started").verdict == "captured"


def test_that_it_was_noticed_late_by_itself_is_half_an_answer() -> None:
    assert item("Not noticed until 09:30.", "started").verdict == "partial"
    assert item("Broken since 09:30.", "started").verdict == "wrong"


def _corrected(text: str, name: str, first: str) -> ItemMark:
    card = mark_with_updates(checklist(), library(), Handover(first), 300, [Update(text, 330, True)])
    return next(each for each in card.items if each.item == name)


def test_a_correction_with_the_hour_it_was_noticed_puts_the_start_right() -> None:
    text = "Correction: loans failed from 09:12 on, not noticed until 09:30."
    assert _corrected(text, "started", "LoanDesk down since 09:30").verdict == "captured"


def test_the_word_correction_says_nothing_of_what_works() -> None:
    assert not found("Correction:", "not_affected").about


def test_a_correction_of_the_true_count_is_wrong() -> None:
    assert _corrected("48 desks, not 36", "users", "36 desks").verdict == "wrong"
    assert _corrected("36 desks, not 48", "users", "48 desks").verdict == "captured"


def test_a_team_taken_back_is_not_the_one_it_is_given_to() -> None:
    assert item("Team: Network Support, not Lending Platform", "team").verdict == "wrong"
    assert item("Team: Lending Platform, not Network Support", "team").verdict == "captured"
    assert item("Not yet with Lending Platform", "team").verdict == "captured"


def test_an_hour_put_for_a_true_one_is_unsupported() -> None:
    text = "The desk lead is there until 15:30, not 09:12"
    assert [text[a:b] for a, b in marked(text).unsupported] == ["15:30"]
    assert not marked("The desk lead is there until 09:12, not 15:30").unsupported
