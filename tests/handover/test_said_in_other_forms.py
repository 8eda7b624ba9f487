"""Times, counts, references and people told in the many forms other desks would use."""

import pytest

from app.content.scenario import Verdict
from app.handover.marking import mark
from app.handover.scorecard import Handover
from tests.handover.cases import checklist, item, scenario


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Started @0912.", "captured"),
        ("Went down abt 0910.", "captured"),
        ("Started half hour back.", "captured"),
        ("Been like it a good half hour now.", "captured"),
        ("Started sometime after nine.", "partial"),
        ("It started five an half hour back.", "wrong"),
        ("Since when: about eight this morning", "wrong"),
        ("Owner not identified\nStarted: 09:12", "captured"),
        ("Started 08:15, no hang on, 09:12.", "captured"),
    ],
)
def test_when_it_started_in_dialect_and_shorthand(text: str, verdict: Verdict) -> None:
    assert item(text, "started").verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("LoanDesk down, 20 desks at Alderbrook + 16 at Whitcombe.", "captured"),
        ("Forty desks are down, sorry, thirty-six.", "captured"),
        ("Every single desk is down.", "wrong"),
        ("Desks are dead, all of them.", "wrong"),
        ("Nobody at all can get through to lend a book.", "wrong"),
        ("63 desks cannot lend.", "wrong"),
        ("Lots of desks are down.", "partial"),
        ("Nobody knows the cause yet.", "missing"),
        ("Nearly every desk is down.", "partial"),
    ],
)
def test_how_many_said_without_the_number_or_in_parts(text: str, verdict: Verdict) -> None:
    assert item(text, "users").verdict == verdict


def test_bare_clock_times_count_nothing() -> None:
    text = "36 desks. Times the server fell over: 1012, 1027, 1033 users."
    assert item(text, "users").verdict == "captured"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Exam loans close at 14:00.", "captured"),
        ("2pm exam loans close", "captured"),
        ("Exam loans close at two so hurry.", "captured"),
        ("Exam loans close at 17:30.", "wrong"),
        ("Exam loans deadline is 4pm", "wrong"),
        ("Exam loans close at 17:30, I think.", "missing"),
    ],
)
def test_by_when(text: str, verdict: Verdict) -> None:
    found = item(text, "deadline").verdict
    assert found == verdict or (verdict == "missing" and found == "partial")


def deadline_of_tomorrow(text: str) -> Verdict:
    items = {
        "deadline": {
            "truth": "The exam list must be at the board by 14:00 tomorrow",
            "time": "14:00",
            "points": [["exam list to the board", "exam list due"]],
        }
    }
    card = mark(checklist(), scenario(items=items), Handover(text, decision="raise"), 300)
    return next(each.verdict for each in card.items if each.item == "deadline")


def test_the_right_hour_on_the_wrong_day_is_wrong() -> None:
    assert deadline_of_tomorrow("Exam list due at the board 14:00 today.") == "wrong"
    assert deadline_of_tomorrow("Exam list due at the board 14:00 tomorrow.") == "captured"
    assert deadline_of_tomorrow("Exam list due at the board 14:00.") == "captured"


def tickets(text: str, number: str, decision: str = "raise") -> Verdict:
    changed = scenario(items={"tickets": {"truth": number, "id": number}}, decision=decision)
    card = mark(checklist(), changed, Handover(text, decision=changed.decision), 300)
    return next(each.verdict for each in card.items if each.item == "tickets")


@pytest.mark.parametrize("written", ["SR-2026-04417", "sr 2026 04417", "SR2026-04417", "SR 2026/04417"])
def test_a_reference_of_several_parts(written: str) -> None:
    assert tickets(f"Logged as {written}.", "SR-2026-04417") == "captured"


def test_a_reference_with_digits_changed_about_is_wrong_unless_the_right_one_is_there() -> None:
    assert tickets("LoanDesk down, MI-0427.", "MI-0472") == "wrong"
    assert tickets("LoanDesk down, MI-0427. Sorry, MI-0472.", "MI-0472") == "captured"


def test_a_reference_read_out_digit_by_digit() -> None:
    assert tickets("incident oh oh seven one nine five five", "INC0071955") == "captured"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("There is no open MI that I can find.", "wrong"),
        ("Nobody has got anything open for this.", "wrong"),
        ("Not checked whether there is no open MI.", "missing"),
        ("No open MI at first, now MI-0472.", "captured"),
    ],
)
def test_no_major_incident_where_one_is_open(text: str, verdict: Verdict) -> None:
    assert tickets(text, "MI-0472", decision="attach") == verdict


def contact(text: str, says: str) -> Verdict:
    people = [
        {"id": "hanna", "name": "Hanna Brightwell", "role": "lead", "opening": "Hello.",
         "knows": {"contact": "Me, on 01632 960 417."}},
        {"id": "piers", "name": "Piers Ockley", "role": "porter", "opening": "Hello.", "knows": {"contact": says}},
    ]  # fmt: skip
    card = mark(checklist(), scenario(people=people), Handover(text, decision="raise"), 300)
    return next(each.verdict for each in card.items if each.item == "contact")


def test_somebody_else_offered_is_half_an_answer_and_wrong_when_they_declined() -> None:
    assert contact("Ring Piers at the gate.", "Me until five, I have no number.") == "partial"
    assert contact("Ring Piers at the gate.", "Not me, ask Hanna.") == "wrong"
    assert contact("Piers Ockley is the one to call.", "Speak to Hanna, please.") == "wrong"


def test_a_first_name_only_quoted_is_no_contact() -> None:
    assert contact("Hanna says it is always like that.", "Not me.") == "missing"


def test_all_that_one_caller_has_is_a_part() -> None:
    people = [
        {
            "id": "hanna",
            "name": "Hanna Brightwell",
            "role": "branch lead",
            "opening": "Hello, my eleven desks here cannot lend.",
            "knows": {"contact": "Me, on 01632 960 417.", "users": "Eleven desks here, I only see mine."},
        }
    ]
    card = mark(checklist(), scenario(people=people), Handover("11 of 11 desks are down.", decision="raise"), 300)
    assert next(each.verdict for each in card.items if each.item == "users") == "partial"


def test_what_is_right_elsewhere_is_not_undone_by_a_wrong_mention() -> None:
    assert deadline_of_tomorrow("Exam list due at the board 14:00 tomorrow, not 14:00 today.") == "captured"
    assert item("Exam loans close at 14:00. The exam loans desk shuts at 17:30.", "deadline").verdict == "captured"
