"""Updates in the five minutes after a handover, the questions back, and the end of it."""

from datetime import timedelta

import pytest

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.clock import now
from app.database import db
from app.handover.scorecard import Handover, Scorecard
from app.practice import actions
from app.practice.models import Attempt, AttemptStep, QuestionBack, StoredScorecard, UpdatedScorecard
from app.practice.queries import after_page, attempts_of, debrief_page, last_scores, stage_of
from app.practice.rules.refusals import (
    AlreadyAnswered,
    CallOver,
    NotAnswered,
    NotTaken,
    NotTheirs,
    TooLate,
)
from app.progress.models import Completion
from tests.practice.conftest import taken

NAME = "0b7c0f5e-6d0f-4a57-9b0a-2a8a3d7a9f10"


def halves(model: Handover) -> tuple[Handover, str]:
    """The author's model cut in two: what passes nothing, and what is missing from it."""
    lines = model.text.splitlines()
    return Handover(lines[0], decision=model.decision), "\n".join(lines[1:])


def steps() -> list[tuple[str, float]]:
    rows = db.session.query(AttemptStep).order_by(AttemptStep.seq)
    return [(row.kind, row.elapsed_seconds) for row in rows]


def test_writes_exactly_an_update_at_its_second(call):
    call.hand_over(second=60)
    step = call.send("All 17 stores.", second=90, corrects=True, name=NAME)
    assert (step.kind, step.elapsed_seconds, step.sent_id) == ("updated", 90, NAME)
    assert step.body == {"text": "All 17 stores.", "corrects": True}
    assert steps() == [("handed_over", 60), ("updated", 90)]
    assert db.session.query(UpdatedScorecard).count() == 0


def test_the_same_name_sent_twice_is_one_update(call):
    call.hand_over(second=60)
    first = call.send("All 17 stores.", second=90, name=NAME)
    assert call.send("All 17 stores.", second=91, name=NAME).seq == first.seq
    assert call.send("All 17 stores.", second=500, name=NAME).seq == first.seq
    assert len(steps()) == 2


def test_the_call_goes_on_for_five_minutes(call):
    call.hand_over(second=60)
    call.ask("since when?", second=100, seq=2)
    call.look_up("changes", second=110)
    call.send("In time.", second=360)
    for late in (lambda: call.send("Late.", second=360.1), lambda: call.ask("and?", second=361, seq=9)):
        with pytest.raises(TooLate):
            late()
    assert [kind for kind, _ in steps()] == ["handed_over", "asked", "looked_up", "updated"]


def test_at_half_speed_the_five_minutes_take_ten(cast, library):
    call = taken(cast.asha, library, "guided")
    call.hand_over(second=60)
    call.stay(600, since=60)
    call.send("In time.", second=650)
    assert steps()[-1] == ("updated", 325)


def test_a_paused_call_goes_on_with_its_handover(supported_call):
    call = supported_call
    actions.pause(attempt_id=call.id, person_id=call.person, at=call.at(30))
    call.hand_over(second=50)
    call.send("More.", second=60)
    assert steps()[-1] == ("updated", 40)


@pytest.mark.parametrize("words", ["", " \n ", "a" * 20_000])
def test_refuses_an_empty_and_an_overlong_update(call, words):
    call.hand_over(second=60)
    with pytest.raises(NotTaken):
        call.send(words)
    assert len(steps()) == 1


def test_refuses_another_person_an_open_call_and_a_finished_one(call, cast):
    with pytest.raises(CallOver):
        call.send("Too early.", second=20)
    with pytest.raises(CallOver):
        call.end(second=20)
    with pytest.raises(CallOver):
        call.answer({}, second=20)
    call.hand_over(second=60)
    mine, call.person = call.person, cast.bo
    for act in (lambda: call.send("x"), call.end, lambda: call.answer({})):
        with pytest.raises(NotTheirs):
            act()
    call.person = mine
    call.end(second=100)
    with pytest.raises(CallOver):
        call.send("After the end.", second=110)


def test_without_updates_nothing_is_marked_again_and_three_questions_are_put(call):
    call.hand_over(second=60)
    call.end(second=100)
    call.end(second=101)
    assert db.session.query(UpdatedScorecard).count() == 0
    put = db.session.query(QuestionBack).order_by(QuestionBack.number).all()
    assert [each.number for each in put] == [1, 2, 3]
    assert {(each.answer, each.verdict, each.asked_at) for each in put} == {(None, None, call.at(100))}
    assert stage_of(call.id, call.person) == "asked_back"


def test_a_complete_handover_is_finished_without_a_question(call, model):
    call.hand_over(model, second=160)
    call.end(second=170)
    assert db.session.get_one(Attempt, call.id).finished_at == call.at(170)
    assert db.session.query(QuestionBack).count() == 0


