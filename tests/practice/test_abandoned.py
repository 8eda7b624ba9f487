"""Calls nobody came back to."""

from datetime import timedelta

from app.audit.models import AuditEntry
from app.clock import now
from app.database import db
from app.practice import actions
from app.practice.models import Attempt, AttemptStep, Draft
from app.practice.queries import any_abandoned


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
