"""The debrief: what was marked, for whoever may read it."""

import dataclasses

import pytest

from app.accounts.models import Person
from app.database import db, transaction
from app.handover.scorecard import Handover
from app.practice import actions
from app.practice.models import Attempt, AttemptStep, StoredScorecard
from app.practice.queries import certificate_earned, debrief_page, next_call
from app.progress import actions as progress
from app.progress.actions.changing import ChangeOf
from app.progress.models import Certificate, Completion
from app.web.formats import rough_money
from tests.completions import KINDS
from tests.practice.conftest import BEGAN, SCENARIO, Call, taken


def reader(person_id):
    return db.session.get_one(Person, person_id)


@pytest.fixture
def page(call):
    """The debrief of a thin handover, as its owner reads it."""
    call.ask("since when?")
    call.look_up("changes", "frontline")
    call.finish(Handover(text="Frontline down in Wales and West stores", fields={"started": "07:30"}, decision="raise"))
    return debrief_page(call.id, reader(call.person), call.library)


def test_shows_the_stored_scorecard_and_marks_nothing_again(call, page):
    stored = db.session.get_one(StoredScorecard, call.id)
    stored.data = {**stored.data, "score": 41, "not_passed_because": ["Because it is stored so."]}
    db.session.commit()
    again = debrief_page(call.id, reader(call.person), call.library)
    assert again.card.score == 41
    assert again.card.not_passed_because == ("Because it is stored so.",)


def test_every_item_stands_once_caught_before_open(page):
    rows = page.caught + page.open_items
    assert sorted(row.number for row in rows) == list(range(1, 18))
    assert all(row.earned for row in page.caught)
    assert not any(row.earned for row in page.open_items)


def test_words_and_fields_are_cut_without_loss(page):
    assert "".join(piece.text for piece in page.words) == "Frontline down in Wales and West stores"
    assert [(field.label, "".join(piece.text for piece in field.segments)) for field in page.fields] == [
        ("Since when", "07:30")
    ]


def test_the_call_is_replayed_with_what_was_looked_up(page):
    assert [(line.kind, line.speaker) for line in page.replay] == [
        ("said", "Rhian Maddocks"),
        ("me", "You"),
        ("said", "Rhian Maddocks"),
        ("tool", "Changes"),
        ("clock", "Handover"),
    ]


def next_of(call, page):
    return next_call(page, reader(call.person), call.library, BEGAN.date())


def test_the_same_call_comes_next_until_it_is_passed(page, call, library, model):
    assert (next_of(call, page).slug, next_of(call, page).again) == (SCENARIO, True)
    call.id = actions.start(person_id=call.person, scenario_slug=SCENARIO, library=library, at=call.at(100))
    call.finish(model, second=160)
    passed = debrief_page(call.id, reader(call.person), library)
    assert passed.number == 2
    assert len(passed.attempts) == 2
    assert next_of(call, passed).slug == "exams"


def test_a_waived_call_does_not_come_next(call, cast, library, model):
    call.finish(model)
    waived = ChangeOf(cast.asha, "scenario", "exams", cast.mina, library, BEGAN)
    assert progress.waive_step(waived, "Took it live.") is None
    page = debrief_page(call.id, reader(cast.asha), library)
    assert next_of(call, page).slug == "reports"


def test_after_a_pass_that_does_not_count_the_same_call_comes_assessed(cast, library, model, visit):
    call = taken(cast.asha, library, "supported")
    call.finish(model)
    page = debrief_page(call.id, reader(cast.asha), library)
    assert (page.card.passed, page.level.counts, next_of(call, page).again) == (True, False, True)
    shown = visit(cast.asha).get(f"/practice/attempts/{call.id}/debrief").text
    assert "At this level a pass does not count; it does when the call is taken assessed." in shown
    assert "Take the call assessed" in shown
    assert "exams" not in shown