def test_a_pass_by_updates_counts_and_is_told_to_the_ledger_and_the_log(call, model):
    first, rest = halves(model)
    assert not call.hand_over(first, second=60).passed
    assert db.session.query(Completion).count() == 0
    call.send(rest, second=120)
    call.end(second=130)
    updated = db.session.query(UpdatedScorecard).one()
    assert updated.passed
    assert not db.session.query(StoredScorecard).one().passed
    assert [(row.score, row.at) for row in db.session.query(Completion)] == [(updated.score, call.at(130))]
    assert db.session.query(AuditEntry).filter_by(act="updated").one().detail == f"1 update, {updated.score}, passed"
    outcome = attempts_of(call.person)[0]
    assert (outcome.score, outcome.passed) == (updated.score, True)
    assert last_scores([call.person])[call.person].score == updated.score


def test_a_level_that_does_not_count_tells_the_ledger_nothing(supported_call, model):
    first, rest = halves(model)
    supported_call.hand_over(first, second=60)
    supported_call.send(rest, second=120)
    supported_call.end(second=130)
    assert db.session.query(UpdatedScorecard).one().passed
    assert db.session.query(Completion).count() == 0


def test_answers_are_marked_apart_and_finish_the_attempt(call):
    card = call.hand_over(second=60)
    call.end(second=100)
    items = [each.item for each in db.session.query(QuestionBack).order_by(QuestionBack.number)]
    call.answer({items[0]: "I do not know that.", "weather": "rain"}, second=150)
    put = db.session.query(QuestionBack).order_by(QuestionBack.number).all()
    assert [each.answer for each in put] == ["I do not know that.", "", ""]
    assert put[0].verdict == "unknown_stated"
    assert put[0].data["reason"]
    assert [each.verdict for each in put[1:]] == [None, None]
    assert db.session.get_one(Attempt, call.id).finished_at == call.at(150)
    assert db.session.query(AuditEntry).filter_by(act="answered back").one().detail == "0 of 3"
    assert Scorecard.from_data(db.session.get_one(StoredScorecard, call.id).data) == card


def test_answering_twice_is_once_and_other_words_are_refused(call):
    call.hand_over(second=60)
    call.end(second=100)
    item = db.session.query(QuestionBack).first().item
    call.answer({item: "Half past seven"}, second=150)
    call.answer({item: "Half past seven "}, second=151)
    with pytest.raises(AlreadyAnswered):
        call.answer({item: "Eight"}, second=152)


def test_an_overlong_answer_is_refused(call):
    call.hand_over(second=60)
    call.end(second=100)
    with pytest.raises(NotAnswered):
        call.answer({db.session.query(QuestionBack).first().item: "a" * 2_001})


def test_what_is_left_for_a_day_is_finished_with_its_updates(call, library, model):
    first, rest = halves(model)
    call.hand_over(first, second=60)
    call.send(rest, second=120)
    assert actions.close_abandoned(library=library, at=call.at(90_000)) == 0
    assert db.session.query(UpdatedScorecard).one().passed
    assert db.session.get_one(Attempt, call.id).finished_at == call.at(90_000)
    assert all(each.answer == "" for each in db.session.query(QuestionBack))


def test_the_owner_reads_the_debrief_once_it_is_finished_and_a_trainer_at_once(call, cast, library):
    call.hand_over(second=60)
    tess, asha = (db.session.get_one(Person, each) for each in (cast.tess, cast.asha))
    page = debrief_page(call.id, tess, library)
    assert page is not None
    assert (page.finished, page.rules) == (False, False)
    assert debrief_page(call.id, asha, library) is None
    call.end(second=100)
    call.answer({}, second=150)
    page = debrief_page(call.id, asha, library)
    assert page is not None
    assert page.finished
    assert [each.answer for each in page.asked] == ["", "", ""]


def test_the_debrief_shows_what_each_update_brought_and_both_scores(call, cast, library, model):
    first, rest = halves(model)
    before = call.hand_over(first, second=60)
    call.send(rest, second=120)
    call.end(second=130)
    if stage_of(call.id, call.person) == "asked_back":
        call.answer({}, second=140)
    page = debrief_page(call.id, db.session.get_one(Person, cast.asha), library)
    assert page is not None
    assert page.handed_over_card == before
    assert page.card.score > before.score
    assert page.updates[0].brought
    assert "".join(piece.text for piece in page.updates[0].segments) == rest
    assert f"The handover alone had {before.score}" in page.with_updates
    assert page.card.minutes_to_first_communication == 1 + page.card.projected_minutes


