"""Groups of keystrokes, folded in order, give the draft at every revision."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.practice.rules.typing import Keystrokes, Words, fold, typed

ITEMS = ["service", "started", "error"]
WORDS = st.builds(
    Words,
    text=st.text(max_size=40),
    fields=st.dictionaries(st.sampled_from(ITEMS), st.text(min_size=1, max_size=12), max_size=3),
    decision=st.sampled_from([None, "raise", "none"]),
)
# Texts close to each other, so that beginnings and ends are shared and overlap.
NEAR = st.lists(st.builds(Words, text=st.text("aäb😀", max_size=8)), max_size=6)


@given(st.lists(WORDS, max_size=6) | NEAR)
def test_folding_gives_every_state_there_was(states):
    states = [Words(), *states]
    groups = [typed(before, after) for before, after in pairwise(states)]
    folded = [fold(changes) for changes in accumulate(groups, initial=())]
    assert folded == states


@pytest.mark.parametrize(
    ("before", "after", "group"),
    [
        ("", "Tills", ("text", 0, 0, "Tills")),
        ("Tills", "Tills down", ("text", 5, 0, " down")),
        ("17 stores", "19 stores", ("text", 1, 1, "9")),
        ("aaa", "aa", ("text", 2, 1, "")),
        ("aa", "aaa", ("text", 2, 0, "a")),
        ("👩‍🚒 rings", "👩🏽‍🚒 rings", ("text", 1, 0, "🏽")),
    ],
)
def test_a_group_is_the_one_stretch_that_changed(before, after, group):
    assert typed(Words(before), Words(after)) == (Keystrokes(*group),)


def test_the_same_words_are_no_group():
    assert typed(Words("a", {"service": "b"}, "raise"), Words("a", {"service": "b"}, "raise")) == ()
