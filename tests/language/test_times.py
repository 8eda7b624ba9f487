"""Every way of writing a time or a length of time, made from its value and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.mentions import DurationMention, TimeMention
from app.language.reading import read

HOURS = "twelve one two three four five six seven eight nine ten eleven".split()  # noqa: SIM905
LENGTHS_IN_TWO_UNITS = ["{}h{}m", "{} hours {} minutes", "{}hrs {}mins", "{} hours and {} min", "{}h {}m", "{}h{:02}"]
MINUTES = {5: "five", 10: "ten", 12: "twelve", 15: "quarter", 20: "twenty", 23: "twenty-three", 25: "twenty five"}


def times(text: str) -> list[TimeMention]:
    return [mention for mention in read(text).mentions if isinstance(mention, TimeMention)]


def durations(text: str) -> list[DurationMention]:
    return [mention for mention in read(text).mentions if isinstance(mention, DurationMention)]


@given(
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["{:02}:{:02}", "{}:{:02}", "{:02}h{:02}", "{}h{:02}", "{}.{:02}"]),
)
def test_clock_times_in_digits(hour: int, minute: int, form: str) -> None:
    written = form.format(hour, minute)
    [found] = times(f"It began at {written}, then stopped")
    assert hour * 60 + minute in found.minutes


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(["{:02}{:02} hrs", "since {:02}{:02}"]))
def test_four_digits_without_a_sign(hour: int, minute: int, form: str) -> None:
    [found] = times(form.format(hour, minute))
    assert found.minutes == (hour * 60 + minute,)


@given(st.integers(1, 9), st.integers(10, 59), st.sampled_from(["since {} h {}", "at {} h {} the", "since {}{}"]))
def test_an_hour_and_minutes_apart_behind_a_word_of_time(hour: int, minute: int, form: str) -> None:
    [found] = times(form.format(hour, minute))
    assert hour * 60 + minute in found.minutes


def test_hours_and_minutes_that_something_takes_are_no_time_of_day() -> None:
    assert not times("it takes 2 h 30 each time")


@given(st.integers(1, 12), st.sampled_from([(38, "thirty-eight"), (21, "twenty-one"), (45, "forty five")]))
def test_hours_and_minutes_in_words(hour: int, minutes: tuple[int, str]) -> None:
    [found] = times(f"since {HOURS[hour % 12]} {minutes[1]}")
    assert (hour * 60 + minutes[0]) % 720 in {each % 720 for each in found.minutes}


@given(st.integers(1, 12), st.integers(0, 59), st.sampled_from(["am", "pm", " AM", " p.m."]))
def test_twelve_hour_times(hour: int, minute: int, half: str) -> None:
    [found] = times(f"since {hour}:{minute:02}{half}")
    assert found.minutes == ((hour % 12 + (12 if "p" in half.lower() else 0)) * 60 + minute,)


@given(st.integers(1, 12), st.integers(0, 59), st.sampled_from(["am", "pm", " p.m."]))
def test_dotted_times_of_twelve_hours(hour: int, minute: int, half: str) -> None:
    [found] = times(f"since {hour}.{minute:02}{half}, we think")
    assert found.minutes == ((hour % 12 + (12 if "p" in half else 0)) * 60 + minute,)


@given(st.integers(10, 23), st.integers(0, 59), st.sampled_from(["began at {}", "since {}, all", "from {} today"]))
def test_four_digits_after_a_cue(hour: int, minute: int, form: str) -> None:
    [found] = times(form.format(f"{hour}{minute:02}"))
    assert found.minutes == (hour * 60 + minute,)


@given(st.integers(1, 12), st.sampled_from(["since {}ish", "around {}ish", "about half {}", "gone {}", "{} o'clock"]))
def test_hours_in_words_and_digits(hour: int, form: str) -> None:
    for written in (str(hour), HOURS[hour % 12]):
        [found] = times(form.format(written))
        assert {value % 720 for value in found.minutes} == {(hour * 60 + 30 * ("half" in form)) % 720}


@given(st.integers(1, 12), st.integers(1, 9), st.sampled_from(["since {} oh {}", "{} oh {}, all down"]))
def test_minutes_said_with_oh(hour: int, minute: int, form: str) -> None:
    [found] = times(form.format(HOURS[hour % 12], HOURS[minute]))
    assert {value % 720 for value in found.minutes} == {(hour * 60 + minute) % 720}


@given(st.integers(1, 12), st.sampled_from(sorted(MINUTES)), st.sampled_from(["past", "to"]))
def test_times_in_words(hour: int, minute: int, link: str) -> None:
    [found] = times(f"since {MINUTES[minute]} {link} {HOURS[hour % 12]}")
    expected = (hour % 12) * 60 + (minute if link == "past" else -minute)
    assert {value % 720 for value in found.minutes} == {expected % 720}


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("half past nine", 570),
        ("half nine", 570),
        ("nine thirty", None),
        ("since nine thirty", 570),
        ("began nine thirty-five", 575),
        ("it started nine thirty", 570),
        ("since nine oh four", 544),
        ("nine o'clock", 540),
        ("at 4", 240),
        ("midday", 720),
        ("noon", 720),
        ("at midnight", 0),
        ("half tenish", 630),
        ("just after 9:00", 545),
        ("half past 10pm", 1350),
        ("half past 10ish", 630),
        ("half ten p.m.", 1350),
        ("since nine thirty pm", 1290),
        ("ten past 9pm", 1270),
        ("at 9 ish", 540),
        ("since nine-ish", 540),
        ("since around 9ish", 540),
        ("12 noon", 720),
        ("nine oh four", 544),
        ("first one was oh four twenty", 260),
        ("at oh seven oh five", 425),
        ("since oh six hundred", 360),
        ("the code shown is error oh five twenty", None),
        ("it says four oh eight", None),
        ("six in the morning", 360),
        ("gone nine", 540),
        ("from eight minutes to seven", 412),
        ("since quarter past", 555),
        ("at ten to.", 530),
        ("finished by five past, they said", 545),
        ("at 9:15 amongst others", 1275),
        ("open till 5pm", 1020),
        ("D B X two oh nine", None),
        ("10 to 12 users", None),
        ("from 9 to 5", None),
        ("after 40 to 60 seconds", None),
        ("began 2h ago", None),
    ],
)
def test_other_times(text: str, minutes: int | None) -> None:
    found = times(text)
    assert [minutes in each.minutes for each in found] == ([] if minutes is None else [True])


def test_the_day_is_read_with_the_time() -> None:
    assert times("since ten last night")[0].day == -1
    assert times("22:00 yesterday")[0].day == -1
    assert times("08:40 today")[0].day == 0
    assert times("08:40")[0].day is None


def test_approximation_is_read_with_the_time() -> None:
    assert times("since about 09:10")[0].approximate
    assert times("~09:10")[0].approximate
    assert times("9:10 or so")[0].approximate
    assert not times("at 09:10")[0].approximate


@given(st.integers(1, 90), st.sampled_from(["mins", "minutes", "min"]))
def test_minutes_ago(minutes: int, unit: str) -> None:
    [found] = durations(f"began {minutes} {unit} ago")
    assert (found.minutes, found.direction) == (minutes, -1)


@given(st.integers(1, 23), st.integers(1, 59), st.sampled_from(LENGTHS_IN_TWO_UNITS))
def test_hours_and_minutes_are_one_length(hours: int, minutes: int, form: str) -> None:
    [found] = durations(f"began {form.format(hours, minutes)} ago")
    assert (found.minutes, found.direction) == (hours * 60 + minutes, -1)


@given(st.integers(1, 9), st.sampled_from(["{} and a half hours", "{}.5 hours", "{} 1/2 hours", "{}½ hrs"]))
def test_hours_and_a_half(hours: int, form: str) -> None:
    for written in (str(hours), HOURS[hours]) if "and" in form else (str(hours),):
        [found] = durations(f"began {form.format(written)} ago")
        assert (found.minutes, found.direction) == (hours * 60 + 30, -1)


@pytest.mark.parametrize(
    ("text", "minutes", "direction"),
    [
        ("half an hour ago", 30, -1),
        ("an hour and a half ago", 90, -1),
        ("an hour and ten minutes ago", 70, -1),
        ("a quarter of an hour ago", 15, -1),
        ("three quarters of an hour ago", 45, -1),
        ("3/4 of an hour ago", 45, -1),
        ("a day and a half ago", 2160, -1),
        ("20 mins or so ago", 20, -1),
        ("20m ago", 20, -1),
        ("40 minutes or so left", 40, 1),
        ("in an hour's time", 60, 1),
        ("for the last 25 minutes", 25, -1),
        ("for about two hours", 120, -1),
        ("in 50 minutes", 50, 1),
        ("3 h left", 180, 1),
        ("a 41 minute wait", 41, 0),
        ("takes 30 seconds", 0.5, 0),
    ],
)
def test_lengths_of_time(text: str, minutes: float, direction: int) -> None:
    [found] = durations(text)
    assert (found.minutes, found.direction) == (minutes, direction)


@pytest.mark.parametrize("text", ["a quarter of an", "costs £2m", "1.2m customers", "half a", "15 hundred"])
def test_what_is_no_length_of_time(text: str) -> None:
    assert durations(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "version 6.14", "£12.50", "6.2 upgrade", "24 wards", "1200 payments", "9.5k", "25:71", "steady at 1200 users",
        "from 1200 calls to 300", "down for about 2h", "due in about 2h",
    ],
)  # fmt: skip
def test_what_is_not_a_time(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("hour an half back", 90),
        ("two n a half hours ago", 150),
        ("half hour back", 30),
        ("been like it a good two hour", 120),
        ("three hours now", 180),
        ("20ish mins ago", 20),
    ],
)
def test_lengths_said_in_dialect_count_back(text: str, minutes: float) -> None:
    [found] = durations(f"It stopped, {text}.")
    assert (found.minutes, found.direction) == (minutes, -1)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("the round goes at ten off those sheets", 600),
        ("closes @ 4 so hurry", 960),
        ("down since 1230 ish", 750),
        ("report due 1700 latest", 1020),
        ("ab 13 h 25 alles weg", 805),
        ("Since: about six this morning", 360),
        ("Pay goes out six tomorrow morning", 360),
        ("at 1430 users lost access", 870),
        ("from 1015 all tills failed", 615),
    ],
)
def test_hours_by_what_stands_beside_them(text: str, minute: int) -> None:
    [found] = times(text)
    assert minute in found.minutes


@pytest.mark.parametrize("text", ["Saturday afternoon, quarter past three", "quarter past three on Saturday afternoon"])
def test_the_part_of_the_day_before_an_hour_tells_its_half(text: str) -> None:
    [found] = times(text)
    assert found.minutes == (915,)


@pytest.mark.parametrize("text", ["down at 10 stores", "affects 10 of the 12 sites", "in 5 this morning we saw"])
def test_counts_that_are_no_hours(text: str) -> None:
    assert times(text) == []


def test_tomorrow_is_a_day() -> None:
    [found] = times("1530 tomorrow is the bank's limit")
    assert (found.minutes, found.day) == ((930,), 1)
