"""A manager adds a step to somebody's path, waives one, sets a day; others cannot; the person sees it."""

import dataclasses
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.archive.models import ArchivedText
from app.archive.queries import paths as archived_paths
from app.audit.models import AuditEntry
from app.clock import now
from app.database import db, transaction
from app.extensions import library
from app.progress.models import Certificate, PathChange
from tests.progress.test_complete import do, do_all
from tests.progress.two_paths import TWO_PATHS


@pytest.fixture
def two_paths(app, cast):
    """Two paths are asked for, and Asha joined today."""
    with app.app_context(), transaction() as session:
        app.extensions["baton.library"] = dataclasses.replace(library(), paths=TWO_PATHS)
        session.get_one(Person, cast.asha).joined_on = now().date()


@pytest.fixture
def path_of(cast):
    """The address of Asha's path, or of a step of it."""
    return lambda rest="": f"/teams/{cast.leeds}/people/{cast.asha}/path{rest}"


def in_days(days):
    return (now().date() + timedelta(days=days)).isoformat()


def rows(app):
    with app.app_context():
        return [
            (row.kind, row.slug, row.act, row.due_on and row.due_on.isoformat(), row.reason, row.by_id)
            for row in db.session.scalars(select(PathChange).order_by(PathChange.id))
        ]


def add(client, address, step="module/third", due_on=None, reason="New in May"):
    return client.post(address, data={"step": step, "due_on": due_on or in_days(9), "reason": reason})


def test_a_step_is_added_with_its_day_and_stands_on_the_persons_path(app, visit, cast, two_paths, path_of):
    answer = add(visit(cast.mina), path_of())
    assert (answer.status_code, answer.location) == (303, path_of())
    assert rows(app) == [("module", "third", "added", in_days(9), "New in May", cast.mina)]
    page = visit(cast.asha).get("/path").text
    assert "The third module" in page
    assert "added by Mina Castellanos: New in May" in page
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.subject, entry.actor_id) == ("path step added", f"person:{cast.asha}", cast.mina)
    assert entry.detail == f"module:third by {in_days(9)}"


def test_an_added_step_can_be_taken_back(app, visit, cast, two_paths, path_of):
    mina = visit(cast.mina)
    add(mina, path_of())
    assert mina.post(path_of("/module/third/drop")).status_code == 303
    assert [row[2] for row in rows(app)] == ["added", "dropped"]
    assert "The third module" not in visit(cast.asha).get("/path").text


def test_a_step_is_waived_with_a_reason_the_person_reads_and_asked_for_again(app, visit, cast, two_paths, path_of):
    mina = visit(cast.mina)
    answer = mina.post(path_of("/scenario/tills/waive"), data={"reason": " Took it live last month. "})
    assert answer.status_code == 303
    assert rows(app) == [("scenario", "tills", "waived", None, "Took it live last month.", cast.mina)]
    page = visit(cast.asha).get("/path").text
    assert "Not asked of you: Took it live last month. (Mina Castellanos," in page
    assert "Done or waived" in page
    assert "Took it live last month." in mina.get(path_of("/scenario/tills")).text
    assert mina.post(path_of("/scenario/tills/require")).status_code == 303
    assert "Not asked of you" not in visit(cast.asha).get("/path").text


def test_a_day_is_set_and_taken_back(app, visit, cast, two_paths, path_of):
    mina = visit(cast.mina)
    assert mina.post(path_of("/module/first/day"), data={"due_on": in_days(40)}).status_code == 303
    assert "day set by Mina Castellanos" in visit(cast.asha).get("/path").text
    mina.post(path_of("/module/first/path-day"))
    assert "day set by" not in visit(cast.asha).get("/path").text
    assert [(row[2], row[3]) for row in rows(app)] == [("dated", in_days(40)), ("dated", None)]
    assert "went back to the path’s own day" in mina.get(path_of("/module/first")).text


