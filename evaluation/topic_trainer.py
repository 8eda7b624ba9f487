"""Learns what clauses are about: one linear border a label, kept as whole numbers."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from app.handover.topics import WAYS, Topics, pair_features, word_features
from evaluation.clause_bank import ClauseExample

# Chosen with whole scenarios left out.
_COST = 0.5
_SEEN_OFTEN_ENOUGH = 3
_FEW = 5
_NEVER = -5.0


def fit_topics(examples: Sequence[ClauseExample], items: Sequence[str]) -> Topics:
    """The topics that these examples teach."""
    labels = (*items, *WAYS)
    counts = [_counted(example) for example in examples]
    seen = Counter(name for found in counts for name in found)
    names = sorted(name for name, times in seen.items() if times >= _SEEN_OFTEN_ENOUGH)
    places = {name: place for place, name in enumerate(names)}
    rows = _matrix(examples, counts, places)
    weights, bias = np.zeros((len(names), len(labels))), np.full(len(labels), _NEVER)
    importance = np.array([example.weight for example in examples])
    for column, label in enumerate(labels):
        wanted = np.array([label in example.items or label in example.ways for example in examples])
        certain = np.array([label not in WAYS or example.tagged or label in example.ways for example in examples])
        if _FEW <= wanted[certain].sum() < certain.sum():
            border = LogisticRegression(C=_COST, solver="liblinear", max_iter=200, tol=1e-3, random_state=0)
            fitted = border.fit(rows[certain], wanted[certain], sample_weight=importance[certain])
            weights[:, column], bias[column] = fitted.coef_[0], fitted.intercept_[0]
    scale = np.maximum(np.abs(weights).max(axis=0, initial=0), 1e-6) / 127
    return Topics(
        labels, places, np.rint(weights / scale).astype(np.int8), scale.astype(np.float32), bias.astype(np.float32)
    )


def _counted(example: ClauseExample) -> Counter[str]:
    found = Counter(name for word in example.words for name in word_features(word))
    found.update(pair_features(example.words))
    return found


def _matrix(
    examples: Sequence[ClauseExample], counts: Sequence[Counter[str]], places: dict[str, int]
) -> sparse.csr_matrix:
    """One row an example; a feature counts less in a long one."""
    starts: list[int] = [0]
    columns: list[int] = []
    values: list[float] = []
    for example, found in zip(examples, counts, strict=True):
        size = max(len(example.words), 1) ** 0.5
        known = [(places[name], times / size) for name, times in found.items() if name in places]
        columns.extend(place for place, _ in known)
        values.extend(value for _, value in known)
        starts.append(len(columns))
    return sparse.csr_matrix((values, columns, starts), shape=(len(examples), len(places)))
