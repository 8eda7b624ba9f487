"""Guessing is slowed down: by address written, by where it comes from, and nobody gets around it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient

from app.accounts.models import SignInFailure
from app.accounts.rules import client_network, wait_seconds
from tests.accounts.conftest import PASSWORD, Visit, acts, database, sign_in
from tests.conftest import NOON, Cast

Clock = Callable[[datetime], None]


def fail(client: FlaskClient, times: int, email: str = "asha@example.org") -> list[int]:
    return [sign_in(client, email, f"wrong guess {number}") for number in range(times)]


def test_after_five_failures_an_address_waits_and_is_told_how_long(visit: Visit, asha: int, clock: Clock) -> None:
    clock(NOON)
    client = visit(None)
    assert fail(client, 5) == [422] * 5
    clock(NOON + timedelta(minutes=4, seconds=50))
    answer = client.post("/sign-in", data={"email": "asha@example.org", "password": "wrong again"})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "610"
    assert "Wait 10 min 10 s" in answer.text
    assert 'value="asha@example.org"' in answer.text


def test_the_right_password_is_refused_too_while_waiting(visit: Visit, asha: int, clock: Clock) -> None:
    clock(NOON)
    client = visit(None)
    fail(client, 5)
    assert sign_in(client, "asha@example.org", PASSWORD) == 429


def test_after_the_wait_the_right_password_works_and_old_rows_are_gone(
    app: Flask, visit: Visit, asha: int, clock: Clock
) -> None:
    clock(NOON)
    client = visit(None)
    fail(client, 5)
    clock(NOON + timedelta(minutes=15))
    assert sign_in(client, "asha@example.org", PASSWORD) == 303
    with database(app) as session:
        assert session.query(SignInFailure).count() == 0


def test_tries_refused_for_waiting_do_not_make_the_wait_longer(visit: Visit, asha: int, clock: Clock) -> None:
    clock(NOON)
    client = visit(None)
    fail(client, 5)
    for minute in range(1, 15):
        clock(NOON + timedelta(minutes=minute))
        assert fail(client, 1) == [429]
    clock(NOON + timedelta(minutes=15))
    assert fail(client, 1) == [422]


def test_an_address_nobody_has_waits_just_the_same(visit: Visit, clock: Clock) -> None:
    clock(NOON)
    assert fail(visit(None), 6, "nobody@example.org") == [422] * 5 + [429]


def test_twenty_failures_from_one_place_wait_whatever_the_address(visit: Visit, asha: int, clock: Clock) -> None:
    clock(NOON)
    client = visit(None)
    seen = [fail(client, 1, f"person{number}@example.org") for number in range(20)]
    assert seen == [[422]] * 20
    assert sign_in(client, "asha@example.org", PASSWORD) == 429


def test_another_place_is_not_held_up_by_it(visit: Visit, asha: int, clock: Clock) -> None:
    clock(NOON)
    client = visit(None)
    for number in range(20):
        fail(client, 1, f"person{number}@example.org")
    answer = client.post(
        "/sign-in",
        data={"email": "asha@example.org", "password": PASSWORD},
        environ_overrides={"REMOTE_ADDR": "198.51.100.7"},
    )
    assert answer.status_code == 303


def test_signing_in_clears_an_address_but_not_the_place_it_came_from(
    app: Flask, visit: Visit, cast: Cast, asha: int, clock: Clock
) -> None:
    """Else a guesser with an account of their own would start anew whenever they like."""
    clock(NOON)
    client = visit(None)
    fail(client, 4)
    assert sign_in(client, "asha@example.org", PASSWORD) == 303
    with database(app) as session:
        keys = [row.key for row in session.query(SignInFailure)]
    assert keys == ["client:127.0.0.1"] * 4


def test_nothing_about_failures_enters_the_log(app: Flask, visit: Visit, asha: int) -> None:
    fail(visit(None), 6)
    assert acts(app) == []


def test_a_try_counts_before_the_password_is_looked_at(visit: Visit, app: Flask, asha: int, monkeypatch) -> None:
    """A burst of tries at once must find the earlier ones counted already."""
    counted: list[int] = []

    def look(*_: object) -> bool:
        with app.app_context():
            from app.database import db

            counted.append(db.session.query(SignInFailure).count())
        return False

    monkeypatch.setattr("app.accounts.passwords.matches", look)
    fail(visit(None), 1)
    assert counted == [2]


def test_the_wait_ends_when_the_oldest_counted_failure_leaves_the_window() -> None:
    failures = [NOON - timedelta(minutes=minute) for minute in (1, 2, 3, 4, 5, 6)]
    assert wait_seconds(failures, 5, NOON) == 600
    assert wait_seconds(failures[:4], 5, NOON) == 0


def test_a_household_of_ipv6_addresses_counts_as_one_place() -> None:
    assert client_network("2001:db8::1") == client_network("2001:db8::ffff") == "2001:db8::/64"
    assert client_network("192.0.2.1") == "192.0.2.1"
    assert client_network(None) == client_network("") == "unknown"
