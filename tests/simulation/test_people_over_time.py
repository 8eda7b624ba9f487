"""Who rings after what, who can be rung, who goes and comes back, and what is said unasked."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.scenario import Scenario, Signal
from app.simulation.room import Room, fold
from app.simulation.steps import Step
from tests.simulation.cast import asked, person, scenario, step

LATER = {"id": "omar", "name": "Omar Dale", "opening": "Omar here, county IT."}
ENGINEER = person(id="ivo", name="Ivo Marsh", rung=True, busy_until=60, opening="Ivo, ShelfMark.")


def with_people(*people: Any, **changes: Any) -> Scenario:
    return scenario(people=[person(), *people], signals=changes.pop("signals", []), **changes)


def hung_up(seq: int, second: float, person_id: str = "nell") -> Step:
    return step(seq, "asked", second, person=person_id, text="x", topics=[], answer="I am off.", hangs_up=True)


def rang(seq: int, second: float, answered: bool) -> Step:
    return step(seq, "rang", second, person="ivo", answered=answered)


def here(room: Room) -> dict[str, bool]:
    """Who has been on the line, and whether they are now."""
    return {each.person.id: each.left_at is None for each in room.people}


def texts(room: Room) -> list[str]:
    return [line.text for line in room.lines]


@pytest.mark.parametrize(
    ("event", "doing"),
    [
        ("asked:started", asked(1, 50)),
        ("spoke_to:nell", asked(1, 50)),
        ("acknowledged:nell", step(1, "asked", 50, person="nell", text="x", answer="y", acknowledged=True)),
        ("looked_up:tickets", step(1, "looked_up", 50, tool="tickets", search="")),
        ("linked:INC0041", step(1, "linked", 50, ticket="INC0041")),
        ("handed_over", step(1, "handed_over", 50)),
    ],
)
def test_somebody_rings_so_long_after_what_they_wait_for(event: str, doing: Step) -> None:
    library = with_people(person(**LATER, after=event, arrives=30))
    assert here(fold(library, [], 500)) == {"nell": True}
    assert here(fold(library, [doing], 79)) == {"nell": True}
    assert fold(library, [doing], 55).next_arrival_in == 25
    assert here(fold(library, [doing], 80)) == {"nell": True, "omar": True}


def test_only_the_first_time_counts() -> None:
    library = with_people(person(**LATER, after="asked:started", arrives=30))
    room = fold(library, [asked(1, 50), asked(2, 70)], 90)
    assert [each.arrived_at for each in room.people] == [0, 80]


@pytest.mark.parametrize(("second", "comes"), [(None, 200), (20, 50), (190, 200), (300, 200)])
def test_a_signal_comes_after_its_event_and_at_the_latest_by_its_second(second: float | None, comes: float) -> None:
    signal = Signal(at=30, after="looked_up:tickets", by=200, source="Chat", text="We see it.")
    library = with_people(signals=[signal])
    steps = [] if second is None else [step(1, "looked_up", second, tool="tickets", search="")]
    assert [line.elapsed_seconds for line in fold(library, steps, 1000).lines if line.kind == "signal"] == [comes]
    assert "We see it." not in texts(fold(library, steps, comes - 1))


def test_what_is_said_unasked_stands_on_that_persons_line() -> None:
    library = with_people(signals=[Signal(at=40, kind="said", person="nell", text="Malton has gone too.")])
    line = fold(library, [], 40).lines[-1]
    assert (line.kind, line.person, line.text) == ("said_by_person", "nell", "Malton has gone too.")


def test_what_is_said_waits_until_they_are_on_the_line_and_is_never_said_when_they_are_gone() -> None:
    said = Signal(at=40, kind="said", person="omar", text="Hold on.")
    late = with_people(person(**LATER, arrives=90), signals=[said])
    assert "Hold on." not in texts(fold(late, [], 89))
    assert "Hold on." in texts(fold(late, [], 90))
    gone = with_people(person(**LATER, leaves=30), signals=[said])
    assert "Hold on." not in texts(fold(gone, [], 500))


def test_somebody_has_to_go_with_their_own_last_words() -> None:
    library = with_people(person(**LATER, leaves=100, leaving="The doors open now."))
    assert here(fold(library, [], 99)) == {"nell": True, "omar": True}
    room = fold(library, [], 100)
    assert here(room) == {"nell": True, "omar": False}
    assert texts(room)[-2:] == ["The doors open now.", "Omar Dale has hung up."]
    assert not any(each.comes_back for each in room.people)
    assert fold(library, [], 60).next_arrival_in == 40


def test_whoever_hung_up_rings_back_once_a_minute_later() -> None:
    library = with_people()
    room = fold(library, [hung_up(1, 100)], 130)
    assert [(each.left_at, each.comes_back) for each in room.people] == [(100, True)]
    assert room.next_arrival_in == 30
    again = fold(library, [hung_up(1, 100)], 160)
    assert here(again) == {"nell": True}
    assert again.lines[-1].kind == "said_by_person"
    twice = fold(library, [hung_up(1, 100), hung_up(2, 200)], 1000)
    assert [(each.left_at, each.comes_back) for each in twice.people] == [(200, False)]


def test_whoever_has_to_go_before_does_not_ring_back() -> None:
    library = scenario(people=[person(leaves=150)], signals=[])
    room = fold(library, [hung_up(1, 100)], 500)
    assert [(each.left_at, each.comes_back) for each in room.people] == [(100, False)]


def test_somebody_who_is_rung_is_not_there_before_they_answer() -> None:
    library = with_people(ENGINEER)
    assert here(fold(library, [], 900)) == {"nell": True}
    room = fold(library, [rang(1, 70, True)], 71)
    assert here(room) == {"nell": True, "ivo": True}
    assert texts(room)[-1] == "Ivo, ShelfMark."
    assert room.to_ring == ()


def test_a_line_is_engaged_until_its_second() -> None:
    library = with_people(ENGINEER)
    assert [each.picks_up for each in fold(library, [], 59).to_ring] == [False]
    assert [each.picks_up for each in fold(library, [], 60).to_ring] == [True]
    room = fold(library, [rang(1, 20, False)], 30)
    assert texts(room)[-1] == "You rang Ivo Marsh. The line is busy; try again in a minute."
    assert room.lines[-1].person is None


def test_whoever_was_rung_and_hung_up_can_be_rung_once_more_a_minute_later() -> None:
    library = with_people(ENGINEER)
    steps = [rang(1, 70, True), hung_up(2, 100, "ivo")]
    assert [each.picks_up for each in fold(library, steps, 159).to_ring] == [False]
    assert [each.picks_up for each in fold(library, steps, 160).to_ring] == [True]
    steps += [rang(3, 170, True), hung_up(4, 200, "ivo")]
    assert fold(library, steps, 900).to_ring == ()


def test_nobody_can_be_rung_after_they_had_to_go() -> None:
    assert fold(with_people(ENGINEER.model_copy(update={"leaves": 300})), [], 300).to_ring == ()


def test_what_follows_a_question_stands_after_its_answer() -> None:
    library = with_people(signals=[Signal(after="asked:started", source="Chat", text="Now.")])
    assert texts(fold(library, [asked(1, 50)], 50))[-3:] == ["When was that?", "It went at five to eight.", "Now."]


BUSY = with_people(
    ENGINEER,
    person(**LATER, after="asked:started", arrives=30, leaves=800),
    signals=[
        Signal(at=10, after="rang:ivo", by=400, source="Chat", text="Seen."),
        Signal(at=90, kind="said", person="omar", text="Wait."),
        Signal(at=5, after="handed_over", source="Desk", text="Done."),
    ],
)
DOINGS = [
    step(1, "looked_up", 10, tool="tickets", search=""),
    rang(2, 40, False),
    asked(3, 50),
    rang(4, 70, True),
    hung_up(5, 120, "ivo"),
    hung_up(6, 130),
    rang(7, 200, True),
    asked(8, 260, "omar"),
    hung_up(9, 300),
    step(10, "handed_over", 500),
]
seconds = st.floats(0, 1_500, allow_nan=False)


@given(seconds, seconds, st.integers(0, len(DOINGS)))
def test_what_was_once_in_the_room_never_leaves_it(first: float, second: float, count: int) -> None:
    earlier, later = sorted((first, second))
    before, after = fold(BUSY, DOINGS[:count], earlier), fold(BUSY, DOINGS[:count], later)
    assert set(before.lines) <= set(after.lines)
    assert {each.person.id for each in before.people} <= {each.person.id for each in after.people}


@given(seconds, st.integers(0, len(DOINGS)))
def test_nothing_that_was_done_later_changes_what_was_there(second: float, count: int) -> None:
    done = [doing for doing in DOINGS[:count] if doing.elapsed_seconds <= second]
    assert fold(BUSY, DOINGS[:count], second) == fold(BUSY, done, second)


@given(seconds, st.integers(0, len(DOINGS)))
def test_the_next_arrival_is_the_next_change(second: float, count: int) -> None:
    done = [doing for doing in DOINGS[:count] if doing.elapsed_seconds <= second]
    room = fold(BUSY, done, second)
    until = second + (room.next_arrival_in if room.next_arrival_in is not None else 5_000)
    just_before = fold(BUSY, done, max(second, until - 1e-3))
    assert (just_before.lines, here(just_before)) == (room.lines, here(room))
    if room.next_arrival_in is not None:
        at = fold(BUSY, done, until)
        assert (at.lines, here(at)) != (room.lines, here(room)) or room.next_arrival_in < 1e-3


def test_a_long_call_is_folded_in_little_time() -> None:
    steps = [asked(seq, seq / 10) for seq in range(1, 3_001)]
    began = time.process_time()
    assert len(fold(BUSY, steps, 2_000).lines) > 6_000
    assert time.process_time() - began < 1.0
