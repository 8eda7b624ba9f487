"""Learns the question reader from the bank of phrasings: its words, and how sure to be on writers left out in turn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from app.content.scenario import Scenario
from app.simulation.features import BUCKETS, Found, Reading, counted, weighed
from app.simulation.model import MODEL_FILE, TALK, Heard, Model, margins_of, signs
from app.simulation.reading import readings
from evaluation.phrasing_bank import HOUSE, Phrasing, writers_apart
from evaluation.senses import Senses
from evaluation.together_trainer import fit_together

# Chosen on writers left out (`python -m evaluation.evaluate_questions --sweep`).
ACCEPT, ASK_BACK, ASK_BESIDE = 0.6, 0.12, 0.05
COST = 0.5
# There are twice as many lines of the house as of other hands, and others ask as trainees do.
HOUSE_WEIGHT = 0.7
# A piece counts for less than a message: which piece a label belongs to is only the first fit's opinion.
PIECE_WEIGHT = 0.5
PARTS = 4
_SEEMS = -0.5


@dataclass(frozen=True, slots=True)
class Example:
    """What a text is an example of: the labels it means, which of the labels that is certain of, and how much it
    counts."""

    reading: Reading
    wanted: npt.NDArray[np.bool_]
    certain: npt.NDArray[np.bool_]
    weight: float


def train(bank: Sequence[Phrasing], scenarios: Mapping[str, Scenario], items: tuple[str, ...], senses: Senses) -> Model:
    """A model learnt from these phrasings; how sure to be is learnt from writers left out in turn, and from those lines
    alone that an encoder has read without having met their writers (`senses`)."""
    model = fit_words(bank, scenarios, items)
    unmet = list(_unmet(bank, scenarios, items, senses))
    model = replace(model, decision=_fit_decision(unmet, items))
    inner, outer = fit_together(model, unmet)
    return replace(model, together_inner=inner, together_outer=outer)


def _unmet(
    bank: Sequence[Phrasing], scenarios: Mapping[str, Scenario], items: tuple[str, ...], senses: Senses
) -> Iterator[tuple[Phrasing, Heard]]:
    """Lines as they are heard by words and an encoder that have not met their writers."""
    for writers in writers_apart(bank, PARTS):
        other = fit_words([p for p in bank if p.writer not in writers], scenarios, items)
        for p in bank:
            sense = senses.get(p)
            if p.writer in writers and sense is not None:
                yield p, Heard(word_margins(other, p, scenarios), sense, leans=bool(p.before))


def word_margins(model: Model, p: Phrasing, scenarios: Mapping[str, Scenario]) -> npt.NDArray[np.floating]:
    """What the words of a phrasing say: one row for all of it, and one for each of its pieces."""
    asked = readings(scenarios[p.scenario], p.text, p.before)
    return margins_of(model, [_counted(a) for a in asked])


def fit_words(bank: Sequence[Phrasing], scenarios: Mapping[str, Scenario], items: tuple[str, ...]) -> Model:
    """The coefficients of every label, learnt from whole messages and then once more from their pieces as well."""
    asked = [readings(scenarios[p.scenario], p.text, p.before) for p in bank]
    labels = (*items, *TALK)
    whole = [
        Example(
            reading=readings_of[0],
            wanted=np.array([label in p.topics or label == p.talk for label in labels]),
            certain=np.array([label not in p.also_ok for label in labels]),
            weight=HOUSE_WEIGHT if p.made_by in HOUSE else 1.0,
        )
        for p, readings_of in zip(bank, asked, strict=True)
    ]
    first = _fit_borders(whole, items)
    pieces = (
        piece for example, parts in zip(whole, asked, strict=True) for piece in _pieces(first, example, parts[1:])
    )
    return _fit_borders([*whole, *pieces], items, idf=first.idf)


def _pieces(model: Model, whole: Example, parts: Sequence[Reading]) -> Iterator[Example]:
    """The pieces of a message as examples of their own: each of its labels is wanted of the piece nearest to it.

    Another piece that also seems to be about it is left open; what a piece without any label is, is left open too.
    """
    if not parts:
        return
    found = margins_of(model, [_counted(part) for part in parts])
    asks = whole.wanted & np.isin(model.labels, model.items)
    nearest = found.argmax(axis=0)
    for place, (part, margin) in enumerate(zip(parts, found, strict=True)):
        if not asks.any():
            yield Example(part, whole.wanted, whole.certain, PIECE_WEIGHT * whole.weight)
            continue
        wanted = asks & (nearest == place)
        certain = whole.certain & ~(asks & ~wanted & (margin > _SEEMS))
        if not wanted.any():
            certain &= np.isin(model.labels, model.items)
        yield Example(part, wanted, certain | wanted, PIECE_WEIGHT * whole.weight)


def _fit_borders(
    examples: Sequence[Example], items: tuple[str, ...], idf: npt.NDArray[np.floating] | None = None
) -> Model:
    """A linear border for each label between texts that mean it and texts that do not; how rare a bucket is is
    counted anew unless given."""
    labels = (*items, *TALK)
    asked = [example.reading for example in examples]
    if idf is None:
        seen = np.asarray((matrix(asked, np.ones(BUCKETS, dtype=np.float32)) > 0).sum(axis=0)).ravel()
        idf = (np.log((1 + len(examples)) / (1 + seen)) + 1).astype(np.float16).astype(np.float32)
    rows = matrix(asked, idf)
    wanted, certain = np.stack([e.wanted for e in examples]), np.stack([e.certain for e in examples])
    counts = np.array([e.weight for e in examples])
    weights = np.zeros((BUCKETS, len(labels)), dtype=np.float32)
    bias = np.zeros(len(labels), dtype=np.float32)
    for column in range(len(labels)):
        told = certain[:, column]
        border = LinearSVC(C=COST, tol=1e-2, random_state=0)
        fitted = border.fit(rows[told], wanted[told, column], sample_weight=counts[told])
        weights[:, column] = fitted.coef_[0]
        bias[column] = fitted.intercept_[0]
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    coefficients = np.rint(weights / scale).astype(np.int8)
    none = np.zeros(0, dtype=np.float32)
    return Model(items, coefficients, scale, bias, idf, none, none, none, ACCEPT, ASK_BACK, ASK_BESIDE)


def matrix(asked: Sequence[Reading], idf: npt.NDArray[np.floating]) -> sparse.csr_matrix:
    """One row a reading, one column a bucket."""
    found = [weighed(_counted(reading), idf) for reading in asked]
    starts = np.cumsum([0, *(len(buckets) for buckets, _ in found)])
    buckets = np.concatenate([b for b, _ in found])
    weights = np.concatenate([w for _, w in found])
    return sparse.csr_matrix((weights, buckets, starts), shape=(len(asked), BUCKETS))


@cache
def _counted(reading: Reading) -> list[Found]:
    """Counting takes longest and does not depend on what is left out."""
    return counted(reading)


def write(model: Model) -> None:
    """Writes the model's file."""
    arrays: dict[str, npt.NDArray[np.generic]] = dict(_small(model))
    np.savez_compressed(MODEL_FILE, allow_pickle=False, **arrays)


