"""The sentence encoder reads any text, always alike, and what was said before apart from what is asked."""

import numpy as np
import pytest

from app.simulation.encoder import LONGEST, LONGEST_BEFORE, sense, shipped_encoder, spelt_out
from app.simulation.model import TALK, shipped_model
from evaluation.encoder_file import PLACES

ASKED = "when did it all start going wrong"


def best(text: str, before: str = "") -> str:
    return shipped_model().labels[int(sense(shipped_encoder(), text, before).argmax())]


def test_one_number_a_label() -> None:
    assert sense(shipped_encoder(), ASKED, "").shape == (len(shipped_model().labels),)


def test_the_same_message_always_gives_the_same_numbers() -> None:
    first, again = sense(shipped_encoder(), ASKED, "it is dead"), sense(shipped_encoder(), ASKED, "it is dead")
    assert first.tobytes() == again.tobytes()


@pytest.mark.parametrize("text", ["", "?", "漢字", "x" * 2_000, "why " * 500, "\u0000\ufffd", "🙂🙂"])
def test_any_text_is_read(text: str) -> None:
    assert np.isfinite(sense(shipped_encoder(), text, text)).all()


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("what time was it when this first went off", "started"),
        ("have you tried turning it off and on again", "tried"),
        ("does it put any message up on the screen", "error"),
        ("have you got a way of working round it", "workaround"),
    ],
)
def test_a_plain_question_points_to_its_item(text: str, item: str) -> None:
    assert best(text) == item


def test_small_talk_points_to_no_item() -> None:
    assert best("lovely weather we are having") in TALK


def test_what_was_said_before_is_not_taken_for_the_question() -> None:
    assert best(ASKED, "there are forty of us and we tried a restart") == "started"


def test_a_message_is_cut_where_the_encoder_can_read_no_further() -> None:
    numbers, length = spelt_out(shipped_encoder().known, "why " * 500, "no " * 500)
    assert length == LONGEST + 2
    assert len(numbers) - length == LONGEST_BEFORE + 1
    assert len(numbers) <= PLACES
