"""The question reader learns from whole messages and from the pieces of those that ask for several things."""

from dataclasses import replace

import numpy as np

from app.simulation.model import Model, margins
from app.simulation.reading import readings
from evaluation.phrasing_bank import Phrasing, read_scenarios, writers_apart
from evaluation.question_trainer import fit_words

ITEMS = ("started", "users", "told")
ASKED: dict[str, tuple[str, ...]] = {
    "when did it start": ("started",),
    "since when has it been like that": ("started",),
    "what time did it begin": ("started",),
    "how many of you have it": ("users",),
    "how many people is that": ("users",),
    "is that everybody or a few": ("users",),
    "when did it start, and does the gaffer know": ("started", "told"),
    "how many of you have it, and does the gaffer know": ("users", "told"),
}
IDLE = {"lovely weather today": "social", "please say that again": "repeat", "order me a mouse": "offtopic"}


def bank() -> list[Phrasing]:
    lines = [(text, topics, "plain") for text, topics in ASKED.items()]
    lines += [(text, (), style) for text, style in IDLE.items()]
    return [
        Phrasing(text, "", "tills", "caller", "", f"hand {n}", style, "many-hands", frozenset(topics), frozenset())
        for n, (text, topics, style) in enumerate(lines)
    ]


def model() -> Model:
    return fit_words(bank(), read_scenarios(bank()), ITEMS)


def best(reader: Model, text: str) -> str:
    scenario = read_scenarios(bank())["tills"]
    return reader.labels[int(margins(reader, readings(scenario, text, ""))[0].argmax())]


def test_a_topic_only_ever_asked_beside_others_is_learned_from_its_piece() -> None:
    assert best(model(), "does the gaffer know") == "told"


def test_the_other_pieces_topic_is_not_taken_for_it() -> None:
    reader = model()
    assert best(reader, "when did it start") == "started"
    assert best(reader, "how many of you have it") == "users"


def test_the_same_bank_always_gives_the_same_numbers() -> None:
    first, second = model(), model()
    assert np.array_equal(first.coefficients, second.coefficients)
    assert np.array_equal(first.bias, second.bias)


def test_the_voices_of_one_writer_stay_in_one_part_and_the_house_in_none() -> None:
    by_hand = {"q4-liz": "many-hands-3", "q4-abe": "many-hands-3", "q4a": "many-hands", "h-plain1": "house"}
    lines = [replace(bank()[0], hand=hand, made_by=made_by) for hand, made_by in by_hand.items()]
    assert writers_apart(lines, 2) == [{"many-hands-3 q4"}, {"many-hands q4"}]
