"""Ruling on a verdict: a new row with who, when and why; what counts follows from it, what the marker said stays."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person, RoleHeld
from app.audit.models import AuditEntry
from app.database import db
from app.handover.recount import recount, verdict_on
from app.handover.scorecard import Handover, Scorecard
from app.practice import actions
from app.practice.models import CountedScorecard, Ruling, StoredScorecard
from app.practice.queries import (
    attempts_of,
    debrief_page,
    disputes_page,
    last_scores,
    overrulings,
    ruling_figures,
    verdict_page,
    waiting_disputes,
)
from app.practice.rules.refusals import NotRuled, NotTheirs, OwnAttempt, StaleRuling
from app.progress.models import Certificate, Completion
from app.progress.queries import path_of
from tests.completions import KINDS
from tests.conftest import NOON
from tests.practice.conftest import BEGAN, SCENARIO, Call

REASON = "All 17 stores are the whole of them; that can be acted on."


@pytest.fixture
def handed_over(call):
    call.finish()
    return call


@pytest.fixture
def rule(cast, library):
    """Tess rules, unless somebody else is said to."""

    def ruling(call, item="users", verdict="captured", reason=REASON, seen=0, by=None, second=200):
        return actions.rule(
            attempt_id=call.id,
            item=item,
            verdict=verdict,
            reason=reason,
            seen=seen,
            ruled_by=by or cast.tess,
            library=library,
            at=call.at(second),
        )

    return ruling


def dispute(call, item="users", sentence="I see it differently."):
    actions.dispute(attempt_id=call.id, person_id=call.person, item=item, sentence=sentence, at=call.at(100))


def card_of(call):
    return Scorecard.from_data(db.session.get_one(StoredScorecard, call.id).data)


def pass_by_ruling(call, rule):
    """Everything the marker did not capture is ruled captured."""
    for mark in card_of(call).items:
        if mark.verdict != "captured":
            rule(call, item=mark.item)


def reader(person_id):
    return db.session.get_one(Person, person_id)


def test_an_overruling_is_a_new_row_and_counts_a_new_scorecard(handed_over, rule, cast, library):
    before = dict(db.session.get_one(StoredScorecard, handed_over.id).data)
    assert rule(handed_over) is True
    ruling = db.session.query(Ruling).one()
    assert (ruling.item, ruling.number, ruling.was, ruling.verdict) == ("users", 1, "missing", "captured")
    assert (ruling.reason, ruling.ruled_by, ruling.ruled_at) == (REASON, cast.tess, handed_over.at(200))
    assert ruling.dispute_id is None
    counted = db.session.query(CountedScorecard).one()
    expected = recount(
        library.checklist, library.scenarios[SCENARIO], card_of(handed_over), "users", "captured", REASON
    )
    assert Scorecard.from_data(counted.data) == expected
    assert (counted.ruling_id, counted.number, counted.score, counted.passed) == (
        ruling.id,
        1,
        expected.score,
        expected.passed,
    )
    assert db.session.get_one(StoredScorecard, handed_over.id).data == before
    entry = db.session.query(AuditEntry).filter_by(act="overruled").one()
    assert (entry.actor_id, entry.subject) == (cast.tess, f"attempt:{handed_over.id}")
    assert entry.detail == "users, missing, now captured"


def test_upholding_answers_the_dispute_and_counts_nothing_anew(handed_over, rule):
    dispute(handed_over)
    assert rule(handed_over, verdict="missing", seen=1) is False
    ruling = db.session.query(Ruling).one()
    assert (ruling.was, ruling.verdict) == ("missing", "missing")
    assert ruling.dispute_id is not None
    assert db.session.query(CountedScorecard).count() == 0
    assert db.session.query(AuditEntry).filter_by(act="upheld").count() == 1


def test_the_newest_counts_everywhere(handed_over, rule, cast, library):
    marked = card_of(handed_over).score
    rule(handed_over)
    rule(handed_over, item="error", second=210)
    page = debrief_page(handed_over.id, reader(cast.asha), library)
    counted = page.card.score
    assert counted > marked
    assert page.marked.score == marked
    assert f"The marker gave {marked}; with what was ruled it is {counted}." == page.recounted
    assert {outcome.score for outcome in attempts_of(cast.asha)} == {counted}
    assert last_scores([cast.asha])[cast.asha].score == counted
    assert db.session.query(CountedScorecard).count() == 2


def test_the_debrief_shows_what_the_marker_said_and_what_was_ruled(handed_over, rule, cast, visit):
    dispute(handed_over)
    rule(handed_over, seen=1)
    page = visit(cast.asha).get(f"/practice/attempts/{handed_over.id}/debrief").text
    assert REASON in page
    assert "Tess Holloway ruled this on 24 November 2026." in page
    assert "The marker had said “Missing”" in page
    assert "The marker gave" in page
    assert "Waits for a trainer." not in page


def test_an_upheld_verdict_says_who_upheld_it_and_why(handed_over, rule, cast, visit):
    dispute(handed_over)
    rule(handed_over, verdict="missing", reason="Stores are not tills.", seen=1)
    page = visit(cast.asha).get(f"/practice/attempts/{handed_over.id}/debrief").text
    assert "Tess Holloway upheld this on 24 November 2026: Stores are not tills." in page
    assert "The marker gave" not in page


def test_a_pass_by_ruling_is_completed_in_the_ledger_once(handed_over, rule, cast):
    assert not card_of(handed_over).passed
    pass_by_ruling(handed_over, rule)
    assert attempts_of(cast.asha)[0].passed
    completion = db.session.query(Completion).one()
    assert (completion.kind, completion.slug, completion.person_id) == ("scenario", SCENARIO, cast.asha)
    assert completion.at == handed_over.at(200)
    first_pass = db.session.query(CountedScorecard).filter_by(passed=True).order_by(CountedScorecard.number).first()
    assert completion.score == first_pass.score


def score_on_path(person_id, library):
    path = path_of(reader(person_id), library, NOON.date())
    return next(step.score for step in path.steps if step.slug == SCENARIO)


def test_the_path_tells_the_score_that_counts(handed_over, rule, cast, library):
    pass_by_ruling(handed_over, rule)
    newest = attempts_of(cast.asha)[0].score
    assert newest > db.session.query(Completion).one().score
    assert score_on_path(cast.asha, library) == newest


def test_a_better_score_of_a_pass_by_the_marker_counts_on_the_path_too(call, model, rule, cast, library):
    rule_on = next(mark.item for mark in call.finish(model).items if mark.verdict == "captured")
    rule(call, item=rule_on, verdict="partial")
    assert attempts_of(cast.asha)[0].passed
    assert score_on_path(cast.asha, library) == attempts_of(cast.asha)[0].score < card_of(call).score
    assert db.session.query(Completion).one().score == card_of(call).score


def test_a_pass_by_ruling_issues_the_certificate_it_earns(handed_over, rule, cast, library):
    for step in library.paths.steps:
        if step.slug == SCENARIO:
            continue
        for kind in KINDS[step.kind]:
            row = {"person_id": cast.asha, "kind": kind, "slug": step.slug, "content_hash": "0" * 16, "at": BEGAN}
            db.session.add(Completion(**row, score=90))
    db.session.commit()
    pass_by_ruling(handed_over, rule)
    assert db.session.query(Certificate).one().person_id == cast.asha


def test_a_pass_once_recorded_is_never_taken_back(call, model, rule, cast, library):
    assert call.finish(model).passed
    recorded = score_on_path(cast.asha, library)
    rule(call, item="service", verdict="wrong")
    assert score_on_path(cast.asha, library) == recorded
    page = debrief_page(call.id, reader(cast.asha), library)
    assert not page.card.passed
    assert "what it completed stays completed" in page.recounted
    assert db.session.query(Completion).count() == 1
    rule(call, item="service", verdict="captured", seen=1, second=300)
    assert attempts_of(cast.asha)[0].passed
    assert db.session.query(Completion).count() == 1


def test_nobody_rules_on_their_own(handed_over, rule, cast, visit):
    db.session.add(RoleHeld(person_id=cast.asha, role="trainer"))
    db.session.commit()
    with pytest.raises(OwnAttempt):
        rule(handed_over, by=cast.asha)
    address = f"/practice/attempts/{handed_over.id}/verdicts/users"
    client = visit(cast.asha)
    for answer in (client.get(address), client.post(address, data={"verdict": "captured", "reason": REASON})):
        assert answer.status_code == 403
        assert "Nobody rules on their own" in answer.text
    assert db.session.query(Ruling).count() == 0
    dispute(handed_over)
    assert waiting_disputes(cast.asha).count == 0
    assert "A colleague rules on it." in client.get("/practice/disputes").text


def test_a_colleague_was_faster(handed_over, rule, cast):
    rule(handed_over)
    with pytest.raises(StaleRuling):
        rule(handed_over, verdict="partial", by=cast.ada)
    assert db.session.query(Ruling).count() == 1


def test_a_dispute_that_came_in_meanwhile_is_read_first(handed_over, rule):
    dispute(handed_over)
    with pytest.raises(StaleRuling):
        rule(handed_over)


def test_the_same_ruling_sent_twice_is_one(handed_over, rule):
    assert rule(handed_over) is True
    assert rule(handed_over, second=201) is True
    assert db.session.query(Ruling).count() == 1


@pytest.mark.parametrize(
    ("said", "field", "why"),
    [
        ({"verdict": ""}, "verdict", "Choose the verdict"),
        ({"verdict": "splendid"}, "verdict", "Choose the verdict"),
        ({"verdict": "missing"}, "verdict", "counts already, and nobody disputes it"),
        ({"reason": "  "}, "reason", "Give the reason"),
        ({"reason": "x" * 601}, "reason", "601 characters; 600 is the most"),
    ],
)
def test_bad_input_is_named_by_field(handed_over, rule, said, field, why):
    with pytest.raises(NotRuled) as refused:
        rule(handed_over, **said)
    assert why in refused.value.mistakes[field]
    assert db.session.query(Ruling).count() == 0


def test_there_is_nothing_to_rule_on_before_the_handover_or_on_no_item(call, rule, cast, library, visit):
    with pytest.raises(NotTheirs):
        rule(call)
    call.finish()
    with pytest.raises(NotTheirs):
        rule(call, item="weather")
    assert verdict_page(call.id, "weather", reader(cast.tess), library) is None
    client = visit(cast.tess)
    assert client.get(f"/practice/attempts/{call.id}/verdicts/weather").status_code == 404
    assert client.get("/practice/attempts/9999/verdicts/users").status_code == 404
    assert client.post("/practice/attempts/9999/verdicts/users", data={"verdict": "wrong"}).status_code == 404


@pytest.mark.parametrize(
    ("who", "code"), [("tess", 200), ("ada", 200), ("asha", 403), ("mina", 403), ("max", 403), ("bo", 403)]
)
def test_trainers_and_administrators_rule(handed_over, visit, cast, who, code):
    client = visit(getattr(cast, who))
    address = f"/practice/attempts/{handed_over.id}/verdicts/users"
    assert client.get("/practice/disputes").status_code == code
    assert client.get(address).status_code == code
    sent = client.post(address, data={"verdict": "captured", "reason": REASON, "seen": "0"})
    assert sent.status_code == (303 if code == 200 else 403)
    assert db.session.query(Ruling).count() == (code == 200)


def test_the_queue_shows_all_there_is_to_weigh_and_no_name(handed_over, visit, cast):
    dispute(handed_over, item="service", sentence="Frontline <is> the service.")
    page = visit(cast.tess).get("/practice/disputes").text
    assert "One verdict waits for a ruling." in page
    assert "Frontline &lt;is&gt; the service." in page
    assert '<mark class="captured">Frontline' in page
    assert verdict_on(card_of(handed_over), "service").expected in page
    assert "Asha" not in page


def test_the_queue_is_oldest_first_and_empty_once_ruled(handed_over, rule, cast, library):
    for number, item in enumerate(("users", "error", "team")):
        actions.dispute(
            attempt_id=handed_over.id,
            person_id=handed_over.person,
            item=item,
            sentence="No.",
            at=handed_over.at(300 - number),
        )
    page = disputes_page(reader(cast.tess), library)
    assert [one.item.id for one in page.disputes] == ["team", "error", "users"]
    for one in page.disputes:
        rule(handed_over, item=one.item.id, seen=1)
    page = disputes_page(reader(cast.tess), library)
    assert (page.headline, page.disputes) == ("No verdict is disputed.", ())


def test_over_the_web_a_refused_ruling_keeps_every_word(handed_over, visit, cast):
    dispute(handed_over)
    client = visit(cast.tess)
    address = f"/practice/attempts/{handed_over.id}/verdicts/users"
    answer = client.post(address, data={"verdict": "captured", "reason": "", "seen": "1"})
    assert answer.status_code == 422
    assert "Give the reason; the agent reads it." in answer.text
    assert 'value="captured" required checked' in answer.text
    answer = client.post(address, data={"reason": "Because <i>so</i>", "seen": "1"})
    assert answer.status_code == 422
    assert ">Because &lt;i&gt;so&lt;/i&gt;</textarea>" in answer.text


def test_over_the_web_a_stale_ruling_keeps_every_word(handed_over, rule, visit, cast):
    dispute(handed_over)
    rule(handed_over, seen=1, by=cast.ada)
    data = {"verdict": "partial", "reason": "My own reason", "seen": "1"}
    answer = visit(cast.tess).post(f"/practice/attempts/{handed_over.id}/verdicts/users", data=data)
    assert answer.status_code == 409
    assert "Something was said on this verdict since you opened it." in answer.text
    assert ">My own reason</textarea>" in answer.text
    assert REASON in answer.text
    assert 'name="seen" value="2"' in answer.text
    assert db.session.query(Ruling).count() == 1


def test_over_the_web_the_first_page_leads_to_it_and_on_to_the_next(handed_over, visit, cast):
    dispute(handed_over)
    dispute(handed_over, item="error")
    client = visit(cast.tess)
    first_page = client.get("/").text
    assert "Two verdicts wait for a ruling." in first_page
    data = {"verdict": "captured", "reason": REASON, "seen": "1"}
    address = f"/practice/attempts/{handed_over.id}/verdicts"
    assert client.post(f"{address}/users", data=data).location == "/practice/disputes"
    assert client.post(f"{address}/error", data=data).location.endswith("/debrief#item-error")
    assert "waits for a ruling" not in client.get("/").text


@pytest.mark.parametrize(("who", "may"), [("tess", True), ("max", False), ("mina", False), ("asha", False)])
def test_a_trainer_can_overrule_from_the_debrief_what_nobody_disputed(handed_over, visit, cast, who, may):
    page = visit(getattr(cast, who)).get(f"/practice/attempts/{handed_over.id}/debrief").text
    assert (f'href="/practice/attempts/{handed_over.id}/verdicts/users"' in page) == may


def test_figures_say_how_disputes_went(handed_over, rule):
    dispute(handed_over, item="users")
    dispute(handed_over, item="error")
    dispute(handed_over, item="team")
    rule(handed_over, item="users", seen=1)
    rule(handed_over, item="error", verdict=verdict_on(card_of(handed_over), "error").verdict, seen=1)
    rule(handed_over, item="impact")
    figures = ruling_figures()
    assert (figures.open, figures.upheld, figures.overruled, figures.unasked) == (1, 1, 1, 1)
    assert {found.item: (found.marker, found.ruled) for found in overrulings(50)} == {
        "users": ("missing", "captured"),
        "impact": (verdict_on(card_of(handed_over), "impact").verdict, "captured"),
    }
    assert [found.item for found in overrulings(50, "impact")] == ["impact"]


def test_an_overruling_taken_back_is_none(handed_over, rule):
    rule(handed_over)
    rule(handed_over, verdict="missing", seen=1)
    assert overrulings(50) == ()


def test_labelled_fields_are_shown_with_their_words(cast, library, rule, visit):
    attempt = actions.start(person_id=cast.asha, scenario_slug=SCENARIO, library=library, at=BEGAN)
    call = Call(attempt, cast.asha, library)
    call.finish(Handover(fields={"started": "07:30", "error": "PF-17"}, decision="raise"))
    page = visit(cast.tess).get(f"/practice/attempts/{attempt}/verdicts/started").text
    assert '<mark class="captured">07:30</mark>' in page
    assert '<mark class="captured">PF-17' not in page


def test_pages_take_the_same_statements_for_3_and_for_many(cast, library, count_statements):
    counts = []
    tess = reader(cast.tess)
    assert tess.roles
    for number in (1, 12):
        for place in range(number):
            attempt = actions.start(
                person_id=cast.asha, scenario_slug=SCENARIO, library=library, at=Call(0, 0, library).at(1000 * place)
            )
            call = Call(attempt, cast.asha, library)
            call.finish(second=1000 * place + 60)
            for item in ("users", "error", "team"):
                dispute(call, item=item)
        db.session.rollback()
        with count_statements() as seen:
            disputes_page(tess, library)
            waiting_disputes(cast.tess)
            verdict_page(attempt, "users", tess, library)
            ruling_figures()
            overrulings(50)
        counts.append(len([statement for statement in seen if statement.startswith("SELECT")]))
    assert counts[0] == counts[1]


def test_the_database_holds_rulings_to_their_rules(handed_over, rule, cast):
    rule(handed_over)
    facts = {
        "attempt_id": handed_over.id,
        "item": "users",
        "number": 2,
        "was": "captured",
        "verdict": "partial",
        "reason": "x",
        "ruled_by": cast.tess,
        "ruled_at": BEGAN,
    }
    for wrong in ({"number": 1}, {"verdict": "captured"}, {"reason": ""}, {"reason": "x" * 601}, {"verdict": "awful"}):
        db.session.add(Ruling(**{**facts, **wrong}))
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()
