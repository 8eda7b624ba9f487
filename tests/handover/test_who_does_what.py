"""Who is given the fault, who was told, what was meant, tried and blamed, and codes read out or corrected."""

import pytest

from app.language.mentions import IdentifierMention
from app.language.reading import read
from tests.handover.cases import scenario
from tests.handover.findings import found
from tests.handover.shipped import shipped, verdict

_KIOSKS = scenario(
    catalogue={
        "services": {"LoanDesk": []},
        "sites": {"Alderbrook": [], "Whitcombe": []},
        "teams": {"Lending Platform": [], "Station Kiosks": [], "Networks": []},
    },
    items={"team": {"truth": "Station Kiosks", "name": "Station Kiosks"}},
)


@pytest.mark.parametrize(
    "text",
    [
        "The matter falls to Store Equipment.",
        "It would appear that it falls to Store Equipment, to whom I propose to transfer the ticket.",
        "I would suggest that Store Equipment be engaged.",
        "Network Operations'll have to take it back off.",
        "We recommend that Network Operations be called out.",
    ],
)
def test_a_team_that_is_given_the_fault_in_other_words(text: str) -> None:
    assert verdict("prices", "team", text) == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "It might be that this falls to Store Equipment.",
        "I do not suggest that Network Operations be called out.",
        "Store Equipment'll be here at noon for the lamps.",
    ],
)
def test_a_team_that_is_not_given_the_fault(text: str) -> None:
    assert not found(text, "team", shipped("prices")[1]).features["other_given"]


def test_a_team_by_hearsay_that_the_writer_does_not_know() -> None:
    assert verdict("prices", "team", "he says netops, idk") == "unknown_stated"
    assert verdict("prices", "team", "netops please") == "wrong"


def test_a_word_of_the_right_team_in_passing_where_another_is_given_the_fault() -> None:
    finding = found("Kiosks all dead.\nAssign to Networks 01632 960 814", "team", _KIOSKS)
    assert finding.wrong
    assert not finding.right
    assert found("Networks say it is one for Station Kiosks.", "team", _KIOSKS).right


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rounds", "Matron and pharmacists aware."),
        ("rounds", "pharmacists told at 09:15, matron pending"),
        ("pallets", "Mr Finch informed at 7:10."),
        ("mailbox", "Finance manager + client aware"),
    ],
)
def test_somebody_told_who_was_not(name: str, text: str) -> None:
    assert verdict(name, "told", text) == "wrong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rounds", "Matron told at 09:15, pharmacists not reached"),
        ("rounds", "Pharmacy told us at 09:20 that charts are out."),
        ("mailbox", "Finance manager informed about the client at 10:15."),
        ("prices", "trading co. told: N"),
    ],
)
def test_who_was_told_is_not_contradicted(name: str, text: str) -> None:
    assert verdict(name, "told", text) != "wrong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("exams", "we've been hacked basically"),
        ("prices", "Culprit: the electronic tickets on the shelves"),
        ("permits", "To blame: the banner"),
    ],
)
def test_a_culprit_that_is_none(name: str, text: str) -> None:
    assert verdict(name, "change", text) == "wrong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "prices",
            "The electronic tickets were fitted on Thursday, at two stores only, so I do not think it is those.",
        ),
        ("prices", "Culprit: price files moved to new storage last night"),
        ("mailbox", "The mailbox has been hacked and supplier bank details changed."),
        ("exams", "She thinks we've been hacked"),
    ],
)
def test_what_is_cleared_doubted_or_true_is_no_false_change(name: str, text: str) -> None:
    assert verdict(name, "change", text) != "wrong"


