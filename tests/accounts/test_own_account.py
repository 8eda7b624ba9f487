"""One's own account: what it shows, changing the password, ending sessions elsewhere."""

import pytest
from flask import Flask

from tests.accounts.conftest import PASSWORD, Visit, acts, sign_in
from tests.conftest import Cast

NEW = "a better horse battery"


def change(client, current: str = PASSWORD, chosen: str = NEW, again: str | None = None):
    form = {"current": current, "chosen": chosen, "again": chosen if again is None else again}
    return client.post("/account/password", data=form)


def test_it_shows_name_team_roles_and_address(visit: Visit, asha: int) -> None:
    page = visit(asha).get("/account").text
    for words in ("Asha Verma", "Agent, Leeds desk", "asha@example.org", "2 November 2026"):
        assert words in page


def test_the_new_password_takes_the_place_of_the_old_one(app: Flask, visit: Visit, asha: int) -> None:
    client = visit(asha)
    answer = change(client)
    assert answer.status_code == 303
    assert "Your password is changed" in client.get("/account").text
    assert sign_in(visit(None), "asha@example.org", NEW) == 303
    assert sign_in(visit(None), "asha@example.org", PASSWORD) == 422
    assert acts(app)[0] == ("password changed", f"person:{asha}", asha)


def test_changing_it_ends_other_sessions_and_keeps_this_one(visit: Visit, asha: int) -> None:
    here, elsewhere = visit(asha), visit(asha)
    change(here)
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303


def test_the_current_password_must_be_right(app: Flask, visit: Visit, asha: int) -> None:
    answer = change(visit(asha), current="wrong horse battery")
    assert answer.status_code == 422
    assert "This is not your current password." in answer.text
    assert acts(app) == []


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        ("short", "Choose at least 10 characters; this has 5."),
        ("x" * 201, "Choose at most 200 characters."),
        ("asha@example.org", "Choose something other than your e-mail address."),
        ("aaaaaaaaaaaa", "more than three different characters"),
        ("", "Choose a password."),
    ],
)
def test_a_password_too_easy_to_guess_is_refused_with_the_reason(
    visit: Visit, asha: int, chosen: str, reason: str
) -> None:
    answer = change(visit(asha), chosen=chosen)
    assert answer.status_code == 422
    assert reason in answer.text


def test_two_different_new_passwords_are_refused(visit: Visit, asha: int) -> None:
    answer = change(visit(asha), again="something else entirely")
    assert answer.status_code == 422
    assert "The two are not the same." in answer.text
    assert "Passwords are not put back: write them again." in answer.text
    assert "still here" not in answer.text


def test_guessing_the_current_password_is_slowed_down_like_signing_in(visit: Visit, asha: int) -> None:
    client = visit(asha)
    assert [change(client, current=f"wrong guess {n}").status_code for n in range(5)] == [422] * 5
    answer = change(client)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "Your password is unchanged." in answer.text


def test_signing_out_everywhere_ends_other_sessions_at_their_next_request(app: Flask, visit: Visit, asha: int) -> None:
    here, elsewhere = visit(asha), visit(asha)
    assert elsewhere.get("/account").status_code == 200
    assert here.post("/account/sign-out-everywhere").status_code == 303
    assert elsewhere.get("/account").status_code == 303
    assert here.get("/account").status_code == 200
    assert acts(app) == [("signed out everywhere", f"person:{asha}", asha)]


def test_nobody_elses_sessions_end_with_it(visit: Visit, cast: Cast, asha: int) -> None:
    bo = visit(cast.bo)
    visit(asha).post("/account/sign-out-everywhere")
    assert bo.get("/account").status_code == 200


def test_a_session_of_nobody_is_no_session(visit: Visit) -> None:
    for broken in ("999.1", "1", "1.x", "x.1", "", "1.1.1"):
        client = visit(None)
        with client.session_transaction() as session:
            session["_user_id"] = broken
        assert client.get("/account").status_code == 303


@pytest.mark.parametrize("address", ["/account", "/account/password", "/account/sign-out-everywhere"])
def test_the_account_is_only_for_people_signed_in(visit: Visit, address: str) -> None:
    client = visit(None)
    answer = client.get(address) if address == "/account" else client.post(address)
    assert answer.status_code == 303
    assert "/sign-in" in answer.headers["Location"]
