"""A small sentence encoder in plain numpy: how strongly a message, read after what was said before it, points to each
label."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.simulation.wordpieces import BEGINNING, END, pieces

ENCODER_FILE = Path(__file__).with_name("encoder.npz")
HEADS = 12
LONGEST, LONGEST_BEFORE = 40, 16
_TINY = 1e-12
_CURVE, _BEND = 0.7978845608, 0.044715

Floats = npt.NDArray[np.float32]
Pair = tuple[Floats, Floats]
"""A matrix and its offset, or a gain and its offset."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: `looks` and `joins` mix the words of a message, `widens` and `narrows` think about each by itself."""

    looks: Pair
    joins: Pair
    steadied: Pair
    widens: Pair
    narrows: Pair
    settled: Pair


@dataclass(frozen=True, slots=True)
class Encoder:
    """`known` numbers the pieces of words; a row of `vectors` times its `sizes` stands for each. `heeds` is how much
    each label heeds a piece, `points` how strongly a piece points to the label."""

    known: Mapping[str, int]
    vectors: npt.NDArray[np.int8]
    sizes: Floats
    places: Floats
    sides: Floats
    evened: Pair
    layers: tuple[Layer, ...]
    heeds: Floats
    points: Pair


@cache
def shipped_encoder() -> Encoder:
    """The encoder this version of the program ships; read once a process."""
    with np.load(ENCODER_FILE) as data:
        return unpacked(data)


def unpacked(data: Mapping[str, npt.NDArray[np.generic]]) -> Encoder:
    """An encoder from the arrays of its file: matrices are bytes with a size a row."""

    def plain(name: str) -> Floats:
        return np.ascontiguousarray(data[name], dtype=np.float32)

    def pair(name: str) -> Pair:
        return plain(f"{name}.gain"), plain(f"{name}.offset")

    def matrix(name: str) -> Pair:
        rows = plain(f"{name}.rows") * plain(f"{name}.sizes")[:, None]
        return np.ascontiguousarray(rows.T), plain(f"{name}.offset")  # multiplied by a fifth sooner in this order

    def layer(number: int) -> Layer:
        name = f"layer{number}"
        return Layer(
            matrix(f"{name}.looks"),
            matrix(f"{name}.joins"),
            pair(f"{name}.steadied"),
            matrix(f"{name}.widens"),
            matrix(f"{name}.narrows"),
            pair(f"{name}.settled"),
        )

    spelt = bytes(data["pieces"].astype(np.uint8)).decode().split("\n")
    return Encoder(
        known={piece: number for number, piece in enumerate(spelt)},
        vectors=data["vectors.rows"].astype(np.int8),
        sizes=plain("vectors.sizes"),
        places=plain("places"),
        sides=plain("sides"),
        evened=pair("evened"),
        layers=tuple(layer(number) for number in range(int(data["layers"]))),
        heeds=plain("heeds").T,
        points=(plain("points.rows").T, plain("points.offset")),
    )


def sense(encoder: Encoder, text: str, before: str) -> Floats:
    """One number a label, above nought when the message rather means it than not."""
    numbers, length = spelt_out(encoder.known, text, before)
    x = encoder.vectors[numbers] * encoder.sizes[numbers, None]
    x += encoder.places[: len(numbers)]
    x += encoder.sides[(np.arange(len(numbers)) >= length).astype(np.intp)]
    x = _evened(x, encoder.evened)
    for layer in encoder.layers[:-1]:
        x = _through(layer, x, len(x))
    said = _through(encoder.layers[-1], x, length)
    heeded = _shares((said @ encoder.heeds).T)
    rows, offset = encoder.points
    return np.asarray((heeded * (said @ rows).T).sum(axis=1) + offset, dtype=np.float32)


def spelt_out(known: Mapping[str, int], text: str, before: str) -> tuple[list[int], int]:
    """The numbers of a message's pieces, those of what was said before after them, and how many are the message's."""
    message = [known[BEGINNING], *pieces(text, known)[:LONGEST], known[END]]
    rest = pieces(before, known)[:LONGEST_BEFORE]
    return [*message, *rest, known[END]] if rest else message, len(message)


def _through(layer: Layer, x: Floats, wanted: int) -> Floats:
    """The vectors of the first so many pieces after one more layer, in which they look at all of them."""
    looked = _looked(_by(x, layer.looks), wanted)
    x = _evened(x[:wanted] + _by(looked, layer.joins), layer.steadied)
    return _evened(x + _by(_bent(_by(x, layer.widens)), layer.narrows), layer.settled)


def _looked(asked: Floats, wanted: int) -> Floats:
    """The first pieces' view of all the others, by twelve heads at once."""
    length, width = len(asked), asked.shape[1] // 3
    query, key, value = asked.reshape(length, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
    scores = query[:, :wanted] @ key.transpose(0, 2, 1) * np.float32((width // HEADS) ** -0.5)
    return np.asarray((_shares(scores) @ value).transpose(1, 0, 2).reshape(wanted, width))


def _by(x: Floats, pair: Pair) -> Floats:
    return np.asarray(x @ pair[0] + pair[1])


def _shares(scores: Floats) -> Floats:
    """Softmax over the last axis."""
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=-1, keepdims=True))


def _bent(x: Floats) -> Floats:
    """The smooth threshold (GELU by its usual curve) between widening and narrowing."""
    curve = np.tanh(np.float32(_CURVE) * x * (1 + np.float32(_BEND) * x * x))
    curve += 1
    curve *= x
    curve *= np.float32(0.5)
    return np.asarray(curve)


def _evened(x: Floats, pair: Pair) -> Floats:
    """Every row at mean nought and spread one, then each column by its gain and offset."""
    x = x - x.mean(axis=1, keepdims=True)
    x /= np.sqrt((x * x).mean(axis=1, keepdims=True) + np.float32(_TINY))
    return np.asarray(x * pair[0] + pair[1])
