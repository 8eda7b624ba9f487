"""The learned question reader's numbers: how strongly a text points to each label, and how sure that makes an item."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.simulation.features import Found, Reading, counted, weighed

MODEL_FILE = Path(__file__).with_name("questions.npz")
SOCIAL, OTHER, REPEAT = "~social", "~other", "~repeat"
TALK = (SOCIAL, OTHER, REPEAT)
_SHARPNESS = 4.0
_FEW = 1e-3
_NUMBERS = ("scale", "bias", "idf", "decision", "together_inner", "together_outer")

Floats = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Model:
    """`items` then the three kinds of talk that ask for nothing are the columns of `coefficients` (buckets by labels).

    `decision` weighs an item's signs, the last one standing for a constant. `together_inner` and `together_outer` weigh
    the likeliest items together (`app.simulation.choosing`): as many of them count as meant as are all meant by at
    least `accept`. When none is, and the likelihoods of all add up to `ask_back`, the likeliest are worth asking about;
    beside an answer those from `ask_beside` on are.
    """

    items: tuple[str, ...]
    coefficients: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats
    idf: Floats
    decision: Floats
    together_inner: Floats
    together_outer: Floats
    accept: float
    ask_back: float
    ask_beside: float

    @property
    def labels(self) -> tuple[str, ...]:
        return (*self.items, *TALK)


@dataclass(frozen=True, slots=True)
class Heard:
    """What words and sentence say: `margins` one row for a message and one for each of its pieces, `sense` one number a
    label for the message alone; both above nought where they rather mean the label. `leans`: something was said before
    that the message may lean on."""

    margins: Floats
    sense: Floats
    leans: bool


@cache
def shipped_model() -> Model:
    """The model this version of the program ships; read once a process."""
    with np.load(MODEL_FILE) as data:
        numbers = {name: data[name].astype(np.float32) for name in _NUMBERS}
        return Model(
            items=tuple(str(item) for item in data["items"]),
            coefficients=data["coefficients"],
            accept=float(data["accept"]),
            ask_back=float(data["ask_back"]),
            ask_beside=float(data["ask_beside"]),
            **numbers,
        )


def margins(model: Model, readings: Sequence[Reading]) -> Floats:
    """One row a reading, one column a label: how far the text lies on the label's side of its border."""
    return margins_of(model, [counted(reading) for reading in readings])


def margins_of(model: Model, found: Sequence[list[Found]]) -> Floats:
    """The same from counted buckets."""
    rows = np.empty((len(found), len(model.labels)), dtype=np.float32)
    for row, parts in zip(rows, found, strict=True):
        buckets, weights = weighed(parts, model.idf)
        row[:] = weights @ model.coefficients[buckets].astype(np.float32)
    return np.asarray(rows * model.scale + model.bias)


def signs(heard: Heard, items: int) -> Floats:
    """What speaks for each item: one row an item, from words and sentence, the last column a constant."""
    return np.concatenate([_sense_signs(heard.sense, items), _margin_signs(heard.margins, items)], axis=1)


def _sense_signs(sense: Floats, items: int) -> Floats:
    """What the sentence says for an item, its share among all and "nothing asked", its lead over the next best, how
    much else is meant, and how much of nothing."""
    shares = _log_shares(sense[None] / _SHARPNESS, items)[0]
    lead = _lead(shares)[:items]
    meant = 1 / (1 + np.exp(-sense[:items]))
    ones = np.ones(items)
    columns = (
        sense[:items],
        shares[:items],
        lead,
        (lead > 0) * ones,
        meant,
        shares[items] * ones,
        np.log(meant.sum() + _FEW) * ones,
        sense[items:].max() * ones,
        sense[:items].max() * ones,
    )
    return np.stack(columns, axis=1)


def _margin_signs(found: Floats, items: int) -> Floats:
    """The same from the margins of a message (first row) and of its pieces.

    Logarithms of shares among all items and "nothing asked", their leads over the next best, the margins themselves;
    for the message, its best piece and its last; and the same again where there is more than one piece.
    """
    shares = _log_shares(found, items)
    whole, pieces = shares[0], shares[1:] if len(shares) > 1 else shares
    leads = np.array([_lead(row) for row in pieces])
    best, best_lead, whole_lead = pieces.max(axis=0)[:items], leads.max(axis=0)[:items], _lead(whole)[:items]
    several = float(len(found) > 1)
    ones = np.ones(items)
    columns = (
        whole[:items],
        best,
        whole_lead,
        best_lead,
        found[0, :items],
        found[:, :items].max(axis=0),
        several * best,
        several * best_lead,
        several * whole[:items],
        several * ones,
        whole[items] * ones,
        pieces[:, items].min() * ones,
        min(len(found) - 1, 6) / 4 * ones,
        pieces[-1, :items],
        several * leads[-1, :items],
        whole.max() * ones,
        (whole_lead > 0) * ones,
        (best_lead > 0) * ones,
        ones,
    )
    return np.stack(columns, axis=1)


def likelihoods(model: Model, heard: Heard) -> Floats:
    """How likely each item is meant, 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-signs(heard, len(model.items)) @ model.decision)))


def _log_shares(found: Floats, items: int) -> Floats:
    """Logarithms of the shares of each item, and of all kinds of talk together as the last column."""
    sharp = found * _SHARPNESS
    sharp = np.concatenate([sharp[:, :items], np.logaddexp.reduce(sharp[:, items:], axis=1, keepdims=True)], axis=1)
    return np.asarray(sharp - np.logaddexp.reduce(sharp, axis=1, keepdims=True))


def _lead(row: Floats) -> Floats:
    """How far each entry is above the best of the others; below none when it is not the best itself."""
    second, first = np.partition(row, -2)[-2:]
    return np.asarray(np.where(row == first, row - second, row - first))
