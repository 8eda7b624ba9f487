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


@pytest.mark.parametrize(
    "said",
    [
        "Nobody has told the branch manager yet.",
        "The branch manager has not been informed.",
        "The branch manager is unaware.",
        "Branch manager still in the dark.",
        "No one has been told.",
    ],
)
def test_those_who_know_said_not_to_have_been_told_is_wrong(said: str) -> None:
    assert verdict(said, "told", TOLD) == "wrong"


@pytest.mark.parametrize(
    "said",
    [
        "Branch manager knows, nobody told the mayor.",
        "The branch manager may not have been told.",
        "Not known whether the branch manager was told.",
        "Do NOT ring the branch manager.",
        "The branch manager was told, no one else.",
    ],
)
def test_what_does_not_deny_that_they_know_is_not_wrong(said: str) -> None:
    assert verdict(said, "told", TOLD) != "wrong"


TRIED = {
    "truth": "The scanners were restarted, no difference; a new cable put the desk at the window right",
    "points": [["scanners restarted", "rebooted scanners"], ["new cable helped one desk"]],
}


@pytest.mark.parametrize(
    "said",
    [
        "Nothing has been tried yet.",
        "No one has restarted anything so far.",
        "The scanners have not been rebooted.",
        "Restarting the scanners did the trick.",
        "They rebooted the scanners and that fixed it.",
        "Scanners restarted, all right since.",
    ],
)
def test_what_was_tried_denied_or_said_to_have_helped_is_wrong(said: str) -> None:
    assert verdict(said, "tried", TRIED) == "wrong"


@pytest.mark.parametrize(
    "said",
    [
        "Scanners restarted, no joy.",
        "Scanners restarted, worked for a minute and then the same.",
        "The new cable fixed it for the window desk.",
        "No restart helped.",
        "Rescan: no. Restart of the scanners: no.",
        "Please restart the scanners and help them.",
        "Restarting the scanners may have sorted it.",
    ],
)
def test_what_leaves_open_or_tells_rightly_what_came_of_it_is_not_wrong(said: str) -> None:
    assert verdict(said, "tried", TRIED) != "wrong"


def test_where_nothing_was_tried_that_is_what_to_say() -> None:
    assert verdict("Nothing has been tried yet.", "tried", {"truth": "Nothing", "none": True}) == "captured"


NO_CHANGE = {"truth": "None; a change freeze is in force", "none": True}
NOT_KNOWN = {"truth": "Not known; the vendor has not answered", "unknown": True}


@pytest.mark.parametrize("truth", [NO_CHANGE, NOT_KNOWN])
@pytest.mark.parametrize("said", ["The lending server was upgraded this morning.", "New firmware went on at 08:30."])
def test_a_change_nobody_told_of_is_wrong(said: str, truth: object) -> None:
    assert verdict(said, "change", truth) == "wrong"


@pytest.mark.parametrize(
    "said",
    [
        "Maybe the lending server was upgraded this morning.",
        "The lending server was not upgraded this morning.",
        "Was the lending server upgraded this morning?",
        "We will get the new firmware tonight.",
        "The scanners want new firmware.",
    ],
)
def test_a_change_guessed_denied_or_to_come_is_not_wrong(said: str) -> None:
    assert verdict(said, "change", NO_CHANGE) != "wrong"


DUE = {"truth": "Exam loans close at 14:00", "time": "14:00", "points": [["exam loans close"]]}


@pytest.mark.parametrize(
    ("said", "wanted"), [("No particular deadline.", "wrong"), ("Exam loans close 14:00.", "captured")]
)
def test_no_deadline_where_there_is_one_is_wrong(said: str, wanted: Verdict) -> None:
    assert verdict(said, "deadline", DUE) == wanted


def test_what_grows_worse_is_not_getting_better_either() -> None:
    worse = {"truth": "Getting worse; six desks at first, 36 now", "choice": "worse"}
    assert verdict("It is not getting any better.", "trend", worse) != "wrong"
    assert verdict("It is no better and no worse.", "trend", worse) == "wrong"


IN_VAIN = {
    "truth": "Scanner restarted and another card tried, no effect",
    "points": [["scanner restarted"], ["another card tried"]],
}
HELD_A_WHILE = {
    "truth": "Scanner restarted, held ten minutes and failed again",
    "points": [["scanner restarted"], ["failed again after ten minutes"]],
}


@pytest.mark.parametrize(
    "said",
    [
        "Restarting the scanner did bring one desk back for a while.",
        "They restarted the scanner, which put a handful of them right.",
        "They restarted the scanner, with modest improvement.",
        "The scanner was restarted and that's stopped it for those desks.",
    ],
)
def test_what_was_tried_in_vain_and_told_to_have_helped_some_is_wrong(said: str) -> None:
    assert verdict(said, "tried", IN_VAIN) == "wrong"


def test_what_helped_for_a_while_by_the_truth_may_be_told_so() -> None:
    said = "They restarted the scanner, which put them right for ten minutes, then it failed again."
    assert verdict(said, "tried", HELD_A_WHILE) != "wrong"


def test_a_long_list_of_those_told_may_end_with_somebody_who_was_not() -> None:
    said = "Ms Hale briefed the branch manager of the Alderbrook library at ten and the mayor thereafter."
    assert verdict(said, "told", TOLD) == "wrong"


@pytest.mark.parametrize(
    "said",
    [
        "Scanner restarted and another card tried, no effect; Jo has got the scanner people working on it.",
        "Scanner restarted, then they put the card right next to it and tried another, no effect either way.",
    ],
)
def test_who_works_on_it_and_what_is_put_where_is_no_help(said: str) -> None:
    assert verdict(said, "tried", IN_VAIN) != "wrong"


@pytest.mark.parametrize(
    ("said", "is_wrong"),
    [("It has since spread to all three branches.", True), ("Ms Hale has spoken to all three branches.", False)],
)
def test_spread_to_all_places_is_wrong_where_it_is_fewer(said: str, is_wrong: bool) -> None:
    two = {"truth": "Alderbrook and Whitcombe", "names": ["Alderbrook", "Whitcombe"]}
    note = f"Hanna Brightwell rang. The fault is in LoanDesk. {said}"
    assert (marked_in(note, "sites", sites=two).verdict == "wrong") is is_wrong
