"""The sample organisation, loaded once and copied for each test; and an installation with nothing in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from app import create_app
from app.database import db
from app.extensions import library
from app.sample.loading import load
from tests.conftest import NOON, test_settings


@pytest.fixture(scope="session")
def blank_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file with no row in it."""
    folder = tmp_path_factory.mktemp("blank")
    app = create_app(test_settings(folder))
    with app.app_context():
        upgrade()
        close()
    return folder / "baton.db"


@pytest.fixture(scope="session")
def sample_database(blank_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample organisation as loaded at noon on 24 November 2026."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copy(blank_database, folder / "baton.db")
    app = create_app(test_settings(folder))
    with app.app_context():
        load(library(), NOON)
        close()
    return folder / "baton.db"


@pytest.fixture
def blank(blank_database: Path, tmp_path: Path) -> Iterator[Flask]:
    """An app with nothing in its database."""
    yield from _app_on(blank_database, tmp_path / "blank")


@pytest.fixture
def sample(sample_database: Path, tmp_path: Path) -> Iterator[Flask]:
    """An app with the sample organisation."""
    yield from _app_on(sample_database, tmp_path / "sample")


def close() -> None:
    db.session.remove()
    db.engine.dispose()


def _app_on(database: Path, folder: Path) -> Iterator[Flask]:
    folder.mkdir()
    shutil.copy(database, folder / "baton.db")
    app = create_app(test_settings(folder))
    app.testing = True
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    with app.app_context():
        close()
