"""Rules about everybody, kept by several people who act in the same moment on either engine."""

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask

from app.accounts import passwords
from app.accounts.actions import own_account, throttle
from app.accounts.actions.links import make_link, void_links
from app.accounts.actions.outcomes import LinkGone, Refusal
from app.accounts.actions.people import PersonFacts, add_person, deactivate
from app.accounts.actions.signing_in import sign_in
from app.accounts.actions.teams import add_team
from app.accounts.models import Person, RoleHeld
from app.archive.actions import keep
from app.archive.models import ArchivedText
from app.content.library import Library
from app.database import db, transaction
from app.web.guards import Role
from tests.accounts.conftest import database
from tests.conftest import Cast

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
MEMORY = 8


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql"))])
def engine(request: pytest.FixtureRequest) -> str:
    """Both engines: what one of them keeps apart by its lock, the other must be told to."""
    return str(request.param)


def at_once(app: Flask, *acts: Callable[[], Any]) -> list[Any]:
    """What came of these, begun in the same moment, each over a connection of its own."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        ready.wait(10)
        return _by_another(app, act)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def _by_another(app: Flask, act: Callable[[], Any]) -> Any:
    """What came of this act, over a connection of its own."""
    with app.app_context():
        try:
            return act()
        finally:
            db.session.remove()


def _meanwhile(app: Flask, act: Callable[[], Any]) -> None:
    """Somebody else does this before the next line runs."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_by_another, app, act).result()


def _refused(outcomes: Collection[Any]) -> int:
    return sum(isinstance(outcome, Refusal) for outcome in outcomes)


def test_two_administrators_who_deactivate_each_other_leave_one(app: Flask, cast: Cast) -> None:
    with database(app), transaction() as session:
        session.add(RoleHeld(person_id=cast.tess, role=Role.ADMINISTRATOR))
    outcomes = at_once(
        app,
        lambda: deactivate(person_id=cast.ada, actor_id=cast.tess, at=NOON),
        lambda: deactivate(person_id=cast.tess, actor_id=cast.ada, at=NOON),
    )
    assert _refused(outcomes) == 1


def test_one_address_and_one_team_name_are_given_once(app: Flask, cast: Cast) -> None:
    facts = PersonFacts(
        name="Noor",
        email="noor@example.org",
        roles=frozenset({Role.TRAINER}),
        team_id=None,
        joined_on=date(2026, 11, 2),
    )
    assert _refused(at_once(app, *[lambda: add_person(facts, actor_id=cast.ada, at=NOON)] * 3)) == 2
    assert _refused(at_once(app, *[lambda: add_team(name="Night", actor_id=cast.ada, at=NOON)] * 3)) == 2


def test_a_burst_of_tries_gets_no_more_than_its_share(app: Flask, cast: Cast) -> None:
    tries = at_once(app, *[lambda: throttle.count_password_try("asha@example.org", "192.0.2.1", NOON)] * 8)
    assert sum(not each.wait_seconds for each in tries) == throttle.PASSWORDS_PER_ADDRESS


def test_a_class_that_starts_changed_content_together_keeps_it_once(app: Flask, whole_content: Library) -> None:
    checklist = whole_content.checklist

    def kept() -> str:
        with transaction() as session:
            keep(whole_content, "checklist", "checklist", checklist.hash, NOON)
            return session.get_one(ArchivedText, checklist.hash).text

    assert at_once(app, *[kept] * 4) == [whole_content.texts[checklist.hash]] * 4


def test_a_link_ended_while_its_password_is_being_hashed_sets_none(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database(app):
        link = make_link(person_id=cast.bo, purpose="new_password", hours=24, actor_id=None, at=NOON)
    hashed = passwords.hashed

    def ended_meanwhile(password: str, memory_kib: int) -> str:
        _meanwhile(app, lambda: void_links(cast.bo, NOON + timedelta(seconds=1)))
        return hashed(password, memory_kib)

    monkeypatch.setattr(passwords, "hashed", ended_meanwhile)
    with app.app_context():
        chosen = own_account.choose_password(
            token=link.token, chosen="a long enough pass phrase", name=None, email=None, memory_kib=MEMORY, at=NOON
        )
        db.session.remove()
    assert isinstance(chosen, LinkGone)


def test_a_password_chosen_while_the_old_one_is_hashed_anew_stays(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = passwords.hashed("the old pass phrase", MEMORY), passwords.hashed("the new pass phrase", MEMORY * 2)
    with database(app):
        _keep_hash(cast.bo, old)
    hashed = passwords.hashed

    def chosen_meanwhile(password: str, memory_kib: int) -> str:
        _meanwhile(app, lambda: _keep_hash(cast.bo, new))
        return hashed(password, memory_kib)

    monkeypatch.setattr(passwords, "hashed", chosen_meanwhile)
    with app.app_context():
        sign_in(email="bo@example.org", password="the old pass phrase", client=None, memory_kib=MEMORY * 2, at=NOON)
        db.session.remove()
    with database(app) as session:
        assert session.get_one(Person, cast.bo).password_hash == new


def _keep_hash(person_id: int, password_hash: str) -> None:
    with transaction() as session:
        session.get_one(Person, person_id).password_hash = password_hash
