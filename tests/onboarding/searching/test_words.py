"""How words are found under one key, whatever their form, capitals, accents or script."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.onboarding.searching.words import called, fold, key, keys_of, words_of

PLAIN = frozenset(string.ascii_lowercase + string.digits)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("engaging", "engaged"),
        ("handovers", "Handover"),
        ("desk’s", "desk"),
        ("don't", "don’t"),
        ("Müller", "muller"),
        ("ＩＮＣ", "inc"),
    ],
)
def test_forms_of_a_word_have_one_key(one, other):
    assert key(fold(one)) == key(fold(other))


def test_words_know_their_place():
    text = "Ask for the read-back, it's short."
    assert [text[word.start : word.end] for word in words_of(text)] == [
        "Ask", "for", "the", "read", "back", "it's", "short",
    ]  # fmt: skip


def test_words_with_a_hyphen_are_found_as_one_word_too():
    assert keys_of("the read-back") == "the read back readback"


def test_names_are_compared_whole():
    assert called(["Incident", "INC"]) == "|incid|inc|"


@given(st.text(max_size=80))
def test_keys_are_plain_words_whatever_was_written(text):
    keys = keys_of(text)
    assert set(keys) <= PLAIN | {" "}
    assert "  " not in keys


@given(st.text(alphabet=st.characters(categories=["Ll"]), min_size=2, max_size=12))
def test_what_begins_alike_begins_alike_in_its_key(word):
    from app.onboarding.searching.words import plain_key

    whole, part = fold(word), fold(word)[:1]
    if whole.isascii() == part.isascii():
        assert plain_key(whole).startswith(plain_key(part))
