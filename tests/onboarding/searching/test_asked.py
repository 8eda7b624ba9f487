"""What somebody typed, read into what must be found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.onboarding.searching.asked import Phrase, alone, mended, sought
from app.onboarding.searching.vocabulary import vocabulary_of

WORDS = vocabulary_of(
    ["The handover and the read-back. Communication with resolver groups, engaged at once.", "handover incident"]
)


def read(typed):
    return [one.ways for one in sought(typed, WORDS)]


def keys(typed):
    return [ways[0].keys for ways in read(typed)]


def test_every_word_must_be_there():
    assert keys("resolver groups engaging") == [("resolv",), ("group",), ("engag",)]


def test_words_in_quotes_stand_side_by_side():
    assert read('"first message" late ') == [
        (Phrase(("first", "messag")),),
        (Phrase(("late",)), Phrase(("late",), unfinished=True)),
    ]
    assert keys("“first message”") == [("first", "messag")]


def test_a_quote_that_is_never_closed_means_nothing():
    assert keys('"first message') == keys("first message")


def test_only_the_last_word_may_be_unfinished():
    first, last = read("hand incid")
    assert first == (Phrase(("hand",)),)
    assert Phrase(("incid",), unfinished=True) in last


def test_an_unfinished_word_finds_those_whose_stem_is_shorter():
    assert Phrase(("communic",)) in read("communicati")[0]


def test_one_or_two_letters_are_a_whole_word():
    assert read("mi") == [(Phrase(("mi",)),)]


def test_a_word_with_a_hyphen_is_a_phrase_or_one_word():
    assert {Phrase(("read", "back")), Phrase(("readback",))} <= set(read("read-back")[0])


def test_small_words_are_left_out_where_others_remain():
    assert keys("how do I raise a major incident") == [("rais",), ("major",), ("incid",)]
    assert keys("who is it") == [("who",), ("is",), ("it",)]
    assert keys('"who is it" on') == [("who", "is", "it")]


def test_a_thing_is_sought_once():
    assert len(read("incident incidents incident ")) <= 2


@pytest.mark.parametrize("typed", ["", " ", '""', "***", "-- ' \" ()", "\0", "…"])
def test_without_a_word_nothing_is_sought(typed):
    assert read(typed) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hanodver", "handover"),
        ("Handovr to resolvar groups", "handover to resolver groups"),
        ("read-bakc", "read-back"),
        ("handover", None),
        ("commun", None),
        ("zxqwv", None),
        ("INC0077310", None),
        ("рука", None),
    ],
)
def test_slips_of_the_finger_are_mended(typed, meant):
    assert mended(typed, WORDS) == meant


def test_parts_that_can_be_found_are_offered_alone():
    assert alone(sought("handover zxqwv", WORDS), WORDS) == ("handover",)
    assert alone(sought('"resolver handover"', WORDS), WORDS) == ("resolver handover",)
    assert alone(sought("zxqwv", WORDS), WORDS) == ()


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read(typed):
    found = sought(typed, WORDS)
    for one in found:
        assert one.ways
        assert all(key and key.isascii() and key.isalnum() for way in one.ways for key in way.keys)
    assert len({one.ways for one in found}) == len(found)
    alone(found, WORDS)
    again = mended(typed, WORDS)
    assert again is None or mended(again, WORDS) is None or again != typed
