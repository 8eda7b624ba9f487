"""Looking something up in the desk tools."""

import pytest

from app.database import db
from app.practice import actions
from app.practice.models import AttemptStep
from app.practice.queries import room_page
from app.practice.rules.refusals import CallOver, ClockStopped, NotTaken, NotTheirs


def test_appends_one_step(call):
    step = call.look_up("changes", "frontline", second=20)
    assert (step.seq, step.kind, step.elapsed_seconds) == (1, "looked_up", 20)
    assert step.body == {"tool": "changes", "search": "frontline"}


def test_the_same_look_twice_in_a_row_is_one_step(call):
    call.look_up("changes", "frontline", second=20)
    call.look_up("changes", "frontline", second=21)
    call.look_up("tickets", second=22)
    call.look_up("changes", "frontline", second=23)
    assert db.session.query(AttemptStep).count() == 3


def test_the_room_shows_the_rows_that_hold_every_word(call):
    call.look_up("changes", "price FRONTLINE")
    tool = room_page(call.id, call.person, call.library, call.at(21)).tool
    assert (tool.label, tool.words, tool.of) == ("Changes", "price FRONTLINE", 4)
    assert [row.cells[0] for row in tool.rows] == ["CHG0071204"]


def test_no_tool_is_open_before_the_first_look(call):
    assert room_page(call.id, call.person, call.library, call.at(1)).tool is None


@pytest.mark.parametrize(("tool", "words"), [("nowhere", ""), ("changes", "x" * 201)])
def test_refuses_an_unknown_tool_and_overlong_words(call, tool, words):
    with pytest.raises(NotTaken):
        call.look_up(tool, words)
    assert db.session.query(AttemptStep).count() == 0


def test_refuses_another_person_a_paused_and_an_ended_call(supported_call, cast):
    mine, supported_call.person = supported_call.person, cast.bo
    with pytest.raises(NotTheirs):
        supported_call.look_up("changes")
    supported_call.person = mine
    actions.pause(attempt_id=supported_call.id, person_id=mine, at=supported_call.at(5))
    with pytest.raises(ClockStopped):
        supported_call.look_up("changes", second=6)
    supported_call.finish(second=8)
    with pytest.raises(CallOver):
        supported_call.look_up("changes", second=9)


def test_over_the_web_with_and_without_scripts(visit, cast):
    client = visit(cast.asha)
    room = client.post("/practice/prices/start").location
    part = client.post(f"{room}/look-up", data={"tool": "changes", "words": ""}, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert part.text.count("<li>") == 4
    whole = client.post(f"{room}/look-up", data={"tool": "changes", "words": "<i>"})
    assert whole.status_code == 303
    page = client.get(whole.location).text
    assert "0 of 4 lines hold “&lt;i&gt;”" in page
    assert "Nothing here holds these words." in page


def test_over_the_web_an_unknown_tool_is_refused_in_the_room(visit, cast):
    client = visit(cast.asha)
    room = client.post("/practice/prices/start").location
    answer = client.post(f"{room}/look-up", data={"tool": "nowhere"})
    assert answer.status_code == 422
    assert "Your desk has no such tool in this call." in answer.text
