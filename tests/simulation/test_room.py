"""The room over time: who is there, what was said, what comes next, and a clock that pauses stop."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.simulation.room import fold, search_rows, simulated_seconds
from tests.simulation.cast import NOW, asked, scenario, step, tool

LIBRARY = scenario()
seconds = st.floats(0, 2_000, allow_nan=False)


def test_the_first_caller_opens_the_conversation() -> None:
    room = fold(LIBRARY, [], 0)
    assert [line.text for line in room.lines] == [LIBRARY.people[0].opening]
    assert [here.person.id for here in room.people] == ["nell"]
    assert room.clock == NOW
    assert not room.paused


def test_a_signal_arrives_at_its_second_with_its_source() -> None:
    line = fold(LIBRARY, [], 120).lines[-1]
    assert (line.kind, line.person, line.speaker) == ("signal", None, "Monitoring")
    assert line.at == NOW + timedelta(seconds=120)
    assert len(fold(LIBRARY, [], 119.9).lines) == 1


def test_the_next_arrival_counts_down_to_nothing() -> None:
    assert fold(LIBRARY, [], 0).next_arrival_in == 120
    assert fold(LIBRARY, [], 150).next_arrival_in == 150
    assert fold(LIBRARY, [], 300).next_arrival_in is None


def test_question_and_answer_stand_in_order_between_what_arrives() -> None:
    room = fold(LIBRARY, [asked(1, 60), asked(2, 130)], 400)
    kinds = [line.kind for line in room.lines]
    pair = ["said_by_agent", "said_by_person"]
    assert kinds == ["said_by_person", *pair, "signal", *pair, "said_by_person"]
    assert room.lines[1].speaker == "You"
    assert room.lines[2].speaker == "Nell Abara"


def test_who_was_spoken_to_is_remembered() -> None:
    room = fold(LIBRARY, [asked(1, 60)], 400)
    assert {here.person.id: here.spoken_to for here in room.people} == {"nell": True, "omar": False}


def test_steps_out_of_order_are_folded_by_their_number() -> None:
    steps = [step(1, "paused", 10), step(2, "resumed", 20)]
    assert fold(LIBRARY, steps[::-1], 30) == fold(LIBRARY, steps, 30)


@pytest.mark.parametrize(("elapsed", "paused"), [(5, False), (10, True), (19, True), (20, False)])
def test_the_room_is_paused_between_pause_and_resume(elapsed: float, paused: bool) -> None:
    assert fold(LIBRARY, [step(1, "paused", 10), step(2, "resumed", 20)], elapsed).paused is paused


@given(seconds, seconds)
def test_nothing_once_in_the_room_ever_leaves_it(first: float, second: float) -> None:
    earlier, later = sorted((first, second))
    steps = [asked(1, 50), asked(2, 700, "omar"), step(3, "handed_over", 900)]
    before, after = fold(LIBRARY, steps, earlier), fold(LIBRARY, steps, later)
    assert set(before.lines) <= set(after.lines)
    assert {here.person.id for here in before.people} <= {here.person.id for here in after.people}
    assert before.clock <= after.clock


@given(seconds)
def test_nothing_is_there_before_its_time_and_lines_are_in_time_order(elapsed: float) -> None:
    room = fold(LIBRARY, [asked(1, 50), asked(2, 700, "omar")], elapsed)
    times = [line.elapsed_seconds for line in room.lines]
    assert times == sorted(times)
    assert all(time <= elapsed for time in times)
    assert all(here.arrived_at <= elapsed for here in room.people)
    assert all(line.at == NOW + timedelta(seconds=line.elapsed_seconds) for line in room.lines)


@pytest.mark.parametrize(
    ("wall", "pauses", "simulated"),
    [
        (100, [], 100),
        (100, [(20, 50)], 70),
        (100, [(20, None)], 20),
        (30, [(20, 50)], 20),
        (10, [(20, 50)], 10),
        (100, [(20, 50), (40, 60)], 60),
        (100, [(60, 70), (20, 50)], 60),
        (-5, [], 0),
    ],
)
def test_paused_seconds_do_not_count(wall: float, pauses: list[tuple[float, float | None]], simulated: float) -> None:
    assert simulated_seconds(wall, pauses) == simulated


@given(seconds, seconds, st.lists(st.tuples(seconds, st.one_of(st.none(), seconds)), max_size=4))
def test_the_simulated_clock_never_runs_back_and_never_ahead_of_the_wall(
    first: float, second: float, pauses: list[tuple[float, float | None]]
) -> None:
    earlier, later = sorted((first, second))
    assert simulated_seconds(earlier, pauses) <= simulated_seconds(later, pauses) + 1e-6
    assert -1e-6 <= simulated_seconds(later, pauses) <= later + 1e-6


def test_a_search_keeps_rows_that_hold_every_word_in_any_case() -> None:
    assert [row[0] for row in search_rows(tool(), "DESK off")] == ["INC0041", "INC0042"]
    assert [row[0] for row in search_rows(tool(), "printer malton")] == ["INC0042"]
    assert search_rows(tool(), "network") == ()


def test_an_empty_search_shows_all_rows() -> None:
    assert search_rows(tool(), "  ") == tool().rows
