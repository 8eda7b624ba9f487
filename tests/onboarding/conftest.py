"""The app on content of a few lines."""

import dataclasses
import shutil

import pytest

from app import create_app
from app.database import db
from tests.conftest import test_settings as settings_of_a_test
from tests.progress.tiny_content import write_tiny_content


@pytest.fixture
def app(empty_database, tmp_path):
    """The app on a database of this test alone and the tiny content."""
    shutil.copy(empty_database, tmp_path / "baton.db")
    content = write_tiny_content(tmp_path / "content")
    app = create_app(dataclasses.replace(settings_of_a_test(tmp_path), content_dir=content))
    app.testing = True
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
