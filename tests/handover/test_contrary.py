"""What works told as lost too, other codes in words, and doing it again offered as the way round."""

import pytest

from tests.handover.cases import scenario
from tests.handover.findings import found
from tests.handover.test_contradicted import FINE

NOTE = "LoanDesk is down at Alderbrook since 09:12, 36 lending desks. "


@pytest.mark.parametrize("said", ["The catalogue search is gone too.", "Catalogue is out as well so nobody can look."])
def test_what_works_told_as_gone_too_is_wrong(said: str) -> None:
    assert found(NOTE + said, "not_affected", scenario(items={"not_affected": FINE})).plainly_wrong


@pytest.mark.parametrize(
    "said", ["The desk is gone too.", "Catalogue is maybe out as well.", "Catalogue works as well."]
)
def test_what_is_not_told_as_gone_is_not_wrong(said: str) -> None:
    assert not found(NOTE + said, "not_affected", scenario(items={"not_affected": FINE})).plainly_wrong


def test_another_code_in_words_is_wrong() -> None:
    shown = scenario(items={"error": {"truth": "Code 52, loan refused", "points": [["code 52", "loan refused"]]}})
    assert found(NOTE + "Code twenty-five.", "error", shown).plainly_wrong
    assert not found(NOTE + "Code 52, not code 25.", "error", shown).plainly_wrong


@pytest.mark.parametrize("said", ["They just rescan it till it works.", "Scanning again works if you wait."])
def test_doing_it_again_is_not_the_way_round(said: str) -> None:
    assert found(NOTE + said, "workaround").plainly_wrong


@pytest.mark.parametrize("said", ["Rescanning does not work.", "No WA.", "Loans on paper slips, rescan till it works."])
def test_what_does_not_offer_it_is_not_wrong_for_that(said: str) -> None:
    assert not found(NOTE + said, "workaround").plainly_wrong


def test_no_one_dock_takes_no_number_back() -> None:
    assert found("36 of 52 desks wait. No. 1 hall and No. 2 hall.", "users").right


def test_numbers_listed_out_of_a_whole_are_counted() -> None:
    assert found(
        "Desks 4, 9, 11 of fourteen.",
        "users",
        scenario(items={"users": {"truth": "3 of the 14 desks", "count": 3, "of": 14, "unit": "desks"}}),
    ).right
