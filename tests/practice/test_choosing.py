"""The list of calls and the brief of one."""

import dataclasses
from datetime import timedelta

import pytest

from app.accounts.models import Person
from app.content.library import Library
from app.database import db
from app.practice import actions
from app.practice.models import Attempt, StoredScorecard
from app.practice.queries import ScenariosPage, brief_page, last_scores, scenarios_page
from app.practice.rules.choosing import progress_sentence, suggested_level
from app.progress import actions as progress
from app.progress.actions.changing import ChangeOf
from tests.practice.conftest import BEGAN, SCENARIO, taken


def calls_of(person_id, library) -> ScenariosPage:
    """The list of calls as this person reads it."""
    return scenarios_page(db.session.get_one(Person, person_id), library, BEGAN.date())


def card_of(page, slug=SCENARIO):
    return next(card for card in page.cards if card.slug == slug)


def change(cast, library, slug) -> ChangeOf:
    """Something Mina changes of Asha's path."""
    return ChangeOf(cast.asha, "scenario", slug, cast.mina, library, BEGAN)


def again(call, second, level="assessed"):
    """The same call taken once more at this second."""
    call.id = actions.start(
        person_id=call.person, scenario_slug=SCENARIO, library=call.library, at=call.at(second), level=level
    )
    return call


def test_a_new_joiner_is_led_to_the_first_call_of_the_path(cast, library):
    page = calls_of(cast.asha, library)
    assert page.next is not None
    assert page.next.slug == SCENARIO
    assert all(card.best is None for card in page.cards)
    assert {card.slug for card in page.cards} == set(library.scenarios)


def test_an_open_call_comes_first(call, library):
    page = calls_of(call.person, library)
    assert page.next is not None
    assert page.next.open_attempt is not None
    assert page.next.open_attempt.attempt_id == call.id


def test_a_pass_and_the_best_score_stand_on_the_card(call, library, model):
    first = call.finish(model).score
    assert again(call, 500).finish(second=520).score < first
    card = card_of(calls_of(call.person, library))
    assert card.passed is not None
    assert card.best is not None
    assert (card.best.score, card.handed_over, card.open_attempt) == (first, 2, None)
    assert card.passed.ended_at == call.at(60)


def test_the_calls_of_a_persons_own_path_come_first_and_are_marked(cast, library, visit):
    page = calls_of(cast.asha, library)
    assert page.on_path == ("prices", "exams", "reports")
    assert [card.slug for card in page.cards][:4] == ["prices", "exams", "reports", "builds"]
    assert visit(cast.asha).get("/practice").text.count("on your path") == 3


def test_nothing_is_on_the_path_of_somebody_of_whom_no_call_is_asked(cast, library, visit):
    assert calls_of(cast.mina, library).on_path == ()
    assert "on your path" not in visit(cast.mina).get("/practice").text


def test_a_waived_call_is_neither_on_the_path_nor_next(cast, library, call, model):
    call.finish(model)
    assert calls_of(cast.asha, library).next.slug == "exams"
    assert progress.waive_step(change(cast, library, "exams"), "Took it live.") is None
    page = calls_of(cast.asha, library)
    assert page.on_path == ("prices", "reports")
    assert page.next.slug == "reports"
    assert progress.waive_step(change(cast, library, "reports"), "Took it live.") is None
    assert calls_of(cast.asha, library).next.slug == "builds"


def test_a_call_a_manager_added_is_on_the_path_and_next_when_it_is_due_first(cast, library):
    assert progress.add_step(change(cast, library, "vpn"), BEGAN.date()) is None
    page = calls_of(cast.asha, library)
    assert "vpn" in page.on_path
    assert page.next.slug == "vpn"


