"""Lines are joined into sentences as handovers have them: none is lost, and none meets another about its item."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from evaluation.joined_lines import sentences
from evaluation.sense_lessons import Line

ITEMS = ("users", "sites", "trend", "change")
LINES = st.lists(
    st.builds(
        Line,
        st.sampled_from(ITEMS),
        st.sampled_from(("captured", "partial", "wrong", "missing")),
        st.just(frozenset[int]()),
        st.sampled_from(("Forty tills.", "All stores!", "Getting worse", "nothing changed")),
    ),
    min_size=1,
    max_size=40,
)


@given(LINES, st.floats(0, 1), st.randoms(use_true_random=False))
def test_every_line_stands_in_one_sentence(lines: list[Line], alone: float, chance: Random) -> None:
    found = sentences(lines, alone, chance)
    assert Counter(line for sentence in found for line in sentence.lines) == Counter(lines)


@given(LINES, st.randoms(use_true_random=False))
def test_a_sentence_tells_of_an_item_once_and_in_its_words(lines: list[Line], chance: Random) -> None:
    for sentence in sentences(lines, 0.3, chance):
        items = [line.item for line in sentence.lines]
        assert len(items) == len(set(items)) <= 3
        for line in sentence.lines:
            assert sentence.about(line.item) == line
            assert line.text.rstrip(".!").casefold() in sentence.text.casefold()
        assert all(sentence.about(item) is None for item in {*ITEMS} - {*items})


@given(LINES, st.randoms(use_true_random=False))
def test_alone_lines_stand_as_they_were_written(lines: list[Line], chance: Random) -> None:
    assert Counter(each.text for each in sentences(lines, 1.1, chance)) == Counter(line.text for line in lines)
