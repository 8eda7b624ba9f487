"""How much of a handover was found out in its call, where that was little."""

import pytest

from app.handover.scorecard import Handover, ItemMark
from app.practice.queries import debrief_page
from app.practice.rules.found_out import found_out_sentence
from tests.practice.test_debrief import reader


def marks(**verdicts):
    return [ItemMark(item, verdict, 0.0, False, (), (), "", "", 0.0) for item, verdict in verdicts.items()]


@pytest.mark.parametrize(
    ("known", "says"),
    [
        (set(), "None of the four items it tells had been asked, looked up or heard in this call before it."),
        ({"users"}, "One of the four items it tells had been asked, looked up or heard in this call before it."),
        ({"users", "sites"}, ""),
        ({"told"}, "None of the four items it tells had been asked, looked up or heard in this call before it."),
    ],
)
def test_is_told_below_half_of_what_is_told_rightly(known, says):
    told = marks(users="captured", sites="partial", impact="captured", symptom="partial")
    others = marks(told="wrong", deadline="missing", change="unknown_stated")
    assert found_out_sentence([*told, *others], known) == says


def test_a_handover_that_tells_nothing_is_not_held_against_anybody():
    assert found_out_sentence(marks(users="wrong", sites="missing"), set()) == ""


def test_the_debrief_tells_of_a_handover_written_without_a_question(call, model):
    call.finish(model)
    said = debrief_page(call.id, reader(call.person), call.library).found_out
    assert said.endswith("items it tells had been asked, looked up or heard in this call before it.")


def test_the_debrief_says_nothing_of_it_where_people_were_asked(call):
    call.ask("since when?")
    call.finish(Handover(text="Frontline charges old prices since 07:30", decision="raise"))
    assert debrief_page(call.id, reader(call.person), call.library).found_out == ""
