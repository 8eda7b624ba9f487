"""What a question is about: a small learned classifier over the bank of phrasings, trained by `evaluation/`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.content.scenario import Scenario
from app.simulation.features import features
from app.simulation.words import clauses, folded, with_classes

MODEL_FILE = Path(__file__).with_name("questions.npz")
SOCIAL, OTHER, REPEAT = "~social", "~other", "~repeat"
Floats = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Model:
    """`labels` are item ids and the three kinds of talk that ask for nothing; `coefficients` is buckets by labels.

    `accept` and `ask_back` are the probabilities from which a topic counts as meant, or as worth asking back.
    """

    labels: tuple[str, ...]
    coefficients: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats
    idf: Floats
    accept: float
    ask_back: float


@dataclass(frozen=True, slots=True)
class Understood:
    """`topics` in the order asked; `asks_back` up to three items when unsure; `talk` when nothing was asked for."""

    topics: tuple[str, ...]
    asks_back: tuple[str, ...] = ()
    talk: str | None = None


@cache
def shipped_model() -> Model:
    """The model this version of the program ships; read once a process."""
    with np.load(MODEL_FILE) as data:
        return Model(
            labels=tuple(str(label) for label in data["labels"]),
            coefficients=data["coefficients"],
            scale=data["scale"].astype(np.float32),
            bias=data["bias"].astype(np.float32),
            idf=data["idf"].astype(np.float32),
            accept=float(data["accept"]),
            ask_back=float(data["ask_back"]),
        )


def probabilities(model: Model, texts: Sequence[tuple[str, str, str]]) -> Floats:
    """One row a (text, text with classes, before), one column a label: how likely each label is meant, 0 to 1."""
    rows = np.empty((len(texts), len(model.labels)), dtype=np.float32)
    for row, (text, classed, before) in zip(rows, texts, strict=True):
        buckets, weights = features(text, classed, before, model.idf)
        row[:] = weights @ model.coefficients[buckets].astype(np.float32)
    rows *= model.scale
    rows += model.bias
    return np.asarray(1 / (1 + np.exp(-rows)))


def read(model: Model, scenario: Scenario, text: str, before: str = "") -> Understood:
    """What this message asks for. A message of several questions is read whole and piece by piece."""
    whole, said = folded(text), folded(before)
    pieces = clauses(whole)
    texts = [(whole, with_classes(whole, scenario), said)]
    if len(pieces) > 1:
        texts += [(piece, with_classes(piece, scenario), "") for piece in pieces]
    found = probabilities(model, texts)
    return decide(model, found, len(pieces))


def decide(model: Model, found: Floats, pieces: int) -> Understood:
    """What is meant, from the probabilities of the whole message (first row) and of each piece of it."""
    best = found.max(axis=0)
    items = [i for i, label in enumerate(model.labels) if not label.startswith("~")]
    order = sorted(items, key=lambda i: -best[i])
    topics = [i for i in order if best[i] >= model.accept][:3]
    if topics:
        topics.sort(key=lambda i: int(found[1:, i].argmax()) if pieces > 1 else 0)
        return Understood(tuple(model.labels[i] for i in topics))
    unsure = tuple(model.labels[i] for i in order[:3] if best[i] >= model.ask_back)
    if unsure:
        return Understood((), unsure)
    talk = max((SOCIAL, OTHER, REPEAT), key=lambda label: found[0, model.labels.index(label)])
    return Understood((), (), talk)
