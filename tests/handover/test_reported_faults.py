"""Faults that scenario authors and agents reported, each in a scenario of our own."""

from typing import Any

import pytest

from app.content.scenario import Verdict
from app.handover.marking import mark
from app.handover.scorecard import Handover, ItemMark
from tests.handover.cases import checklist, item, scenario

NO_DEADLINE = {"truth": "Nothing is due; the audit closes on 3 May", "none": True}
NO_CHANGE = {"truth": "None: no change to LoanDesk or the branches in 14 days", "none": True}
UNKNOWN_CHANGE = {"truth": "Not known: nothing in the calendar, the supplier has not answered", "unknown": True}
HEARSAY = [
    {"about": "sites", "says": "The whole county. Every branch there is, I heard it in the corridor."},
    {"about": "users", "says": "Everybody, all of the 104 desks."},
    {"about": "change", "says": "It's these new card readers. You put them in on Monday and it has not worked since."},
    {"about": "started", "says": "Since before eight, all morning."},
    {"about": "workaround", "says": "There is no other way of doing it."},
]
PEOPLE: list[dict[str, Any]] = [
    {
        "id": "hanna",
        "name": "Hanna Brightwell",
        "role": "branch lead",
        "opening": "Hello, nothing can be lent.",
        "knows": {"contact": "Me, on 01632 960 417."},
        "believes": [],
    },
    {
        "id": "noel",
        "name": "Noel Farrow",
        "role": "head of libraries",
        "opening": "I want this mended now.",
        "knows": {"contact": "Not me, do not ring me. Ask Hanna."},
        "believes": HEARSAY,
    },
]


def marked_in(text: str, name: str, **items: Any) -> ItemMark:
    """The mark of one item in the library scenario with a loud second caller and these truths."""
    card = mark(checklist(), scenario(people=PEOPLE, items=items), Handover(text, decision="raise"), 300)
    found = next(each for each in card.items if each.item == name)
    assert found.evidence or found.verdict not in ("captured", "partial", "wrong")
    return found


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Alderbrook and Whitcombe are affected.", "captured"),
        ("LoanDesk is down in Alderbrook.", "partial"),
        ("Sites: Whitcombe", "partial"),
        ("LoanDesk is down in every branch.", "wrong"),
        ("LoanDesk is down across the whole county.", "wrong"),
        ("Alderbrook and Whitcombe. Mr Farrow had heard it was the whole county, it is not.", "captured"),
        ("Mr Farrow says the whole county: hearsay.", "missing"),
        ("Mr Farrow says the whole county has it, but he heard that from others.", "missing"),
    ],
)
def test_where(text: str, verdict: Verdict) -> None:
    assert marked_in(text, "sites").verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Nothing due.", "captured"),
        ("nothing due til the audit 3/5", "captured"),
        ("No deadline today.", "captured"),
        ("Nothing is due today, the audit is 3 May and needs nothing from us.", "captured"),
        ("Deadline: none", "captured"),
        ("The audit is due at noon today.", "wrong"),
        ("Deadline: 12:00 today, audit pack.", "wrong"),
        ("LoanDesk is down. Started 09:12.", "missing"),
        ("Mr Farrow thinks the audit is due today, unconfirmed.", "missing"),
    ],
)
def test_that_nothing_is_due(text: str, verdict: Verdict) -> None:
    assert marked_in(text, "deadline", deadline=NO_DEADLINE).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("No changes.", "captured"),
        ("No change found in the last 14 days.", "captured"),
        ("No changes found in 14 days on LoanDesk or anywhere near it.", "captured"),
        ("Nothing in the change calendar for LoanDesk.", "captured"),
        ("Caused by the new card readers from Monday.", "wrong"),
        ("its the new card readers that broke it", "wrong"),
        ("Mr Farrow suspects the new card readers; I could not confirm that.", "missing"),
        ("Mr Farrow blames the card readers, not confirmed.", "missing"),
        ("Could it be the card readers?", "missing"),
        ("LoanDesk is down at Alderbrook since 09:12. Scanners restarted.", "missing"),
        ("Because of the outage borrowers leave without books.", "missing"),
    ],
)
def test_that_nothing_changed(text: str, verdict: Verdict) -> None:
    assert marked_in(text, "change", change=NO_CHANGE).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Nothing in the calendar, awaiting the supplier's reply, so we don't know.", "unknown_stated"),
        ("No change on record; whether the supplier made one is unknown.", "unknown_stated"),
        ("Change: nothing in calendar, asked the supplier, no answer yet", "unknown_stated"),
        ("Caused by the card reader update.", "wrong"),
        ("The new card readers broke it.", "wrong"),
        ("LoanDesk is down since 09:12.", "missing"),
    ],
)
def test_that_nobody_knows_what_changed(text: str, verdict: Verdict) -> None:
    assert marked_in(text, "change", change=UNKNOWN_CHANGE).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("All 104 desks are affected.", "wrong"),
        ("104 desks cannot lend.", "wrong"),
        ("How many is not known.", "unknown_stated"),
        ("I haven't got a count yet.", "unknown_stated"),
        ("How many desks: not known", "unknown_stated"),
        ("52 desks affected", "captured"),
    ],
)
def test_how_many_desks(text: str, verdict: Verdict) -> None:
    users = {"truth": "52 of the 104 lending desks", "count": 52, "of": 104, "unit": "desks"}
    assert marked_in(text, "users", users=users).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Started at 07:55.", "wrong"),
        ("It has been down since 8 this morning.", "wrong"),
        ("Since before eight this morning.", "wrong"),
        ("since ten past nine", "captured"),
        ("LoanDesk has been failing since 11:30 yesterday", "wrong"),
    ],
)
def test_a_plain_time_outside_the_tolerance_is_wrong(text: str, verdict: Verdict) -> None:
    assert marked_in(text, "started").verdict == verdict


