"""Words a rater copied are found in the handover, and only if they stand in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calibration.rules.words import find_words

TEXT = "TillPay is down — “since 09:04”, all 14 stores.\nCall Priya's desk: 0113 496 0182. It's (really) down."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("TillPay", ["TillPay"]),
        ("tillpay IS down", ["TillPay is down"]),
        ('"since 09:04"', ["“since 09:04”"]),
        ("down - “since", ["down — “since"]),
        ("stores.  Call", ["stores.\nCall"]),
        ("Priya’s desk", ["Priya's desk"]),
        ("(really) down.", ["(really) down."]),
        ("TillPay … 0113 496 0182", ["TillPay", "0113 496 0182"]),
        ("0113 496 0182 ... TillPay", ["TillPay", "0113 496 0182"]),
        ("down … down", ["down", "down"]),
    ],
)
def test_finds_them_however_they_were_copied(words: str, found: list[str]) -> None:
    spans = find_words(TEXT, words)
    assert spans is not None
    assert [TEXT[start:end] for start, end in spans] == found


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_no_words_rest_on_nothing(words: str) -> None:
    assert find_words(TEXT, words) == ()


@pytest.mark.parametrize("words", ["TilPay", "15 stores", "TillPay … nowhere", ".*", "…", "T i l l"])
def test_what_does_not_stand_there_is_not_found(words: str) -> None:
    assert find_words(TEXT, words) is None


@given(st.text(max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_every_piece_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    spans = find_words(text, words)
    assert spans is not None or "…" in words or "..." in words
    assert spans or not words.strip()
