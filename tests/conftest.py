"""The fixed cast, a fresh database a test, and a browser-like client for anybody."""

import os
import shutil
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from hypothesis import HealthCheck
from hypothesis import settings as examples
from sqlalchemy import create_engine, event, make_url, text

import config
from app import create_app
from app.accounts.models import Organisation, Person, RoleHeld, Team
from app.content.library import Library, load_library
from app.database import db, transaction
from app.web.guards import Role
from config import Settings
from tests import machine

# The gate tries the same examples for the same commit, so that it passes or fails by what was changed;
# `make explore` looks for new ones.
# A busy machine is no reason to fail either: no example has a deadline, and none is drawn too slowly.
examples.register_profile("gate", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.register_profile("explore", max_examples=5000, deadline=None)
examples.load_profile("gate")

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cast:
    """Ids of the people every test knows, and of their teams."""

    asha: int  # agent, Leeds desk
    bo: int  # agent, Hull desk
    mina: int  # manager of the Leeds desk
    max: int  # Major Incident Manager
    tess: int  # trainer
    ada: int  # administrator
    leeds: int
    hull: int


def test_settings(folder: Path, **chosen: Any) -> Settings:
    """Settings of a test: its own folders, a cheap password hash, a fixed secret."""
    return config.load(
        {},
        **chosen,
        secret_key="not a secret",
        instance_dir=folder,
        exports_dir=folder / "exports",
        password_memory_kib=8,
    )


test_settings.__test__ = False  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file with the cast in it, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("template")
    app = create_app(test_settings(folder))
    with app.app_context():
        upgrade()
        _add_cast()
        db.session.remove()
        db.engine.dispose()
    return folder / "baton.db"


@pytest.fixture
def engine() -> str:
    """Which engine the app of a test runs on; journeys override this with both."""
    return os.environ.get("BATON_TEST_ENGINE", "sqlite")


@pytest.fixture(scope="session")
def whole_content() -> Library:
    """The content of the repository, read once: it is frozen, and half of a test's time would go into reading it."""
    return load_library(config.load({}).content_dir)


@pytest.fixture(autouse=True)
def _year(monkeypatch: pytest.MonkeyPatch) -> None:
    """Days are written as in the year of these tests, whenever they run."""
    monkeypatch.setattr("app.web.formats.now", lambda: NOON)


@pytest.fixture
def app(engine: str, request: pytest.FixtureRequest, tmp_path: Path, whole_content: Library) -> Iterator[Flask]:
    """The app on a database of this test alone, the cast in it."""
    if engine == "sqlite":
        shutil.copy(request.getfixturevalue("empty_database"), tmp_path / "baton.db")
        app = create_app(test_settings(tmp_path))
    else:
        app = create_app(test_settings(tmp_path, database_url=request.getfixturevalue("postgresql_with_cast")))
    app.testing = True
    app.extensions["baton.library"] = whole_content
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Who is who."""
    with app.app_context():
        people = {person.first_name.lower(): person.id for person in db.session.query(Person)}
        teams = {team.name.split(" ")[0].lower(): team.id for team in db.session.query(Team)}
        db.session.remove()
    return Cast(**people, **teams)


@pytest.fixture
def visit(app: Flask) -> Callable[[int | None], FlaskClient]:
    """A client signed in as the person with this id, or nobody; forms need no token in tests of pages."""
    app.config["WTF_CSRF_ENABLED"] = False

    def open_client(person_id: int | None) -> FlaskClient:
        client = app.test_client()
        if person_id is not None:
            with app.app_context():
                session_id = db.session.get_one(Person, person_id).get_id()
                db.session.remove()
            with client.session_transaction() as session:
                session["_user_id"] = session_id
                session["_fresh"] = True
        return client

    return open_client


@pytest.fixture
def count_statements(app: Flask) -> Callable[[], "contextmanager[list[str]]"]:
    """Counts SQL statements: `with count_statements() as seen: ...` then `len(seen)`."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The socket folder of a PostgreSQL these tests started themselves."""
    machine.need("PostgreSQL", machine.postgresql_programs() is not None, "postgresql")
    with machine.postgresql_server() as folder:
        yield folder


@pytest.fixture
def postgresql_database(postgresql: str) -> Iterator[str]:
    """The address of an empty database on that server."""
    with new_database(postgresql) as address:
        yield address


@pytest.fixture(scope="session")
def postgresql_template(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a migrated database with the cast in it, made once and copied for each test."""
    with new_database(postgresql) as address:
        app = create_app(test_settings(tmp_path_factory.mktemp("postgresql"), database_url=address))
        with app.app_context():
            upgrade()
            _add_cast()
            db.session.remove()
            db.engine.dispose()
        yield str(make_url(address).database)


@pytest.fixture
def postgresql_with_cast(postgresql: str, postgresql_template: str) -> Iterator[str]:
    """The address of a database of this test alone, the cast in it."""
    with new_database(postgresql, template=postgresql_template) as address:
        yield address


@contextmanager
def new_database(folder: str, template: str = "template1") -> Iterator[str]:
    """A database on the server of this socket folder, gone afterwards; answers its address."""
    root = f"postgresql+psycopg://postgres@/{{}}?host={folder}"
    name = f"test_{uuid.uuid4().hex[:12]}"
    engine = create_engine(root.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield root.format(name)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Counts aloud what this machine could not run."""
    for what, count in sorted(Counter(report_reasons(terminalreporter)).items()):
        terminalreporter.write_line(f"SKIPPED ALOUD: {count} tests, because {what}", red=True)


def report_reasons(terminalreporter: Any) -> list[str]:
    """The reasons of skipped tests, one a test."""
    return [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])]


def _add_cast() -> None:
    with transaction() as session:
        session.add(Organisation(id=1, name="Northfold Group", time_zone="Europe/London", created_at=NOON))
        leeds, hull = Team(name="Leeds desk"), Team(name="Hull desk")
        session.add_all([leeds, hull])
        session.flush()
        for name, role, team in (
            ("Asha Verma", Role.AGENT, leeds),
            ("Bo Lindqvist", Role.AGENT, hull),
            ("Mina Castellanos", Role.MANAGER, None),
            ("Max Oyelaran", Role.MAJOR_INCIDENT_MANAGER, None),
            ("Tess Holloway", Role.TRAINER, None),
            ("Ada Brightwell", Role.ADMINISTRATOR, None),
        ):
            person = Person(
                name=name,
                email=f"{name.split(' ')[0].lower()}@example.org",
                team_id=team.id if team else None,
                joined_on=date(2026, 11, 2),
                created_at=NOON,
            )
            person.roles_held = [RoleHeld(role=role)]
            person.manages = [leeds] if role is Role.MANAGER else []
            session.add(person)
