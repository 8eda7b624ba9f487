"""The path on the first page: the one thing next, what is done and due, and the certificate at the end."""

import dataclasses
from datetime import date, datetime, timedelta

import pytest

from app.accounts.models import Person, RoleHeld
from app.clock import now
from app.database import db, transaction
from app.extensions import library
from app.progress.actions.changing import ChangeOf, add_step
from app.progress.models import Certificate
from tests.progress.test_complete import do, do_all


@pytest.fixture
def joined_today(app, cast):
    """Asha joined today, so that nothing is late."""
    with app.app_context(), transaction() as session:
        session.get_one(Person, cast.asha).joined_on = now().date()


def today(visit, person_id):
    return visit(person_id).get("/").text


def test_a_new_joiner_sees_the_first_module_as_the_one_thing_next(visit, cast, joined_today):
    page = today(visit, cast.asha)
    assert "One thing next." in page
    assert "Read: The first module" in page
    assert "about 9 minutes" in page
    assert page.count("button go") == 1
    assert "0 of 4 done" in page


def test_after_reading_the_check_is_next(app, visit, cast, joined_today):
    with app.app_context():
        do(cast.asha, "reading", "first", now())
    assert "Knowledge check: The first module" in today(visit, cast.asha)


def test_after_the_module_the_call_is_next(app, visit, cast, joined_today):
    with app.app_context():
        do(cast.asha, "reading", "first", now())
        do(cast.asha, "check", "first", now(), 83)
    page = today(visit, cast.asha)
    assert "Take the call: Something about tills" in page
    assert "Read, check passed with 83 %" in page


def test_what_is_late_is_said_first(app, visit, cast):
    with app.app_context(), transaction() as session:
        session.get_one(Person, cast.asha).joined_on = now().date() - timedelta(days=8)
    assert "One thing is late." in today(visit, cast.asha)


def test_a_complete_path_shows_the_certificate_with_its_download(app, visit, cast):
    with app.app_context():
        do_all(cast.asha, now())
        serial = db.session.query(Certificate).one().serial
    page = today(visit, cast.asha)
    assert "Your path is complete. Your certificate stands until" in page
    assert f"/certificates/{serial}.pdf" in page
    assert serial in page


def test_a_renewal_shows_the_calls_as_to_be_passed_again(app, visit, cast):
    with app.app_context():
        do_all(cast.asha, now() - timedelta(days=340))
    page = today(visit, cast.asha)
    assert "Two calls renew it." in page
    assert page.count("to be passed again") == 2
    assert "2 of 4 done" in page


def test_a_call_a_manager_adds_meanwhile_is_not_told_as_renewing_the_certificate(app, visit, cast):
    with app.app_context():
        do_all(cast.asha, now() - timedelta(days=340))
        (path,) = library().paths.paths
        kept = tuple(step for step in path.steps if step.scenario != "exams")
        shorter = library().paths.model_copy(update={"paths": (path.model_copy(update={"steps": kept}),)})
        app.extensions["baton.library"] = dataclasses.replace(library(), paths=shorter)
    assert "To renew your certificate" in today(visit, cast.asha)
    with app.app_context():
        of = ChangeOf(cast.asha, "scenario", "exams", cast.mina, library(), now())
        assert add_step(of, now().date() + timedelta(days=1)) is None
    page = today(visit, cast.asha)
    assert "Due again · about" in page
    assert "To renew your certificate" not in page


def test_a_lapsed_certificate_is_said_to_have_lapsed(app, visit, cast):
    with app.app_context():
        do_all(cast.asha, now() - timedelta(days=500))
    assert "Your certificate lapsed on" in today(visit, cast.asha)


def test_a_path_shortened_after_the_last_step_is_told_how_the_certificate_comes(app, visit, cast):
    with app.app_context():
        for kind, slug in (("reading", "first"), ("check", "first"), ("scenario", "tills")):
            do(cast.asha, kind, slug, now())
        (path,) = library().paths.paths
        shorter = library().paths.model_copy(update={"paths": (path.model_copy(update={"steps": path.steps[:2]}),)})
        app.extensions["baton.library"] = dataclasses.replace(library(), paths=shorter)
    assert "issued with the next thing you complete" in today(visit, cast.asha)


def test_a_certificate_that_lapsed_on_a_path_with_nothing_left_to_do_is_not_told_as_standing(app, visit, cast):
    with app.app_context():
        do_all(cast.asha, now() - timedelta(days=500))
        do(cast.asha, "scenario", "tills", now(), 80)
        (path,) = library().paths.paths
        shorter = library().paths.model_copy(update={"paths": (path.model_copy(update={"steps": path.steps[:3]}),)})
        app.extensions["baton.library"] = dataclasses.replace(library(), paths=shorter)
    page = today(visit, cast.asha)
    assert "Your path is complete. Your certificate lapsed on" in page
    assert "lapsed on" in page[page.index("Issued on") :]
    assert "stands until" not in page


def test_somebody_without_a_path_has_no_path_on_the_first_page(visit, cast):
    assert "Your path" not in today(visit, cast.mina)


def test_somebody_who_changed_roles_still_finds_their_certificate(app, visit, cast):
    with app.app_context():
        do_all(cast.asha, now())
        with transaction() as session:
            session.get_one(Person, cast.asha).roles_held = [RoleHeld(role="trainer")]
    page = today(visit, cast.asha)
    assert "Your certificate" in page
    assert "Your path" not in page


def test_the_first_page_takes_the_same_statements_with_nothing_and_everything_done(app, visit, cast, count_statements):
    client = visit(cast.asha)
    client.get("/")
    with count_statements() as with_nothing:
        client.get("/")
    with app.app_context():
        do_all(cast.asha, datetime.combine(date(2026, 11, 3), now().timetz()))
    with count_statements() as with_everything:
        client.get("/")
    assert len(with_nothing) == len(with_everything)