@pytest.mark.parametrize(
    ("text", "name", "verdict"),
    [
        ("No workaround.", "workaround", "wrong"),
        ("There is no other way of doing it.", "workaround", "wrong"),
        ("There is no way round it.", "workaround", "wrong"),
        ("They write loans on paper slips.", "workaround", "captured"),
        ("Getting better.", "trend", "wrong"),
        ("It is easing off now.", "trend", "wrong"),
        ("6 desks, then 19, then 36", "trend", "captured"),
        ("first 6, then 19 and now 36 desks", "trend", "captured"),
        ("The branches have the same scanners.", "trend", "missing"),
        ("If they do not open the doors the queue will follow.", "trend", "missing"),
        ("The people at home are waiting to start.", "workaround", "missing"),
    ],
)
def test_workaround_and_direction(text: str, name: str, verdict: Verdict) -> None:
    assert marked_in(text, name).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Speak to Hanna Brightwell.", "partial"),
        ("Hanna Brightwell rang about this.", "partial"),
        ("Call Hanna Brightwell on 01632 960 417.", "captured"),
        ("Noel Farrow wants it raised.", "missing"),
        ("Noel says the readers are to blame.", "missing"),
        ("Noel Farrow does not want to be rung.", "missing"),
        ("Contact: Noel Farrow", "wrong"),
    ],
)
def test_a_person_merely_named_is_no_wrong_contact(text: str, verdict: Verdict) -> None:
    found = marked_in(text, "contact").verdict
    assert found == verdict or (verdict == "missing" and found == "partial")


def test_one_of_two_things_that_work_is_half_of_what_is_not_affected() -> None:
    both = {
        "truth": "The catalogue search works and room booking is normal",
        "points": [["catalogue search works", "search is fine"], ["room booking is normal", "rooms can be booked"]],
    }
    assert marked_in("Catalogue search is fine.", "not_affected", not_affected=both).verdict == "partial"
    text = "Catalogue search is fine and room booking works."
    assert marked_in(text, "not_affected", not_affected=both).verdict == "captured"


def test_that_nobody_can_log_in_is_no_answer_about_an_error() -> None:
    unknown = {"truth": "Not known, nobody has read it out", "unknown": True}
    assert marked_in("Nobody can log in.", "error", error=unknown).verdict == "missing"
    assert marked_in("The error was not read out.", "error", error=unknown).verdict == "unknown_stated"


def test_a_slip_in_a_plain_service_word_is_still_the_service() -> None:
    catalogue = {
        "services": {"LoanDesk": ["tills", "lending system"], "FineWorks": ["fines"]},
        "sites": {"Alderbrook": [], "Whitcombe": []},
        "teams": {"Lending Platform": []},
    }
    card = mark(checklist(), scenario(catalogue=catalogue), Handover("all the tils are down", decision="raise"), 300)
    assert next(each for each in card.items if each.item == "service").verdict in ("captured", "partial")


def test_a_number_in_a_name_is_no_time() -> None:
    catalogue: dict[str, dict[str, list[str]]] = {
        "services": {"LoanDesk": [], "Reading Weekend 1000": []},
        "sites": {"Alderbrook": [], "Whitcombe": []},
        "teams": {"Lending Platform": []},
    }
    changed = scenario(catalogue=catalogue, items={"deadline": {"truth": "Exam loans close at 10:00", "time": "10:00"}})
    card = mark(checklist(), changed, Handover("The posters for Reading Weekend 1000 hang.", decision="raise"), 300)
    assert next(each for each in card.items if each.item == "deadline").verdict == "missing"


def test_evidence_is_a_few_whole_phrases_without_lone_function_words() -> None:
    text = (
        "not a major. scanning a book only gives a blank page, no loans recorded. no branch was told by me, "
        "and only the borrowers leave without books. school visits are called off."
    )
    for name in ("symptom", "impact"):
        found = item(text, name)
        words = [text[start:end] for start, end in found.evidence]
        assert found.verdict in ("captured", "partial")
        assert len(words) <= 3
        assert not any(word.casefold() in ("not", "no", "only", "told") for word in words), words
    assert item(text, "symptom").reason.count("…") <= 2
