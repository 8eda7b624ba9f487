"""Signing in: who gets in, who waits, and where they land."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts import passwords
from app.accounts.models import Person
from app.database import db, transaction
from tests.conftest import Cast

PASSWORD = "correct horse battery"
Visit = Callable[[int | None], FlaskClient]


@pytest.fixture
def with_password(app: Flask, cast: Cast) -> int:
    """Asha, who has chosen a password."""
    kept = passwords.hashed(PASSWORD, 8)
    with app.app_context():
        with transaction() as session:
            session.get_one(Person, cast.asha).password_hash = kept
        db.session.remove()
    return cast.asha


def test_the_right_password_opens_the_first_page(visit: Visit, with_password: int) -> None:
    client = visit(None)
    answer = client.post("/sign-in", data={"email": " Asha@Example.org ", "password": PASSWORD, "next": ""})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"
    assert b"Asha" in client.get("/").data
