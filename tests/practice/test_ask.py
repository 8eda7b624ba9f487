"""Asking somebody on the line."""

import pytest

from app.database import db
from app.practice import actions
from app.practice.models import Attempt, AttemptStep
from app.practice.queries import room_page
from app.practice.rules.refusals import CallOver, ClockStopped, NotTaken, NotTheirs
from tests.practice.conftest import BEGAN


def test_appends_one_step_with_the_answer(call):
    step = call.ask("when did it start?", second=10.5)
    assert (step.seq, step.kind, step.elapsed_seconds) == (1, "asked", 10.5)
    assert step.body["person"] == "rhian"
    assert step.body["text"] == "when did it start?"
    assert step.body["topics"] == ["started"]
    assert "Half past seven" in step.body["answer"]
    attempt = db.session.get_one(Attempt, call.id)
    assert (attempt.last_step, attempt.seen_at) == (1, call.at(10.5))


def test_the_same_question_sent_twice_is_asked_once(call):
    assert call.ask("since when?", seq=1).id == call.ask("since when?", second=11, seq=1).id
    assert db.session.query(AttemptStep).count() == 1


def test_the_same_question_asked_again_later_is_a_new_step(call):
    call.ask("since when?", seq=1)
    assert call.ask("since when?", second=20, seq=2).seq == 2


def test_a_question_from_a_tab_that_missed_a_step_is_still_asked(call):
    call.ask("since when?", seq=1)
    assert call.ask("how many tills?", second=12, seq=1).seq == 2


@pytest.mark.parametrize(
    ("text", "to", "why"),
    [
        ("  ", "rhian", "Write a question first"),
        ("x" * 2_001, "rhian", "2000 is the most"),
        ("hello?", "dev", "Nobody of that name"),
        ("hello?", "nobody", "Nobody of that name"),
    ],
)
def test_refuses_what_cannot_be_asked_and_writes_nothing(call, text, to, why):
    with pytest.raises(NotTaken, match=why):
        call.ask(text, to=to)
    assert db.session.query(AttemptStep).count() == 0


def test_somebody_can_be_asked_once_they_have_rung(call):
    call.stay(until=211)
    assert call.ask("how many stores?", second=212, to="dev").body["person"] == "dev"


def test_refuses_another_person(call, cast):
    call.person = cast.bo
    with pytest.raises(NotTheirs):
        call.ask("since when?")


def test_refuses_a_paused_and_an_ended_call(supported_call):
    actions.pause(attempt_id=supported_call.id, person_id=supported_call.person, at=supported_call.at(5))
    with pytest.raises(ClockStopped):
        supported_call.ask("since when?", second=6)
    actions.resume(attempt_id=supported_call.id, person_id=supported_call.person, at=supported_call.at(7))
    supported_call.finish(second=8)
    with pytest.raises(CallOver):
        supported_call.ask("since when?", second=9)


@pytest.fixture
def desk(visit, cast):
    """Asha at a call over the web, with the address of it."""
    client = visit(cast.asha)
    return client, client.post("/practice/prices/start").location


def test_over_the_web_the_answer_stands_in_the_room(desk):
    client, room = desk
    answer = client.post(f"{room}/ask", data={"to": "rhian", "text": "since when?", "seq": "1"})
    assert answer.status_code == 303
    assert "Half past seven" in client.get(answer.location).text


def test_as_a_part_only_the_talk_comes_back(desk):
    client, room = desk
    data = {"to": "rhian", "text": "since when?", "seq": "1"}
    answer = client.post(f"{room}/ask", data=data, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="talk"')
    assert 'name="seq" form="ask" value="2"' in answer.text


def test_a_refused_question_comes_back_with_its_words(desk):
    client, room = desk
    answer = client.post(f"{room}/ask", data={"to": "dev", "text": "who <b>are</b> you", "seq": "1"})
    assert answer.status_code == 422
    assert "Nobody of that name is on the line." in answer.text
    assert 'value="who &lt;b&gt;are&lt;/b&gt; you"' in answer.text
    part = client.post(f"{room}/ask", data={"to": "dev", "text": "who", "seq": "1"}, headers={"HX-Request": "true"})
    assert part.status_code == 422
    assert "<html" not in part.text


def test_markup_in_a_question_is_shown_as_typed(desk):
    client, room = desk
    client.post(f"{room}/ask", data={"to": "rhian", "text": "<script>alert(1)</script>", "seq": "1"})
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get(room).text


def test_another_person_finds_nothing_there(desk, visit, cast):
    _, room = desk
    assert visit(cast.bo).get(room).status_code == 404
    assert visit(cast.mina).post(f"{room}/ask", data={"to": "rhian", "text": "hi", "seq": "1"}).status_code == 404


def test_the_room_takes_the_same_statements_for_3_and_for_300_steps(call, count_statements):
    counts = []
    for steps in (3, 300):
        add_questions(call, steps)
        db.session.remove()
        with count_statements() as seen:
            page = room_page(call.id, call.person, call.library, call.at(80))
        assert len(page.lines) == 1 + 2 * steps
        counts.append(len([statement for statement in seen if statement.startswith("SELECT")]))
    assert counts == [2, 2]


def add_questions(call, steps):
    """Questions until there are so many, written at once."""
    attempt = db.session.get_one(Attempt, call.id)
    for seq in range(attempt.last_step + 1, steps + 1):
        body = {"person": "rhian", "text": f"question {seq}", "topics": [], "asks_back": [], "answer": "Hm."}
        db.session.add(
            AttemptStep(attempt_id=call.id, seq=seq, kind="asked", elapsed_seconds=seq / 10, at=BEGAN, body=body)
        )
    attempt.last_step = steps
    db.session.commit()


def test_over_the_web_an_asked_question_reads_the_log_once(desk, count_statements):
    client, room = desk
    form = {"to": "rhian", "text": "since when?", "seq": "1"}
    with count_statements() as seen:
        client.post(f"{room}/ask", data=form, headers={"HX-Request": "true"})
    assert len([statement for statement in seen if "FROM attempt_step" in statement]) == 1
