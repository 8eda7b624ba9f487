"""Pausing, leaving and coming back: the simulated clock runs only while the person is there."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from app.accounts.models import Person
from app.database import db, transaction
from app.practice import actions
from app.practice.models import Attempt, AttemptStep
from app.practice.queries import open_attempt_of, room_page
from app.practice.rules.clock import elapsed_at, pauses
from app.practice.rules.refusals import CallOver, NotTaken, NotTheirs
from tests.practice.conftest import BEGAN, taken


@pytest.fixture
def call(supported_call):
    return supported_call


def kinds():
    return [(step.kind, step.elapsed_seconds) for step in db.session.query(AttemptStep).order_by(AttemptStep.seq)]


def pause(call, second):
    actions.pause(attempt_id=call.id, person_id=call.person, at=call.at(second))


def resume(call, second):
    actions.resume(attempt_id=call.id, person_id=call.person, at=call.at(second))


def room(call, second):
    return room_page(call.id, call.person, call.library, call.at(second))


def test_a_pause_stops_the_clock_until_it_goes_on(call):
    pause(call, 40)
    assert (room(call, 400).elapsed_seconds, room(call, 400).paused) == (40, True)
    resume(call, 400)
    assert (room(call, 410).elapsed_seconds, room(call, 410).paused) == (50, False)
    assert kinds() == [("paused", 40), ("resumed", 40)]


def test_pausing_twice_and_going_on_twice_write_one_step_each(call):
    pause(call, 40)
    pause(call, 41)
    resume(call, 60)
    resume(call, 61)
    assert len(kinds()) == 2


def test_nothing_arrives_while_paused(call):
    pause(call, 100)
    page = room(call, 500)
    assert [line.kind for line in page.lines] == ["said"]
    assert page.next_look == 30


def test_after_90_seconds_of_silence_the_clock_stopped_at_the_last_sign_of_life(call):
    actions.still_there(attempt_id=call.id, person_id=call.person, at=call.at(30))
    actions.still_there(attempt_id=call.id, person_id=call.person, at=call.at(1_000))
    assert kinds() == [("paused", 30), ("resumed", 30)]
    assert room(call, 1_010).elapsed_seconds == 40
    assert db.session.get_one(Attempt, call.id).last_step == 2


def test_90_seconds_are_no_silence_yet(call):
    actions.still_there(attempt_id=call.id, person_id=call.person, at=call.at(90))
    assert kinds() == []
    assert room(call, 90).elapsed_seconds == 90


def test_asking_after_a_silence_is_coming_back_too(call):
    step = call.ask("since when?", second=600)
    assert (step.seq, step.elapsed_seconds) == (3, 0)


def test_a_silence_while_paused_adds_no_step(call):
    pause(call, 10)
    resume(call, 5_000)
    assert kinds() == [("paused", 10), ("resumed", 10)]


def test_a_sign_of_life_that_arrives_late_turns_nothing_back(call):
    actions.still_there(attempt_id=call.id, person_id=call.person, at=call.at(60))
    actions.still_there(attempt_id=call.id, person_id=call.person, at=call.at(50))
    assert db.session.get_one(Attempt, call.id).seen_at == call.at(60)


def test_refuses_another_person_and_an_ended_call(call, cast):
    with pytest.raises(NotTheirs):
        actions.pause(attempt_id=call.id, person_id=cast.bo, at=call.at(5))
    call.finish(second=8)
    for act in (actions.pause, actions.resume, actions.still_there):
        with pytest.raises(CallOver):
            act(attempt_id=call.id, person_id=call.person, at=call.at(9))


def test_an_open_pause_and_odd_seconds_keep_the_moment_exactly():
    class At:
        kind = "paused"
        at = BEGAN + timedelta(seconds=100, microseconds=123_457)

    attempt = SimpleNamespace(started_at=BEGAN, pace=100)
    moments = [BEGAN + timedelta(seconds=second) for second in (200.7, 305.31, 90_000.001)]
    assert {elapsed_at(attempt, [At()], moment) for moment in moments} == {elapsed_at(attempt, [], At.at)}
    assert pauses(BEGAN, [At()]) == [(100.123457, None)]


def test_signals_and_callers_stand_in_the_line_when_they_have_arrived(call):
    call.stay(until=211)
    page = room(call, 211)
    assert [line.kind for line in page.lines] == ["said", "signal", "caller"]
    assert page.lines[2].text == "On the other line: regional trading manager, Wales and West."
    assert [(person.id, person.calling) for person in page.people] == [("rhian", False), ("dev", True)]
    assert room_page(call.id, call.person, call.library, call.at(211), to="dev").lines[0].kind == "signal"


def test_the_next_look_is_when_something_arrives_and_at_the_latest_the_heartbeat(call):
    assert room(call, 10).next_look == 30
    call.stay(until=100)
    assert room(call, 100).next_look == 10.2


def test_over_the_web_pausing_keeps_the_words(visit, cast):
    client = visit(cast.asha)
    address = client.post("/practice/prices/start", data={"level": "supported"}).location
    client.post(f"{address}/pause", data={"text": "half a thought", "revision": "0"})
    page = client.get(address).text
    assert "half a thought" in page
    assert "Go on" in page
    refused = client.post(f"{address}/ask", data={"to": "rhian", "text": "since when?", "seq": "2"})
    assert refused.status_code == 409
    assert "The call is paused." in refused.text
    client.post(f"{address}/resume", data={"text": "half a thought", "revision": "1"})
    assert "Pause" in client.get(address).text


def test_the_first_page_offers_the_open_call(visit, cast):
    client = visit(cast.asha)
    client.post("/practice/prices/start")
    assert "Take up your call again" in client.get("/").text
    assert "Take up your call again" not in visit(cast.bo).get("/").text


def test_a_call_left_for_a_day_is_not_offered(call):
    assert open_attempt_of(call.person, call.at(86_400)) is not None
    assert open_attempt_of(call.person, call.at(86_401)) is None


def test_an_assessed_call_cannot_be_paused_and_its_clock_runs_on_in_silence(cast, library):
    assessed = taken(cast.bo, library, "assessed")
    with pytest.raises(NotTaken, match="cannot be paused"):
        pause(assessed, 10)
    assert room(assessed, 600).elapsed_seconds == 600
    actions.still_there(attempt_id=assessed.id, person_id=assessed.person, at=assessed.at(700))
    assert kinds() == []


def test_a_guided_call_runs_at_half_speed_and_extra_time_slows_an_assessed_one(cast, library):
    assert room(taken(cast.asha, library, "guided"), 60).elapsed_seconds == 30
    with transaction() as session:
        session.get(Person, cast.bo).extra_time = 25
    assert room(taken(cast.bo, library, "assessed"), 75).elapsed_seconds == 60
