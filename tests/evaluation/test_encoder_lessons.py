"""The encoder is taught the bank, and lines made of it that ask what their makings ask."""

import random
from dataclasses import replace

import pytest

from app.simulation.model import TALK
from evaluation.encoder_lessons import Lessons, slipped
from evaluation.phrasing_bank import Phrasing, read_scenarios

ITEMS = ("started", "users", "told")
LINE = Phrasing(
    "when did it start?", "", "tills", "caller", "", "q1", "plain", "many-hands", frozenset({"started"}), frozenset()
)
BANK = [
    LINE,
    replace(LINE, text="how many of you have it", topics=frozenset({"users"})),
    replace(LINE, text="does the gaffer know", topics=frozenset({"told"}), also_ok=frozenset({"users"})),
    replace(LINE, text="lovely weather", topics=frozenset(), style="social"),
]


def lessons(bank: list[Phrasing]) -> Lessons:
    return Lessons(bank, read_scenarios(bank), ITEMS)


def wanted(texts: Lessons, seed: int) -> list[tuple[str, frozenset[str]]]:
    labels = (*ITEMS, *TALK)
    made = texts.round(random.Random(seed))  # noqa: S311
    return [(each.text, frozenset(label for label, w in zip(labels, each.wanted, strict=True) if w)) for each in made]


def test_the_same_seed_makes_the_same_lessons() -> None:
    assert wanted(lessons(BANK), 1) == wanted(lessons(BANK), 1)
    assert any(wanted(lessons(BANK), 1) != wanted(lessons(BANK), seed) for seed in range(2, 9))


def test_two_joined_lines_ask_for_what_either_asks() -> None:
    made = [each for seed in range(60) for each in wanted(lessons(BANK[:3]), seed)]
    both = [asked for text, asked in made if "gaffer know" in text and "many of you" in text]
    assert both
    assert set(both) == {frozenset({"told", "users"})}


def test_talk_joined_to_a_question_is_no_talk() -> None:
    made = [each for seed in range(60) for each in wanted(lessons(BANK), seed)]
    assert all(not asked & set(TALK) for text, asked in made if "gaffer know" in text)


def test_a_line_that_would_also_do_for_an_item_is_no_proof_against_it() -> None:
    assert not lessons(BANK).plain[2].certain[ITEMS.index("users")]


@pytest.mark.parametrize("seed", range(20))
def test_a_slip_changes_a_long_word_by_one_letter_or_two(seed: int) -> None:
    made = slipped("is it everybody", random.Random(seed))  # noqa: S311
    assert made.split()[:2] == ["is", "it"]
    assert abs(len(made) - len("is it everybody")) <= 2


def test_short_words_are_left_alone() -> None:
    assert slipped("is it all of you", random.Random(0)) == "is it all of you"  # noqa: S311
