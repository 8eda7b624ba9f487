"""One click signs in as a sample person: in the sample organisation only, and from this machine only."""

import pytest
from flask import Flask

from app.accounts.models import Organisation
from tests.accounts.conftest import Visit, acts, database, give_password, sign_in
from tests.conftest import Cast


@pytest.fixture
def sample(app: Flask, cast: Cast) -> None:
    """The cast as the sample organisation, with a story of Bo's."""
    with database(app) as session:
        session.get_one(Organisation, 1).is_sample = True
    app.extensions["baton.sample_stories"] = lambda: {"bo@example.org": "Try Bo first."}


@pytest.mark.usefixtures("sample")
def test_the_door_lists_everybody_by_role_with_their_story(visit: Visit, cast: Cast) -> None:
    page = visit(None).get("/sign-in").text
    places = [page.index(f">{label}</h2>") for label in ("Agents", "Managers", "Trainers", "Administrators")]
    assert places == sorted(places)
    assert page.index("Bo Lindqvist") < page.index("Asha Verma")
    assert "Try Bo first." in page
    assert f'action="/sign-in/as/{cast.bo}"' in page
    assert 'flask organisation <span class="whole">leave-sample</span>' in page


@pytest.mark.usefixtures("sample")
def test_one_click_signs_in(app: Flask, visit: Visit, cast: Cast) -> None:
    client = visit(None)
    answer = client.post(f"/sign-in/as/{cast.bo}")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"
    assert "Bo Lindqvist" in client.get("/account").text
    assert acts(app) == [("signed in", f"person:{cast.bo}", cast.bo)]


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("address", ["192.0.2.9", "10.0.0.5", "2001:db8::1", ""])
def test_from_another_machine_it_is_refused(app: Flask, visit: Visit, cast: Cast, address: str) -> None:
    client = visit(None)
    answer = client.post(f"/sign-in/as/{cast.bo}", environ_overrides={"REMOTE_ADDR": address})
    assert answer.status_code == 403
    assert "only be visited from the machine it runs on" in answer.text
    assert client.get("/account").status_code == 303
    assert acts(app) == []


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1"])
def test_every_loopback_address_is_this_machine(visit: Visit, cast: Cast, address: str) -> None:
    answer = visit(None).post(f"/sign-in/as/{cast.bo}", environ_overrides={"REMOTE_ADDR": address})
    assert answer.status_code == 303


@pytest.mark.usefixtures("sample")
def test_somebody_who_left_or_never_was_is_not_found(visit: Visit, cast: Cast) -> None:
    visit(cast.ada).post(f"/people/{cast.bo}/deactivate")
    assert visit(None).post(f"/sign-in/as/{cast.bo}").status_code == 404
    assert visit(None).post("/sign-in/as/999").status_code == 404


def test_outside_the_sample_there_is_no_such_address(visit: Visit, cast: Cast) -> None:
    client = visit(None)
    assert client.post(f"/sign-in/as/{cast.bo}").status_code == 404
    page = client.get("/sign-in").text
    assert "/sign-in/as/" not in page
    assert "sample" not in page
    assert "Asha" not in page


@pytest.mark.usefixtures("sample")
def test_it_takes_a_button_with_its_token(app: Flask, visit: Visit, cast: Cast) -> None:
    client = visit(None)
    assert client.get(f"/sign-in/as/{cast.bo}").status_code == 405
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post(f"/sign-in/as/{cast.bo}").status_code == 400


@pytest.mark.usefixtures("sample")
def test_somebody_signed_in_can_change_places(visit: Visit, cast: Cast) -> None:
    client = visit(cast.asha)
    assert client.get("/sign-in").status_code == 200
    client.post(f"/sign-in/as/{cast.bo}")
    assert "Bo Lindqvist" in client.get("/account").text


@pytest.mark.usefixtures("sample")
def test_people_with_a_password_can_still_use_it(app: Flask, visit: Visit, cast: Cast) -> None:
    give_password(app, cast.asha)
    assert sign_in(visit(None), "asha@example.org") == 303


@pytest.mark.usefixtures("sample")
def test_the_account_page_says_why_there_is_no_password(visit: Visit, cast: Cast) -> None:
    page = visit(cast.asha).get("/account").text
    assert "people of the sample organisation sign in with one click" in page
    assert "Current password" not in page


@pytest.mark.usefixtures("sample")
def test_changing_a_password_nobody_has_is_refused(visit: Visit, cast: Cast) -> None:
    form = {"current": "anything at all", "chosen": "correct horse", "again": "correct horse"}
    answer = visit(cast.asha).post("/account/password", data=form)
    assert answer.status_code == 422
