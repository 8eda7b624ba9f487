"""Before the site serves, what is slow the first time is done once for the calls people are in."""

from datetime import timedelta

from app.database import db
from app.practice.models import AttemptStep
from app.practice.queries.rehearsing import rehearse
from tests.practice.conftest import taken


def test_each_scenario_people_are_in_a_call_of_is_asked_and_marked_once(call, cast):
    taken(cast.bo, call.library, "guided")
    assert rehearse(call.library, call.at(30)) == ("prices",)


def test_nothing_is_kept_of_it(call):
    before = db.session.query(AttemptStep).count()
    rehearse(call.library, call.at(30))
    assert db.session.query(AttemptStep).count() == before


def test_a_call_nobody_was_in_lately_needs_none(call):
    assert rehearse(call.library, call.at(0) + timedelta(hours=2)) == ()


def test_a_call_that_is_over_needs_none(call):
    call.finish(second=40)
    assert rehearse(call.library, call.at(90)) == ()


def test_it_takes_two_statements(call, count_statements):
    with count_statements() as seen:
        rehearse(call.library, call.at(30))
    assert [each.split()[0] for each in seen] == ["BEGIN", "SELECT", "SELECT"]
