"""Migrations bring both engines to what the models say, and back."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from app import create_app
from app.database import Base, db, has_model
from tests.conftest import test_settings


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql"))])
def blank(request, tmp_path):
    """An app on a database without tables, on each engine."""
    if request.param == "sqlite":
        app = create_app(test_settings(tmp_path))
    else:
        address = request.getfixturevalue("postgresql_database")
        app = create_app(test_settings(tmp_path, database_url=address))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_migrations_lead_to_what_the_models_say(blank):
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": has_model})
        assert compare_metadata(context, Base.metadata) == []


def test_every_migration_can_be_taken_back(blank):
    upgrade()
    downgrade(revision="base")
    left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    assert left == set()
    upgrade()


def test_constraints_hold_in_the_database(blank):
    upgrade()
    with pytest.raises(Exception, match="ck_organisation_only_one"), db.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO organisation (id, name, time_zone, is_sample, created_at) "
                "VALUES (2, 'x', 'UTC', false, '2026-01-01 00:00:00')"
            )
        )


def test_videos_watched_before_they_were_steps_count_and_overruled_scores_stay(blank):
    upgrade(revision="0006")
    with db.engine.begin() as connection:
        for statement in (
            "INSERT INTO person (id, name, email, joined_on, created_at, session_version) "
            "VALUES (1, 'Asha', 'a@b.example', '2026-01-05', '2026-01-05 08:00:00', 1)",
            "INSERT INTO completion (id, person_id, kind, slug, content_hash, score, at) "
            "VALUES (7, 1, 'scenario', 'prices', 'v1', 80, '2026-02-01 09:00:00')",
            "INSERT INTO counted_score (id, completion_id, score, at) VALUES (3, 7, 91, '2026-02-02 09:00:00')",
            "INSERT INTO watching (person_id, video, seconds, furthest, watched_to_end_at, at) "
            "VALUES (1, 'film', 9, 9, '2026-03-01 09:00:00', '2026-03-01 09:00:00')",
            "INSERT INTO watching (person_id, video, seconds, furthest, watched_to_end_at, at) "
            "VALUES (1, 'other', 2, 5, NULL, '2026-03-01 09:00:00')",
        ):
            connection.execute(text(statement))
    completed = text("SELECT kind, slug, content_hash FROM completion ORDER BY kind")
    scores = text("SELECT id, completion_id, score FROM counted_score")
    passed = ("scenario", "prices", "v1")

    upgrade()
    with db.engine.connect() as connection:
        assert [tuple(row) for row in connection.execute(completed)] == [passed, ("watching", "film", "")]
        assert [tuple(row) for row in connection.execute(scores)] == [(3, 7, 91)]
    downgrade(revision="0006")
    with db.engine.connect() as connection:
        assert [tuple(row) for row in connection.execute(completed)] == [passed]
        assert [tuple(row) for row in connection.execute(scores)] == [(3, 7, 91)]


def test_two_migrations_never_share_a_number():
    from tests.architecture.test_rooms import ROOT

    numbers = [file.name.split("_")[0] for file in (ROOT / "app/migrations/versions").glob("*.py")]
    assert len(numbers) == len(set(numbers))


def test_allowing_slower_calls_keeps_those_there_are_with_their_steps(blank):
    upgrade(revision="0007")
    with db.engine.begin() as connection:
        for statement in (
            "INSERT INTO person (id, name, email, joined_on, created_at, session_version) "
            "VALUES (1, 'Asha', 'a@b.example', '2026-01-05', '2026-01-05 08:00:00', 1)",
            "INSERT INTO archived_text (hash, kind, slug, text, kept_at) "
            "VALUES ('v1', 'scenario', 'prices', 'x', '2026-02-01 09:00:00')",
            "INSERT INTO attempt (id, person_id, scenario, scenario_hash, checklist_hash, level, pace, state, "
            "started_at, seen_at, last_step) VALUES (3, 1, 'prices', 'v1', 'v1', 'guided', 250, 'open', "
            "'2026-02-01 09:00:00', '2026-02-01 09:00:00', 1)",
            "INSERT INTO attempt_step (id, attempt_id, seq, kind, elapsed_seconds, at, body) "
            "VALUES (5, 3, 1, 'paused', 10, '2026-02-01 09:00:25', '{}')",
        ):
            connection.execute(text(statement))
    calls = text("SELECT attempt.id, pace, kind FROM attempt JOIN attempt_step ON attempt_id = attempt.id")

    upgrade()
    with db.engine.begin() as connection:
        assert [tuple(row) for row in connection.execute(calls)] == [(3, 250, "paused")]
        connection.execute(text("UPDATE attempt SET pace = 800"))
    with pytest.raises(Exception, match="ck_attempt_pace"), db.engine.begin() as connection:
        connection.execute(text("UPDATE attempt SET pace = 801"))
    downgrade(revision="0007")
    with db.engine.connect() as connection:
        assert [tuple(row) for row in connection.execute(calls)] == [(3, 400, "paused")]
