"""Which words sound alike however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.alike import begin_alike, in_words, readings, sound, words_of


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("It's £5,600 a minute!", "its 5600 pounds a minute"),
        ("85% of them", "85 per cent of them"),
        ("85 % of them", "85 per cent of them"),
        ("Since 07:25, in North.", "since 7 25 in north"),
        ("Thirty-one of “sixty”", "thirty one of sixty"),
    ],
)
def test_marks_are_not_heard_and_signs_are_spoken(written: str, words: str) -> None:
    assert words_of(written) == words.split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisations", "organizations"),
        ("centres", "centers"),
        ("catalogue", "catalog"),
        ("colour", "color"),
        ("write", "right"),
        ("quays", "keys"),
    ],
)
def test_spellings_of_one_sound_are_one(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("is", "as"), ("raise", "raised"), ("between", "beaten"), ("four", "five")])
def test_words_of_two_sounds_stay_two(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@given(st.from_regex(r"[a-z]{1,14}", fullmatch=True))
def test_a_sound_sounds_like_itself(word: str) -> None:
    assert sound(sound(word)) == sound(word)


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("15", "fifteen"),
        ("822", "eight hundred and twenty two"),
        ("5600", "five thousand six hundred"),
        ("120", "a hundred and twenty"),
        ("2010", "twenty ten"),
        ("535", "five thirty five"),
        ("505", "five oh five"),
        ("600", "six oclock"),
        ("0119", "oh one one nine"),
        ("400000000000", "four hundred billion"),
    ],
)
def test_a_number_is_said_in_several_ways(figures: str, said: str) -> None:
    assert tuple(said.split()) in readings(figures)


@given(st.integers(min_value=0, max_value=10**12 - 1), st.integers(min_value=0, max_value=10**12 - 1))
def test_no_two_numbers_are_said_alike_as_an_amount(one: int, other: int) -> None:
    assert (next(readings(str(one))) == next(readings(str(other)))) == (one == other)


@given(st.from_regex(r"[0-9]{1,20}", fullmatch=True))
def test_every_number_can_be_said_in_words_alone(figures: str) -> None:
    ways = list(readings(figures))
    assert ways
    assert all(word.isalpha() for way in ways for word in way)


def test_figures_are_written_out_as_the_others_said_them() -> None:
    like = ["it", "was", "five", "thirty", "five", "in", "twenty", "ten"]
    assert in_words(["in", "2010", "at", "535"], like) == ["in", "twenty", "ten", "at", "five", "thirty", "five"]
    assert in_words(["in", "2010"], []) == ["in", "two", "thousand", "and", "ten"]


def test_one_word_written_as_two_is_the_same() -> None:
    assert begin_alike(["goodwill", "between"], ["good", "will", "between"]) == (1, 2)
    assert begin_alike(["salt", "marsh"], ["saltmarsh"]) == (2, 1)
    assert begin_alike(["per", "cent"], ["percent"]) == (2, 1)
    assert begin_alike(["lorry", "leaves"], ["floor", "release"]) == (0, 0)
    assert begin_alike([], ["floor"]) == (0, 0)
