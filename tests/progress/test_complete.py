"""Completing things: the row that is written, and the certificate it earns."""

import contextlib
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from app.accounts.models import Organisation, Person
from app.audit.models import AuditEntry
from app.database import db, transaction
from app.extensions import library
from app.progress import queries
from app.progress.actions import complete, count_score
from app.progress.models import Certificate, Completion, CountedScore

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def do(person_id, kind, slug, at=START, score=None, content_hash="v1"):
    complete(
        person_id=person_id,
        kind=kind,
        slug=slug,
        content_hash=content_hash,
        score=score,
        library=library(),
        at=at,
    )


def do_all(person_id, at=START, scenarios_only=False):
    for step in library().paths.steps:
        if step.kind == "scenario":
            do(person_id, "scenario", step.slug, at, 80)
        elif not scenarios_only:
            do(person_id, "reading", step.slug, at)
            do(person_id, "check", step.slug, at, 90)


def certificates():
    return db.session.scalars(select(Certificate).order_by(Certificate.id)).all()


def test_a_completion_is_one_row_with_its_version_and_score(app, cast):
    with app.app_context():
        do(cast.asha, "check", "first", score=83, content_hash="abc")
        (row,) = db.session.scalars(select(Completion)).all()
    assert (row.person_id, row.kind, row.slug, row.content_hash, row.score, row.at) == (
        (cast.asha, "check", "first", "abc", 83, START)
    )


def test_completing_the_last_step_issues_one_certificate_in_the_words_of_the_day(app, cast):
    with app.app_context():
        do_all(cast.asha)
        (issued,) = certificates()
        (entry,) = db.session.scalars(select(AuditEntry)).all()
    assert (issued.name, issued.title, issued.organisation) == (
        ("Asha Verma", "Major incident handover", "Northfold Group")
    )
    assert (issued.issued_on, issued.valid_until) == (date(2026, 11, 20), date(2027, 11, 20))
    assert (entry.act, entry.subject, entry.at) == ("issued", f"certificate:{issued.serial}", START)


def test_the_day_of_issue_is_the_day_where_the_organisation_is(app, cast):
    with app.app_context():
        with transaction() as session:
            session.get_one(Organisation, 1).time_zone = "Pacific/Auckland"
        do_all(cast.asha, datetime(2026, 11, 20, 20, 0, tzinfo=UTC))
        assert certificates()[0].issued_on == date(2026, 11, 21)


def test_a_later_failure_or_another_pass_takes_nothing_away_and_adds_nothing(app, cast):
    with app.app_context():
        do_all(cast.asha)
        do(cast.asha, "check", "first", START + timedelta(days=1), 76)
        page = queries.path_of(db.session.get_one(Person, cast.asha), library(), date(2026, 11, 22))
        assert len(certificates()) == 1
    assert page.steps[0].check_score == 90


def test_renewing_issues_a_second_certificate_and_leaves_the_first_as_it_was(app, cast):
    with app.app_context():
        do_all(cast.asha)
        do_all(cast.asha, START + timedelta(days=340), scenarios_only=True)
        first, second = certificates()
    assert first.valid_until == date(2027, 11, 20)
    assert second.issued_on == date(2027, 10, 26)
    assert second.serial != first.serial


def test_somebody_of_whom_no_path_is_required_gets_no_certificate(app, cast):
    with app.app_context():
        do_all(cast.tess)
        assert certificates() == []


def test_nobody_cannot_complete_anything(app):
    with app.app_context(), pytest.raises(NoResultFound):
        do(999, "reading", "first")


def test_a_failing_caller_leaves_no_completion(app, cast):
    with app.app_context():
        with contextlib.suppress(RuntimeError), transaction():
            do(cast.asha, "reading", "first")
            raise RuntimeError
        assert db.session.scalars(select(Completion)).all() == []


def test_paths_of_many_take_as_many_statements_as_of_one(app, cast, count_statements):
    with app.app_context():
        do_all(cast.asha)
        with transaction() as session:
            more = [
                Person(name=f"Person {n}", email=f"p{n}@example.org", joined_on=date(2026, 11, 1), created_at=START)
                for n in range(300)
            ]
            session.add_all(more)
        people = db.session.scalars(select(Person)).all()
        with count_statements() as for_all:
            pages = queries.paths_of(people, library(), date(2026, 11, 22))
        with count_statements() as for_three:
            queries.paths_of(people[:3], library(), date(2026, 11, 22))
    assert len(pages) == 306
    assert pages[cast.asha].done_count == 4
    assert pages[cast.tess].total == 0
    assert len(for_all) == len(for_three) == 3


def test_a_step_done_on_another_version_stays_done_and_says_the_content_changed(app, cast):
    with app.app_context():
        do(cast.asha, "reading", "first", content_hash="older")
        do(cast.asha, "check", "first", score=90, content_hash="older")
        person = db.session.get_one(Person, cast.asha)
        step = queries.path_of(person, library(), date(2026, 11, 22)).steps[0]
        assert (step.state, step.changed) == ("done", True)
        do(cast.asha, "reading", "first", content_hash=library().modules["first"].hash)
        db.session.expire_all()
        person = db.session.get_one(Person, cast.asha)
        assert queries.path_of(person, library(), date(2026, 11, 22)).steps[0].changed is False


def test_a_pass_counts_with_its_newest_score_and_the_row_stays(app, cast):
    with app.app_context():
        slug = next(step.slug for step in library().paths.steps if step.kind == "scenario")
        do(cast.asha, "scenario", slug, score=80)
        for score, minute in ((74, 1), (91, 2)):
            at = START + timedelta(minutes=minute)
            count_score(person_id=cast.asha, slug=slug, completed_at=START, score=score, at=at)
        path = queries.path_of(db.session.get_one(Person, cast.asha), library(), date(2026, 11, 21))
        assert next(step.score for step in path.steps if step.slug == slug) == 91
        assert db.session.scalars(select(Completion)).one().score == 80
        assert [row.score for row in db.session.scalars(select(CountedScore).order_by(CountedScore.id))] == [74, 91]


def test_a_score_cannot_count_for_a_pass_nobody_recorded(app, cast):
    with app.app_context(), pytest.raises(NoResultFound):
        count_score(person_id=cast.asha, slug="nowhere", completed_at=START, score=80, at=START)
