"""What callers believe is met in a note by what it claims, not by its question tag or by the fault's own words."""

from functools import lru_cache

import pytest

from app.content.scenario import Scenario, Verdict
from app.handover.marking import mark
from app.handover.scorecard import Handover
from tests.handover.cases import checklist, scenario

HACKED = "Somebody's hacked the desks, haven't they? It says another session!"
PEN = "Can they not just borrow the fines system? Nobody minds, do they?"


@lru_cache(maxsize=1)
def _library() -> Scenario:
    hanna = {
        "id": "hanna",
        "name": "Hanna Brightwell",
        "role": "branch lead",
        "opening": "Hello, nothing can be lent.",
        "knows": {"contact": "Me, on 01632 960 417."},
        "believes": [{"about": "change", "says": HACKED}, {"about": "workaround", "says": PEN}],
    }
    error = {"truth": "LD-340, record held by another session", "points": [["LD-340"]]}
    none = {"truth": "None known; nothing changed on LoanDesk", "none": True}
    return scenario(
        people=[hanna], items={"error": error, "change": none, "workaround": {"truth": "None", "none": True}}
    )


def _verdict(item: str, text: str) -> Verdict:
    card = mark(checklist(), _library(), Handover(text, decision="raise"), 300)
    return next(each.verdict for each in card.items if each.item == item)


@pytest.mark.parametrize(
    "text",
    [
        "LoanDesk fails, the screen says another session. Changes on LoanDesk: none recorded.",
        "LD-340, held by another session. No change recorded.",
        "No change on LoanDesk. The record is locked, held by another session.",
        "No change on record. Nobody has hacked the desks.",
    ],
)
def test_the_words_of_the_screen_are_no_claim_of_what_changed(text: str) -> None:
    assert _verdict("change", text) == "captured"


@pytest.mark.parametrize("text", ["The desks were hacked by somebody.", "Somebody hacked the desks this morning."])
def test_a_belief_that_asks_back_is_as_false_told_plainly(text: str) -> None:
    assert _verdict("change", text) == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "They cannot borrow the fines system. No workaround.",
        "No workaround: the fines system can't be borrowed.",
    ],
)
def test_a_belief_that_asks_whether_it_cannot_be_done_is_denied_by_not(text: str) -> None:
    assert _verdict("workaround", text) == "captured"


def test_the_way_round_a_belief_asks_for_is_wrong_where_there_is_none() -> None:
    assert _verdict("workaround", "They just borrow the fines system.") == "wrong"


def test_a_belief_is_not_met_under_the_heading_of_who_was_told() -> None:
    assert _verdict("change", "Change: none recorded.\nTold: somebody who looks after hacked desks.") == "captured"
