"""The graph that is shipped computes the net that was taught, and gives its numbers back."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pytest

from app.language.encoder import opened
from app.simulation.encoder import sense, spelt_out
from evaluation.encoder_file import HEADS, PLACES, loosened, packed
from evaluation.encoder_graph import arrays_in, graph

Floats = npt.NDArray[np.float32]
SPELT = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "when", "did", "it", "start", "they", "stopped", "?"]
WIDTH, LABELS, LAYERS = 2 * HEADS, 5, 2
CHANCE = np.random.default_rng(1)


def numbers(*size: int) -> Floats:
    return CHANCE.normal(0, 0.4, size).astype(np.float32)


def taught() -> dict[str, Floats]:
    state = {
        "vectors.rows": numbers(len(SPELT), WIDTH),
        "places": numbers(PLACES, WIDTH),
        "sides": numbers(2, WIDTH),
        "heeds": numbers(LABELS, WIDTH),
        "points.rows": numbers(LABELS, WIDTH),
        "points.offset": numbers(LABELS),
    }
    for norm in ("evened", *(f"layer{n}.{part}" for n in range(LAYERS) for part in ("steadied", "settled"))):
        state |= {f"{norm}.gain": 1 + numbers(WIDTH) / 4, f"{norm}.offset": numbers(WIDTH)}
    for n in range(LAYERS):
        for part, out, into in (("looks", 3, 1), ("joins", 1, 1), ("widens", 4, 1), ("narrows", 1, 4)):
            state[f"layer{n}.{part}.rows"] = numbers(out * WIDTH, into * WIDTH)
            state[f"layer{n}.{part}.offset"] = numbers(out * WIDTH)
    return state


def evened(x: Floats, state: Mapping[str, Floats], name: str) -> Floats:
    x = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-12)
    return x * state[f"{name}.gain"] + state[f"{name}.offset"]


def shares(x: Floats, axis: int) -> Floats:
    return np.exp(x) / np.exp(x).sum(axis=axis, keepdims=True)


def by_hand(state: Mapping[str, Floats], pieces: list[int], said: int) -> Floats:
    """What the net makes of these pieces, written as its papers have it (arXiv:1706.03762, 1810.04805)."""

    def by(x: Floats, name: str) -> Floats:
        return x @ state[f"{name}.rows"].T + state[f"{name}.offset"]

    side = (np.arange(len(pieces)) >= said).astype(int)
    x = evened(state["vectors.rows"][pieces] + state["places"][: len(pieces)] + state["sides"][side], state, "evened")
    for n in range(LAYERS):
        query, key, value = np.split(by(x, f"layer{n}.looks"), 3, axis=1)
        heads = [slice(head * WIDTH // HEADS, (head + 1) * WIDTH // HEADS) for head in range(HEADS)]
        looked = [shares(query[:, h] @ key[:, h].T / np.sqrt(WIDTH / HEADS), 1) @ value[:, h] for h in heads]
        x = evened(x + by(np.concatenate(looked, axis=1), f"layer{n}.joins"), state, f"layer{n}.steadied")
        wide = by(x, f"layer{n}.widens")
        bent = wide / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (wide + 0.044715 * wide**3)))
        x = evened(x + by(bent, f"layer{n}.narrows"), state, f"layer{n}.settled")
    x = x[:said]
    return (shares(x @ state["heeds"].T, 0) * (x @ state["points.rows"].T)).sum(0) + state["points.offset"]


@pytest.mark.parametrize(("text", "before"), [("when did it start ?", ""), ("when ?", "they stopped"), ("", "it")])
def test_the_graph_computes_the_net_to_within_the_bytes_it_is_made_of(text: str, before: str) -> None:
    state = taught()
    encoder = opened(graph(packed(state), SPELT, LAYERS))
    pieces, said = spelt_out(encoder.known, text, before)
    exact = by_hand(loosened(packed(state)), pieces, said)
    assert np.abs(sense(encoder, text, before) - exact).max() < 0.05 * np.abs(exact).max()


def test_what_was_shipped_can_be_taken_up_again() -> None:
    arrays = packed(taught())
    again = arrays_in(graph(arrays, SPELT, LAYERS))
    assert again.keys() == arrays.keys()
    assert all(again[name].dtype == arrays[name].dtype and (again[name] == arrays[name]).all() for name in arrays)


def test_the_pieces_stand_in_the_order_of_their_vectors() -> None:
    assert list(opened(graph(packed(taught()), SPELT, LAYERS)).known) == SPELT
