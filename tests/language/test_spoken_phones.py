"""Telephone numbers spelled in words are read as the digits one would dial."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.identifiers import same_phone
from app.language.mentions import PhoneMention
from app.language.reading import read

WORDS = ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def phones(text: str) -> list[str]:
    return [mention.digits for mention in read(text).mentions if isinstance(mention, PhoneMention)]


def spelled(digits: str, groups: tuple[int, ...], between: str, doubling: bool) -> str:
    parts = []
    for size in groups:
        group, digits = digits[:size], digits[size:]
        words = []
        while group:
            twice = doubling and group[:1] == group[1:2]
            words.append(f"double {WORDS[int(group[0])]}" if twice else WORDS[int(group[0])])
            group = group[1 + twice :]
        parts.append(" ".join(words))
    return between.join(parts)


@given(st.text("0123456789", min_size=10, max_size=10), st.sampled_from([", ", " ", " - "]), st.booleans())
def test_a_number_said_digit_by_digit(rest: str, between: str, doubling: bool) -> None:
    assert phones(f"Ring him on {spelled(f'0{rest}', (4, 3, 4), between, doubling)}. He waits.") == [f"0{rest}"]


def test_the_place_of_a_spoken_number_is_all_of_its_words() -> None:
    text = "call Priya, oh one one three, four nine six, oh one eight two, two users affected"
    [found] = [mention for mention in read(text).mentions if isinstance(mention, PhoneMention)]
    assert text[found.start : found.end] == "oh one one three, four nine six, oh one eight two"
    assert same_phone(found.digits, "01134960182")


def test_a_spoken_number_without_its_area_code() -> None:
    assert phones("four nine six, oh one eight two") == ["4960182"]
    assert phones("four nine six oh one double eight please") == ["4960188"]


@pytest.mark.parametrize(
    "text",
    [
        "one, two, three, four",
        "since nine oh four, two users, one till",
        "double the queue, double one",
        "one one one one one one one one one one one one one",
        "double",
        "oh no, one or two, maybe three",
    ],
)
def test_fewer_digits_or_far_more_are_no_number(text: str) -> None:
    assert phones(text) == []
