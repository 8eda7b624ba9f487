"""The sample organisation: everybody stands where their story says, by real actions and real marks."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from app.accounts.models import Organisation, Person
from app.audit.models import AuditEntry
from app.content.library import Library
from app.database import db
from app.extensions import library
from app.handover.marking import mark
from app.handover.scorecard import Handover
from app.onboarding.models import CheckAnswer, CheckAttempt
from app.practice.models import Attempt, AttemptStep, QuestionBack, StoredScorecard, UpdatedScorecard
from app.progress.models import Certificate
from app.progress.queries import PathPage, paths_of
from app.sample.people import calls, handovers
from app.sample.people import sample as plan
from app.web.guards import Role
from tests.conftest import NOON

pytestmark = pytest.mark.xdist_group("sample")
TODAY = date(2026, 11, 24)


@pytest.fixture
def content(sample: Flask) -> Iterator[Library]:
    """The content the sample was loaded with, inside the app's context."""
    with sample.app_context():
        yield library()


@pytest.fixture
def paths(content: Library) -> dict[str, PathPage]:
    """Where every agent stands, by first name."""
    agents = [person for person in db.session.query(Person) if Role.AGENT in person.roles]
    found = paths_of(agents, content, TODAY)
    return {person.first_name: found[person.id] for person in agents}


def states(path: PathPage) -> list[str]:
    return [step.state for step in path.steps]


def test_people_of_every_role_are_there_without_any_password(content: Library) -> None:
    people = db.session.query(Person).all()
    assert {role for person in people for role in person.roles} == set(Role)
    assert [person.password_hash for person in people] == [None] * len(people) == [None] * len(plan().people)
    organisation = db.session.get_one(Organisation, 1)
    assert (organisation.name, organisation.is_sample) == ("Northfold Group", True)


def test_asha_is_new_and_has_done_her_first_module(paths: dict[str, PathPage]) -> None:
    assert states(paths["Asha"])[:4] == ["done", "next", "open", "closed"]
    assert next(iter(plan().people)).name == "Asha Verma"


def test_callum_is_one_call_away_from_his_certificate(paths: dict[str, PathPage]) -> None:
    assert states(paths["Callum"]) == ["done"] * 15 + ["next"]
    last = paths["Callum"].next
    assert last is not None
    assert last.slug == "reports"
    assert paths["Callum"].certificate is None


def test_tomaszs_certificate_lapses_in_twelve_days(paths: dict[str, PathPage]) -> None:
    held = paths["Tomasz"].certificate
    assert held is not None
    assert held.state == "lapses_soon"
    assert (held.valid_until - TODAY).days == 12


def test_nadia_is_late(paths: dict[str, PathPage]) -> None:
    assert "late" in states(paths["Nadia"])
    assert [name for name, path in paths.items() if "late" in states(path)] == ["Nadia"]


@pytest.mark.parametrize("name", ["Grace", "Bo", "Siân"])
def test_some_are_complete_and_current(paths: dict[str, PathPage], name: str) -> None:
    held = paths[name].certificate
    assert held is not None
    assert held.state == "stands"
    assert paths[name].done_count == paths[name].total


@pytest.mark.parametrize("name", ["Callum", "Tomasz", "Grace", "Bo", "Siân"])
def test_those_whose_path_is_complete_or_nearly_have_seen_its_videos(paths: dict[str, PathPage], name: str) -> None:
    steps = paths[name].steps
    shown = [step for step in steps if step.kind == "video"]
    assert [step.slug for step in shown] == ["a-call-in-baton", "one-call-told-twice"]
    assert [step.state for step in shown] == ["done", "done"]
    assert all(step.read_on if name == "Siân" else step.read_on is None for step in shown)


def test_oliver_has_everything_before_him(paths: dict[str, PathPage]) -> None:
    assert states(paths["Oliver"])[:4] == ["next", "closed", "open", "closed"]
    assert set(states(paths["Oliver"])) == {"next", "open", "closed"}


def test_those_who_look_after_the_desk_have_done_what_is_asked_of_them(content: Library) -> None:
    others = [person for person in db.session.query(Person) if Role.AGENT not in person.roles]
    found = paths_of(others, content, TODAY)
    assert {path.done_count - path.total for path in found.values()} == {0}


def test_scores_are_those_the_marker_gives_the_same_words(content: Library) -> None:
    rows = db.session.query(Attempt, StoredScorecard).join(StoredScorecard, StoredScorecard.attempt_id == Attempt.id)
    for attempt, card in rows:
        last = db.session.query(AttemptStep).filter_by(attempt_id=attempt.id, kind="handed_over").one()
        handover = Handover(last.body["text"], last.body["fields"], last.body["decision"])
        scenario = content.scenarios[attempt.scenario]
        assert mark(content.checklist, scenario, handover, last.elapsed_seconds).to_data() == card.data


