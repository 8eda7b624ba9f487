"""Calls of people who are given more time: they can be taken at every level, and what was kept of calls stays."""

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from app import create_app
from app.accounts.models import Person
from app.accounts.rules import MOST_EXTRA_TIME
from app.database import db, transaction
from app.practice.models import Attempt
from app.practice.rules.levels import LEVEL_NAMES, LEVELS, taken_at
from tests.conftest import test_settings
from tests.practice.conftest import taken


@pytest.mark.parametrize("level", LEVEL_NAMES)
def test_a_call_can_be_taken_at_every_level_with_the_most_extra_time(cast, library, level):
    with transaction() as session:
        session.get_one(Person, cast.asha).extra_time = MOST_EXTRA_TIME
    attempt = db.session.get_one(Attempt, taken(cast.asha, library, level).id)
    assert attempt.pace == LEVELS[level].pace * 4
    assert taken_at(level, attempt.pace, tells_extra_time=True).endswith(", 300 % extra time")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql"))])
def blank(request, tmp_path):
    """An app on a database without tables, on each engine."""
    chosen = {"database_url": request.getfixturevalue("postgresql_database")} if request.param == "postgresql" else {}
    app = create_app(test_settings(tmp_path, **chosen))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


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
