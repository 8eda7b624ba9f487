"""The learned decision: coefficients in a reviewed file, trained by `python -m evaluation.train_marker`."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from pathlib import Path

from app.content.scenario import Verdict

WEIGHTS_FILE = Path(__file__).with_name("weights.json")
WRONG_MARGIN = 0.7  # a true statement called wrong hurts more than a wrong one missed
LEARNED: tuple[Verdict, ...] = ("captured", "partial", "unknown_stated", "wrong")


@dataclass(frozen=True, slots=True)
class Weights:
    """`points`: item to the weights of a point's features. `verdicts`: "group.item", verdict and feature to a weight.

    An item that was never learned takes the weights of its group alone.
    """

    points: Mapping[str, tuple[float, ...]]
    verdicts: Mapping[str, Mapping[str, Mapping[str, float]]]


def load_weights(text: str) -> Weights:
    """The weights written in this JSON text."""
    data = json.loads(text)
    return Weights({item: tuple(values) for item, values in data["points"].items()}, data["verdicts"])


_current = [load_weights(WEIGHTS_FILE.read_text(encoding="utf-8"))] if WEIGHTS_FILE.exists() else [Weights({}, {})]


def use_weights(weights: Weights) -> None:
    """Lets training and evaluation try other weights in this process."""
    _current[0] = weights


def point_probability(item: str, features: Sequence[float]) -> float:
    """How likely a stretch with these features says its point, 0 to 1."""
    points = _current[0].points
    weights = points.get(item) or points.get("statement")
    if not weights:
        return min(1.0, features[2])
    return 1 / (1 + math.exp(-sum(map(mul, weights, features))))


def choose(group: str, item: str, features: Mapping[str, float], allowed: Sequence[Verdict]) -> Verdict:
    """The likeliest verdict among those allowed; `missing` is what the others are measured against."""
    verdicts = _current[0].verdicts
    by_verdict = verdicts.get(f"{group}.{item}") or verdicts.get(group) or {}
    shown = [(name, value) for name, value in features.items() if value]
    best: Verdict = "missing"
    highest = 0.0
    for verdict in allowed:
        weights = by_verdict.get(verdict)
        if weights is None:
            continue
        score = weights.get("bias", 0.0) + sum([weights[name] * value for name, value in shown if name in weights])
        if verdict == "wrong":
            score -= WRONG_MARGIN
        if score > highest:
            best, highest = verdict, score
    return best
