"""All of them, only one of them, one too many, and numbers that count other things."""

import pytest

from tests.handover.cases import item, scenario
from tests.handover.findings import found


@pytest.mark.parametrize(
    "text",
    [
        "LoanDesk is down across the estate. Alderbrook and Whitcombe rang.",
        "LoanDesk is down in every branch, Hanna at Whitcombe and Alderbrook says nothing.",
        "Alderbrook, Whitcombe and Farley are hit.",
        "Sites: Alderbrook, Whitcombe & Farley",
    ],
)
def test_too_much_beside_the_true_places_is_wrong(text: str) -> None:
    assert item(text, "sites").verdict == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "LoanDesk is down at Alderbrook and Whitcombe, not in every branch.",
        "LoanDesk is down at all desks in Alderbrook and Whitcombe.",
        "Hanna had the whole firm down; it isn't, only Alderbrook and Whitcombe.",
        "Alderbrook and Whitcombe are hit, Farley is fine.",
        "LoanDesk is down at Alderbrook and Whitcombe. Exam day at 14:00, all branches open late.",
    ],
)
def test_totality_of_something_else_is_not(text: str) -> None:
    assert not found(text, "sites").plainly_wrong


def test_one_of_several_told_to_be_the_only_one() -> None:
    assert found("Sites: Alderbrook only", "sites").features["only_part"]
    assert not found("Not only Alderbrook, Whitcombe as well.", "sites").features["only_part"]
    assert not found("She thinks it is only Alderbrook.", "sites").features["only_part"]


@pytest.mark.parametrize(
    "text", ["Alderbrook 27, Whitcombe 7", "Room 7 branch desk", "the other four branches", "P4 stores"]
)
def test_numbers_of_other_things_count_no_sites(text: str) -> None:
    assert not found(f"Where: {text}", "sites").features["count_wrong"]


@pytest.mark.parametrize("text", ["some of the branches are down", "a lot of stores cannot lend"])
def test_some_places_by_no_name_are_something(text: str) -> None:
    assert found(text, "sites").vague


def test_a_name_that_describes_the_true_place_is_no_other() -> None:
    assert not found("Farley at Alderbrook is down.", "sites").wrong


@pytest.mark.parametrize("text", ["n gate & tarn road", "ngate + Tarn Road"])
def test_a_direction_in_a_name_may_be_its_first_letter(text: str) -> None:
    within = scenario(
        catalogue={
            "services": {"LoanDesk": []},
            "sites": {"North Gate": [], "Tarn Road": [], "Farley": []},
            "teams": {},
        },
        items={"sites": {"truth": "North Gate and Tarn Road", "names": ["North Gate", "Tarn Road"]}},
    )
    assert found(f"LoanDesk is down at {text}", "sites", within).features["all_named"]


@pytest.mark.parametrize(
    "text", ["Alderbrook down, Whitcombe works normally.", "Whitcombe is fine, Alderbrook is not."]
)
def test_a_place_that_is_hit_told_to_be_fine_is_wrong(text: str) -> None:
    assert found(f"LoanDesk. {text}", "sites").plainly_wrong


@pytest.mark.parametrize(
    "text",
    [
        "Whitcombe works again now.",
        "Whitcombe and Alderbrook: the catalogue is fine.",
        "Whitcombe was fine until nine.",
        "Whitcombe is not fine.",
        "I think Whitcombe is fine.",
    ],
)
def test_something_in_a_place_that_is_fine_or_a_guess_is_not(text: str) -> None:
    assert not found(f"LoanDesk is down. {text}", "sites").plainly_wrong


def test_the_rest_told_to_be_fine_under_the_heading_of_the_places_is_what_works() -> None:
    text = "Where: Alderbrook and Whitcombe. Rest of the branches fine"
    assert found(text, "not_affected").features["about"]
    assert item(text, "sites").verdict == "captured"
