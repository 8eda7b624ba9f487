"""True values in plain company: a rate beside a total, a whole beside its part, a belief beside what holds."""

import pytest

from app.handover.marking import mark
from app.handover.scorecard import Handover
from tests.handover.shipped import shipped, verdict


def _unsupported(scenario: str, text: str) -> list[str]:
    checklist, its = shipped(scenario)
    card = mark(checklist, its, Handover(text, decision=its.decision), 600)
    return [text[start:end] for start, end in card.unsupported]


@pytest.mark.parametrize(
    "text",
    [
        "204 tills. 12 tills a store on average.",
        "Every till of the region, all 204. 12 tills per store.",
        "12 tills in each store, 204 tills together.",
        "12 tills a shop, which makes 204 tills.",
    ],
)
def test_how_many_each_place_has_is_no_total(text: str) -> None:
    assert verdict("prices", "users", f"Frontline shows old prices. {text}") == "captured"


@pytest.mark.parametrize("text", ["12 tills per store.", "On average 12 tills in each store.", "12 tills apiece."])
def test_how_many_each_place_has_answers_nothing(text: str) -> None:
    assert verdict("prices", "users", f"Frontline shows old prices. {text}") == "missing"


@pytest.mark.parametrize("text", ["12 tills are hit.", "12 tills, each one of them on old prices.", "12 tills a mess."])
def test_so_many_and_no_more_is_a_wrong_total(text: str) -> None:
    assert verdict("prices", "users", f"Frontline shows old prices. {text}") == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "61 stores in total, 17 of them hit, the 44 others fine.",
        "There are 61 stores, 17 of which have it.",
        "61 stores in the company, 17 hit.",
    ],
)
def test_a_whole_told_before_its_part_is_no_wrong_number_of_places(text: str) -> None:
    assert verdict("prices", "sites", f"Frontline shows old prices. {text}") in ("captured", "partial")


@pytest.mark.parametrize(
    "text",
    ["61 stores are hit.", "61 stores hit, 17 of them badly.", "61 stores in total, 9 of them hit.", "61 stores, 17"],
)
def test_another_number_of_places_stays_wrong(text: str) -> None:
    assert verdict("prices", "sites", f"Frontline shows old prices. {text}") == "wrong"


def test_what_one_number_leaves_of_another_is_supported() -> None:
    assert _unsupported("prices", "61 stores in total, 17 of them hit, the other 44 are fine.") == []
    assert _unsupported("prices", "61 stores in total, 17 of them hit, the other 49 are fine.") == ["49"]


@pytest.mark.parametrize("text", ["Skelby only, every shed.", "Only Skelby, but there every shed."])
def test_one_place_only_with_all_the_places_inside_it_is_not_too_few(text: str) -> None:
    assert verdict("pallets", "sites", f"StackRight is slow. {text}") in ("captured", "partial")


@pytest.mark.parametrize("text", ["Derwent Shed only, every lane.", "Only Skelby, every office."])
def test_one_of_several_places_told_as_the_only_one_stays_wrong(text: str) -> None:
    assert verdict("pallets", "sites", f"StackRight is slow. {text}") == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "Rhian thinks more and more stores are getting it, but all 17 had it from the start.",
        "It seemed to be getting worse at first, in fact all 204 tills had it from the start.",
    ],
)
def test_a_direction_somebody_only_thought_of_is_not_held_against_a_note(text: str) -> None:
    assert verdict("prices", "trend", f"Frontline shows old prices. {text}") != "wrong"


@pytest.mark.parametrize("text", ["More and more stores are getting it.", "It is getting worse, store by store."])
def test_another_direction_told_as_a_fact_stays_wrong(text: str) -> None:
    assert verdict("prices", "trend", f"Frontline shows old prices. {text}") == "wrong"


def test_nothing_wrong_with_a_thing_says_that_it_works() -> None:
    text = "Nothing wrong with the card machines. Nothing wrong in the Midlands or the South East."
    assert verdict("prices", "not_affected", text) == "captured"
    assert verdict("prices", "not_affected", text.replace("Nothing wrong", "Something wrong")) != "captured"


@pytest.mark.parametrize("text", ["Nobody can tell if it is spreading.", "Whether it is spreading no one can tell."])
def test_what_nobody_can_tell_is_not_known(text: str) -> None:
    assert verdict("mailbox", "trend", text) == "unknown_stated"
    assert verdict("mailbox", "trend", "It is not spreading.") == "wrong"


@pytest.mark.parametrize("text", ["It has been this way for 80-odd minutes.", "Been down 80 odd minutes."])
def test_an_odd_number_of_minutes_is_a_length(text: str) -> None:
    assert verdict("prices", "started", f"Frontline shows old prices. {text}") in ("captured", "partial")
    assert verdict("prices", "started", f"Frontline shows old prices. {text.replace('80', '30')}") not in (
        "captured",
        "partial",
    )
    assert _unsupported("prices", text) == []


@pytest.mark.parametrize(
    "hour", ["seven thirty am", "seven thirty this AM", "seven thirty this morning", "seven thirty in the morning"]
)
def test_an_hour_and_minutes_in_words_are_a_time_by_the_half_of_the_day(hour: str) -> None:
    assert verdict("prices", "started", f"Frontline shows old prices. Began: {hour}.") == "captured"
    assert (
        verdict("prices", "started", f"Frontline shows old prices, {hour}; change was eleven thirty pm.") != "missing"
    )
    assert (
        verdict("prices", "started", f"Frontline shows old prices. Began: {hour.replace('seven', 'six')}.") == "wrong"
    )
