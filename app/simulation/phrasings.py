"""Ways of asking that an author or a trainer added, and the checklist's own: what they ask for counts before what the
learned reader thinks."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from app.content.checklist import Checklist
from app.content.scenario import Scenario
from app.simulation.words import Names, classed, folded, names_of, tokens

Phrasing = tuple[str, tuple[str, ...]]
"""A way of asking, and the items it asks for; none for one that asks for nothing."""
_NEAR = 0.88
_SHORTEST_NEAR = 4
_TURNS = frozenset({"no", "not", "never", "without", "else", "other", "except", "only", "next"})


@dataclass(frozen=True, slots=True)
class _Bank:
    """`exact`: key to items; `keys`, `topics`: the same in order; `grams`: characters to where they are, how much."""

    exact: dict[str, tuple[str, ...]]
    keys: tuple[str, ...]
    grams: dict[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]]


def topics_by_phrasing(scenario: Scenario, phrasings: Sequence[Phrasing], text: str) -> tuple[str, ...] | None:
    """What a folded message asks for by the phrasing it is or is nearest to; None when none is near enough.

    The author's own (`scenario.phrasings`) win over those passed in.
    """
    own = tuple((words, (item,)) for item, ways in scenario.phrasings.items() for words in ways)
    if not own and not phrasings:
        return None
    names = names_of(scenario)
    key = _key(text, names)
    bank = _bank((*phrasings, *own), names)
    if key in bank.exact:
        return bank.exact[key]
    nearest = _nearest(bank, key)
    return bank.exact[nearest] if nearest is not None else None


def topics_on_checklist(checklist: Checklist, scenario: Scenario, text: str) -> tuple[str, ...] | None:
    """The item whose question on the checklist this folded message is, word for word; None when it is nobody's."""
    asks = tuple((words, (item.id,)) for item in checklist.items for words in (*item.ask_also, item.ask))
    names = names_of(scenario)
    return _bank(asks, names).exact.get(_key(text, names))


def _key(text: str, names: Names) -> str:
    """A message without its names, spellings, marks and capitals."""
    return " ".join(word for word in tokens(classed(folded(text), names)) if word not in "?")


@lru_cache(maxsize=32)
def _bank(phrasings: tuple[Phrasing, ...], names: Names) -> _Bank:
    exact = {key: topics for text, topics in phrasings if (key := _key(text, names))}
    places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    keys = tuple(exact)
    for place, key in enumerate(keys):
        for gram, weight in _weighed(key):
            places[gram].append((place, weight))
    grams = {gram: (np.array([p for p, _ in at]), np.array([w for _, w in at])) for gram, at in places.items()}
    return _Bank(exact, keys, grams)


def _nearest(bank: _Bank, key: str) -> str | None:
    """The key most like this one by its characters, when it is like enough and no word of either turns the meaning."""
    words = key.split()
    if len(words) < _SHORTEST_NEAR:
        return None
    likeness = np.zeros(len(bank.keys))
    for gram, weight in _weighed(key):
        if gram in bank.grams:
            places, weights = bank.grams[gram]
            likeness[places] += weight * weights
    best = int(likeness.argmax())
    apart = set(words) ^ set(bank.keys[best].split())
    near = likeness[best] >= _NEAR and not apart & _TURNS and len(bank.keys[best].split()) >= _SHORTEST_NEAR
    return bank.keys[best] if near else None


def _weighed(key: str) -> Iterator[tuple[str, float]]:
    """Three characters after another of the padded key, each with its share in a row of length one."""
    padded = f"  {key} "
    counts = Counter(padded[start : start + 3] for start in range(len(padded) - 2))
    length = math.sqrt(sum(count * count for count in counts.values()))
    return ((gram, count / length) for gram, count in counts.items())
