"""What an author writes is what is read: no clock time becomes a number, no word becomes true."""

import string

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.content.reading import read_document

PLAIN = {
    "12:00": "12:00",
    "09:04": "09:04",
    "1:30:00": "1:30:00",
    "0123": "0123",
    "01632 960 101": "01632 960 101",
    "2026-11-24": "2026-11-24",
    "2026-11-24T09:05": "2026-11-24T09:05",
    "yes": "yes",
    "no": "no",
    "on": "on",
    "Off": "Off",
    "1e3": "1e3",
    "1_000": "1_000",
    "0x1f": "0x1f",
    "true": True,
    "false": False,
    "417": 417,
    "-3": -3,
    "0": 0,
    "2.50": 2.5,
    "null": None,
    "~": None,
    "": None,
    '"417"': "417",
}


@pytest.mark.parametrize("written", PLAIN)
def test_a_scalar_is_read_as_a_person_means_it(written: str) -> None:
    document = read_document(f"key: {written}\n", "file.yml")
    assert document.problems == []
    assert document.data == {"key": PLAIN[written]}
    assert type(document.data["key"]) is type(PLAIN[written])


@given(st.integers(0, 23), st.integers(0, 59))
def test_any_clock_time_stays_text(hour: int, minute: int) -> None:
    time = f"{hour:02}:{minute:02}"
    assert read_document(f"time: {time}\n", "file.yml").data == {"time": time}


@given(st.text(max_size=200))
def test_any_text_is_read_or_named_and_never_raises(text: str) -> None:
    document = read_document(text, "file.yml")
    assert all(problem.line >= 1 and problem.what for problem in document.problems)


plain_keys = st.text(string.ascii_lowercase, min_size=1, max_size=8).filter(lambda key: key not in ("true", "null"))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(string.printable, max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain_keys, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(plain_keys, values, max_size=5))
def test_what_another_program_writes_as_yaml_is_read_unchanged(data: dict[str, object]) -> None:
    text = yaml.safe_dump(data, sort_keys=False)
    document = read_document(text, "file.yml")
    assert document.problems == []
    assert document.data == data


@given(st.lists(plain_keys, min_size=1, max_size=6, unique=True), st.integers(1, 9))
def test_every_key_is_found_on_its_own_line(keys: list[str], first_line: int) -> None:
    text = "".join(f"{key}:\n- one\n- two\n" for key in keys)
    document = read_document(text, "file.yml", first_line=first_line)
    for index, key in enumerate(keys):
        assert document.line((key,)) == first_line + 3 * index
        assert document.line((key, 1)) == first_line + 3 * index + 2
        assert document.line((key, 1, "deeper", "still")) == first_line + 3 * index + 2
