"""How far the words of a note are taken for the words of a truth."""

from app.handover.compiling import compile_case
from app.handover.coverage import Coverage
from app.handover.note import read_note
from app.handover.scorecard import Handover
from tests.handover.cases import checklist, scenario


def covered(text: str, way: str, unheard: frozenset[int] = frozenset()) -> float:
    """How much of a way of saying stands in the first sentence of a text."""
    case = compile_case(checklist(), scenario(items={"symptom": {"truth": "Refunds fail", "points": [[way]]}}))
    note = read_note(case, Handover(text), 300)
    note.unheard = unheard
    return Coverage(note, case.lexicon).whole[0].share(case.points["symptom"][0].ways[0])


def test_another_word_for_the_same_counts_nearly_as_much() -> None:
    way = "scanners crash"
    assert covered("scanners purr", way) < covered("scanners keel over", way) < covered("scanners crash", way)


def test_the_back_of_rolling_back_is_not_the_back_of_being_sent_back() -> None:
    way = "sent back to the first page"
    assert covered("Lending to roll back", way) == 0
    assert covered("the page sent them back", way) > covered("the page sent them", way)


def test_words_left_unheard_in_learning_stand_for_nothing() -> None:
    way = "scanners crash"
    assert covered("scanners crash", way, frozenset({1})) == covered("scanners purr", way)
