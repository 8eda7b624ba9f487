"""Hours, counts, places and directions in habits of their own: pasted rows, bare digits, none of so many, by turns."""

from typing import Any

import pytest

from app.handover.marking import mark
from app.handover.scorecard import Handover
from app.language.mentions import TimeMention
from app.language.reading import read
from tests.handover.cases import checklist, item, scenario

ALL_DESKS = {"truth": "All 52 lending desks", "count": 52, "of": 52, "unit": "desks"}
ON_AND_OFF = {"truth": "Comes and goes, about every twenty minutes", "choice": "intermittent"}
STEADY = {"truth": "Steady: the same 36 desks since it began", "choice": "steady"}


def verdict(text: str, name: str, **items: Any) -> str:
    """The verdict on one item of a free text, where the library has these truths."""
    card = mark(checklist(), scenario(items=items), Handover(text, decision="raise"), 300)
    return next(each.verdict for each in card.items if each.item == name)


@pytest.mark.parametrize(
    "text",
    [
        "0 of 52 desks working",
        "0/52 desks reachable",
        "usable 0 of 52",
        "0of52 desks ok",
        "Alderbrook readable 0/40; Whitcombe 0/12",
    ],
)
def test_none_of_so_many_that_work_are_all_that_fail(text: str) -> None:
    assert verdict(text, "users", users=ALL_DESKS) == "captured"
    assert item("0 of 52 desks working", "users").verdict == "wrong"


def test_none_of_so_many_that_fail_are_none() -> None:
    assert verdict("0 of 52 desks failing", "users", users=ALL_DESKS) == "wrong"


def test_none_of_the_whole_is_wrong_where_a_part_fails() -> None:
    assert item("None of the 52 desks can lend.", "users").verdict == "wrong"
    assert item("36 desks cannot lend; none of the 52 desks was lost.", "users").verdict == "captured"


def test_what_measures_a_length_counts_nothing() -> None:
    assert item("LoanDesk down. The river is 36 cm over its level.", "users").verdict == "missing"
    assert item("LoanDesk down on 36 desks.", "users").verdict == "captured"


def test_telling_nobody_to_is_no_count() -> None:
    text = "Thirteen desks that never joined are still good, so nobody connect those."
    assert item(text, "users").verdict == "missing"
    assert item("Nobody can connect.", "users").verdict != "missing"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("down since abt 912 this morn", 552),
        ("down since around 912", 552),
        ("fine until 912", 552),
        ("down 912 onwards", 552),
        ("due half1 at the desk", 90),
    ],
)
def test_an_hour_in_bare_digits(text: str, minutes: int) -> None:
    read_as = [m.minutes for m in read(text).mentions if isinstance(m, TimeMention)]
    assert minutes in read_as[0]


@pytest.mark.parametrize("text", ["from 940 desks to 204", "about 912 desks", "up by 912", "912 users"])
def test_bare_digits_that_are_no_hour(text: str) -> None:
    assert not any(isinstance(m, TimeMention) for m in read(text).mentions)


def test_since_when_somebody_is_on_it_is_not_since_when_it_fails() -> None:
    assert item("LoanDesk down. Lending Platform on it since 858.", "started").verdict == "missing"
    assert item("LoanDesk down. Lending Platform looking at it since 858.", "started").verdict == "missing"
    assert item("LoanDesk has been down since 858.", "started").verdict == "wrong"


def test_an_hour_taken_back_for_none_is_not_wrong() -> None:
    assert item("It began at eight, no, I tell a lie, after she opened.", "started").verdict != "wrong"
    assert item("It began at eight, after she opened.", "started").verdict == "wrong"


def test_when_the_latest_spell_began_is_not_wrong_of_what_comes_and_goes() -> None:
    known = {"truth": "Comes and goes; off from 09:12 to 09:20 and from 09:31", "choice": "intermittent"}
    assert verdict("LoanDesk off rn since 0931", "started", trend=known) != "wrong"
    assert verdict("LoanDesk off since 0831", "started", trend=known) == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "they have until 3pm by law",
        "They're allowed till three o'clock so that's your deadline",
        "The deadline is 15:00",
        "exam loans don't close til tmrw morning so no rush",
    ],
)
def test_another_hour_or_day_told_as_the_deadline_is_wrong(text: str) -> None:
    assert item(text, "deadline").verdict == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "The deadline is 14:00, they have until 15:00 with a fee",
        "Next update at 15:00, exam loans close at 14:00",
        "Exam loans close at 14:00 today, not tomorrow",
    ],
)
def test_another_hour_beside_the_true_deadline(text: str) -> None:
    assert item(text, "deadline").verdict == "captured"


def test_who_has_until_an_hour_to_answer_is_no_deadline() -> None:
    assert item("We have until 15:00 for an answer from the carrier.", "deadline").verdict == "missing"


@pytest.mark.parametrize(
    "text",
    [
        "slow 912, fine 920, slow 931",
        "down, up, down again",
        "off/on/off",
        "in + out all morning",
        "It has been slow since 09:12, with two short recoveries",
        "An occasional loan does arrive, in no discernible order",
        "odd one sneaks thru",
    ],
)
def test_by_turns(text: str) -> None:
    assert verdict(text, "trend", trend=ON_AND_OFF) == "captured"


@pytest.mark.parametrize("text", ["search up, LoanDesk down, RoomBook up", "Search good, loans bad, rooms good"])
def test_different_things_in_different_states_are_no_turns(text: str) -> None:
    assert verdict(text, "trend", trend=ON_AND_OFF) == "missing"


@pytest.mark.parametrize("text", ["Six vans are held at Alderbrook.", "Two lorries stuck at the depot."])
def test_what_is_held_at_a_place_is_no_direction(text: str) -> None:
    assert verdict(text, "trend", trend=STEADY) == "missing"


def test_what_holds_at_a_number_is_steady() -> None:
    assert verdict("Numbers holding at about 36.", "trend", trend=STEADY) == "captured"


def test_a_level_that_rises_is_not_against_a_steady_fault() -> None:
    assert verdict("The river is up 21 cm and rising.", "trend", trend=STEADY) != "wrong"
    assert verdict("It is rising.", "trend", trend=STEADY) == "wrong"


def test_steps_with_hours_told_short() -> None:
    assert item("6 desks at 912, 20 by half past, 36 at 940", "trend").verdict == "captured"
    assert item("first at 09:12, thirty by half past nine", "trend").verdict == "partial"


def test_what_is_still_to_come_is_no_step() -> None:
    assert item("Two vans left at 09:20, coming again 13:30 for four more.", "trend").verdict == "missing"


def test_a_true_place_called_well_in_a_list() -> None:
    assert item("Alderbrook + Farley OK", "sites").verdict == "wrong"
    assert item("Farley and Whitcombe are fine", "sites").verdict == "wrong"
    assert item("Alderbrook and Whitcombe are down, Farley OK", "sites").verdict == "captured"


def test_a_place_ticked_as_hit_in_a_form() -> None:
    assert item("svc: LoanDesk\nsites hit: Alderbrook=Y; Whitcombe=Y; Farley=Y", "sites").verdict == "wrong"
    assert item("svc: LoanDesk\nsites hit: Alderbrook=Y; Whitcombe=Y; Farley=N", "sites").verdict == "captured"
