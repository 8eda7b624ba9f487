"""Time lost to an outage of the site is given back to every open call, once, and told."""

from datetime import timedelta

import pytest

from app.database import db
from app.practice import actions
from app.practice.actions.outages import beat
from app.practice.models import AttemptStep, Outage, Pulse
from app.practice.queries import room_page
from app.practice.rules.outages import Stretch, stretches
from app.practice.rules.steps import as_steps
from app.practice.rules.thread import transcript
from tests.practice.conftest import BEGAN


def away(call, began, ended):
    """Lets the servers be heard until `began` and from `ended` on."""
    beat(server="one:1", at=call.at(began))
    assert beat(server="one:2", at=call.at(ended))


def there(call, second):
    actions.still_there(attempt_id=call.id, person_id=call.person, at=call.at(second))


def steps():
    return list(db.session.query(AttemptStep).order_by(AttemptStep.seq))


def kinds():
    return [(step.kind, step.body["by"], step.elapsed_seconds) for step in steps()]


def elapsed(call, second):
    return room_page(call.id, call.person, call.library, call.at(second)).elapsed_seconds


def test_a_gap_in_the_pulse_of_all_servers_becomes_one_outage(call):
    for server, second in (("one:1", 0), ("one:2", 3), ("one:1", 5), ("one:2", 8), ("one:1", 20)):
        assert not beat(server=server, at=call.at(second))
    assert [beat(server=f"one:{number}", at=call.at(60 + number)) for number in (3, 4)] == [True, False]
    outage = db.session.query(Outage).one()
    assert (outage.began_at, outage.ended_at) == (call.at(20), call.at(63))


def test_one_server_that_goes_on_is_no_outage(call):
    for second in range(0, 100, 5):
        beat(server="one:1", at=call.at(second))
    assert not beat(server="two:7", at=call.at(99))
    assert db.session.query(Outage).count() == 0


def test_the_first_pulse_ever_is_no_outage(call):
    assert not beat(server="one:1", at=call.at(500))


def test_servers_long_gone_are_forgotten(call):
    beat(server="one:1", at=BEGAN - timedelta(days=8))
    beat(server="one:2", at=BEGAN)
    assert [pulse.server for pulse in db.session.query(Pulse)] == ["one:2"]


def test_an_assessed_call_gets_its_time_back_once(call):
    there(call, 30)
    away(call, 32, 72)
    there(call, 75)
    there(call, 80)
    assert kinds() == [("paused", "outage", 32), ("resumed", "outage", 32)]
    assert steps()[0].body["seconds"] == 40
    assert elapsed(call, 80) == 40


def test_it_is_told_in_the_transcript(call):
    there(call, 30)
    away(call, 32, 72)
    there(call, 75)
    said = transcript(call.library.scenarios["prices"], as_steps(steps()), 60)
    assert [line.text for line in said if line.kind == "clock"] == ["Our system was away for 40 s; the clock stood."]


def test_two_outages_in_a_row_are_given_back_each(call):
    there(call, 30)
    away(call, 32, 72)
    away(call, 80, 120)
    there(call, 130)
    assert elapsed(call, 130) == 50


def test_what_was_typed_before_the_site_was_back_counts_from_where_the_clock_stood(call):
    there(call, 30)
    away(call, 32, 72)
    revision = actions.save_draft(
        attempt_id=call.id, person_id=call.person, text="down", fields={}, decision=None, revision=0, at=call.at(73)
    )
    assert revision == 1
    assert elapsed(call, 73) == 33


def test_an_outage_that_a_page_was_answered_in_counts_from_that_answer(call):
    there(call, 50)
    away(call, 32, 72)
    there(call, 80)
    assert steps()[0].at == call.at(50)


def test_a_paused_call_needs_nothing_back(supported_call):
    actions.pause(attempt_id=supported_call.id, person_id=supported_call.person, at=supported_call.at(10))
    away(supported_call, 20, 60)
    there(supported_call, 65)
    assert [step.body["by"] for step in steps()] == ["person"]


def test_the_silence_of_a_person_who_was_away_before_covers_it(supported_call):
    away(supported_call, 120, 200)
    there(supported_call, 210)
    assert elapsed(supported_call, 210) == 0
    assert [step.body["by"] for step in steps()] == ["silence", "return"]


def test_where_a_call_can_be_paused_an_outage_is_no_silence_of_the_person(supported_call):
    there(supported_call, 30)
    away(supported_call, 32, 172)
    there(supported_call, 175)
    assert kinds() == [("paused", "outage", 32), ("resumed", "outage", 32)]


@pytest.mark.parametrize(
    ("outages", "seen", "at", "found"),
    [
        ([(10, 30)], 5, 40, [(10, 30)]),
        ([(10, 30)], 20, 40, [(20, 30)]),
        ([(10, 30)], 30, 40, []),
        ([(10, 30)], 5, 20, [(10, 20)]),
        ([(10, 30), (20, 50)], 5, 60, [(10, 30), (30, 50)]),
    ],
)
def test_the_stretches_of_a_call_lie_between_its_signs_of_life(outages, seen, at, found):
    def moment(second):
        return BEGAN + timedelta(seconds=second)

    away = [Outage(began_at=moment(began), ended_at=moment(ended)) for began, ended in outages]
    expected = [Stretch(moment(began), moment(ended)) for began, ended in found]
    assert stretches(away, moment(seen), moment(at)) == expected
