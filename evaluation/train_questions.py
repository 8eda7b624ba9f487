"""Trains the question reader on the bank of phrasings and writes its file: `python -m evaluation.train_questions`."""

import sys
import time
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from app.content.scenario import Scenario
from app.simulation.features import BUCKETS, features
from app.simulation.reading import MODEL_FILE, OTHER, REPEAT, SOCIAL, Model
from app.simulation.words import folded, with_classes
from evaluation.question_bank import Phrasing, checklist_phrasings, read_bank, read_checklist, read_scenarios

ACCEPT, ASK_BACK = 0.4, 0.08
STRENGTH = 20.0


def main() -> None:
    """Trains on everything and writes the file."""
    began = time.perf_counter()
    checklist = read_checklist()
    bank = [*read_bank(), *checklist_phrasings(checklist)]
    model = train(bank, read_scenarios(bank), tuple(checklist.ids()))
    write(model)
    size = MODEL_FILE.stat().st_size / 1024
    sys.stdout.write(f"{len(bank)} phrasings, {size:.0f} KB, {time.perf_counter() - began:.0f} s\n")


def train(bank: Sequence[Phrasing], scenarios: Mapping[str, Scenario], items: tuple[str, ...]) -> Model:
    """A model learnt from these phrasings: one logistic regression a label over hashed features."""
    labels = (*items, SOCIAL, OTHER, REPEAT)
    flat = np.ones(BUCKETS, dtype=np.float32)
    counts = matrix(bank, scenarios, flat)
    seen = np.asarray((counts > 0).sum(axis=0)).ravel()
    idf = (np.log((1 + len(bank)) / (1 + seen)) + 1).astype(np.float16)
    rows = matrix(bank, scenarios, idf.astype(np.float32))
    weights = np.zeros((BUCKETS, len(labels)), dtype=np.float32)
    bias = np.zeros(len(labels), dtype=np.float32)
    for column, label in enumerate(labels):
        wanted = np.array([label in p.topics or label == p.talk for p in bank])
        doubtful = np.array([label in p.also_ok for p in bank])
        fitted = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=200)
        fitted.fit(rows[~doubtful], wanted[~doubtful])
        weights[:, column] = fitted.coef_[0]
        bias[column] = fitted.intercept_[0]
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    coefficients = np.rint(weights / scale).astype(np.int8)
    return Model(labels, coefficients, scale, bias, idf.astype(np.float32), ACCEPT, ASK_BACK)


def matrix(
    bank: Sequence[Phrasing], scenarios: Mapping[str, Scenario], idf: npt.NDArray[np.floating]
) -> sparse.csr_matrix:
    """One row a phrasing, one column a bucket."""
    found = []
    for p in bank:
        text = folded(p.text)
        found.append(features(text, with_classes(text, scenarios[p.scenario]), folded(p.before), idf))
    starts = np.cumsum([0, *(len(buckets) for buckets, _ in found)])
    buckets = np.concatenate([b for b, _ in found])
    weights = np.concatenate([w for _, w in found])
    return sparse.csr_matrix((weights, buckets, starts), shape=(len(bank), BUCKETS))


def write(model: Model) -> None:
    """Writes the model's file."""
    np.savez_compressed(
        MODEL_FILE,
        labels=np.array(model.labels),
        coefficients=model.coefficients,
        scale=model.scale,
        bias=model.bias,
        idf=model.idf.astype(np.float16),
        accept=model.accept,
        ask_back=model.ask_back,
    )


if __name__ == "__main__":
    main()
