"""People who have chosen a password, and short ways to look into the tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.accounts import passwords
from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.database import db, transaction
from tests.conftest import Cast

PASSWORD = "correct horse battery"

Visit = Callable[[int | None], FlaskClient]


@contextmanager
def database(app: Flask) -> Iterator[Session]:
    """A session that sees what was committed, and commits what is written in it."""
    with app.app_context():
        with transaction() as session:
            yield session
        db.session.remove()


def give_password(app: Flask, person_id: int, password: str = PASSWORD) -> None:
    """Lets this person sign in with this password."""
    with database(app) as session:
        session.get_one(Person, person_id).password_hash = passwords.hashed(password, 8)


def acts(app: Flask) -> list[tuple[str, str, int | None]]:
    """What the log says: act, subject, actor."""
    with database(app) as session:
        return [(entry.act, entry.subject, entry.actor_id) for entry in session.query(AuditEntry)]


def sign_in(client: FlaskClient, email: str, password: str = PASSWORD, **more: str) -> int:
    """Sends the sign-in form and answers the status."""
    return client.post("/sign-in", data={"email": email, "password": password, **more}).status_code


@pytest.fixture
def asha(app: Flask, cast: Cast) -> int:
    """Asha, who has a password."""
    give_password(app, cast.asha)
    return cast.asha


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets what the views of this room take for now."""

    def set_to(moment: datetime) -> None:
        for name in ("door", "own_account", "links", "people", "teams", "first_page", "extra_time"):
            monkeypatch.setattr(f"app.accounts.views.{name}.now", lambda: moment)

    return set_to
