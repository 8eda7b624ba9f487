"""How many items a message asks for is learned from lines whose writers the reader had not met."""

from dataclasses import replace

import numpy as np

from app.simulation.choosing import MOST, all_meant
from app.simulation.model import TALK, Heard, likelihoods, shipped_model
from evaluation.phrasing_bank import Phrasing
from evaluation.together_trainer import fit_together

MODEL = shipped_model()
ITEMS = MODEL.items


def line(number: int, rng: np.random.Generator) -> tuple[Phrasing, Heard]:
    """A message that asks for one item in one piece, or for two in two, plainly heard but for a little noise."""
    asked = rng.choice(len(ITEMS), size=1 + number % 2, replace=False)
    sense = rng.normal(-4, 0.3, len(ITEMS) + len(TALK)).astype(np.float32)
    sense[asked] = 4
    pieces = np.full((1 if len(asked) == 1 else 3, len(sense)), -1, dtype=np.float32)
    pieces[0, asked] = 1
    for piece, item in enumerate(asked if len(asked) > 1 else (), start=1):
        pieces[piece, item] = 1
    topics = frozenset(ITEMS[i] for i in asked)
    phrasing = Phrasing("…", "", "tills", "caller", "", f"hand {number}", "plain", "many-hands", topics, frozenset())
    return phrasing, Heard(pieces, sense, leans=False)


def test_one_is_told_where_one_is_asked_and_two_where_two_are() -> None:
    rng = np.random.default_rng(0)
    known, new = [[line(n, rng) for n in range(size)] for size in (900, 60)]
    inner, outer = fit_together(MODEL, known)
    model = replace(MODEL, together_inner=inner, together_outer=outer)
    for phrasing, heard in new:
        shares = all_meant(model, heard, likelihoods(model, heard))
        assert (shares >= 0.5).sum() == len(phrasing.topics) <= MOST


def test_the_same_lines_always_teach_the_same_net() -> None:
    lines = [line(n, np.random.default_rng(n)) for n in range(200)]
    first, second = fit_together(MODEL, lines), fit_together(MODEL, lines)
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))