def test_calls_ran_without_a_pause_and_were_asked_in_before_they_were_handed_over(content: Library) -> None:
    for attempt in db.session.query(Attempt):
        steps = db.session.query(AttemptStep).filter_by(attempt_id=attempt.id).order_by(AttemptStep.seq).all()
        kinds = [step.kind for step in steps]
        before, after = kinds[: kinds.index("handed_over")], kinds[kinds.index("handed_over") + 1 :]
        assert set(before) <= {"asked", "looked_up"}
        assert "asked" in before
        assert set(after) <= {"updated"}
        assert attempt.ended_at is not None
        lasted = (attempt.ended_at - attempt.started_at).total_seconds()
        assert steps[len(before)].elapsed_seconds == lasted * 100 / attempt.pace


def test_every_call_is_finished_and_some_were_updated_asked_back_and_taken_at_other_levels(content: Library) -> None:
    attempts = db.session.query(Attempt).all()
    assert all(attempt.finished_at is not None for attempt in attempts)
    assert {attempt.level for attempt in attempts} == {"guided", "supported", "assessed"}
    assert db.session.query(UpdatedScorecard).count() >= 2
    answers = [each.answer for each in db.session.query(QuestionBack)]
    assert None not in answers
    assert any(answers)


def test_every_question_asked_was_understood(content: Library) -> None:
    asked = db.session.query(AttemptStep).filter_by(kind="asked").all()
    puzzled = [step.body["text"] for step in asked if not step.body["topics"]]
    assert puzzled == []


def test_knowledge_checks_have_right_and_wrong_answers_of_every_sureness(content: Library) -> None:
    answers = db.session.query(CheckAnswer).all()
    assert {answer.right for answer in answers} == {True, False}
    assert {answer.sureness for answer in answers} == {"guess", "fairly", "sure"}
    attempts = db.session.query(CheckAttempt).all()
    assert all(attempt.finished_at for attempt in attempts)
    planned = [len(deed.tries) for person in plan().people for deed in person.done]
    assert len(attempts) == sum(planned)


def test_the_log_is_in_the_order_of_time_and_ends_before_now(content: Library) -> None:
    moments = [entry.at for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert moments == sorted(moments)
    assert moments[-1] < NOON


def test_the_data_names_only_content_that_is_there(content: Library) -> None:
    for person in plan().people:
        for deed in person.done:
            named = ("module", deed.module), ("video", deed.video), ("scenario", deed.call)
            assert [key for key in named if key[1]] == [key for key in named if key in content.step_keys()]
    for slug, steps in calls().items():
        scenario = content.scenarios[slug]
        arrivals = {one.id: one.arrives for one in scenario.people}
        assert all(arrivals[step.to] <= step.at for step in steps if step.ask)
        assert {step.look for step in steps if step.look} <= {tool.id for tool in scenario.tools}
    assert set(handovers()) <= set(content.scenarios)


def test_loading_twice_at_one_moment_gives_the_same_history(content: Library, sample: Flask, blank: Flask) -> None:
    from app.sample.loading import load

    def history() -> list[object]:
        steps = [(s.attempt_id, s.seq, s.kind, s.at, s.body) for s in db.session.query(AttemptStep)]
        answers = [(a.attempt_id, a.question, a.given, a.at) for a in db.session.query(CheckAnswer)]
        issued = [(c.person_id, c.issued_on, c.valid_until) for c in db.session.query(Certificate)]
        return [steps, answers, issued]

    first = history()
    with blank.app_context():
        load(content, NOON)
        assert history() == first


def test_the_door_lists_asha_first_with_her_story(sample: Flask) -> None:
    page = sample.test_client().get("/sign-in").text
    assert all(person.story in page.replace("&#39;", "'") for person in plan().people)
    first_button = page.split("button go")[1]
    assert "Be Asha" in first_button


@pytest.mark.parametrize("place", range(len(plan().people)))
def test_everybody_can_be_entered_and_has_a_first_page(sample: Flask, place: int) -> None:
    with sample.app_context():
        person_id = db.session.query(Person).filter_by(email=plan().people[place].email).one().id
        db.session.remove()
    client = sample.test_client()
    assert client.post(f"/sign-in/as/{person_id}").status_code == 303
    assert client.get("/").status_code == 200
