"""Calls nobody came back to."""

from datetime import timedelta

from app.audit.models import AuditEntry
from app.clock import now
from app.database import db, transaction
from app.handover.updating import mark_with_updates
from app.practice import actions
from app.practice.actions import marking, starting
from app.practice.models import Attempt, AttemptStep, Draft, UpdatedScorecard
from app.practice.queries import any_abandoned
from tests.practice.conftest import BEGAN, Call


def test_after_a_day_without_a_sign_of_life_a_call_is_closed_and_kept(call, library):
    call.ask("since when?")
    call.save("half a thought", second=30)
    assert not any_abandoned(call.at(30 + 86_400))
    assert any_abandoned(call.at(31 + 86_400))
    assert actions.close_abandoned(library=library, at=call.at(31 + 86_400)) == 1
    attempt = db.session.get_one(Attempt, call.id)
    assert (attempt.state, attempt.ended_at) == ("closed", call.at(31 + 86_400))
    assert db.session.query(AttemptStep).count() == 1
    assert db.session.get_one(Draft, call.id).text == "half a thought"
    assert db.session.query(AuditEntry).filter_by(act="closed").one().subject == f"attempt:{call.id}"


def test_calls_with_a_sign_of_life_and_handed_over_ones_stay(call, library):
    call.hand_over()
    assert actions.close_abandoned(library=library, at=call.at(200_000)) == 0


def test_closing_again_closes_nothing(call, library):
    assert actions.close_abandoned(library=library, at=call.at(100_000)) == 1
    assert actions.close_abandoned(library=library, at=call.at(100_001)) == 0


def left_with_updates(person, library, slug="prices"):
    """A call handed over with an update behind it, and left."""
    call = Call(actions.start(person_id=person, scenario_slug=slug, library=library, at=BEGAN), person, library)
    call.hand_over(second=60)
    call.send("All stores now.", second=90)
    return call


def test_nobodys_words_wait_while_what_was_left_is_marked(cast, library, monkeypatch):
    left_with_updates(cast.asha, library)
    writing = []

    def mark_and_look(*given):
        writing.append("writing" in db.session.info)
        return mark_with_updates(*given)

    monkeypatch.setattr(marking, "mark_with_updates", mark_and_look)
    actions.close_abandoned(library=library, at=BEGAN + timedelta(days=2))
    assert writing == [False]
    assert db.session.query(UpdatedScorecard).count() == 1


def test_one_that_cannot_be_closed_keeps_nobody_from_the_rest(cast, library, monkeypatch, caplog):
    spoilt = left_with_updates(cast.asha, library)
    left_with_updates(cast.bo, library, "exams")

    def mark(checklist, scenario, *given):
        if scenario.id == "prices":
            raise RuntimeError("the text is not there")
        return mark_with_updates(checklist, scenario, *given)

    monkeypatch.setattr(marking, "mark_with_updates", mark)
    actions.close_abandoned(library=library, at=BEGAN + timedelta(days=2))
    finished = {attempt.id: attempt.finished_at is not None for attempt in db.session.query(Attempt)}
    assert finished == {each: each != spoilt.id for each in finished}
    assert f"Attempt {spoilt.id} was left for a day and could not be closed" in caplog.text


def test_who_came_back_meanwhile_keeps_their_call(call, library, monkeypatch):
    at = call.at(100_000)

    def come_back(*given):
        with transaction() as session:
            session.get_one(Attempt, call.id).seen_at = at

    monkeypatch.setattr(starting, "marked_ahead", come_back)
    assert actions.close_abandoned(library=library, at=at) == 0
    db.session.expire_all()
    assert db.session.get_one(Attempt, call.id).state == "open"


def test_a_page_closes_a_few_and_the_readers_own_first(cast, library, visit):
    slugs = sorted(library.scenarios)
    for person, many, days_ago in ((cast.bo, slugs, 30), (cast.asha, slugs[:2], 20)):
        for slug in many:
            at = now() - timedelta(days=days_ago)
            actions.start(person_id=person, scenario_slug=slug, library=library, at=at)
    visit(cast.asha).get("/practice")
    closed = db.session.query(Attempt).filter_by(state="closed")
    assert closed.count() == 5
    assert closed.filter_by(person_id=cast.asha).count() == 2


def test_opening_the_practice_pages_closes_them(visit, cast, app):
    client = visit(cast.asha)
    room = client.post("/practice/prices/start").location
    client.post(f"{room}/draft", data={"text": "half a thought", "revision": "0"})
    with app.app_context():
        db.session.query(Attempt).one().seen_at = now() - timedelta(hours=25)
        db.session.commit()
    assert "Call open" not in client.get("/practice").text
    page = client.get(room)
    assert page.status_code == 200
    assert "half a thought" in page.text
    assert "closed after a day without you" in page.text
    assert client.post(f"{room}/draft", data={"text": "more", "revision": "1"}).status_code == 409


def test_the_command_says_how_many(app, call):
    db.session.get_one(Attempt, call.id).seen_at = now() - timedelta(hours=25)
    db.session.commit()
    done = app.test_cli_runner().invoke(args=["practice", "close-abandoned"])
    assert done.output == "1 call closed.\n"