def _small(model: Model) -> Iterator[tuple[str, npt.NDArray[np.generic]]]:
    """Every field as the smallest array that carries it."""
    for field in fields(model):
        array = np.asarray(getattr(model, field.name))
        yield field.name, array.astype(np.float16) if field.name == "idf" else array


def _fit_decision(unmet: Sequence[tuple[Phrasing, Heard]], items: tuple[str, ...]) -> npt.NDArray[np.float32]:
    """How much each sign of an item weighs; signs are brought to one size for the fit and back after it."""
    certain = [np.array([item not in p.also_ok for item in items]) for p, _ in unmet]
    rows = np.concatenate(
        [signs(heard, len(items))[told] for (_, heard), told in zip(unmet, certain, strict=True)], dtype=np.float32
    )
    wanted = np.concatenate(
        [np.array([item in p.topics for item in items])[told] for (p, _), told in zip(unmet, certain, strict=True)]
    )
    middle, spread = rows[:, :-1].mean(axis=0), rows[:, :-1].std(axis=0) + 1e-6
    fitted = LogisticRegression(C=1.0, max_iter=1000).fit((rows[:, :-1] - middle) / spread, wanted)
    weights = fitted.coef_[0] / spread
    constant = fitted.intercept_[0] - float(weights @ middle)
    return np.append(weights, constant).astype(np.float32)