def test_not_before_what_a_caller_blames_denies_it_however_the_caller_put_it() -> None:
    blamed = {
        "id": "hanna",
        "name": "Hanna Brightwell",
        "role": "branch lead",
        "opening": "Hello.",
        "knows": {"contact": "Me, on 01632 960 417."},
        "believes": [{"about": "change", "says": "The new scanners, it has been nothing but trouble since Monday."}],
    }
    within = scenario(people=[blamed], items={"change": {"truth": "Not known", "unknown": True}})
    assert not found("not the new scanners imo, Farley never got any on Monday", "change", within).plainly_wrong


def test_what_was_meant_and_then_forbidden_is_no_way_round() -> None:
    believed = {
        "id": "hanna",
        "name": "Hanna Brightwell",
        "role": "branch lead",
        "opening": "Hello.",
        "knows": {"contact": "Me, on 01632 960 417."},
        "believes": [{"about": "workaround", "says": "We write the loans in the red book."}],
    }
    within = scenario(people=[believed], items={"workaround": {"truth": "None", "none": True}})
    assert found("They write the loans in the red book.", "workaround", within).plainly_wrong
    meant = found(
        "They were going to write the loans in the red book but head office forbids it.", "workaround", within
    )
    assert not meant.plainly_wrong


def test_a_way_round_told_in_so_many_words_where_there_is_none() -> None:
    within = scenario(items={"workaround": {"truth": "None", "none": True}})
    assert found("They can get round it by scanning on a phone.", "workaround", within).plainly_wrong
    assert found("Way round is to scan it on a phone.", "workaround", within).plainly_wrong
    assert not found("They can't get round it by scanning on a phone.", "workaround", within).plainly_wrong
    assert not found("He asked if they can get round it by phone?", "workaround", within).plainly_wrong


def test_what_was_left_as_it_was_is_not_denied() -> None:
    assert verdict("mailbox", "tried", "The mail rule is left in place, nothing touched.") != "wrong"
    assert verdict("mailbox", "tried", "Nothing was tried.") == "wrong"
    assert verdict("prices", "tried", "Nobody has restarted a till.") == "wrong"
    left = [["logins refused"], ["boxes not reset", "left untouched"]]
    within = scenario(items={"tried": {"truth": "Logins refused; the boxes were not reset", "points": left}})
    assert not found("3 logins rejected, nothing reset", "tried", within).plainly_wrong


def test_tickets_that_nobody_has_looked_for() -> None:
    assert verdict("prices", "tickets", "Haven't looked if anybody else has logged it.") == "unknown_stated"
    assert verdict("prices", "tickets", "I've not had time for the logs or who it goes to.") == "missing"
    assert verdict("prices", "tickets", "INC0204417. Haven't looked for other tickets.") != "unknown_stated"


@pytest.mark.parametrize(
    ("text", "letters", "digits"),
    [
        ("it says C P four oh nine.", "cp", "409"),
        ("Q P twenty-two oh seven", "qp", "2207"),
        ("L S two-oh-seven", "ls", "207"),
        ("ticket I N C oh oh five one eight nine oh", "inc", "0051890"),
        ("ls-270\n*207 sorry", "ls", "207"),
    ],
)
def test_a_code_read_out_or_corrected(text: str, letters: str, digits: str) -> None:
    said = [mention for mention in read(text).mentions if isinstance(mention, IdentifierMention)]
    assert (said[-1].letters, said[-1].digits) == (letters, digits)


@pytest.mark.parametrize("text", ["at two oh seven", "a b two of us", "n u one of them", "plan B two thousand"])
def test_what_is_no_code_read_out(text: str) -> None:
    assert not any(isinstance(mention, IdentifierMention) for mention in read(text).mentions)


def test_the_error_by_a_code_read_out_or_corrected() -> None:
    assert verdict("rounds", "error", "It says Q P twenty-two oh seven.") == "captured"
    assert verdict("rounds", "error", "It says Q P two two seven oh.") == "wrong"
    assert verdict("prices", "error", "pf-71\n*17 sorry") == "captured"
    assert verdict("prices", "error", "pf-71\ntills 17 and 18 worst") == "wrong"
