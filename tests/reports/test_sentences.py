"""The sentence a team comes to."""

import pytest

from app.reports.rules.sentences import Figures, headline


def team(people: int, on_path: int, ready: int, late: int = 0, lapsing: int = 0) -> Figures:
    return Figures(
        people, on_path, ready, late, longest_late=0, lapsing=lapsing, handed_over=0, passed=0, waived=0, with_waived=0
    )


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        (team(14, 14, 9, late=1), "Nine of fourteen are ready. One is late."),
        (team(14, 14, 1, late=2), "One of fourteen is ready. Two are late."),
        (team(6, 5, 3), "Three of five are ready. Nobody is late."),
        (team(5, 5, 4, lapsing=1), "Four of five are ready. One certificate lapses within 30 days."),
        (team(5, 5, 5, lapsing=2), "All five are ready. Two certificates lapse within 30 days."),
        (team(40, 20, 20, lapsing=21), "All twenty are ready. 21 certificates lapse within 30 days."),
        (team(5, 5, 5), "All five are ready."),
        (team(2, 2, 2), "Both are ready."),
        (team(1, 1, 1), "The one person here is ready."),
        (team(1, 1, 0, late=1), "The one person here is not ready yet. One is late."),
        (team(4, 4, 0), "None of four is ready yet. Nobody is late."),
        (team(300, 300, 7, late=12), "7 of 300 are ready. 12 are late."),
        (team(3, 0, 0), "Nobody in this team has a path to follow."),
        (team(0, 0, 0), "Nobody is in this team yet."),
    ],
)
def test_a_team_is_said_in_a_sentence(numbers: Figures, sentence: str) -> None:
    assert headline(numbers) == sentence
