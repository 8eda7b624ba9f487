"""The debrief's headline: built from the scorecard by a rule."""

from dataclasses import replace

import pytest

from app.handover.marking import assemble
from app.handover.scorecard import Handover, ItemMark
from app.handover.scoring import credit, is_critical, minutes_added
from app.practice.rules.headline import headline
from app.practice.rules.phase import phase
from tests.practice.conftest import SCENARIO


@pytest.fixture
def card_with(library):
    """A scorecard whose items are captured but for those given, e.g. `started="wrong"`."""
    scenario = library.scenarios[SCENARIO]

    def build(everything="captured", decision="raise", elapsed=300, **verdicts):
        marks = []
        for item in library.checklist.items:
            verdict, truth = verdicts.get(item.id, everything), scenario.items[item.id]
            critical = is_critical(item.id, library.checklist, scenario)
            added = minutes_added(verdict, truth.unknown, item.minutes)
            earned = credit(verdict, truth.unknown)
            marks.append(ItemMark(item.id, verdict, earned, critical, (), (), "", truth.truth, added))
        handover = Handover(text="x", decision=decision)
        return assemble(library.checklist, scenario, handover, elapsed, tuple(marks), (), ())

    return build


@pytest.mark.parametrize(
    ("verdicts", "says"),
    [
        ({}, "A complete handover, in time."),
        ({"elapsed": 900}, "A complete handover, after its time."),
        ({"started": "wrong"}, "Strong on what, where, impact and whom to call. One wrong time cost the most."),
        (
            {"started": "wrong", "users": "wrong"},
            "Strong on what, impact and whom to call. “Since when” was wrong and cost the most.",
        ),
        ({"told": "missing"}, "Strong throughout. “Who knows already” was left out and cost the most."),
        (
            {"impact": "partial"},
            "Strong on what, where, when and whom to call. “Business impact” was too vague to act on.",
        ),
        (
            {"everything": "missing", "service": "captured"},
            "A start on what. “Business impact” was left out and cost the most.",
        ),
        (
            {"everything": "missing"},
            "Nothing the team could act on yet. “Service affected” was left out and cost the most.",
        ),
        ({"decision": "none"}, "A complete handover, in time. It was one to raise as a major incident."),
    ],
)
def test_says_what_was_strong_and_what_cost_the_most(card_with, library, verdicts, says):
    assert headline(card_with(**verdicts), library.checklist) == says


def test_a_start_that_could_have_been_found_out_is_named(card_with, library):
    assert "“Since when” could have been found out." in headline(card_with(started="unknown_stated"), library.checklist)


def test_the_line_of_the_first_phase_fills_its_length(card_with):
    line = phase(card_with(started="wrong", users="partial"), {"started": "Since when"})
    assert [stretch.item for stretch in line.stretches] == ["started", "users"]
    assert line.stretches[0].label == "Since when"
    assert line.complete + sum(stretch.width for stretch in line.stretches) == pytest.approx(100, abs=0.1)
    assert line.stretches[0].x == line.complete
    assert not line.capped


def test_the_line_is_cut_at_60_minutes(card_with):
    line = phase(card_with(everything="missing"), {})
    assert (line.minutes, line.complete, line.capped) == (60, 25, True)
    assert line.complete + sum(stretch.width for stretch in line.stretches) == pytest.approx(100, abs=0.2)


def test_a_complete_handover_is_the_whole_line(card_with):
    line = phase(card_with(), {})
    assert (line.complete, line.stretches) == (100, ())


def test_an_item_less_scorecard_still_has_a_headline(card_with, library):
    assert headline(replace(card_with(), items=()), library.checklist) == "A complete handover, in time."
