"""Names, numbers and claims that stand in a handover in passing: people rung, codes said aloud, values taken back."""

from typing import Any

import pytest

from app.content.scenario import Scenario
from app.handover.marking import mark
from app.handover.scorecard import Handover, Scorecard
from app.language.identifiers import read_phones, same_phone
from tests.handover.cases import checklist, item, marked, scenario

_HANNA: dict[str, Any] = {
    "id": "hanna",
    "name": "Hanna Brightwell",
    "role": "branch lead",
    "opening": "Hello, nothing can be lent.",
    "knows": {"contact": "Me, on 01632 960 417."},
    "believes": [],
}
_NOEL: dict[str, Any] = {
    "id": "noel",
    "name": "Noel Farrow",
    "role": "head of libraries",
    "opening": "I want this mended now.",
    "knows": {"contact": "Not me, do not ring me. Ask Hanna."},
    "believes": [],
}
_OSK: dict[str, Any] = {
    "id": "osk",
    "name": "Osk Tarn",
    "role": "engineer on call, Lending Platform",
    "opening": "Lending Platform, Osk.",
    "knows": {},
    "believes": [],
}


def staffed(**changes: Any) -> Scenario:
    """The library with a head who does not want to be rung and the resolver group's engineer on call."""
    return scenario(people=[_HANNA, _NOEL, _OSK], **changes)


def marked_in(within: Scenario, text: str) -> Scorecard:
    """The scorecard of a free text in this scenario."""
    return mark(checklist(), within, Handover(text, decision=within.decision), 300)


def verdict_in(within: Scenario, text: str, name: str) -> str:
    """The verdict on one item of a free text in this scenario."""
    return next(each.verdict for each in marked_in(within, text).items if each.item == name)


def unsupported_in(within: Scenario, text: str) -> list[str]:
    """The words of a free text that are called unsupported in this scenario."""
    return [text[start:end] for start, end in marked_in(within, text).unsupported]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("LoanDesk is down. I'll ring Noel again.", "missing"),
        ("LoanDesk is down. We will call Noel Farrow later.", "missing"),
        ("LoanDesk is down. I tried to ring Noel Farrow.", "missing"),
        ("LoanDesk is down. I would ring Noel Farrow.", "wrong"),
        ("LoanDesk is down. Please ring Noel Farrow.", "wrong"),
        ("LoanDesk is down. Osk Tarn on call.", "missing"),
        ("LoanDesk is down. Contact: Osk Tarn, on call", "missing"),
        ("LoanDesk is down. Contact: Hanna Brightwell, 01632 960 417", "captured"),
    ],
)
def test_whom_the_writer_rings_or_who_mends_it_is_not_whom_to_call_back(text: str, verdict: str) -> None:
    assert verdict_in(staffed(), text, "contact") == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("LoanDesk is down. Desktop Team rang six people.", "missing"),
        ("LoanDesk is down. Desktop Team phoned round.", "missing"),
        ("LoanDesk is down. Pass it to Desktop Team.", "wrong"),
        ("LoanDesk is down. Team: Desktop Team", "wrong"),
    ],
)
def test_a_team_that_rang_somebody_is_not_the_one_to_engage(text: str, verdict: str) -> None:
    assert item(text, "team").verdict == verdict


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("01632 960 417", True),
        ("1632 960417", True),
        ("001632 960 417", True),
        ("+44 1632 960 417", True),
        ("960417", True),
        ("+33 1632 960 417", False),
        ("01632 960 471", False),
    ],
)
def test_a_nought_more_or_less_is_the_same_number_and_another_country_is_not(written: str, same: bool) -> None:
    digits = next((phone.digits for phone in read_phones(written)), written.replace(" ", ""))
    assert same_phone(digits, "01632960417") == same


