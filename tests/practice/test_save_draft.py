"""The handover while it is typed."""

import pytest

from app.database import db
from app.practice import actions
from app.practice.models import Draft
from app.practice.rules.refusals import CallOver, NotTaken, NotTheirs, StaleDraft


def save(call, **changed):
    given = {"text": "", "fields": {}, "decision": None, "revision": 0, "at": call.at(30)} | changed
    return actions.save_draft(attempt_id=call.id, person_id=call.person, **given)


def test_writes_exactly_what_was_typed(call):
    text = "  Tills <b>down</b>\n\n– since 07:30 "
    assert save(call, text=text, fields={"service": "Frontline", "error": "  "}, decision="raise") == 1
    draft = db.session.get_one(Draft, call.id)
    assert (draft.text, draft.fields, draft.decision) == (text, {"service": "Frontline"}, "raise")
    assert (draft.revision, draft.saved_at) == (1, call.at(30))


def test_saving_on_the_newest_revision_counts_up(call):
    save(call, text="one")
    assert save(call, text="one two", revision=1) == 2


def test_saving_the_same_words_again_changes_nothing(call):
    save(call, text="one")
    assert save(call, text="one", revision=0, at=call.at(40)) == 1
    assert db.session.get_one(Draft, call.id).saved_at == call.at(30)


def test_a_stale_tab_is_told_with_the_newer_words_and_overwrites_nothing(call):
    save(call, text="newer")
    with pytest.raises(StaleDraft) as refused:
        save(call, text="older", revision=0)
    assert (refused.value.newer.text, refused.value.newer.revision) == ("newer", 1)
    assert db.session.get_one(Draft, call.id).text == "newer"
    assert save(call, text="older", revision=1) == 2


def test_refuses_more_than_20_000_characters_in_all(call):
    save(call, text="x" * 20_000)
    with pytest.raises(NotTaken, match="20,001 characters"):
        save(call, text="x" * 20_000, fields={"service": "y"}, revision=1)


def test_refuses_another_person_and_an_ended_call(call, cast):
    call.hand_over()
    with pytest.raises(CallOver):
        save(call, text="too late")
    call.person = cast.bo
    with pytest.raises(NotTheirs):
        save(call, text="mine?")


@pytest.fixture
def desk(visit, cast):
    client = visit(cast.asha)
    return client, client.post("/practice/prices/start").location


PART = {"HX-Request": "true"}


def test_over_the_web_the_page_is_told_the_revision_and_the_time(desk):
    client, room = desk
    answer = client.post(f"{room}/draft", data={"text": "tills", "revision": "0"}, headers=PART)
    assert answer.status_code == 200
    assert 'data-revision="1"' in answer.text
    assert "Saved <time" in answer.text


def test_over_the_web_without_scripts_the_room_comes_back(desk):
    client, room = desk
    answer = client.post(f"{room}/draft", data={"text": "tills\r\nare down", "revision": "0", "as": "form"})
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "tills\nare down</textarea>" in page
    assert '<div id="as-text" hidden>' in page


def test_over_the_web_a_stale_tab_keeps_its_words_and_sees_the_newer(desk):
    client, room = desk
    client.post(f"{room}/draft", data={"text": "newer words", "revision": "0"})
    answer = client.post(f"{room}/draft", data={"text": "older words", "revision": "0"})
    assert answer.status_code == 409
    assert ">older words</textarea>" in answer.text
    assert "newer words" in answer.text
    assert "Keep mine" in answer.text
    part = client.post(f"{room}/draft", data={"text": "older words", "revision": "0"}, headers=PART)
    assert part.status_code == 409
    assert 'data-revision="1"' in part.text
    assert client.post(f"{room}/draft", data={"text": "older words", "revision": "1"}).status_code == 303


def test_over_the_web_too_long_words_come_back(desk):
    client, room = desk
    answer = client.post(f"{room}/draft", data={"text": "word " * 5_000, "revision": "0"})
    assert answer.status_code == 422
    assert "20,000 is the most" in answer.text
    assert "word word word" in answer.text


def test_characters_no_database_takes_are_left_out(desk):
    client, room = desk
    assert client.post(f"{room}/draft", data={"text": "a\x00b", "revision": "x"}).status_code == 303
    assert ">ab</textarea>" in client.get(room).text
