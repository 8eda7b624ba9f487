"""The pack and its modules: what is shown of them, and confirming that one was read."""

from datetime import timedelta

import pytest

from app.accounts.models import Person
from app.archive.models import ArchivedText
from app.clock import now
from app.database import db, transaction
from app.extensions import library
from app.progress.models import Completion
from tests.progress.tiny_content import write_module


def completions(app):
    with app.app_context():
        rows = db.session.query(Completion).all()
        db.session.remove()
        return rows


def test_the_pack_lists_the_path_first_and_the_others_below(visit, cast):
    page = visit(cast.asha).get("/pack").text
    assert "Two modules to read, each with a short check." in page
    places = [page.index(f"The {slug} module") for slug in ("first", "second", "third")]
    assert places == sorted(places)
    assert page.index("Beside your path") < places[2]


def test_somebody_without_a_path_is_told_kindly(visit, cast):
    page = visit(cast.max).get("/pack").text
    assert "No path is required of you" in page
    assert "Three modules to read when you like." in page
    assert "due" not in page[page.index("All modules") :]


def test_a_module_shows_its_prose_and_what_one_can_do_afterwards(visit, cast):
    page = visit(cast.asha).get("/pack/first").text
    assert "Words of the first module." in page
    assert "Tell one from another" in page
    assert '<div class="admonition good">' in page
    assert "Four questions from a pool of 4." in page
    assert page.count("button go") == 1


def test_an_unknown_module_is_not_found(visit, cast):
    client = visit(cast.asha)
    assert client.get("/pack/nothing").status_code == 404
    assert client.post("/pack/nothing/read").status_code == 404
    assert client.post("/pack/nothing/check").status_code == 404


@pytest.mark.parametrize("address", ["/pack", "/pack/first", "/checklist"])
def test_nobody_reads_without_signing_in(visit, address):
    assert visit(None).get(address).status_code == 303


def test_confirming_writes_one_completion_of_this_version_and_keeps_its_text(app, visit, cast):
    client = visit(cast.asha)
    answer = client.post("/pack/first/read")
    assert (answer.status_code, answer.location) == (303, "/pack/first#check")
    client.post("/pack/first/read")
    (row,) = completions(app)
    with app.app_context():
        version = library().modules["first"].hash
        assert db.session.get(ArchivedText, version).kind == "module"
    assert (row.person_id, row.kind, row.slug, row.content_hash, row.score) == (
        (cast.asha, "reading", "first", version, None)
    )


def test_confirming_needs_the_forms_token(app, visit, cast):
    client = visit(cast.asha)
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/pack/first/read").status_code == 400
    assert completions(app) == []


def test_after_confirming_the_check_is_what_comes_next(visit, cast):
    client = visit(cast.asha)
    client.post("/pack/first/read")
    page = client.get("/pack/first").text
    assert "Noted as read." in page
    assert "Now the knowledge check" in page
    assert '<button class="button go">Take the check</button>' in page


def test_a_page_that_changed_since_says_so_and_can_be_confirmed_again(app, visit, cast, tmp_path):
    client = visit(cast.asha)
    client.post("/pack/first/read")
    write_module(tmp_path / "content", "first", more="\nA new line.\n")
    del app.extensions["baton.library"]
    page = client.get("/pack/first").text
    assert "This page has changed since you read it." in page
    client.post("/pack/first/read")
    assert "has changed since" not in client.get("/pack/first").text
    assert len(completions(app)) == 2


def test_a_late_module_says_since_when(app, visit, cast):
    with app.app_context(), transaction() as session:
        session.get_one(Person, cast.asha).joined_on = now().date() - timedelta(days=9)
    assert "was due" in visit(cast.asha).get("/pack/first").text


@pytest.mark.parametrize("address", ["/pack", "/pack/first"])
def test_pages_take_the_same_few_statements_for_much_and_for_little(app, visit, cast, count_statements, address):
    client = visit(cast.asha)
    client.get(address)
    with count_statements() as little:
        client.get(address)
    for _ in range(3):
        client.post("/pack/first/read")
        client.post("/pack/second/read")
    with count_statements() as much:
        client.get(address)
    assert len(little) == len(much) <= 7  # one of them BEGIN
