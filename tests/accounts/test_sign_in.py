"""Signing in and out: who gets in, where they land, and what their session carries."""

import pytest
from flask import Flask

from app.accounts import passwords
from app.accounts.models import Organisation, Person
from app.accounts.rules import own_path
from tests.accounts.conftest import PASSWORD, Visit, acts, database, give_password, sign_in
from tests.conftest import Cast


def test_the_right_password_opens_the_first_page(visit: Visit, asha: int) -> None:
    client = visit(None)
    answer = client.post("/sign-in", data={"email": " Asha@Example.org ", "password": PASSWORD, "next": ""})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"
    assert b"Asha" in client.get("/").data


def test_signing_in_is_logged_without_the_password(app: Flask, visit: Visit, asha: int) -> None:
    sign_in(visit(None), "asha@example.org")
    assert acts(app) == [("signed in", f"person:{asha}", asha)]


@pytest.mark.parametrize(
    ("email", "password"),
    [("asha@example.org", "wrong horse battery"), ("nobody@example.org", PASSWORD), ("bo@example.org", PASSWORD)],
    ids=["wrong password", "unknown address", "no password chosen yet"],
)
def test_all_refusals_are_worded_alike_and_keep_the_address(visit: Visit, asha: int, email: str, password: str) -> None:
    answer = visit(None).post("/sign-in", data={"email": email, "password": password})
    assert answer.status_code == 422
    assert "E-mail and password do not go together." in answer.text
    assert f'value="{email}"' in answer.text
    assert password not in answer.text


def test_a_deactivated_person_is_refused_the_same_way(app: Flask, visit: Visit, cast: Cast, asha: int) -> None:
    visit(cast.ada).post(f"/people/{asha}/deactivate")
    answer = visit(None).post("/sign-in", data={"email": "asha@example.org", "password": PASSWORD})
    assert answer.status_code == 422
    assert "do not go together" in answer.text


def test_an_empty_form_names_both_fields(visit: Visit) -> None:
    answer = visit(None).post("/sign-in", data={})
    assert answer.status_code == 422
    assert "Write your e-mail address." in answer.text
    assert "Write your password." in answer.text


def test_a_password_is_checked_even_for_an_address_nobody_has(
    visit: Visit, asha: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Timing tells nothing because the same work is done: one verification a try, known address or not."""
    hasher = passwords._hasher(8)
    checked: list[str] = []
    original = type(hasher).verify

    def counting(self: object, kept: str, password: str) -> bool:
        checked.append(kept)
        return original(hasher, kept, password)

    monkeypatch.setattr(type(hasher), "verify", counting)
    client = visit(None)
    for email in ("asha@example.org", "nobody@example.org", "bo@example.org"):
        checked.clear()
        sign_in(client, email, "wrong horse battery")
        assert len(checked) == 1
        assert "m=8,t=3,p=1" in checked[0]


def test_a_hash_made_with_other_settings_is_renewed_on_signing_in(app: Flask, visit: Visit, cast: Cast) -> None:
    with database(app) as session:
        session.get_one(Person, cast.asha).password_hash = passwords.hashed(PASSWORD, 16)
    assert sign_in(visit(None), "asha@example.org") == 303
    with database(app) as session:
        assert "m=8," in (session.get_one(Person, cast.asha).password_hash or "")
    assert sign_in(visit(None), "asha@example.org") == 303


def test_a_password_typed_with_composed_or_split_letters_is_the_same(app: Flask, visit: Visit, cast: Cast) -> None:
    give_password(app, cast.asha, "caf\u00e9 au lait")
    assert sign_in(visit(None), "asha@example.org", "cafe\u0301 au lait") == 303


@pytest.mark.parametrize(
    ("target", "lands"),
    [
        ("/people?q=a", "/people?q=a"),
        ("", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/%0a/evil", "/%0a/evil"),
        ("javascript:alert(1)", "/"),
        ("people", "/"),
        (" /people", "/"),
    ],
)
def test_the_way_back_leads_only_to_own_pages(visit: Visit, asha: int, target: str, lands: str) -> None:
    assert own_path(target) == lands
    form = {"email": "asha@example.org", "password": PASSWORD, "next": target}
    assert visit(None).post("/sign-in", data=form).headers["Location"] == lands


def test_the_page_asked_for_is_carried_through_the_form(visit: Visit) -> None:
    client = visit(None)
    answer = client.get("/account")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/sign-in?next=/account"
    assert 'value="/account"' in client.get("/sign-in?next=/account").text
    assert "evil" not in client.get("/sign-in?next=https://evil.example").text


def test_a_session_begun_before_signing_in_is_not_carried_over(visit: Visit, asha: int) -> None:
    client = visit(None)
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
        session["csrf_token"] = "known to somebody else"
    sign_in(client, "asha@example.org")
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != "known to somebody else"
        assert session.permanent


def test_the_cookie_lasts_for_days_and_stays_out_of_scripts(visit: Visit, asha: int) -> None:
    answer = visit(None).post("/sign-in", data={"email": "asha@example.org", "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" in cookie


def test_signing_in_takes_the_place_of_whoever_was_signed_in(visit: Visit, cast: Cast, asha: int) -> None:
    client = visit(cast.bo)
    sign_in(client, "asha@example.org")
    assert "Asha Verma" in client.get("/account").text


def test_somebody_signed_in_is_not_shown_the_door_again(visit: Visit, cast: Cast) -> None:
    answer = visit(cast.bo).get("/sign-in?next=/account")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/account"


def test_signing_out_ends_the_session(visit: Visit, cast: Cast) -> None:
    client = visit(cast.bo)
    assert client.post("/sign-out").headers["Location"] == "/sign-in"
    assert client.get("/account").status_code == 303


def test_signing_out_takes_a_button_and_not_a_link(visit: Visit, cast: Cast) -> None:
    assert visit(cast.bo).get("/sign-out").status_code == 405


@pytest.mark.parametrize(
    "address",
    ["/sign-in", "/sign-out", "/account/password", "/account/sign-out-everywhere", "/forgotten", "/people/new"],
)
def test_forms_without_their_token_are_refused(app: Flask, visit: Visit, cast: Cast, asha: int, address: str) -> None:
    client = visit(cast.ada)
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client.post(address, data={"email": "asha@example.org", "password": PASSWORD})
    assert answer.status_code == 400
    assert "open too long" in answer.text


def test_the_form_sends_the_token_it_needs(app: Flask, visit: Visit, asha: int) -> None:
    client = visit(None)
    app.config["WTF_CSRF_ENABLED"] = True
    token = client.get("/sign-in").text.split('name="csrf_token" value="')[1].split('"')[0]
    assert sign_in(client, "asha@example.org", csrf_token=token) == 303


def test_the_door_stands_before_there_is_an_organisation(app: Flask, visit: Visit) -> None:
    with database(app) as session:
        session.delete(session.get_one(Organisation, 1))
    assert visit(None).get("/sign-in").status_code == 200
