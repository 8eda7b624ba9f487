"""Every way of writing a count, made from its value and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.mentions import NumberMention
from app.language.reading import read

ONES = (  # noqa: SIM905
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905


def in_words(value: int) -> str:
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")
    if value < 1000:
        return f"{ONES[value // 100]} hundred" + (f" and {in_words(value % 100)}" if value % 100 else "")
    rest = value % 1000
    return f"{in_words(value // 1000)} thousand" + (f" {'and ' if rest < 100 else ''}{in_words(rest)}" if rest else "")


def numbers(text: str) -> list[NumberMention]:
    return [mention for mention in read(text).mentions if isinstance(mention, NumberMention)]


@given(st.integers(1, 999_999), st.sampled_from(["{}", "{:,}", "{} users"]))
def test_counts_in_digits(value: int, form: str) -> None:
    [found] = numbers(f"we have {form.format(value)} affected")
    assert found.value == value


@given(st.integers(1, 99_999))
def test_counts_in_words(value: int) -> None:
    [found] = numbers(f"we have {in_words(value)} users")
    assert found.value == value


@given(st.integers(1, 200), st.integers(0, 300), st.sampled_from(["of", "of the", "out of", "/"]))
def test_parts_of_a_whole(part: int, more: int, link: str) -> None:
    [found] = numbers(f"we see {part} {link} {part + more} desks")
    assert (found.value, found.of) == (part, part + more)


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("£9.5k", 9500, "money"),
        ("9 grand", 9000, "money"),
        ("2.1 million customers", 2_100_000, "count"),
        ("2,1 millions", 2_100_000, "count"),
        ("6 300 files", 6300, "count"),
        ("60.000 households", 60_000, "count"),
        ("a hundred", 100, "count"),
        ("two dozen", 24, "count"),
        ("60%", 0.6, "percent"),
        ("two thirds", 2 / 3, "share"),
        ("half", 0.5, "share"),
        ("5 November", 5, "ordinal"),
        ("the 10th", 10, "ordinal"),
    ],
)
def test_other_quantities(text: str, value: float, kind: str) -> None:
    [found] = numbers(text)
    assert found.value == pytest.approx(value)
    assert found.kind == kind


def test_approximation_is_read_with_the_number() -> None:
    assert numbers("about 240 users")[0].approximate
    assert numbers("~240 users")[0].approximate
    assert not numbers("240 users")[0].approximate
