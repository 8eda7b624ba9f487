"""Learns how many of the likeliest items a message asks for (`app.simulation.choosing`), from lines whose writers
neither words nor encoder had met."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.neural_network import MLPClassifier

from app.simulation.choosing import MOST, message_signs
from app.simulation.model import Heard, Model, likelihoods
from evaluation.phrasing_bank import Phrasing

# Three nets that began differently weigh together, lest chance decide.
NETS, INSIDE = 3, 24
DECAY, ROUNDS, PATIENCE, WATCHED = 0.01, 80, 8, 0.08

Matrix = npt.NDArray[np.float32]


def fit_together(model: Model, unmet: Sequence[tuple[Phrasing, Heard]]) -> tuple[Matrix, Matrix]:
    """The two matrices of the net, the last row of each standing for a constant; `model` has its decision already."""
    likely = [likelihoods(model, heard) for _, heard in unmet]
    rows = np.stack([message_signs(heard, each) for (_, heard), each in zip(unmet, likely, strict=True)])
    wanted = np.stack([_all_meant(p, each, model.items) for (p, _), each in zip(unmet, likely, strict=True)])
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    nets = [_net((rows - middle) / spread, wanted, seed) for seed in range(NETS)]
    weights = np.hstack([net.coefs_[0] for net in nets]) / spread[:, None]
    offset = np.concatenate([net.intercepts_[0] for net in nets]) - middle @ weights
    outer = np.vstack([net.coefs_[1] for net in nets]) / NETS
    inner = np.vstack([weights, offset])
    last = np.mean([net.intercepts_[1] for net in nets], axis=0)
    return inner.astype(np.float32), np.vstack([outer, last]).astype(np.float32)


def _all_meant(p: Phrasing, likely: npt.NDArray[np.floating], items: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Whether the likeliest, the two likeliest and the three likeliest would all have been told as asked for."""
    meant = [items[i] in p.topics or items[i] in p.also_ok for i in np.argsort(-likely)[:MOST]]
    return np.logical_and.accumulate(meant)


def _net(rows: npt.NDArray[np.floating], wanted: npt.NDArray[np.bool_], seed: int) -> MLPClassifier:
    """One net; it stops learning when lines it is only watched on gain nothing more."""
    return MLPClassifier(
        (INSIDE,),
        alpha=DECAY,
        max_iter=ROUNDS,
        early_stopping=True,
        n_iter_no_change=PATIENCE,
        validation_fraction=WATCHED,
        random_state=seed,
    ).fit(rows, wanted)
