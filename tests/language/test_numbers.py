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


@given(st.integers(1, 200), st.integers(0, 300), st.sampled_from(["of", "of the", "out of", "/", "of this weekend's"]))
def test_parts_of_a_whole(part: int, more: int, link: str) -> None:
    [found] = numbers(f"we see {part} {link} {part + more} desks")
    assert (found.value, found.of) == (part, part + more)


@given(
    st.integers(1, 200),
    st.integers(0, 300),
    st.sampled_from(
        ["{} loads out of {}", "{} lorries stood there out of {}", "{} tills (of {})", "{} desks, out of {}"]
    ),
)
def test_parts_of_a_whole_with_what_is_counted_between(part: int, more: int, form: str) -> None:
    [found] = numbers(form.format(part, part + more))
    assert (found.value, found.of) == (part, part + more)


def test_a_whole_behind_a_remark_is_a_number_of_its_own() -> None:
    assert [found.of for found in numbers("47 files, I believe, out of 310")] == [None, None]


@given(st.integers(1, 999), st.integers(1, 9), st.sampled_from(["{}.{}k", "{}.{} thousand", "{}.{}K"]))
def test_thousands_with_a_decimal(whole: int, tenths: int, form: str) -> None:
    [found] = numbers(f"we lost {form.format(whole, tenths)} orders")
    assert found.value == pytest.approx(whole * 1000 + tenths * 100)


@given(st.integers(1, 100), st.sampled_from(["{}%", "{} %", "{} percent", "{} per cent", "{}pct"]))
def test_percentages(value: int, form: str) -> None:
    written = [str(value)] if "%" in form or "pct" in form else [str(value), in_words(value)]
    for each in written:
        [found] = numbers(f"about {form.format(each)} of staff")
        assert (found.value, found.kind) == (pytest.approx(value / 100), "percent")


@given(st.sampled_from(["half", "two thirds", "two-thirds", "a third", "three quarters", "2/3"]), st.integers(10, 900))
def test_shares_of_a_whole(share: str, whole: int) -> None:
    [found] = numbers(f"{share} of the {whole}")
    assert (found.of, found.kind) == (whole, "share")
    expected = {"half": 1 / 2, "a third": 1 / 3, "three quarters": 3 / 4}.get(share, 2 / 3)
    assert found.value == pytest.approx(expected)


@given(st.integers(1, 9), st.integers(1, 9))
def test_one_in_so_many(part: int, more: int) -> None:
    whole = min(part + more, 10)
    for written in (f"{part} in {whole}", f"{in_words(part)} in {in_words(whole)}"):
        [found] = numbers(f"{written} are failing")
        assert (found.value, found.kind) == (pytest.approx(part / whole), "share")


@given(st.integers(20, 90).map(lambda tens: tens - tens % 10), st.sampled_from(["{}-{} users", "{} to {} users"]))
def test_a_narrow_range_is_its_middle(low: int, form: str) -> None:
    high = low + max(1, low // 10)
    for text in (f"some {form.format(low, high)}", f"{form.format(low, high)}", f"between {low} and {high}"):
        [found] = numbers(text)
        assert (found.value, found.approximate) == ((low + high) / 2, True)


@pytest.mark.parametrize(
    "text", ["desks 41 to 44 down", "from 40 to 50 users", "20-50 users", "3-4 users", "41 to 44, all", "07-08 users"]
)
def test_two_numbers_that_are_no_range(text: str) -> None:
    assert len(numbers(text)) == 2


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
        ("half a dozen", 6, "count"),
        ("a couple of dozen", 24, "count"),
        ("half a million", 500_000, "count"),
        ("a million", 1_000_000, "count"),
        ("three million two hundred thousand and five", 3_200_005, "count"),
        ("$18.4M", 18_400_000, "money"),
        ("GBP 9,500", 9500, "money"),
        ("half the 130", 0.5, "share"),
        ("one half", 0.5, "share"),
        ("14 separate stores", 14, "count"),
        ("5 may be down", 5, "count"),
        ("5 May", 5, "ordinal"),
        ("60%", 0.6, "percent"),
        ("two thirds", 2 / 3, "share"),
        ("half", 0.5, "share"),
        ("5 November", 5, "ordinal"),
        ("the 10th", 10, "ordinal"),
        ("60-70%", 0.65, "percent"),
        ("four calls in ten", 0.4, "share"),
        ("two and a half thousand", 2500, "count"),
        ("hundred and twenty users", 120, "count"),
        ("hundred percent of them", 1, "percent"),
        ("hundred per cent failing", 1, "percent"),
    ],
)
def test_other_quantities(text: str, value: float, kind: str) -> None:
    [found] = numbers(text)
    assert found.value == pytest.approx(value)
    assert found.kind == kind


def test_approximation_is_read_with_the_number() -> None:
    assert numbers("about 240 users")[0].approximate
    assert numbers("~240 users")[0].approximate
    assert numbers("240-ish users")[0].approximate
    assert numbers("30 odd users")[0].approximate
    assert numbers("thirty-odd users")[0].approximate
    assert not numbers("240 users")[0].approximate


def test_numbers_said_one_after_the_other_are_not_added() -> None:
    assert [found.value for found in numbers("nine thirty")] == [9, 30]
    assert [found.value for found in numbers("two-three users")] == [2, 3]
    assert numbers("5 third party tools")[0].value == 5
