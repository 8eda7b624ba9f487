"""Plain statements that the truth denies, and their like that it does not."""

import pytest

from app.content.scenario import Verdict
from tests.handover.test_reported_faults import marked_in

NOTE = "LoanDesk is down at Alderbrook since 09:12, 36 lending desks. "
TOLD = {
    "truth": "The branch manager knows; the mayor has not been told",
    "points": [["branch manager knows", "branch manager told"], ["mayor not told", "mayor unaware"]],
}
FINE = {
    "truth": "The catalogue search and the reading room work",
    "points": [["catalogue search works"], ["reading room fine"]],
}
ERROR = {"truth": "LD-340, loan service not reachable", "points": [["LD-340", "loan service not reachable"]]}


def verdict(said: str, name: str, truth: object) -> Verdict:
    """The verdict on one item of a note that says this."""
    return marked_in(NOTE + said, name, **{name: truth}).verdict


@pytest.mark.parametrize(
    "said",
    ["The mayor has been told.", "Somebody told the mayor.", "Mayor informed.", "The mayor already knows."],
)
def test_told_what_nobody_was_told_is_wrong(said: str) -> None:
    assert verdict(said, "told", TOLD) == "wrong"


@pytest.mark.parametrize(
    "said",
    [
        "The mayor has been told nowt.",
        "Branch manager told, mayor not.",
        "The mayor will have to be told.",
        "Has the mayor been told?",
        "Not told: the mayor, the press.",
    ],
)
def test_what_does_not_say_that_they_were_told_is_not_wrong(said: str) -> None:
    assert verdict(said, "told", TOLD) != "wrong"


@pytest.mark.parametrize("said", ["Also affected: reading room.", "The catalogue search is down as well."])
def test_what_works_said_to_be_down_too_is_wrong(said: str) -> None:
    assert verdict(said, "not_affected", FINE) == "wrong"


@pytest.mark.parametrize("said", ["Catalogue search, reading room OK.", "Works: catalogue search, reading room"])
def test_a_list_is_fine_as_a_whole(said: str) -> None:
    assert verdict(said, "not_affected", FINE) == "captured"


def test_another_code_alone_is_wrong() -> None:
    assert verdict("The screen shows LD-430.", "error", ERROR) == "wrong"


def test_another_code_beside_the_right_one_is_not_wrong() -> None:
    assert verdict("The screen shows LD-340, Whitcombe read it as LD-430.", "error", ERROR) != "wrong"


def test_a_lost_connection_is_no_error_message() -> None:
    truth = {"truth": "No connection, ask the desk", "points": [["No connection, ask the desk"]]}
    assert verdict("The wifi is gone.", "error", truth) != "wrong"