def test_the_page_takes_the_same_statements_for_3_and_for_30_updates(cast, library, count_statements):
    counts = []
    for number in (3, 30):
        call = taken(cast.asha, library, "assessed")
        call.hand_over(second=60)
        for second in range(number):
            call.send(f"Update {second}", second=70 + second)
        db.session.rollback()
        with count_statements() as seen:
            assert after_page(call.id, call.person, library, call.at(200)) is not None
        counts.append(len([statement for statement in seen if statement.startswith("SELECT")]))
        call.end(second=210)
        call.answer({}, second=220)
    assert counts[0] == counts[1] <= 4


@pytest.fixture
def after(visit, cast):
    """Asha at the page after a thin handover, over the web."""
    client = visit(cast.asha)
    room = client.post("/practice/prices/start").location
    client.post(f"{room}/hand-over", data={"text": "Frontline down", "decision": "raise", "seq": "1", "revision": "0"})
    return client, room


def test_over_the_web_from_the_handover_to_the_debrief(after):
    client, room = after
    page = client.get(f"{room}/after")
    assert page.status_code == 200
    assert "Frontline down" in page.text
    assert "minutes left for updates" in page.text
    sent = client.post(f"{room}/updates", data={"text": "All <b>17</b> stores", "corrects": "y", "sent_id": NAME})
    assert sent.status_code == 303
    client.post(f"{room}/updates", data={"text": "All <b>17</b> stores", "corrects": "y", "sent_id": NAME})
    page = client.get(f"{room}/after").text
    assert page.count("All &lt;b&gt;17&lt;/b&gt; stores") == 1
    assert "Correction, " in page
    assert client.post(f"{room}/ask", data={"to": "rhian", "text": "since when?"}).status_code == 303
    assert "since when?" in client.get(f"{room}/after").text
    assert client.post(f"{room}/updates/end").location == f"{room}/after"
    page = client.get(f"{room}/after").text
    assert "The Major Incident Manager asks back." in page
    item = page.split('name="answer-')[1].split('"')[0]
    assert client.post(f"{room}/answers", data={f"answer-{item}": "not known"}).location == f"{room}/debrief"
    debrief = client.get(f"{room}/debrief").text
    assert "Asked back" in debrief
    assert "Passed over." in debrief
    assert client.get(f"{room}/after").location == f"{room}/debrief"


def test_over_the_web_every_word_comes_back_when_it_is_refused(after):
    client, room = after
    unsent = client.post(f"{room}/updates/end", data={"text": "Not sent <yet>"})
    assert unsent.status_code == 422
    assert "Not sent &lt;yet&gt;</textarea>" in unsent.text
    overlong = client.post(f"{room}/updates", data={"text": "word " * 4_000})
    assert overlong.status_code == 422
    assert "20,000 is the most" in overlong.text
    assert ("word " * 4_000).strip() in overlong.text
    client.post(f"{room}/updates/end")
    empty = client.post(f"{room}/answers")
    assert empty.status_code == 422
    assert "or pass the questions over" in empty.text
    late = client.post(f"{room}/updates", data={"text": "After the end"})
    assert late.status_code == 409
    assert "After the end" in late.text


def test_over_the_web_what_comes_too_late_stands_there_to_be_copied(after, app):
    client, room = after
    with app.app_context():
        for row in db.session.query(AttemptStep):
            row.elapsed_seconds -= 400
        db.session.commit()
    late = client.post(f"{room}/updates", data={"text": "Too late <i>now</i>"})
    assert late.status_code == 409
    assert "The five minutes after the handover are over" in late.text
    assert "Too late &lt;i&gt;now&lt;/i&gt;" in late.text
    assert client.get(f"{room}/after").location == f"{room}/after"
    assert "asks back" in client.get(f"{room}/after").text


def test_over_the_web_nobody_else_finds_it(after, visit, cast):
    _, room = after
    for who in (cast.bo, cast.tess, cast.mina):
        assert visit(who).get(f"{room}/after").status_code == 404
        for address in ("updates", "updates/end", "answers"):
            assert visit(who).post(f"{room}/{address}", data={"pass": "yes"}).status_code == 404
    assert visit(None).get(f"{room}/after").status_code in (302, 303)


def test_an_open_call_leads_to_its_room(visit, cast):
    client = visit(cast.asha)
    room = client.post("/practice/prices/start").location
    assert client.get(f"{room}/after").location == room
    assert client.post(f"{room}/updates/end").status_code == 409


def test_left_for_a_day_it_is_finished_when_the_practice_pages_are_opened(after, app):
    client, room = after
    with app.app_context():
        db.session.query(Attempt).one().seen_at = now() - timedelta(hours=25)
        db.session.commit()
    client.get("/practice")
    assert client.get(f"{room}/debrief").status_code == 200
