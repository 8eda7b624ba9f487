"""Line breaks that a mail program put in are undone; those that a writer put in stay."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.reading import read
from app.language.wrapping import unwrapped

STORY = (
    "Since four minutes past nine the card machines in all of the northern stores hang on connecting and then decline "
    "every payment, and the queues at the doors of the larger stores are long enough that people are walking out"
)
NOTES = (
    "ScriptBridge no scripts / no err\n"
    "SBC-2 last 0950, SBC-3 0951, show running, no idle alarm. SBC-1 ok\n"
    "Severn 34/34, Marches 29/29. Trent 0. Flat\n"
    "Not receipt chg CHG-5512. Freeze on, nowt in on SB since 15/1\n"
    "Relog, smartcard swap > no"
)


@given(st.integers(55, 95), st.sampled_from(["\n", "\r\n"]))
def test_a_sentence_that_was_wrapped_is_one_sentence_again(width: int, line_break: str) -> None:
    wrapped = line_break.join(textwrap.wrap(STORY, width))
    assert read(wrapped).sentences == read(STORY).sentences
    assert " ".join(unwrapped(wrapped).split()) == STORY


@given(st.text(alphabet="ab ,.\n\r-:|", max_size=400))
def test_nothing_but_line_breaks_changes_and_nothing_moves(text: str) -> None:
    after = unwrapped(text)
    assert len(after) == len(text)
    assert all(one == other or (one in "\r\n" and other == " ") for one, other in zip(text, after, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        NOTES,
        "The tills in the northern stores do not take any cards at all.\nQueues are out of the door in most of them.",
        "- the tills in the northern stores do not take any cards, and\n- queues are out of the door in most of them",
    ],
)
def test_lines_that_end_where_their_writer_wanted_stay_lines(text: str) -> None:
    assert unwrapped(text) == text


def test_a_full_line_that_ends_in_a_small_word_goes_on() -> None:
    text = "The card machines of the northern stores have been hanging on the\nconnecting screen since nine"
    assert "\n" not in unwrapped(text)