def test_a_call_not_passed_is_taken_again_at_the_same_level(cast, library, visit):
    call = taken(cast.asha, library, "guided")
    call.finish()
    page = debrief_page(call.id, reader(cast.asha), library)
    assert next_of(call, page).level.name == "guided"
    shown = visit(cast.asha).get(f"/practice/attempts/{call.id}/debrief").text
    assert "The same call once more, guided" in shown
    assert '<input type="hidden" name="level" value="guided"><button class="button go">Take the call again' in shown


def all_but_the_call(person_id, library):
    """Everything of this person's paths is done but the call of these tests."""
    for step in library.paths.steps:
        for kind in KINDS[step.kind] if step.slug != SCENARIO else ():
            row = {"person_id": person_id, "kind": kind, "slug": step.slug, "content_hash": "0" * 16, "at": BEGAN}
            db.session.add(Completion(**row, score=90))
    db.session.commit()


def certificate_told(attempt_id, person_id, library):
    page = debrief_page(attempt_id, reader(person_id), library)
    earned = certificate_earned(page, reader(person_id), BEGAN.date())
    return earned.serial if earned else None


@pytest.mark.parametrize("by_an_update", [False, True])
def test_the_pass_that_earned_the_certificate_says_so_and_leads_to_it(call, library, model, visit, cast, by_an_update):
    all_but_the_call(cast.asha, library)
    if by_an_update:
        call.hand_over(Handover(text="Frontline is down.", decision="raise"))
        call.send("\n".join([model.text, *model.fields.values()]))
        call.end()
        if db.session.get_one(Attempt, call.id).finished_at is None:
            call.answer({})
    else:
        call.finish(model)
    issued = db.session.query(Certificate).one()
    debrief = f"/practice/attempts/{call.id}/debrief"
    said = visit(cast.asha).get(debrief).text
    assert f'With this call you earned <a href="/certificates/{issued.serial}">your certificate</a>' in said
    again = taken(cast.asha, library, "assessed")
    again.finish(model, second=600)
    assert certificate_told(call.id, cast.asha, library) == issued.serial
    assert certificate_told(call.id, cast.tess, library) is None
    assert certificate_told(again.id, cast.asha, library) is None


def test_a_pass_with_steps_left_speaks_of_no_certificate(call, library, model, visit, cast):
    call.finish(model)
    assert "With this call you earned" not in visit(cast.asha).get(f"/practice/attempts/{call.id}/debrief").text


def test_a_debrief_tells_rate_and_cost_as_exactly_as_they_are_known(call, visit, cast):
    card = call.finish(Handover(text="Frontline is down.", decision="raise"))
    said = " ".join(visit(cast.asha).get(f"/practice/attempts/{call.id}/debrief").text.split())
    assert f"At £255 a minute that is about {rough_money(card.cost, 'GBP')}." in said
    assert "From first ring to first communication" in said


def test_a_call_rightly_not_raised_has_no_first_communication(cast, library, visit):
    call = taken(cast.asha, library, "assessed", "reports")
    card = call.finish(Handover(text="One report is late.", decision="none"))
    said = " ".join(visit(cast.asha).get(f"/practice/attempts/{call.id}/debrief").text.split())
    assert f"At £1.60 a minute that is about {rough_money(card.cost, 'GBP')}." in said
    assert "first communication" not in said


def test_nobody_is_led_on_by_somebody_elses_debrief(page, call, cast, library):
    others = debrief_page(call.id, reader(cast.tess), library)
    assert next_call(others, reader(cast.tess), library, BEGAN.date()) is None


def test_the_score_of_another_attempt_that_still_goes_on_stays_out_of_its_owners_debrief(page, call, cast, library):
    first = call.id
    call.id = actions.start(person_id=call.person, scenario_slug=SCENARIO, library=library, at=call.at(100))
    call.hand_over(second=160)
    scores = {
        who: [other.score is None for other in debrief_page(first, reader(who), library).attempts]
        for who in (cast.asha, cast.tess)
    }
    assert scores == {cast.asha: [True, False], cast.tess: [False, False]}


