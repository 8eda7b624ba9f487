"""Seeing a verdict differently: on one's own handover, once, in a sentence."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.audit.models import AuditEntry
from app.database import db
from app.practice import actions
from app.practice.models import LONGEST_SENTENCE, Dispute
from app.practice.rules.refusals import AlreadyDisputed, NotDisputed, NotTheirs
from tests.practice.conftest import BEGAN, SCENARIO

SENTENCE = "I wrote all 17 stores, which is the whole of Wales and West."


def say(call, item="users", sentence=SENTENCE, person=None, second=90):
    actions.dispute(
        attempt_id=call.id, person_id=person or call.person, item=item, sentence=sentence, at=call.at(second)
    )


@pytest.fixture
def handed_over(call):
    call.finish()
    return call


@pytest.fixture
def address(handed_over):
    return f"/practice/attempts/{handed_over.id}/verdicts/users/dispute"


def test_writes_exactly_the_sentence_and_the_verdict_it_is_about(handed_over, library):
    say(handed_over, sentence=f"  {SENTENCE}\n")
    made = db.session.query(Dispute).one()
    assert (made.attempt_id, made.item, made.sentence, made.made_at) == (
        handed_over.id,
        "users",
        SENTENCE,
        handed_over.at(90),
    )
    assert made.verdict == "missing"
    entry = db.session.query(AuditEntry).filter_by(act="disputed").one()
    assert (entry.actor_id, entry.subject, entry.detail) == (
        handed_over.person,
        f"attempt:{handed_over.id}",
        "users, missing",
    )


def test_the_same_sentence_sent_twice_is_one_dispute(handed_over):
    say(handed_over)
    say(handed_over, second=91)
    assert db.session.query(Dispute).count() == 1
    assert db.session.query(AuditEntry).filter_by(act="disputed").count() == 1


def test_one_item_is_disputed_once_and_others_besides(handed_over):
    say(handed_over)
    with pytest.raises(AlreadyDisputed, match="waits for a trainer"):
        say(handed_over, sentence="Other words.")
    say(handed_over, item="service", sentence="Other words.")
    assert db.session.query(Dispute).count() == 2


def test_after_the_ruling_it_is_not_disputed_again(handed_over, cast, library):
    say(handed_over)
    actions.rule(
        attempt_id=handed_over.id,
        item="users",
        verdict="missing",
        reason="Stores are not tills.",
        seen=1,
        ruled_by=cast.tess,
        library=library,
        at=handed_over.at(100),
    )
    with pytest.raises(AlreadyDisputed, match="a trainer has ruled on it"):
        say(handed_over, sentence="But still.")


@pytest.mark.parametrize("sentence", ["", "  \n "])
def test_an_empty_sentence_is_refused(handed_over, sentence):
    with pytest.raises(NotDisputed, match="in one sentence"):
        say(handed_over, sentence=sentence)
    assert db.session.query(Dispute).count() == 0


def test_an_overlong_sentence_is_refused(handed_over):
    say(handed_over, sentence="x" * LONGEST_SENTENCE)
    with pytest.raises(NotDisputed, match="401 characters; 400 is the most"):
        say(handed_over, item="service", sentence="x" * (LONGEST_SENTENCE + 1))


@pytest.mark.parametrize("who", ["bo", "tess", "mina", "ada"])
def test_nobody_disputes_for_somebody_else(handed_over, cast, visit, address, who):
    with pytest.raises(NotTheirs):
        say(handed_over, person=getattr(cast, who))
    assert visit(getattr(cast, who)).post(address, data={"sentence": SENTENCE}).status_code == 404
    assert db.session.query(Dispute).count() == 0


def test_there_is_nothing_to_dispute_before_the_handover_or_on_no_item(call, cast, visit):
    with pytest.raises(NotTheirs):
        say(call)
    call.finish()
    with pytest.raises(NotTheirs):
        say(call, item="weather")
    client = visit(cast.asha)
    assert (
        client.post(f"/practice/attempts/{call.id}/verdicts/weather/dispute", data={"sentence": "x"}).status_code == 404
    )
    assert client.post("/practice/attempts/9999/verdicts/users/dispute", data={"sentence": "x"}).status_code == 404


def test_the_database_holds_it_to_one_an_item_and_to_a_sentence(handed_over):
    say(handed_over)
    facts = {"attempt_id": handed_over.id, "verdict": "missing", "made_at": BEGAN}
    for wrong in (
        {"item": "users", "sentence": "again"},
        {"item": "sites", "sentence": ""},
        {"item": "sites", "sentence": "x" * 401},
        {"item": "sites", "sentence": "fine", "verdict": "awful"},
    ):
        db.session.add(Dispute(**{**facts, **wrong}))
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_over_the_web_it_leads_back_to_the_item_and_shows_what_was_said(handed_over, visit, cast, address):
    client = visit(cast.asha)
    debrief = f"/practice/attempts/{handed_over.id}/debrief"
    assert client.get(debrief).text.count("I see this differently") == 17
    answer = client.post(address, data={"sentence": SENTENCE})
    assert (answer.status_code, answer.location) == (303, f"{debrief}#item-users")
    page = client.get(debrief).text
    assert SENTENCE in page
    assert "Waits for a trainer." in page
    assert page.count("I see this differently") == 16


@pytest.mark.parametrize(
    ("sentence", "why"), [("   ", "Say in one sentence how you see it."), ("word " * 90 + "end", "400 is the most")]
)
def test_over_the_web_a_refused_sentence_comes_back(handed_over, visit, cast, address, sentence, why):
    answer = visit(cast.asha).post(address, data={"sentence": sentence})
    assert answer.status_code == 422
    assert why in answer.text
    assert f">{sentence}</textarea>" in answer.text
    assert '<details class="differ" open>' in answer.text


def test_over_the_web_a_second_one_is_told_and_keeps_its_words(handed_over, visit, cast, address):
    client = visit(cast.asha)
    client.post(address, data={"sentence": SENTENCE})
    answer = client.post(address, data={"sentence": "Other <b>words</b>"})
    assert answer.status_code == 409
    assert "You have said once that you see this verdict differently" in answer.text
    assert ">Other &lt;b&gt;words&lt;/b&gt;</textarea>" in answer.text


@pytest.mark.parametrize(("who", "shown"), [("tess", True), ("mina", False), ("max", False)])
def test_the_sentence_is_for_the_trainers(handed_over, visit, cast, who, shown):
    say(handed_over)
    page = visit(getattr(cast, who)).get(f"/practice/attempts/{handed_over.id}/debrief").text
    assert (SENTENCE in page) == shown
    assert "Waits for a trainer." in page
    assert "I see this differently" not in page


def test_another_attempt_of_theirs_is_disputed_apart(handed_over, library):
    say(handed_over)
    second = actions.start(
        person_id=handed_over.person, scenario_slug=SCENARIO, library=library, at=handed_over.at(200)
    )
    handed_over.id = second
    handed_over.finish(second=260)
    say(handed_over, second=300)
    assert db.session.query(Dispute).count() == 2
