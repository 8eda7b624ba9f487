"""The handover while it is typed."""

import re

import pytest

from app.database import db
from app.practice import actions
from app.practice.models import Draft, Typing
from app.practice.rules.refusals import CallOver, NotTaken, NotTheirs, StaleDraft
from app.practice.rules.typing import Words, fold
from tests.practice.conftest import WORDS


def save(call, **changed):
    given = {"text": "", "fields": {}, "decision": None, "revision": 0, "at": call.at(30)} | changed
    return actions.save_draft(attempt_id=call.id, person_id=call.person, **given)


def test_writes_exactly_what_was_typed(supported_call):
    call = supported_call
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


def groups():
    rows = db.session.query(Typing).order_by(Typing.revision, Typing.id)
    return [(row.revision, row.part, row.start, row.removed, row.inserted, row.elapsed_seconds) for row in rows]


def test_what_was_typed_since_is_kept_as_a_group_of_keystrokes_each(supported_call):
    save(supported_call, text="Tills down", at=supported_call.at(3))
    save(supported_call, text="Tills are down", revision=1, decision="raise", at=supported_call.at(5))
    save(
        supported_call, text="Tills", fields={"started": "07:30"}, decision="none", revision=2, at=supported_call.at(8)
    )
    assert groups() == [
        (1, "text", 0, 0, "Tills down", 3),
        (2, "text", 6, 0, "are ", 5),
        (2, "decision", 0, 0, "raise", 5),
        (3, "text", 5, 9, "", 8),
        (3, "decision", 0, 4, "non", 8),
        (3, "started", 0, 0, "07:30", 8),
    ]
    rows = list(db.session.query(Typing).order_by(Typing.revision, Typing.id))
    assert fold(row for row in rows if row.revision <= 2) == Words("Tills are down", {}, "raise")
    assert fold(rows) == Words("Tills", {"started": "07:30"}, "none")


def test_the_same_words_again_are_no_keystrokes(call):
    save(call, text="one")
    save(call, text="one", revision=0)
    assert len(groups()) == 1


def test_the_last_keystrokes_before_handing_over_are_kept(call):
    save(call, text="half a")
    call.hand_over(revision=1)
    assert fold(db.session.query(Typing).order_by(Typing.revision, Typing.id)).text == WORDS


def test_an_assessed_handover_is_no_form(call):
    with pytest.raises(NotTaken, match="one text, without a form"):
        save(call, fields={"service": "Frontline"})
    assert groups() == []


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
    assert "Saved at <time" in answer.text


def test_over_the_web_a_saving_takes_seven_statements_however_much_was_done_before(desk, count_statements):
    client, room = desk
    client.post(f"{room}/draft", data={"text": "tills", "revision": "0"}, headers=PART)
    counts = []
    for revision in (1, 2):
        with count_statements() as seen:
            client.post(f"{room}/draft", data={"text": f"tills {revision}", "revision": str(revision)}, headers=PART)
        counts.append(len([statement for statement in seen if not statement.startswith(("BEGIN", "SET"))]))
        for tool in ("monitoring", "changes", "tickets"):
            client.post(f"{room}/look-up", data={"tool": tool, "words": ""}, headers=PART)
    assert counts == [7, 7]


def test_over_the_web_without_scripts_the_room_comes_back(visit, cast):
    client = visit(cast.asha)
    room = client.post("/practice/prices/start", data={"level": "supported"}).location
    answer = client.post(f"{room}/draft", data={"text": "tills\r\nare down", "revision": "0", "as": "form"})
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "tills\nare down</textarea>" in page
    assert '<div id="as-text" hidden>' in page


def told_of_the_other_way(page):
    """Which of the two sentences about the way of writing that is not shown can be read: "form", "text" or neither."""
    note = re.search(r'<p [^>]*id="both"[^>]*>.*?</p>', page, re.DOTALL).group()
    if " hidden" in note.partition(">")[0]:
        return None
    return next(way for way in ("form", "text") if f'<span id="{way}-kept">' in note)


def test_over_the_web_the_words_of_the_way_not_shown_are_told_to_be_kept_and_to_go_with_it(visit, cast):
    client = visit(cast.asha)
    room = client.post("/practice/prices/start", data={"level": "guided"}).location
    assert told_of_the_other_way(client.get(f"{room}?as=text").text) is None
    client.post(f"{room}/draft", data={"item-service": "Frontline", "revision": "0", "shown": "form"})
    assert told_of_the_other_way(client.get(f"{room}?as=form").text) is None
    assert told_of_the_other_way(client.get(f"{room}?as=text").text) == "form"
    client.post(f"{room}/draft", data={"text": "Since 07:30", "item-service": "Frontline", "revision": "1"})
    assert told_of_the_other_way(client.get(f"{room}?as=form").text) == "text"
    assert told_of_the_other_way(client.get(f"{room}?as=text").text) == "form"


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


@pytest.mark.parametrize("what", ["draft", "hand-over"])
def test_over_the_web_an_assessed_form_is_refused_and_its_words_stand_in_the_text(desk, what):
    client, room = desk
    data = {"text": "tills down", "item-started": "07:30", "decision": "raise", "revision": "0"}
    answer = client.post(f"{room}/{what}", data=data)
    assert answer.status_code == 422
    assert "tills down\nSince when: 07:30</textarea>" in answer.text
    assert 'name="item-started"' not in answer.text


def test_a_fresh_token_is_given_to_who_is_in_the_call_alone(desk, visit, cast):
    client, room = desk
    answer = client.get(f"{room}/token")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    assert len(answer.text) > 20
    assert visit(cast.bo).get(f"{room}/token").status_code == 404
    assert visit(None).get(f"{room}/token", headers=PART).status_code == 401


def test_to_its_scripts_the_room_tells_the_way_on(desk):
    client, room = desk
    data = {"text": "tills down", "decision": "raise", "revision": "0", "seq": "1"}
    answer = client.post(f"{room}/hand-over", data=data, headers=PART)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"{room}/after")
