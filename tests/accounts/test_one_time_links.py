"""One-time links: made, opened, used once, ended; and what is kept of them."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask

from app.accounts.actions.links import digest_of, make_link
from app.accounts.actions.organisation import let_first_administrator_in
from app.accounts.actions.outcomes import NewLink
from app.accounts.models import OneTimeLink, Person
from tests.accounts.conftest import PASSWORD, Visit, acts, database, sign_in
from tests.conftest import NOON, Cast

Clock = Callable[[datetime], None]
CHOICE = {"chosen": PASSWORD, "again": PASSWORD}


def link_for(app: Flask, person_id: int, purpose: str = "welcome") -> str:
    with database(app):
        return make_link(person_id=person_id, purpose=purpose, hours=72, actor_id=None, at=NOON).token  # type: ignore[arg-type]


@pytest.fixture
def token(app: Flask, cast: Cast, clock: Clock) -> str:
    """An open link of Bo's, at noon."""
    clock(NOON)
    return link_for(app, cast.bo)


def test_only_a_digest_of_the_secret_is_kept(app: Flask, token: str) -> None:
    assert len(token) >= 43
    with database(app) as session:
        kept = session.query(OneTimeLink).one()
    assert kept.digest == digest_of(token)
    assert token not in repr(vars(kept))
    assert all(token not in " ".join(map(str, act)) for act in acts(app))


def test_opening_a_link_says_whose_it_is_and_changes_nothing(visit: Visit, token: str) -> None:
    client = visit(None)
    for _ in range(3):
        page = client.get(f"/link/{token}")
        assert page.status_code == 200
        assert "Welcome, Bo Lindqvist." in page.text
        assert "until Friday 27 November, 12:00 GMT" in page.text


def test_using_it_sets_the_password_and_signs_in(app: Flask, visit: Visit, cast: Cast, token: str) -> None:
    client = visit(None)
    answer = client.post(f"/link/{token}", data=CHOICE)
    assert answer.status_code == 303
    assert "Bo Lindqvist" in client.get("/account").text
    assert sign_in(visit(None), "bo@example.org") == 303
    assert ("password chosen", f"person:{cast.bo}", cast.bo) in acts(app)


def test_it_works_once(visit: Visit, token: str, clock: Clock) -> None:
    visit(None).post(f"/link/{token}", data=CHOICE)
    clock(NOON + timedelta(hours=1))
    for answer in (visit(None).get(f"/link/{token}"), visit(None).post(f"/link/{token}", data=CHOICE)):
        assert answer.status_code == 410
        assert "This link was used already." in answer.text
        assert "Tuesday 24 November, 12:00 GMT" in answer.text


def test_it_ends_after_its_hours(visit: Visit, token: str, clock: Clock) -> None:
    clock(NOON + timedelta(hours=71, minutes=59))
    assert visit(None).get(f"/link/{token}").status_code == 200
    clock(NOON + timedelta(hours=72))
    answer = visit(None).post(f"/link/{token}", data=CHOICE)
    assert answer.status_code == 410
    assert "This link has ended." in answer.text
    assert "Ask for a new one" in answer.text


def test_an_unknown_link_is_told_from_an_ended_one(visit: Visit) -> None:
    answer = visit(None).get("/link/never-made")
    assert answer.status_code == 404
    assert "There is no such link." in answer.text
    assert visit(None).post("/link/never-made", data=CHOICE).status_code == 404


def test_choosing_a_password_ends_sessions_and_other_links(app: Flask, visit: Visit, cast: Cast, token: str) -> None:
    other, before = link_for(app, cast.bo, "new_password"), visit(cast.bo)
    visit(None).post(f"/link/{token}", data=CHOICE)
    assert before.get("/account").status_code == 303
    answer = visit(None).get(f"/link/{other}")
    assert answer.status_code == 410
    assert "This link has ended." in answer.text


def test_it_leaves_links_of_others_open(app: Flask, visit: Visit, cast: Cast, token: str) -> None:
    of_asha = link_for(app, cast.asha)
    visit(None).post(f"/link/{token}", data=CHOICE)
    assert visit(None).get(f"/link/{of_asha}").status_code == 200


@pytest.mark.parametrize(
    ("chosen", "again", "reason"),
    [("short", "short", "at least 10"), (PASSWORD, "another thing", "not the same"), ("", "", "Choose a password")],
)
def test_a_bad_password_leaves_the_link_open(visit: Visit, token: str, chosen: str, again: str, reason: str) -> None:
    client = visit(None)
    answer = client.post(f"/link/{token}", data={"chosen": chosen, "again": again})
    assert answer.status_code == 422
    assert reason in answer.text
    assert client.get(f"/link/{token}").status_code == 200


def test_a_link_of_a_deactivated_person_is_no_link(app: Flask, visit: Visit, cast: Cast, token: str) -> None:
    visit(cast.ada).post(f"/people/{cast.bo}/deactivate")
    assert visit(None).get(f"/link/{token}").status_code == 404


def test_a_link_signs_in_as_its_person_whoever_was_signed_in(visit: Visit, cast: Cast, token: str) -> None:
    client = visit(cast.asha)
    client.post(f"/link/{token}", data=CHOICE)
    assert "Bo Lindqvist" in client.get("/account").text


@pytest.fixture
def first(app: Flask, cast: Cast, clock: Clock) -> str:
    """The link of the first administrator of an installation where nobody else is one."""
    clock(NOON)
    with database(app) as session:
        for held in session.get_one(Person, cast.ada).roles_held:
            session.delete(held)
    with database(app):
        made = let_first_administrator_in(link_hours=72, at=NOON)
    assert isinstance(made, NewLink)
    return made.token


def test_the_first_administrator_says_who_they_are(app: Flask, visit: Visit, first: str) -> None:
    client = visit(None)
    assert "Say who you are." in client.get(f"/link/{first}").text
    answer = client.post(f"/link/{first}", data=CHOICE | {"name": " Ines  Duarte ", "email": "Ines@Example.org"})
    assert answer.status_code == 303
    assert "Ines Duarte" in client.get("/people").text
    assert sign_in(visit(None), "ines@example.org") == 303


def test_the_first_administrator_must_name_themselves(visit: Visit, first: str) -> None:
    answer = visit(None).post(f"/link/{first}", data=CHOICE | {"name": "", "email": "ines"})
    assert answer.status_code == 422
    assert "Write the name." in answer.text
    assert "Write a whole e-mail address" in answer.text


def test_the_first_administrator_cannot_take_somebodys_address(visit: Visit, first: str) -> None:
    client = visit(None)
    answer = client.post(f"/link/{first}", data=CHOICE | {"name": "Ines", "email": "asha@example.org"})
    assert answer.status_code == 422
    assert "Somebody here has this address already." in answer.text
    assert client.get(f"/link/{first}").status_code == 200


def test_name_and_address_sent_along_with_an_ordinary_link_change_nothing(
    app: Flask, visit: Visit, cast: Cast, token: str
) -> None:
    visit(None).post(f"/link/{token}", data=CHOICE | {"name": "Somebody Else", "email": "else@example.org"})
    with database(app) as session:
        assert session.get_one(Person, cast.bo).email == "bo@example.org"