def test_a_pass_at_a_level_that_does_not_count_is_told_and_leaves_the_call_to_be_taken(cast, library, model, visit):
    call = taken(cast.asha, library, "guided")
    call.finish(model, second=120)
    page = calls_of(cast.asha, library)
    card = card_of(page)
    assert card.passed is None
    assert (card.practised.attempt_id, page.next) == (call.id, card)
    assert not page.headline.startswith("You have passed")
    assert "Passed guided, not assessed yet" in visit(cast.asha).get("/practice").text
    assert ", passed guided" in visit(cast.asha).get(f"/practice/{SCENARIO}").text
    again(call, 500).finish(model, second=560)
    assert calls_of(cast.asha, library).headline.startswith("You have passed one of")


def test_who_handed_over_reads_no_score_until_nothing_more_can_follow(cast, model, visit, library):
    client = visit(cast.asha)
    room = client.post(f"/practice/{SCENARIO}/start").location
    client.post(f"{room}/hand-over", data={"text": model.text, "decision": model.decision, "seq": "1", "revision": "0"})
    score = db.session.query(StoredScorecard).one().score
    card = card_of(calls_of(cast.asha, library))
    assert (card.best, card.passed, card.handed_over) == (None, None, 0)
    brief, calls = (client.get(page).text.split("<main")[1] for page in (f"/practice/{SCENARIO}", "/practice"))
    assert "still goes on" in brief
    assert f'href="{room}/after"' in calls
    assert all(f">{score}" not in page and f" {score} " not in page for page in (brief, calls))
    client.post(f"{room}/updates/end")
    client.post(f"{room}/answers", data={"pass": "yes"})
    assert f">{score}" in client.get(f"/practice/{SCENARIO}").text
    assert card_of(calls_of(cast.asha, library)).best.score == score


def test_a_handover_that_still_goes_on_leads_to_the_next_level_but_not_by_its_outcome(cast, library, model):
    taken(cast.asha, library, "guided").hand_over(model, second=120)
    assert brief_page(cast.asha, "exams", library).suggested == "supported"


def test_the_brief_tells_neither_setting_nor_truth(cast, library, visit):
    scenario = library.scenarios[SCENARIO]
    page = visit(cast.asha).get(f"/practice/{SCENARIO}").text
    assert "doors opened at eight" in page
    assert scenario.setting[:60] not in page
    assert scenario.decision_why[:40] not in page
    for truth in scenario.items.values():
        assert truth.truth not in page


def test_a_scenario_without_a_brief_gets_a_sentence_that_gives_nothing_away(cast, library):
    bare = library.scenarios[SCENARIO].model_copy(update={"brief": ""})
    page = brief_page(cast.asha, SCENARIO, dataclasses.replace(library, scenarios={SCENARIO: bare}))
    assert page is not None
    assert page.brief.startswith("You are on the service desk. It is Saturday, 08:52, and the phone is ringing")


@pytest.mark.parametrize(
    ("before", "level"),
    [
        ([], "guided"),
        ([("guided", None)], "guided"),
        ([("guided", False)], "supported"),
        ([("supported", None)], "supported"),
        ([("guided", True)], "assessed"),
        ([("assessed", None)], "assessed"),
    ],
)
def test_the_level_suggested_follows_from_the_calls_taken_before(before, level):
    assert suggested_level(before) == level


def test_the_brief_offers_three_levels_and_fills_the_one_suggested(cast, visit):
    client = visit(cast.asha)
    page = client.get(f"/practice/{SCENARIO}").text
    assert page.count('name="level"') == 3
    assert page.count("button go") == 1
    assert 'class="button go" name="level" value="guided"' in page
    client.post(f"/practice/{SCENARIO}/start", data={"level": "assessed"})
    assert "Take up your call again" in client.get(f"/practice/{SCENARIO}").text
    assert 'class="button go" name="level" value="assessed"' in client.get("/practice/exams").text


def test_only_a_guided_call_suggests_a_question_and_an_assessed_one_shows_no_checklist(cast, visit):
    shown = {}
    for level in ("guided", "supported", "assessed"):
        person = {"guided": cast.asha, "supported": cast.bo, "assessed": cast.tess}[level]
        client = visit(person)
        page = client.get(client.post(f"/practice/{SCENARIO}/start", data={"level": level}).location).text
        shown[level] = ("You could ask" in page, "The checklist" in page, ">Pause<" in page)
    assert shown == {
        "guided": (True, True, True),
        "supported": (False, True, True),
        "assessed": (False, False, False),
    }


