"""Handing over: marked once, on the content pinned at the start, and told to the ledger and the log."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.audit.models import AuditEntry
from app.database import db
from app.handover.marking import mark
from app.handover.scorecard import Handover, Scorecard
from app.handover.updating import mark_with_updates
from app.practice import actions
from app.practice.actions import marking
from app.practice.models import Attempt, AttemptStep, Draft, StoredScorecard
from app.practice.rules.refusals import AlreadyHandedOver, CallOver, NotTaken, NotTheirs, StaleDraft
from app.progress.models import Completion
from tests.practice.conftest import SCENARIO, WORDS, taken

REFUSED = (
    (Handover(text="   ", decision="raise"), "nothing to hand over"),
    (Handover(text=WORDS), "choose one of the four decisions"),
    (Handover(text="x" * 20_001, decision="raise"), "20,000 is the most"),
    (Handover(fields={"service": "y" * 20_001}, decision="raise"), "20,000 is the most"),
)


def test_appends_the_last_step_and_ends_the_attempt(call):
    call.hand_over(second=60)
    attempt = db.session.get_one(Attempt, call.id)
    assert (attempt.state, attempt.ended_at, attempt.last_step) == ("handed_over", call.at(60), 1)
    step = db.session.query(AttemptStep).one()
    assert (step.kind, step.seq, step.elapsed_seconds) == ("handed_over", 1, 60)
    assert step.body == {"text": WORDS, "fields": {}, "decision": "raise"}


def test_stores_exactly_what_the_marker_says(call, library):
    card = call.hand_over(second=60)
    stored = db.session.get_one(StoredScorecard, call.id)
    handover = Handover(text=WORDS, decision="raise")
    assert card == mark(library.checklist, library.scenarios[SCENARIO], handover, 60)
    assert Scorecard.from_data(stored.data) == card
    assert (stored.score, stored.passed, stored.marker, stored.marked_at) == (
        card.score,
        card.passed,
        card.marker,
        call.at(60),
    )


def test_nobody_waits_for_the_marking_of_anothers_handover(call, monkeypatch):
    writing = []

    def mark_and_look(*given):
        writing.append("writing" in db.session.info)
        return mark_with_updates(*given)

    monkeypatch.setattr(marking, "mark_with_updates", mark_and_look)
    call.ask("since when?")
    call.hand_over(second=60)
    call.send("All stores now.", second=90)
    call.end(second=120)
    assert writing == [False, False]


def test_what_came_while_it_was_marked_ahead_is_marked_as_it_is(cast, library, monkeypatch):
    call = taken(cast.bo, library, "supported")

    def mark_while_the_call_is_paused(*given):
        monkeypatch.setattr(marking, "mark_with_updates", mark_with_updates)
        actions.pause(attempt_id=call.id, person_id=call.person, at=call.at(40))
        return mark_with_updates(*given)

    monkeypatch.setattr(marking, "mark_with_updates", mark_while_the_call_is_paused)
    card = call.hand_over(second=60)
    assert card == mark(library.checklist, library.scenarios[SCENARIO], Handover(text=WORDS, decision="raise"), 40)


def test_a_pass_is_told_to_the_ledger_and_the_log(call, model):
    card = call.hand_over(model)
    assert card.passed, card.not_passed_because
    completion = db.session.query(Completion).one()
    assert (completion.kind, completion.slug, completion.score) == ("scenario", SCENARIO, card.score)
    entry = db.session.query(AuditEntry).filter_by(act="handed over").one()
    assert entry.subject == f"attempt:{call.id}"


def test_a_handover_that_does_not_pass_completes_nothing(call):
    assert not call.hand_over(Handover(text="tills are odd", decision="raise")).passed
    assert db.session.query(Completion).count() == 0
    assert db.session.query(AuditEntry).filter_by(act="handed over").count() == 1


def test_the_draft_goes_when_its_words_were_handed_over(call):
    call.save("half a thought")
    call.hand_over(revision=1)
    assert db.session.query(Draft).count() == 0


def test_empty_fields_are_not_kept(call):
    call.hand_over(Handover(fields={"service": "Frontline", "error": " "}, decision="raise"))
    assert db.session.query(AttemptStep).one().body["fields"] == {"service": "Frontline"}


def test_the_same_words_sent_twice_land_on_the_same_scorecard(call):
    assert call.hand_over(second=60) == call.hand_over(second=61)
    assert db.session.query(AttemptStep).count() == 1
    assert db.session.query(AuditEntry).filter_by(act="handed over").count() == 1


def test_other_words_from_another_tab_are_told_that_it_is_done(call):
    call.hand_over()
    with pytest.raises(AlreadyHandedOver):
        call.hand_over(Handover(text="other words", decision="raise"))
    assert db.session.query(AttemptStep).count() == 1


def test_newer_words_of_another_tab_are_not_passed_over(call):
    call.save("newer words", second=40)
    with pytest.raises(StaleDraft) as refused:
        call.hand_over(revision=0)
    assert refused.value.newer.text == "newer words"
    assert db.session.get_one(Attempt, call.id).state == "open"


@pytest.mark.parametrize(("handover", "why"), REFUSED, ids=[why for _, why in REFUSED])
def test_refuses_what_cannot_be_handed_over(call, handover, why):
    with pytest.raises(NotTaken, match=why):
        call.hand_over(handover)
    assert db.session.query(AttemptStep).count() == 0
    assert db.session.query(StoredScorecard).count() == 0


def test_refuses_another_person(call, cast):
    call.person = cast.bo
    with pytest.raises(NotTheirs):
        call.hand_over()


def test_refuses_a_closed_call(call):
    actions.close_abandoned(library=call.library, at=call.at(90_000))
    with pytest.raises(CallOver):
        call.hand_over(second=90_001)


def test_two_clicks_at_the_same_moment_hand_over_once(app, call):
    db.session.remove()

    def click(_number):
        with app.app_context():
            try:
                return call.hand_over(second=60)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        cards = list(pool.map(click, range(4)))
    assert all(card == cards[0] for card in cards)
    assert db.session.query(AttemptStep).count() == 1
    assert db.session.query(StoredScorecard).count() == 1
