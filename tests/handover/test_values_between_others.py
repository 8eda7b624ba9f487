"""Values told beside others: one of several teams, all sites but some, a number that is somebody else's."""

import pytest

from app.handover.marking import mark
from app.handover.scorecard import Handover
from tests.handover.cases import checklist, scenario


def verdict(item: str, text: str, **items: dict[str, object]) -> str:
    card = mark(checklist(), scenario(items=items), Handover(text, decision="raise"), 600)
    return next(each.verdict for each in card.items if each.item == item)


def test_a_right_number_alone_is_half_a_contact_and_a_nickname_makes_it_whole() -> None:
    assert verdict("contact", "Ring back on 01632 960 417.") == "partial"
    assert verdict("contact", "Ring Hanna on 01632 960 417.") == "captured"


@pytest.mark.parametrize("text", ["Call Maureen Tapscott on 01632 960 417.", "Contact: Kacper Wrona, 01632 960417"])
def test_the_right_number_under_a_stranger_s_name_is_wrong(text: str) -> None:
    assert verdict("contact", text) == "wrong"


@pytest.mark.parametrize("text", ["Hana Brightwel, 01632 960 417.", "Call H Brightwell on 01632 960 417."])
def test_a_name_with_slips_is_no_stranger_s(text: str) -> None:
    assert verdict("contact", text) == "captured"


@pytest.mark.parametrize("text", ["ref INC 007 1955", "our ticket is 007-1955"])
def test_a_reference_is_read_with_gaps_in_it(text: str) -> None:
    assert verdict("tickets", text) == "captured"


def test_that_branch_managers_have_not_been_told_is_wrong_where_they_were() -> None:
    assert verdict("told", "Branch managers have not been told.") == "wrong"
    assert verdict("told", "Branch managers have been told.") == "captured"


def test_a_team_no_one_chose_among_several_is_half() -> None:
    assert verdict("team", "It is Lending Platform or Desktop Team.") == "partial"
    assert verdict("team", "For Lending Platform.") == "captured"


@pytest.mark.parametrize(
    "text", ["Everywhere but Farley.", "All branches bar Farley.", "Every branch apart from Farley."]
)
def test_all_sites_but_the_others_are_the_true_ones(text: str) -> None:
    assert verdict("sites", text) == "captured"


def test_all_sites_but_a_true_one_is_wrong() -> None:
    assert verdict("sites", "Everywhere but Whitcombe.") == "wrong"


def test_a_team_that_only_said_something_is_not_given_the_fault() -> None:
    assert verdict("team", "Desktop Team say the printers are fine.") == "missing"


def test_a_fault_passed_from_one_team_to_the_other_has_no_owner() -> None:
    nobody = {"truth": "Not known: no owner is recorded", "unknown": True}
    assert verdict("team", "Bounced between Desktop Team and Network Support.", team=nobody) == "unknown_stated"


@pytest.mark.parametrize(
    ("text", "said"),
    [("Since an hour and a quarter ago.", "captured"), ("Began half an hour ago.", "wrong")],
)
def test_quarters_of_an_hour_count_back(text: str, said: str) -> None:
    assert verdict("started", text, started={"truth": "08:35 today", "time": "08:35"}) == said


def test_but_after_all_sites_mostly_begins_something_else() -> None:
    assert verdict("sites", "Alderbrook and Whitcombe. Both have slips but nothing for Whitcombe's bus.") == "captured"
