"""Reading ease: syllables counted about as people say them, sentences told apart, and Flesch's formula over both."""

import pytest

from app.content.reading_ease import reading_ease, sentence_spans, syllables, words

SPOKEN = {
    1: "make makes named strength queue there used known bridge whole twelve miles the",
    2: "table tables boxes handed service people because engaged minutes changes agrees begin idle",
    3: "services handover incident already manager example",
    4: "information security",
}


@pytest.mark.parametrize(("number", "said"), SPOKEN.items())
def test_syllables_are_counted_as_they_are_said(number: int, said: str) -> None:
    assert {word: syllables(word) for word in said.split()} == dict.fromkeys(said.split(), number)


@pytest.mark.parametrize("word", ["", "x", "417", "09:04", "£9,000", "hm"])
def test_whatever_has_no_vowel_counts_as_one(word: str) -> None:
    assert syllables(word) == 1


def test_a_number_a_time_and_a_hyphenated_word_are_one_word_each() -> None:
    assert words("At 09:04 it cost £9,000: 2.5 read-backs, didn't it?") == [
        *("At", "09:04", "it", "cost", "9,000", "2.5", "read-backs", "didn't", "it")
    ]


def test_sentences_end_where_a_reader_stops() -> None:
    text = 'He said "stop." Then Dr. Smith left at 09:04. It took 2.5 h, e.g. by train. "Why?" (Yes.) Fine'
    assert [text[begin:end].strip() for begin, end in sentence_spans(text)] == [
        'He said "stop."',
        "Then Dr. Smith left at 09:04.",
        "It took 2.5 h, e.g. by train.",
        '"Why?"',
        "(Yes.)",
        "Fine",
    ]


def test_the_value_is_flesch_s_formula() -> None:
    # Ten words of one syllable in two sentences: 206.835 - 1.015 x 5 - 84.6 x 1.
    assert reading_ease(["The cat sat on it.", "The dog ran to us."]) == pytest.approx(117.16)


def test_long_words_and_long_sentences_read_harder() -> None:
    plain = "Say what you see. Say where it is."
    heavy = (
        "Organisational communication characteristics necessitate comprehensive consideration of "
        "interdepartmental responsibilities."
    )
    assert reading_ease([plain]) > 90
    assert reading_ease([heavy]) < 0
    assert reading_ease([plain + " " + plain]) < reading_ease([plain, plain])


def test_nothing_to_read_is_easy() -> None:
    assert reading_ease([]) == reading_ease(["", "…"]) == 100
