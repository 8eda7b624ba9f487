"""Taking a call."""

import dataclasses
from datetime import timedelta

import pytest

from app.archive.models import ArchivedText
from app.database import db
from app.practice import actions
from app.practice.models import Attempt, AttemptStep
from app.practice.rules.refusals import NotTheirs
from tests.practice.conftest import BEGAN, SCENARIO


def start(person_id, library, at=BEGAN, slug=SCENARIO):
    return actions.start(person_id=person_id, scenario_slug=slug, library=library, at=at)


def test_writes_one_open_attempt_with_the_content_pinned(cast, library):
    attempt = db.session.get_one(Attempt, start(cast.asha, library))
    assert (attempt.person_id, attempt.scenario, attempt.state) == (cast.asha, SCENARIO, "open")
    assert attempt.scenario_hash == library.scenarios[SCENARIO].hash
    assert attempt.checklist_hash == library.checklist.hash
    assert (attempt.started_at, attempt.seen_at, attempt.ended_at) == (BEGAN, BEGAN, None)
    kept = {text.hash for text in db.session.query(ArchivedText)}
    assert kept == {attempt.scenario_hash, attempt.checklist_hash}
    assert db.session.query(AttemptStep).count() == 0


def test_starting_again_returns_the_open_attempt(cast, library):
    first = start(cast.asha, library)
    assert start(cast.asha, library, BEGAN + timedelta(hours=2)) == first
    assert db.session.query(Attempt).count() == 1


def test_two_people_have_an_attempt_each(cast, library):
    assert start(cast.asha, library) != start(cast.bo, library)


def test_an_attempt_left_for_a_day_is_closed_and_a_new_one_begins(cast, library):
    first = start(cast.asha, library)
    second = start(cast.asha, library, BEGAN + timedelta(hours=25))
    assert second != first
    assert db.session.get_one(Attempt, first).state == "closed"


def test_refuses_a_scenario_that_does_not_exist(cast, library):
    with pytest.raises(NotTheirs):
        start(cast.asha, library, slug="nowhere")
    assert db.session.query(Attempt).count() == 0


def test_content_changed_after_the_start_does_not_touch_the_attempt(call, library):
    scenario = library.scenarios[SCENARIO]
    person = scenario.people[0].model_copy(update={"opening": "Something else.", "knows": {}, "believes": ()})
    changed = scenario.model_copy(update={"people": (person,), "hash": "0" * 16})
    newer = dataclasses.replace(library, scenarios={**library.scenarios, SCENARIO: changed})
    call.library = newer
    step = call.ask("since when is it like this?")
    assert "Half past seven" in step.body["answer"]


def test_over_the_web_it_leads_into_the_call_room(visit, cast):
    answer = visit(cast.asha).post(f"/practice/{SCENARIO}/start")
    assert answer.status_code == 303
    assert answer.location.startswith("/practice/attempts/")


def test_over_the_web_an_unknown_scenario_is_not_found(visit, cast):
    assert visit(cast.asha).post("/practice/nowhere/start").status_code == 404


def test_a_level_nobody_offers_is_refused_and_nothing_begins(visit, cast, context):
    answer = visit(cast.asha).post("/practice/prices/start", data={"level": "easy"})
    assert answer.status_code == 422
    assert "Choose guided, supported or assessed" in answer.text
    assert db.session.query(Attempt).count() == 0
