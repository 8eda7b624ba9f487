"""A message is answered with as many items as are surely enough all asked for."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.simulation.choosing import MOST, all_meant, message_signs
from app.simulation.model import TALK, Heard, likelihoods, shipped_model
from app.simulation.reading import decide

ITEMS = len(shipped_model().items)
LABELS = ITEMS + len(TALK)
NUMBERS = st.floats(-12, 12, width=32)


@st.composite
def heard(draw: st.DrawFn) -> Heard:
    """Anything words and sentence may say, of a message of one to five pieces."""
    pieces = draw(st.sampled_from((1, 3, 4, 6)))
    margins = draw(arrays(np.float32, (pieces, LABELS), elements=NUMBERS))
    return Heard(margins, draw(arrays(np.float32, LABELS, elements=NUMBERS)), draw(st.booleans()))


@given(heard())
def test_more_items_are_never_likelier_all_meant_than_fewer(message: Heard) -> None:
    shares = all_meant(shipped_model(), message, likelihoods(shipped_model(), message))
    assert shares.shape == (MOST,)
    assert (shares >= 0).all()
    assert (shares <= 1).all()
    assert (np.diff(shares) <= 0).all()


@given(heard())
def test_the_surer_one_has_to_be_the_fewer_items_are_told(message: Heard) -> None:
    told = [len(decide(replace(shipped_model(), accept=accept), message).topics) for accept in (0.0, 0.4, 0.8, 1.1)]
    assert told == sorted(told, reverse=True)
    assert (told[0], told[-1]) == (MOST, 0)


@given(heard())
def test_what_is_told_is_what_is_likeliest(message: Heard) -> None:
    model = shipped_model()
    order = np.argsort(-likelihoods(model, message))
    topics = decide(replace(model, accept=0.2), message).topics
    assert set(topics) == {model.items[i] for i in order[: len(topics)]}


def test_the_pieces_of_a_message_count() -> None:
    model = shipped_model()
    sense = np.full(LABELS, -4, dtype=np.float32)
    sense[:2] = 2
    margins = np.full((3, LABELS), -1, dtype=np.float32)
    margins[0, :2] = 0.5
    margins[1, 0], margins[2, 1] = 1, 1
    apart, alike = margins.copy(), margins.copy()
    alike[1, 1], alike[2, 0] = 1, 1
    differ = [message_signs(Heard(m, sense, False), likelihoods(model, Heard(m, sense, False))) for m in (apart, alike)]
    assert not np.array_equal(*differ)
