"""How many of the likeliest items a message asks for: a small learned net weighs them against each other, and against
nothing being asked."""

import numpy as np

from app.simulation.model import Floats, Heard, Model

MOST = 3
_WEIGHED = 4
_CERTAIN = 1e-4


def all_meant(model: Model, heard: Heard, likely: Floats) -> Floats:
    """How likely it is, 0 to 1, that the likeliest item is meant, that the two likeliest both are, and that the three
    likeliest all are; none is above the one before it. `likely` is how likely each is meant, by itself."""
    inner = np.maximum(_with_constant(message_signs(heard, likely)) @ model.together_inner, 0)
    shares = 1 / (1 + np.exp(-_with_constant(inner) @ model.together_outer))
    return np.asarray(np.minimum.accumulate(shares))


def message_signs(heard: Heard, likely: Floats) -> Floats:
    """What speaks for one item, for several, and for none: how likely the likeliest are by themselves, what words and
    sentence say for them and for each kind of talk, and whether other pieces ask for others."""
    items, pieces = len(likely), heard.margins[1:]
    order = np.argsort(-likely)[:_WEIGHED]
    first, second, third = order[:MOST]
    odds = _log_odds(likely[order])
    talk, talk_in_words = heard.sense[items:], heard.margins[:, items:]
    several = len(pieces) > 0
    return np.concatenate(
        [
            odds,
            heard.sense[order[:MOST]],
            heard.margins[0, order[:MOST]],
            talk,
            [
                talk.max(),
                talk_in_words[0].max(),
                talk_in_words[1:].max() if several else talk_in_words[0].max(),
                np.log(likely.sum() + _CERTAIN),
                min(len(pieces), MOST + 1),
                several,
                several and pieces[:, first].argmax() != pieces[:, second].argmax(),
                pieces[:, second].max() if several else 0,
                pieces[:, third].max() if several else 0,
                heard.leans,
            ],
        ]
    )


def _log_odds(shares: Floats) -> Floats:
    held = np.clip(shares, _CERTAIN, 1 - _CERTAIN)
    return np.asarray(np.log(held / (1 - held)))


def _with_constant(row: Floats) -> Floats:
    return np.append(row, 1.0)