def test_content_changed_since_leaves_the_debrief_as_it_was(page, call, library):
    changed = library.scenarios[SCENARIO].model_copy(update={"title": "Another title", "hash": "0" * 16})
    newer = dataclasses.replace(library, scenarios={**library.scenarios, SCENARIO: changed})
    assert debrief_page(call.id, reader(call.person), newer).title == page.title


def test_the_time_the_clock_stood_is_told(supported_call):
    actions.pause(attempt_id=supported_call.id, person_id=supported_call.person, at=supported_call.at(10))
    actions.resume(attempt_id=supported_call.id, person_id=supported_call.person, at=supported_call.at(50))
    supported_call.finish(second=60)
    page = debrief_page(supported_call.id, reader(supported_call.person), supported_call.library)
    assert (page.paused_seconds, page.card.elapsed_seconds) == (40, 20)


def test_the_time_the_clock_stood_after_the_handover_is_not_told(supported_call):
    call = supported_call
    actions.pause(attempt_id=call.id, person_id=call.person, at=call.at(10))
    call.hand_over(second=50)
    call.send("More.", second=400)
    call.end(second=410)
    call.answer({}, second=420)
    page = debrief_page(call.id, reader(call.person), call.library)
    assert (page.paused_seconds, page.card.elapsed_seconds) == (40, 10)
    said = [line.text for line in page.replay if line.speaker in ("Clock", "Handover")]
    assert said[:3] == ["You paused the call.", "You handed over.", "The clock went on."]


@pytest.mark.parametrize(
    ("who", "code"), [("asha", 200), ("mina", 200), ("max", 200), ("tess", 200), ("bo", 404), ("ada", 404)]
)
def test_is_open_to_its_owner_their_managers_trainers_and_major_incident_managers(call, visit, cast, who, code):
    call.finish()
    answer = visit(getattr(cast, who)).get(f"/practice/attempts/{call.id}/debrief")
    assert answer.status_code == code
    if code == 200:
        assert ("Take the call again" in answer.text) == (who == "asha")


def test_extra_time_is_told_to_the_person_and_their_managers_alone(cast, library):
    with transaction() as session:
        session.get_one(Person, cast.asha).extra_time = 25
    call = taken(cast.asha, library, "assessed")
    call.finish()
    told = {
        who: debrief_page(call.id, reader(who), library).taken for who in (cast.asha, cast.mina, cast.tess, cast.max)
    }
    assert told == {
        cast.asha: "Assessed, 25 % extra time",
        cast.mina: "Assessed, 25 % extra time",
        cast.tess: "Assessed",
        cast.max: "Assessed",
    }


def test_there_is_none_before_the_handover(call, visit, cast):
    assert visit(cast.asha).get(f"/practice/attempts/{call.id}/debrief").status_code == 404


def test_a_manager_of_another_team_finds_nothing(cast, library, visit):
    attempt = actions.start(person_id=cast.bo, scenario_slug=SCENARIO, library=library, at=BEGAN)
    handover = Handover(text="Frontline", decision="raise")
    actions.hand_over(attempt_id=attempt, person_id=cast.bo, handover=handover, seq=1, library=library, at=BEGAN)
    assert visit(cast.mina).get(f"/practice/attempts/{attempt}/debrief").status_code == 404


def test_takes_the_same_statements_for_3_and_for_300_steps(cast, library, count_statements):
    counts = []
    for steps in (3, 300):
        attempt = actions.start(person_id=cast.asha, scenario_slug=SCENARIO, library=library, at=BEGAN)
        call = Call(attempt, cast.asha, library)
        add_steps(call, steps)
        call.finish(second=60)
        person = reader(cast.asha)
        db.session.rollback()
        assert person.roles
        with count_statements() as seen:
            debrief_page(attempt, person, library)
        counts.append(len([statement for statement in seen if statement.startswith("SELECT")]))
    assert counts == [6, 6]