def test_waiving_the_last_step_issues_the_certificate_and_keeps_the_text_of_the_path(app, visit, cast, path_of):
    with app.app_context():
        for step in library().paths.steps[:-1]:
            for kind in ("scenario",) if step.kind == "scenario" else ("reading", "check"):
                do(cast.asha, kind, step.slug, now(), 90)
        assert db.session.scalars(select(Certificate)).all() == []
    visit(cast.mina).post(path_of("/scenario/exams/waive"), data={"reason": "Took it live."})
    with app.app_context():
        issued = db.session.scalars(select(Certificate)).one()
        kept = db.session.get_one(ArchivedText, issued.path_hash)
        assert (issued.path, kept.kind) == ("service-desk", "path")
        assert archived_paths(library(), issued.path_hash) == library().paths
        older = dataclasses.replace(library(), paths=TWO_PATHS)
        assert archived_paths(older, issued.path_hash).paths[0].title == "Ready to hand over"
    page = visit(cast.asha).get("/").text
    assert "Your path is complete. Your certificate stands until" in page
    assert "3 of 4 done, 1 waived" in page


@pytest.mark.parametrize(
    ("fields", "mistake"),
    [
        ({"step": "module/nowhere"}, "Choose from the list."),
        ({"step": ""}, "Choose from the list."),
        ({"step": "module/first"}, "Choose from the list."),
        ({"due_on": "tomorrow"}, "Write the day, such as 2026-11-24."),
        ({"due_on": "2020-01-01"}, "That day is over."),
        ({"due_on": "2999-01-01"}, "more than two years away"),
        ({"reason": "x" * 501}, "At most 500 characters."),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_is_kept(app, visit, cast, two_paths, path_of, fields, mistake):
    answer = add(visit(cast.mina), path_of(), **fields)
    assert answer.status_code == 422
    assert mistake in answer.text
    assert fields.get("reason", "New in May") in answer.text
    assert rows(app) == []


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_waiver_needs_a_reason_of_some_length(app, visit, cast, two_paths, path_of, reason):
    answer = visit(cast.mina).post(path_of("/scenario/tills/waive"), data={"reason": reason})
    assert answer.status_code == 422
    assert reason.strip() in answer.text
    assert rows(app) == []


@pytest.mark.parametrize("due_on", ["", "soon", "2020-01-01"])
def test_a_day_that_cannot_be_is_refused(app, visit, cast, two_paths, path_of, due_on):
    answer = visit(cast.mina).post(path_of("/module/first/day"), data={"due_on": due_on})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert rows(app) == []


def test_what_is_done_can_neither_be_waived_nor_dated_but_asked_for_once_more(app, visit, cast, path_of):
    with app.app_context():
        do_all(cast.asha, now())
    mina = visit(cast.mina)
    assert mina.post(path_of("/scenario/tills/waive"), data={"reason": "Why not"}).status_code == 422
    assert mina.post(path_of("/scenario/tills/day"), data={"due_on": in_days(3)}).status_code == 422
    assert rows(app) == []
    assert add(mina, path_of(), step="scenario/tills").status_code == 303
    assert "to be passed again" in visit(cast.asha).get("/path").text


def test_what_somebody_else_was_quicker_with_is_told(app, visit, cast, two_paths, path_of):
    mina = visit(cast.mina)
    for act in ("require", "drop"):
        answer = mina.post(path_of(f"/scenario/tills/{act}"), follow_redirects=True)
        assert "this" in answer.text
    assert rows(app) == []


def test_administrators_may_and_others_may_not(app, visit, cast, two_paths, path_of):
    assert visit(cast.ada).get(path_of()).status_code == 200
    for person in (cast.asha, cast.tess, cast.max):
        client = visit(person)
        for address in (path_of(), path_of("/scenario/tills")):
            assert client.get(address).status_code == 403
        assert add(client, path_of()).status_code == 403
        for act in ("waive", "require", "day", "path-day", "drop"):
            assert client.post(path_of(f"/scenario/tills/{act}"), data={"reason": "x"}).status_code == 403
    assert rows(app) == []


def test_a_manager_changes_nobody_of_another_team(app, visit, cast, two_paths):
    mina = visit(cast.mina)
    for team in (cast.hull, cast.leeds):
        address = f"/teams/{team}/people/{cast.bo}/path"
        assert mina.get(address).status_code == 404
        assert add(mina, address).status_code == 404
        assert mina.post(f"{address}/scenario/tills/waive", data={"reason": "x"}).status_code == 404
    assert rows(app) == []


@pytest.mark.parametrize("rest", ["/module/third", "/module/nowhere", "/video/first"])
def test_a_step_that_is_not_required_is_not_there(visit, cast, two_paths, path_of, rest):
    assert visit(cast.mina).get(path_of(rest)).status_code == 404
    assert visit(cast.mina).post(path_of(f"{rest}/waive"), data={"reason": "x"}).status_code == 404


def test_the_page_takes_the_same_statements_with_few_and_with_many_changes(
    app, visit, cast, two_paths, path_of, count_statements
):
    mina = visit(cast.mina)
    mina.get(path_of())
    with count_statements() as few:
        mina.get(path_of())
    with app.app_context(), transaction() as session:
        for number in range(100):
            act = "waived" if number % 2 else "required"
            change = PathChange(person_id=cast.asha, kind="scenario", slug="tills", act=act, reason="R", at=now())
            change.by_id = cast.mina if number % 3 else cast.ada
            session.add(change)
    with count_statements() as many:
        mina.get(path_of())
    assert len(few) == len(many)


def test_a_change_of_something_that_left_the_library_is_passed_over(app, visit, cast, two_paths, path_of):
    with app.app_context(), transaction() as session:
        due_on = now().date()
        session.add(
            PathChange(
                person_id=cast.asha, kind="module", slug="gone", act="added", due_on=due_on, reason="",
                by_id=cast.mina, at=now(),
            )
        )  # fmt: skip
    assert visit(cast.asha).get("/path").status_code == 200
    assert visit(cast.mina).get(path_of()).status_code == 200


def test_everything_late_is_given_one_new_day(app, visit, cast, two_paths, path_of):
    with app.app_context(), transaction() as session:
        session.get_one(Person, cast.asha).joined_on = now().date() - timedelta(days=300)
    mina = visit(cast.mina)
    page = mina.get(path_of()).text
    late = page.count("late, was due")
    assert late > 1
    assert "One new day for all that is late" in page
    assert mina.post(path_of("/late"), data={"late-due_on": in_days(9)}).status_code == 303
    assert [(row[2], row[3]) for row in rows(app)] == [("dated", in_days(9))] * late
    after = mina.get(path_of()).text
    assert "late, was due" not in after
    assert "One new day" not in after


@pytest.mark.parametrize(("due_on", "mistake"), [("", "Write the day"), ("2020-01-01", "That day is over.")])
def test_a_day_for_everything_late_that_cannot_be_is_refused(app, visit, cast, two_paths, path_of, due_on, mistake):
    with app.app_context(), transaction() as session:
        session.get_one(Person, cast.asha).joined_on = now().date() - timedelta(days=300)
    answer = visit(cast.mina).post(path_of("/late"), data={"late-due_on": due_on})
    assert answer.status_code == 422
    assert mistake in answer.text
    assert rows(app) == []


def test_only_who_may_change_a_path_gives_everything_late_a_new_day(app, visit, cast, two_paths, path_of):
    for person in (cast.asha, cast.tess, cast.max):
        assert visit(person).post(path_of("/late"), data={"late-due_on": in_days(9)}).status_code == 403
    assert rows(app) == []


def test_waiving_what_was_only_added_says_nothing_of_the_certificate(app, visit, cast, two_paths, path_of):
    mina = visit(cast.mina)
    add(mina, path_of())
    before = mina.get(path_of("/module/third")).text
    mina.post(path_of("/module/third/waive"), data={"reason": "Knows it."})
    after = mina.get(path_of("/module/third")).text
    assert "The certificate does not depend on this step" in before
    assert "The certificate does not depend on it." in after
    assert "counts as settled for the certificate" not in before + after
    assert "counts as settled for the certificate" in mina.get(path_of("/module/first")).text
