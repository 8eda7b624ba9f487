"""Where somebody is in a module is kept, and offered when they come back."""

import pytest

from app.database import db
from app.onboarding.models import ReadingPlace
from tests.onboarding.test_practise import with_exercises

__all__ = ["with_exercises"]


def places(app):
    with app.app_context():
        rows = [(row.person_id, row.module, row.heading) for row in db.session.query(ReadingPlace)]
        db.session.remove()
        return rows


def test_the_newest_place_is_kept_for_each_person_and_module(app, visit, cast):
    asha, bo = visit(cast.asha), visit(cast.bo)
    for client, heading in ((asha, "the-first-part"), (asha, "the-second-part"), (bo, "the-first-part")):
        assert client.post("/pack/first/place", data={"heading": heading}).status_code == 204
    assert sorted(places(app)) == [(cast.asha, "first", "the-second-part"), (cast.bo, "first", "the-first-part")]


def test_one_is_led_back_to_it(visit, cast):
    client = visit(cast.asha)
    assert "Go on where you left off" not in client.get("/pack/first").text
    client.post("/pack/first/place", data={"heading": "the-second-part"})
    page = client.get("/pack/first").text
    assert 'href="#the-second-part">Go on where you left off</a>' in page


def test_the_top_is_no_place_to_go_on_at(visit, cast):
    client = visit(cast.asha)
    client.post("/pack/first/place", data={"heading": "the-second-part"})
    client.post("/pack/first/place", data={"heading": ""})
    assert "Go on where you left off" not in client.get("/pack/first").text


def test_a_heading_the_page_has_not_is_refused(app, visit, cast):
    assert visit(cast.asha).post("/pack/first/place", data={"heading": "nowhere"}).status_code == 422
    assert places(app) == []


@pytest.mark.parametrize("address", ["/pack/nothing/place"])
def test_a_module_that_is_not_there_is_not_found(visit, cast, address):
    assert visit(cast.asha).post(address, data={"heading": ""}).status_code == 404


def test_nobody_keeps_a_place_without_signing_in(app, visit):
    assert visit(None).post("/pack/first/place", data={"heading": "the-first-part"}).status_code == 303
    assert places(app) == []
