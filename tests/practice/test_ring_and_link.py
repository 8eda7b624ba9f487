"""Ringing somebody, and linking a ticket of the queue."""

import pytest

from app.archive import queries as archive
from app.content.scenario import Person
from app.database import db
from app.practice import actions
from app.practice.models import AttemptStep
from app.practice.queries import room_page
from app.practice.rules.refusals import ClockStopped, NotTaken, NotTheirs
from app.practice.rules.tickets import ticket_of, tickets_of
from tests.practice.conftest import SCENARIO

IVO = Person(
    id="ivo",
    name="Ivo Marsh",
    role="Till Systems",
    rung=True,
    busy_until=100,
    opening="Till Systems, Ivo.",
    knows={"tried": "We have put the old price file back. No change."},
)
_as_shipped = archive.scenario


@pytest.fixture(autouse=True)
def with_somebody_to_ring(monkeypatch):
    """The shipped call, and an engineer who can be rung from the second minute on."""

    def scenario(*place):
        shipped = _as_shipped(*place)
        return shipped.model_copy(update={"people": (*shipped.people, IVO)})

    monkeypatch.setattr(archive, "scenario", scenario)


def ring(call, second, to="ivo"):
    return actions.ring(attempt_id=call.id, person_id=call.person, to=to, library=call.library, at=call.at(second)).step


def link(call, ticket, second=20):
    return actions.link(
        attempt_id=call.id, person_id=call.person, ticket=ticket, library=call.library, at=call.at(second)
    ).step


def page_at(call, second, to=""):
    return room_page(call.id, call.person, call.library, call.at(second), to)


def test_an_engaged_line_is_a_step_and_a_line_and_the_agent_may_try_again(call):
    step = ring(call, 30)
    assert (step.kind, step.body) == ("rang", {"person": "ivo", "answered": False})
    page = page_at(call, 31)
    assert any("The line is busy; try again in a minute." in line.text for line in page.lines)
    assert [each.id for each in page.to_ring] == ["ivo"]


def test_whoever_answers_is_on_the_line_with_their_opening_and_can_be_asked(call):
    call.stay(until=100)
    assert ring(call, 110).body["answered"]
    page = page_at(call, 111)
    assert page.chosen.id == "ivo"
    assert [line.text for line in page.lines if line.kind == "said"] == ["Till Systems, Ivo."]
    assert page.to_ring == ()
    assert "old price file" in call.ask("what have you tried so far?", second=115, to="ivo", seq=2).body["answer"]


def test_ringing_twice_by_a_double_click_is_one_call(call):
    assert ring(call, 110).id == ring(call, 110.4).id
    assert db.session.query(AttemptStep).filter_by(kind="rang").count() == 1


@pytest.mark.parametrize(
    ("to", "why"), [("rhian", "on the line already"), ("dev", "can be rung"), ("x", "can be rung")]
)
def test_refuses_to_ring_who_cannot_be_rung_and_writes_nothing(call, to, why):
    with pytest.raises(NotTaken, match=why):
        ring(call, 10, to)
    assert db.session.query(AttemptStep).count() == 0


def test_somebody_not_rung_yet_cannot_be_asked(call):
    with pytest.raises(NotTaken, match="Nobody of that name"):
        call.ask("hello?", to="ivo")


def test_a_linked_ticket_is_one_step_however_often_it_is_linked(call):
    ticket = sorted(tickets_of(call.library.scenarios[SCENARIO]))[0]
    assert link(call, ticket).id == link(call, ticket, 25).id
    call.look_up("tickets", second=30)
    rows = {row.ticket: row.linked for row in page_at(call, 31).tool.rows if row.ticket}
    assert rows[ticket] is True
    assert sum(rows.values()) == 1


def test_refuses_a_ticket_that_is_not_in_the_queue(call):
    with pytest.raises(NotTaken, match="no such ticket"):
        link(call, "INC9999999")


def test_rows_of_other_tools_cannot_be_linked(call):
    call.look_up("changes", second=30)
    assert not any(row.ticket for row in page_at(call, 31).tool.rows)


@pytest.mark.parametrize(
    ("row", "ticket"),
    [(("INC0310561", "x"), "INC0310561"), (("INC0041 desk off",), "INC0041"), (("Major incidents",), ""), ((), "")],
)
def test_a_row_is_a_ticket_when_it_begins_with_a_number(row, ticket):
    assert ticket_of(row) == ticket


def test_refuses_another_person_and_a_paused_call(supported_call, cast):
    actions.pause(attempt_id=supported_call.id, person_id=supported_call.person, at=supported_call.at(5))
    for act in (lambda: ring(supported_call, 6), lambda: link(supported_call, "INC1", 6)):
        with pytest.raises(ClockStopped):
            act()
    supported_call.person = cast.bo
    with pytest.raises(NotTheirs):
        ring(supported_call, 7)


@pytest.fixture
def desk(visit, cast):
    """Asha at a call over the web, with the address of it."""
    client = visit(cast.asha)
    return client, client.post("/practice/prices/start").location


def test_over_the_web_ringing_comes_back_to_the_room_with_the_button_still_there(desk):
    client, room = desk
    assert "Ring Ivo Marsh" in client.get(room).text
    answer = client.post(f"{room}/ring", data={"to": "ivo", "from": "rhian"})
    assert answer.status_code == 303
    text = client.get(answer.location).text
    assert "You rang Ivo Marsh. The line is busy; try again in a minute." in text
    assert "Ring Ivo Marsh" in text


def test_as_a_part_the_conversation_comes_back_with_the_words_in_the_box(desk):
    client, room = desk
    data = {"to": "ivo", "from": "rhian", "text": "half a quest"}
    answer = client.post(f"{room}/ring", data=data, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'value="half a quest"' in answer.text


def test_over_the_web_a_linked_row_says_so(desk):
    client, room = desk
    ticket = "INC0204409"
    client.post(f"{room}/look-up", data={"tool": "tickets", "words": ""})
    answer = client.post(f"{room}/link", data={"ticket": ticket}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "Linked to this call" in answer.text
    assert client.post(f"{room}/link", data={"ticket": "nothing"}).status_code == 422


def test_a_stranger_finds_nothing_to_ring_or_link(desk, visit, cast):
    _, room = desk
    other = visit(cast.bo)
    assert other.post(f"{room}/ring", data={"to": "ivo"}).status_code == 404
    assert other.post(f"{room}/link", data={"ticket": "INC1"}).status_code == 404
