"""What is sent again, late, or under a name used before: done exactly once, and counted from when it was done."""

from datetime import timedelta
from uuid import uuid4

import pytest

from app.database import db
from app.practice import actions
from app.practice.models import Attempt, AttemptStep
from app.practice.rules.sending import GRACE, Sent, counted_from, credited
from tests.practice.conftest import BEGAN

NAME = str(uuid4())


def ask(call, text, second, sent=NAME, waited=0.0):
    return actions.ask(
        attempt_id=call.id,
        person_id=call.person,
        to="rhian",
        text=text,
        seq=1,
        library=call.library,
        at=call.at(second),
        sent=Sent(sent, timedelta(seconds=waited)),
    ).step


def look_up(call, tool, second, sent):
    return actions.look_up(
        attempt_id=call.id,
        person_id=call.person,
        tool=tool,
        words="",
        library=call.library,
        at=call.at(second),
        sent=Sent(sent),
    ).step


def steps():
    return list(db.session.query(AttemptStep).order_by(AttemptStep.seq))


def test_what_is_sent_again_under_its_name_is_done_once_and_answered_as_before(call):
    first = ask(call, "since when?", 10)
    ask(call, "how many tills?", 12, sent=str(uuid4()))
    assert ask(call, "since when?", 50).id == first.id
    assert [step.body["text"] for step in steps()] == ["since when?", "how many tills?"]


def test_the_same_words_under_another_name_are_asked_again(call):
    ask(call, "since when?", 10)
    assert ask(call, "since when?", 11, sent=str(uuid4())).seq == 2


def test_other_words_under_a_name_that_was_used_are_not_lost(call):
    ask(call, "since when?", 10)
    again = ask(call, "who is affected?", 20)
    assert (again.seq, again.sent_id) == (2, None)


def test_looking_up_is_exactly_once_too(call):
    first, other = str(uuid4()), str(uuid4())
    tools = [tool.id for tool in call.library.scenarios["prices"].tools]
    step = look_up(call, tools[0], 10, first)
    look_up(call, tools[1], 11, other)
    assert look_up(call, tools[0], 12, first).id == step.id
    assert len(steps()) == 2


def test_a_wait_within_the_grace_counts_from_when_it_was_asked(call):
    step = ask(call, "since when?", 70, waited=45)
    assert (step.elapsed_seconds, step.at) == (25, call.at(25))
    assert step.body["waited"] == 45
    assert step.body["arrived"] == call.at(70).isoformat()
    assert db.session.get_one(Attempt, call.id).seen_at == call.at(70)


def test_no_more_than_the_grace_is_credited(call):
    call.stay(until=590)
    assert ask(call, "since when?", 600, waited=500).elapsed_seconds == 480


def test_nothing_counts_from_before_what_was_done_before_it(call):
    ask(call, "since when?", 60)
    step = ask(call, "how many tills?", 70, sent=str(uuid4()), waited=45)
    assert (step.seq, step.elapsed_seconds) == (2, 60)


def test_the_way_to_the_server_is_no_wait(call):
    step = ask(call, "since when?", 10, waited=0.4)
    assert (step.elapsed_seconds, "waited" in step.body) == (10, False)


@pytest.mark.parametrize(("waited", "seconds"), [(0.999, 0), (1, 1), (120, 120), (121, 120), (90_000, 120)])
def test_the_credit_is_the_wait_up_to_the_grace(waited, seconds):
    assert credited(Sent(None, timedelta(seconds=waited))) == timedelta(seconds=seconds)


def test_a_moment_before_the_last_step_does_not_lead_past_the_arrival():
    arrived = BEGAN + timedelta(seconds=10)
    assert counted_from(Sent(None, GRACE), arrived, BEGAN + timedelta(seconds=20)) == arrived


@pytest.fixture
def desk(visit, cast):
    client = visit(cast.asha)
    return client, client.post("/practice/prices/start").location


def test_over_the_web_a_question_sent_again_is_asked_once(desk):
    client, room = desk
    data = {"to": "rhian", "text": "since when?", "seq": "1", "sent_id": NAME, "waited": "0"}
    answers = [client.post(f"{room}/ask", data=data, headers={"HX-Request": "true"}) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {200}
    assert client.get(room).text.count("Half past seven") == 1


@pytest.mark.parametrize("odd", [{"sent_id": "not a name"}, {"waited": "-5"}, {"waited": "soon"}, {"waited": "9" * 30}])
def test_over_the_web_an_odd_name_or_wait_loses_no_question(desk, odd):
    client, room = desk
    data = {"to": "rhian", "text": "since when?", "seq": "1"} | odd
    assert client.post(f"{room}/ask", data=data).status_code == 303
    assert "Half past seven" in client.get(room).text
