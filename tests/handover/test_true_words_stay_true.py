"""True words with a limit, a partner or a place of their own are not the contrary of the truth, which stays wrong."""

import pytest

from app.handover.marking import mark
from app.handover.scorecard import Handover
from tests.handover.shipped import shipped, verdict


def _unsupported(name: str, text: str) -> list[str]:
    checklist, its = shipped(name)
    card = mark(checklist, its, Handover(text, decision=its.decision), 600)
    return [text[start:end] for start, end in card.unsupported]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("prices", "Nobody has touched anything at the other sixteen stores; at Cardiff Bay two tills were rebooted."),
        ("prices", "Nothing tried by us on the desk. Rhian had rebooted two tills and rerun the price fetch before."),
        ("prices", "We haven't tried anything. Rhian rebooted two tills."),
        ("pallets", "Nothing tried by us. The printer was exchanged."),
        ("rounds", "Nothing was done on the store apart from Marek clearing 2 GB. Trolleys were swapped."),
    ],
)
def test_nothing_tried_by_some_beside_what_others_tried(name: str, text: str) -> None:
    assert verdict(name, "tried", text) in ("captured", "partial")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("prices", "Nothing tried by us on the desk."),
        ("prices", "Nothing tried by us. Two tills are red."),
        ("prices", "Nobody has tried anything. Rhian rebooted two tills."),
        ("prices", "We haven't tried anything. Every till charges the wrong price and refuses new stock."),
        ("rounds", "Nothing was done on the store, Marek waits for the supplier."),
    ],
)
def test_nothing_tried_at_all(name: str, text: str) -> None:
    assert verdict(name, "tried", text) == "wrong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "rounds",
            "Doubling of store B's room is only planned for Saturday (CHG0027735). No change carried out by us.",
        ),
        ("exams", 'Petra says "nothing was altered by us", and she can\'t see what Quillmark did.'),
        ("rounds", "Nothing was changed by our people."),
    ],
)
def test_nothing_changed_by_us_where_another_may_have(name: str, text: str) -> None:
    assert verdict(name, "change", text) != "wrong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("exams", "Nothing was altered, neither by Quillmark nor anybody."),
        ("rounds", "Nothing was changed on Quillpoint."),
    ],
)
def test_nothing_changed_by_anybody(name: str, text: str) -> None:
    assert verdict(name, "change", text) == "wrong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("exams", "No change of ours found. Open question to the provider whether they did anything."),
        ("rounds", "Not CHG0027714, the spare without it fails too. Supplier side still open."),
    ],
)
def test_a_question_that_is_open_is_not_known(name: str, text: str) -> None:
    assert verdict(name, "change", text) == "unknown_stated"


def test_a_side_door_that_is_open_answers_nothing() -> None:
    assert verdict("rounds", "change", "Heron Ward: the side door is open.") == "missing"


@pytest.mark.parametrize(
    "text",
    [
        "what changed? nothing in the store. region price files went to other storage fri night CHG0071204",
        "Change: nothing at Cardiff Bay; CHG0071204 for the region",
    ],
)
def test_no_change_in_one_place_beside_the_change(text: str) -> None:
    assert verdict("prices", "change", text) == "captured"


@pytest.mark.parametrize(
    "text",
    [
        "Change: nothing at Cardiff Bay",
        "Change: nothing. CHG0071204 was opened.",
        "Change: nothing in the calendar. CHG0071204",
    ],
)
def test_no_change_anywhere(text: str) -> None:
    assert verdict("prices", "change", text) == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "Three others are with Ward Devices and should be joined to it.",
        "The other tickets lie with Ward Devices.",
        "INC0318817 and INC0318825 are with Ward Devices.",
    ],
)
def test_where_other_tickets_lie(text: str) -> None:
    assert verdict("rounds", "team", text) == "missing"


@pytest.mark.parametrize("text", ["The ticket is with Ward Devices.", "INC0318842 is with Ward Devices."])
def test_where_the_ticket_lies(text: str) -> None:
    assert verdict("rounds", "team", text) == "wrong"


def test_something_that_is_a_teams() -> None:
    assert verdict("exams", "team", "Mrs Sillars blames the hall PCs; sign-in is IAM's.") == "captured"
    assert verdict("exams", "team", "Mrs Sillars blames the hall PCs; sign-in is not IAM's.") == "missing"


def test_services_spared_one_by_one_are_no_list_of_guesses() -> None:
    spared = "Pillstore isn't affected, Labtrail isn't either, Bedplan had a change but works; it is Quillpoint."
    assert verdict("rounds", "service", spared) == "captured"
    hit = "Pillstore won't open, Labtrail won't load, Bedplan won't load, Quillpoint won't write."
    assert verdict("rounds", "service", hit) == "wrong"


def test_people_told_to_wait_and_nothing_else() -> None:
    told = "Registrar in the picture, candidates in the hall were told by Mrs Sillars to sit quietly"
    assert verdict("exams", "told", f"{told}, no message has gone out to candidates otherwise.") == "captured"
    assert verdict("exams", "told", f"{told}.") == "wrong"


def test_whom_by_name_nobody_told() -> None:
    assert verdict("pallets", "told", "No one told Finch yet, someone should before nine.") != "wrong"
    assert verdict("prices", "told", "Nobody told customers yet.") != "wrong"
    assert verdict("pallets", "told", "No one told officially.") == "wrong"
    assert verdict("prices", "told", "Nobody told Dev yet.") == "wrong"


def test_a_promise_to_answer_is_no_promise_to_mend() -> None:
    assert not _unsupported("exams", "Quillmark promised to reply by 09:15.")
    assert _unsupported("exams", "Quillmark promised a fix by 09:15.")
    assert _unsupported("exams", "Quillmark promised to reply by 11:40.")