def test_a_number_in_another_country_is_not_the_contacts() -> None:
    text = "Contact Hanna Brightwell, +33 1632 960 417"
    assert item(text, "contact").verdict == "partial"
    assert [text[start:end] for start, end in marked(text).unsupported] == ["+33 1632 960 417"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Error: LD 340", "captured"),
        ("Screens show ld 340.", "captured"),
        ("They read me error LD three hundred and forty.", "captured"),
        ("Error: LD 350", "wrong"),
        ("At 340 desks nothing is lent.", "missing"),
    ],
)
def test_a_code_is_read_in_two_words_and_said_aloud(text: str, verdict: str) -> None:
    assert item(text, "error").verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("INC0071965, no, INC0071955", "captured"),
        ("INC0071955, no, INC0071965", "wrong"),
        ("INC0071955 and INC0071900", "captured"),
    ],
)
def test_a_reference_that_is_taken_back_is_not_the_one_given(text: str, verdict: str) -> None:
    assert item(text, "tickets").verdict == verdict


def test_a_team_named_like_the_service_does_not_name_the_service() -> None:
    catalogue = {
        "services": {"LoanDesk": ["loan system"], "FineWorks": ["fines system"]},
        "sites": {"Alderbrook": [], "Whitcombe": []},
        "teams": {"Loan Systems": [], "Network Support": []},
    }
    items = {"team": {"truth": "Loan Systems", "name": "Loan Systems"}}
    library = scenario(catalogue=catalogue, items=items)
    assert verdict_in(library, "Team: Loan Systems", "service") == "missing"
    assert verdict_in(library, "Please assign to Loan Systems.", "service") == "missing"
    assert verdict_in(library, "Loan systems are down.", "service") == "captured"


_COSTLY = {
    "cost_per_minute": {"amount": 45, "currency": "GBP", "basis": "36 desks at 75 pounds an hour each."},
    "items": {"impact": {"truth": "Borrowers leave without books", "points": [["borrowers leave without books"]]}},
}


@pytest.mark.parametrize(
    ("text", "unsupported"),
    [
        ("It costs £2,700 an hour, 45 pounds a minute.", []),
        ("36 desks at 75 pounds is 2,700 an hour.", []),
        ("It costs £19,000 an hour.", ["£19,000"]),
        ("If more than 500 are cut off, ring the director.", []),
        ("500 are cut off.", ["500"]),
        ("Office 365 and Windows 2019 work.", []),
        ("365 forms were kept.", ["365"]),
        ("Ring 01632 960 471, sorry, 01632 960 417.", []),
        ("A power surge did it.", ["A power surge did it"]),
        ("They should be fine within the hour.", ["They should be fine within the hour"]),
        ("Is it a power surge?", []),
        ("They did it on the cheap.", ["They did it on the cheap"]),
    ],
)
def test_what_nothing_supports_is_told_from_what_is_reckoned_supposed_or_taken_back(
    text: str, unsupported: list[str]
) -> None:
    assert unsupported_in(staffed(**_COSTLY), text) == unsupported


def test_an_attack_is_what_the_security_path_is_for() -> None:
    assert unsupported_in(staffed(decision="security"), "Ransomware at Alderbrook.") == []
    assert unsupported_in(staffed(), "Ransomware at Alderbrook.") == ["Ransomware at Alderbrook"]


@pytest.mark.parametrize(
    ("text", "unsupported"),
    [
        ("Service restored at Alderbrook.", ["Service restored at Alderbrook"]),
        ("The loans disk is full.", []),
        ("Disk full on the server.", ["Disk full on the server"]),
        ("The screen hangs 60-90 sec.", []),
        ("Ring 1632 960417.", []),
        ("LoanDesk must be fixed by 14:00.", []),
        ("Farley should be fine.", []),
    ],
)
def test_what_the_scenario_never_speaks_of_is_unsupported_and_pieces_of_what_it_has_are_not(
    text: str, unsupported: list[str]
) -> None:
    assert unsupported_in(staffed(), text) == unsupported


def test_an_amount_of_money_is_no_length_of_time() -> None:
    within = staffed(items={"trend": {"truth": "Getting worse; 200 minutes and no end", "choice": "worse"}})
    assert unsupported_in(within, "It costs £12,000.") == ["£12,000"]
    assert unsupported_in(within, "It has lasted 200 minutes.") == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("Damage to loans is big.", "missing"), ("LoanDesk is down. Team: Lending Platform", "captured")],
)
def test_a_word_that_a_team_shares_with_the_service_still_tells_of_it(text: str, verdict: str) -> None:
    assert item(text, "service").verdict == verdict