def test_the_call_tells_its_own_day_before_during_and_after_it(cast, visit):
    client = visit(cast.asha)
    assert "The call begins at 08:52 on Saturday 2 May;" in client.get(f"/practice/{SCENARIO}").text
    room = client.post(f"/practice/{SCENARIO}/start", data={"level": "supported"}).location
    assert "first ring at 08:52 on Saturday 2 May" in client.get(room).text
    client.post(f"{room}/hand-over", data={"text": "Tills", "decision": "raise", "seq": "1", "revision": "0"})
    assert "First ring at 08:52 on Saturday 2 May" in client.get(f"{room}/after").text


def test_an_unknown_scenario_is_not_found(cast, visit):
    assert visit(cast.asha).get("/practice/nowhere").status_code == 404


def test_a_library_without_scenarios_says_what_to_do(app, cast, library: Library, visit):
    app.extensions["baton.library"] = dataclasses.replace(
        library, scenarios={}, paths=library.paths.model_copy(update={"paths": ()})
    )
    assert "No scenario has been written yet." in visit(cast.asha).get("/practice").text


def test_the_list_takes_four_statements_for_3_and_for_300_attempts(cast, library, count_statements):
    counts = []
    for number in (3, 300):
        add_attempts(cast.asha, library, number)
        asha = db.session.get_one(Person, cast.asha)
        assert asha.roles
        with count_statements() as seen:
            scenarios_page(asha, library, BEGAN.date())
        counts.append(len([statement for statement in seen if statement.startswith("SELECT")]))
    assert counts == [4, 4]


def test_last_scores_are_the_newest_a_person_and_one_statement(cast, library, count_statements):
    add_attempts(cast.asha, library, 5)
    add_attempts(cast.bo, library, 3)
    with count_statements() as seen:
        found = last_scores([cast.asha, cast.bo, cast.mina])
    assert len([statement for statement in seen if statement.startswith("SELECT")]) == 1
    assert {person: outcome.score for person, outcome in found.items()} == {cast.asha: 4, cast.bo: 2}
    assert last_scores([]) == {}


def test_last_scores_are_of_calls_at_a_level_that_counts(cast, library):
    add_attempts(cast.asha, library, 3)
    for attempt in db.session.query(Attempt).filter_by(person_id=cast.asha, state="handed_over"):
        attempt.level = "guided" if attempt.ended_at == BEGAN + timedelta(hours=2) else "assessed"
    db.session.commit()
    assert last_scores([cast.asha])[cast.asha].score == 1


def test_the_headline_counts_passes():
    assert progress_sentence(0, 0) == "There are no calls to practise with yet."
    assert progress_sentence(0, 1) == "One call to practise with."
    assert progress_sentence(2, 8) == "You have passed two of eight calls."
    assert progress_sentence(3, 3) == "You have passed all three calls."


def add_attempts(person_id, library, number):
    """So many handed-over attempts, scored 0, 1, 2, ... in order of time."""
    actions.start(person_id=person_id, scenario_slug=SCENARIO, library=library, at=BEGAN)
    pinned = db.session.query(Attempt).filter_by(person_id=person_id).first()
    for score in range(number):
        at = BEGAN + timedelta(hours=score)
        attempt = Attempt(
            person_id=person_id,
            scenario=SCENARIO,
            scenario_hash=pinned.scenario_hash,
            checklist_hash=pinned.checklist_hash,
            state="handed_over",
            started_at=at,
            seen_at=at,
            ended_at=at,
            last_step=1,
        )
        db.session.add(attempt)
        db.session.flush()
        card = StoredScorecard(attempt_id=attempt.id, marker="m", score=score, passed=False, data={}, marked_at=at)
        db.session.add(card)
    db.session.commit()