def test_markup_in_a_handover_is_shown_as_typed(visit, cast):
    client = visit(cast.asha)
    room = client.post(f"/practice/{SCENARIO}/start", data={"level": "supported"}).location
    text = "<img src=x onerror=alert(1)> Frontline <b>down</b>"
    data = {"text": text, "item-error": "<script>PF-17</script>", "decision": "raise", "seq": "1", "revision": "0"}
    answer = client.post(f"{room}/hand-over", data=data)
    assert answer.status_code == 303
    client.post(f"{room}/updates", data={"text": text, "sent_id": ""})
    pages = [client.get(f"{room}/after").text]
    client.post(f"{room}/updates/end")
    pages.append(client.get(f"{room}/after").text)
    client.post(f"{room}/answers", data={"pass": "yes"})
    pages.append(client.get(f"{room}/debrief").text)
    for page in pages:
        assert "<img" not in page
        assert "<script>PF-17" not in page
        assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_over_the_web_a_double_click_lands_on_the_same_page(visit, cast):
    client = visit(cast.asha)
    room = client.post(f"/practice/{SCENARIO}/start").location
    data = {"text": "Frontline down", "decision": "raise", "seq": "1", "revision": "0"}
    first, second = (client.post(f"{room}/hand-over", data=data) for _ in range(2))
    assert first.location == second.location == f"{room}/after"
    assert client.get(room).location == f"{room}/after"
    assert client.get(f"{room}/debrief").location == f"{room}/after"
    other = client.post(f"{room}/hand-over", data={**data, "text": "other <i>words</i>"})
    assert other.status_code == 409
    assert "other &lt;i&gt;words&lt;/i&gt;" in other.text


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"text": "  ", "item-error": ""}, "There is nothing to hand over yet."),
        ({"decision": ""}, "choose one of the four decisions"),
        ({"decision": "shout"}, "choose one of the four decisions"),
        ({"text": "word " * 4_001}, "20,000 is the most"),
    ],
)
def test_over_the_web_a_refused_handover_comes_back_with_every_word(visit, cast, changed, why):
    client = visit(cast.asha)
    room = client.post(f"/practice/{SCENARIO}/start", data={"level": "supported"}).location
    data = {"text": "Frontline down", "item-error": "PF-17", "decision": "raise", "seq": "1", "revision": "0"} | changed
    answer = client.post(f"{room}/hand-over", data=data)
    assert answer.status_code == 422
    assert why in answer.text
    assert f">{data['text']}</textarea>" in answer.text
    assert f">{data['item-error']}</textarea>" in answer.text


@pytest.mark.parametrize(("text", "told"), [("", False), ("Frontline down", True)])
def test_over_the_web_only_words_that_were_typed_are_told_to_be_there_still(visit, cast, text, told):
    client = visit(cast.asha)
    room = client.post(f"/practice/{SCENARIO}/start", data={"level": "supported"}).location
    answer = client.post(f"{room}/hand-over", data={"text": text, "seq": "1", "revision": "0"})
    assert answer.status_code == 422
    assert ("What you typed is still here." in answer.text) is told


def test_over_the_web_newer_words_of_another_tab_are_not_passed_over(visit, cast):
    client = visit(cast.asha)
    room = client.post(f"/practice/{SCENARIO}/start").location
    client.post(f"{room}/draft", data={"text": "newer words", "revision": "0"})
    data = {"text": "older words", "decision": "raise", "seq": "1", "revision": "0"}
    answer = client.post(f"{room}/hand-over", data=data)
    assert answer.status_code == 409
    assert ">older words</textarea>" in answer.text
    assert "newer words" in answer.text


def add_steps(call, steps):
    """So many look-ups, written at once."""
    for seq in range(1, steps + 1):
        body = {"tool": "changes", "search": str(seq)}
        db.session.add(
            AttemptStep(attempt_id=call.id, seq=seq, kind="looked_up", elapsed_seconds=seq / 10, at=BEGAN, body=body)
        )
    db.session.get_one(Attempt, call.id).last_step = steps
    db.session.commit()
