"""The page of one's own path: what is to do with the one next thing, what is closed, done, and the certificates."""

import dataclasses
from datetime import timedelta

import pytest

from app.accounts.models import Person, RoleHeld
from app.clock import now
from app.database import db, transaction
from app.extensions import library
from app.progress.models import Certificate
from tests.progress.test_complete import do, do_all
from tests.progress.two_paths import TWO_PATHS


@pytest.fixture
def two_paths(app, cast):
    """Two paths are asked for, and everybody joined today."""
    with app.app_context(), transaction() as session:
        texts = {**library().texts, TWO_PATHS.hash: "paths: []"}
        app.extensions["baton.library"] = dataclasses.replace(library(), paths=TWO_PATHS, texts=texts)
        for person in session.query(Person):
            person.joined_on = now().date()


def test_one_thing_is_next_and_what_is_closed_says_after_what(visit, cast, two_paths):
    page = visit(cast.asha).get("/path").text
    assert page.count("button go") == 1
    assert "Read: The first module" in page
    assert "after The first module" in page
    assert "after Something about tills and The second module" in page
    assert 'href="/practice/exams"' not in page
    assert "3 steps" not in page
    assert "Certificate, four steps away; valid for a year" in page


def test_what_is_done_says_when_it_comes_again(app, visit, cast, two_paths):
    with app.app_context():
        do_all(cast.asha, now())
    page = visit(cast.asha).get("/path").text
    assert "Your path is complete. Your certificate stands until" in page
    assert "again by" in page


def test_somebody_of_two_roles_follows_both_and_earns_both_certificates(app, visit, cast, two_paths):
    with app.app_context():
        with transaction() as session:
            session.get_one(Person, cast.asha).roles_held = [RoleHeld(role="agent"), RoleHeld(role="trainer")]
        do_all(cast.asha, now())
        titles = {row.title: row.path for row in db.session.query(Certificate)}
    assert titles == {"Major incident handover": "service-desk", "Trainer": "trainers"}
    page = visit(cast.asha).get("/path").text
    assert page.count("stands until") >= 2
    assert "Ready to hand over · Keeping it true" in page


def test_a_second_role_reopens_the_path_and_leaves_the_certificate_standing(app, visit, cast, two_paths):
    with app.app_context():
        for kind, slug in (("reading", "first"), ("check", "first"), ("scenario", "tills"), ("reading", "second"),
                           ("check", "second"), ("scenario", "exams")):  # fmt: skip
            do(cast.asha, kind, slug, now(), 90)
        with transaction() as session:
            session.get_one(Person, cast.asha).roles_held = [RoleHeld(role="agent"), RoleHeld(role="trainer")]
    page = visit(cast.asha).get("/path").text
    assert "One thing next." in page
    assert "Certificate, one step away; valid for 100 days" in page


@pytest.mark.parametrize(("days_ago", "told"), [(500, "lapsed"), (100, "stands until")])
def test_a_certificate_of_a_path_that_was_theirs_stands_by_itself_and_as_it_is(
    app, visit, cast, two_paths, days_ago, told
):
    with app.app_context():
        do_all(cast.asha, now() - timedelta(days=days_ago))
        serial, until = db.session.query(Certificate.serial, Certificate.valid_until).one()
        with transaction() as session:
            session.get_one(Person, cast.asha).roles_held = [RoleHeld(role="trainer")]
        agents, trainers = TWO_PATHS.paths
        bare = TWO_PATHS.model_copy(update={"paths": (agents, trainers.model_copy(update={"certificate": None}))})
        app.extensions["baton.library"] = dataclasses.replace(library(), paths=bare)
        do(cast.asha, "reading", "third", now())
        do(cast.asha, "check", "third", now(), 90)
    page = " ".join(visit(cast.asha).get("/path").text.split())
    assert "<h1>Your path is complete.</h1>" in page
    assert "Every step is done" in page
    assert f'From a path that was yours. Serial <span class="ref serial">{serial}</span>' in page
    assert page.count(f"{until.day} {until:%B %Y}") == 1
    assert f"{told} {until.day} {until:%B %Y}" in page


def test_a_trainers_path_stands_beside_what_they_came_for(visit, cast, two_paths):
    page = visit(cast.tess).get("/").text
    assert "0 of 2 done" in page
    assert "The second module" in page


def test_somebody_of_whom_nothing_is_required_is_told_so(visit, cast, two_paths):
    assert "Nothing is required of you." in visit(cast.max).get("/path").text
