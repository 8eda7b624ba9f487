"""What can be known at a moment of a call, where from, and what would be a good next question."""

from typing import Any

import pytest

from app.content.scenario import Scenario, Signal, Truth
from app.simulation.knowing import Source, known, next_question
from app.simulation.phrases import phrases
from app.simulation.showing import shown_in
from tests.simulation.cast import asked, checklist, person, scenario, step

CHECKLIST = checklist()
ITEMS = {
    "service": {"truth": "ShelfMark", "name": "ShelfMark"},
    "started": {"truth": "Since 07:55", "time": "07:55"},
    "users": {"truth": "240 readers", "count": 240, "unit": "readers"},
    "tickets": {"truth": "INC0041", "id": "INC0041", "ids": ["INC0041", "INC0042"]},
    "impact": {"truth": "Nobody can borrow", "points": [["cannot borrow books", "no lending"]]},
    "change": {"truth": "not known", "unknown": True},
    "contact": {"truth": "Nell Abara", "person": "Nell Abara", "phone": "01632 960 101"},
}


def library(**changes: Any) -> Scenario:
    return scenario(items=ITEMS, **{"signals": [], **changes})


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("07:55 CRITICAL ShelfMark no answer", {"service", "started"}),
        ("lending desks: 240 readers waiting", {"service", "users"}),
        ("240 books, 17:55, INC00412", set()),
        ("INC0042 Malton", {"tickets"}),
        ("Nell, 01632 960101", {"contact"}),
        ("they cannot borrow any books", {"impact"}),
        ("", set()),
    ],
)
def test_a_line_shows_what_can_be_read_off_it(text: str, items: set[str]) -> None:
    assert set(shown_in(CHECKLIST, library(), text)) == items


def test_what_nobody_knows_is_never_shown() -> None:
    truth = {"change": Truth(truth="CHG1 is not it", unknown=True, id="CHG1")}
    assert list(shown_in(CHECKLIST, library().model_copy(update={"items": truth}), "CHG1")) == []


def test_an_item_is_known_from_whoever_told_it_first() -> None:
    assert known(CHECKLIST, library(), [asked(1, 10), asked(2, 20)], 15) == {
        "started": Source("Nell Abara", 10, person="nell")
    }


def test_nothing_is_known_before_it_is_told_or_when_only_a_belief_was_told() -> None:
    assert known(CHECKLIST, library(), [asked(1, 10)], 9) == {}
    believed = step(1, "asked", 10, person="nell", topics=["change"], answer="It'll be that new carpet.", told=[])
    assert known(CHECKLIST, library(), [believed], 20) == {}


def test_an_item_is_known_from_the_rows_a_look_up_showed_and_no_others() -> None:
    look = step(1, "looked_up", 30, tool="tickets", search="malton")
    assert known(CHECKLIST, library(), [look], 30) == {"tickets": Source("Tickets", 30, tool="tickets")}
    assert known(CHECKLIST, library(), [step(1, "looked_up", 30, tool="tickets", search="zzz")], 30) == {}


def test_an_item_is_known_from_a_signal_that_came() -> None:
    with_alert = library(signals=[Signal(at=60, source="Monitoring", text="240 readers turned away")])
    assert known(CHECKLIST, with_alert, [], 59) == {}
    assert known(CHECKLIST, with_alert, [], 60) == {"users": Source("Monitoring", 60)}


def test_the_dearest_item_that_somebody_can_tell_is_suggested() -> None:
    helpful = person(knows={"started": "07:55", "impact": "We cannot lend.", "contact": "Me."})
    suggestion = next_question(CHECKLIST, library(people=[helpful]), [], 0)
    assert suggestion is not None
    dearest = max(("started", "impact", "contact"), key=lambda item: CHECKLIST[item].minutes)
    assert (suggestion.item, suggestion.who, suggestion.way) == (dearest, "Nell Abara", "ask")
    assert suggestion.wording == CHECKLIST[dearest].ask


def test_a_tool_is_suggested_where_nobody_can_tell_and_somebody_to_ring_where_no_tool_shows_it() -> None:
    silent = person(knows={})
    look = next_question(CHECKLIST, library(people=[silent]), [], 0)
    assert look is not None
    assert (look.item, look.way, look.tool, look.wording) == ("tickets", "look_up", "tickets", "Look in tickets.")
    engineer = person(id="ivo", name="Ivo Marsh", rung=True, knows={"users": "240 readers."})
    ring = next_question(CHECKLIST, library(people=[silent, engineer], tools=[]), [], 0)
    assert ring is not None
    assert (ring.item, ring.way, ring.person, ring.wording) == ("users", "ring", "ivo", "Ring Ivo Marsh.")


def test_a_kind_word_is_suggested_to_somebody_who_waits_for_one() -> None:
    guarded = person(knows={"impact": {"needs": "acknowledgement", "says": "We cannot lend."}})
    put_off = step(1, "asked", 10, person="nell", topics=["impact"], answer="Do you care?", told=[])
    suggestion = next_question(CHECKLIST, library(people=[guarded]), [put_off], 20)
    assert suggestion is not None
    assert (suggestion.way, suggestion.wording) == ("acknowledge", phrases().suggests["acknowledge"])


def test_nothing_is_suggested_when_all_that_can_be_learned_is_known() -> None:
    look = step(1, "looked_up", 5, tool="tickets", search="")
    assert next_question(CHECKLIST, library(people=[person(knows={})]), [look], 10) is None


def test_somebody_who_has_hung_up_is_not_suggested() -> None:
    gone = library(people=[person(leaves=50, knows={"users": "240 readers."})], tools=[])
    assert next_question(CHECKLIST, gone, [], 10) is not None
    assert next_question(CHECKLIST, gone, [], 60) is None
