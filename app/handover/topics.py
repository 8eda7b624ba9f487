"""What each clause of a note is about and how it says it: a linear reading learned from clauses by many hands.

`python -m evaluation.train_marker` learns it from `labelled/`; what it learns are whole numbers, and what is computed
from them is exact or correctly rounded arithmetic, so that every machine reads a clause alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.language.clauses import Word
from app.language.reading import Reading

Array = npt.NDArray[np.float32]
Sums = npt.NDArray[np.int32]

TOPICS_FILE = Path(__file__).with_name("topics.npz")
# How a clause says what it says, beside the items it is about: the tags of `labelled/clauses.tsv`.
WAYS = ("worse", "steady", "intermittent", "better", "none", "unknown", "hedged", "works")
_PIECES = (3, 4)
_STEEPNESS = 6.0  # log odds over which likelihood goes from 0 to 1


def word_features(word: Word) -> Iterator[str]:
    """The names of what one word shows by itself: its stem, pieces of it, its concepts; of a value only its kind."""
    if word.mention is not None:
        yield f"kind {type(word.mention).__name__}"
        return
    yield f"word {word.stem}"
    for concept in word.concepts:
        yield f"concept {concept}"
    if word.stem.isalpha():
        bounded = f"^{word.stem}$"
        for size in _PIECES:
            for place in range(len(bounded) - size + 1):
                yield f"piece {bounded[place : place + size]}"


def word_kind(word: Word) -> str:
    """A word as its neighbours see it: its stem, or what kind of value it is."""
    return word.stem if word.mention is None else type(word.mention).__name__


def first_name(kind: str) -> str:
    """The name of what a stretch shows by its first word."""
    return f"first {kind}"


def pair_names(kinds: Sequence[str]) -> list[str]:
    """The names of what neighbouring words show."""
    return [f"pair {before} {after}" for before, after in pairwise(kinds)]


def pair_features(words: Sequence[Word]) -> Iterator[str]:
    """The names of a stretch's first word and of its neighbouring words."""
    kinds = [word_kind(word) for word in words]
    if kinds:
        yield first_name(kinds[0])
    yield from pair_names(kinds)


@dataclass(frozen=True, eq=False)
class Topics:
    """What was learned: one row of weights a feature, one column a label (the checklist's items, then WAYS)."""

    labels: tuple[str, ...]
    places: Mapping[str, int]
    rows: npt.NDArray[np.int8]
    scale: Array
    bias: Array
    _of_kind: dict[tuple[str, frozenset[str]], Sums] = field(default_factory=dict, repr=False)

    def log_odds(self, words: Sequence[Word], stretches: Sequence[tuple[int, int]]) -> Array:
        """How likely each stretch (from one word to before another) is about each label: one row a stretch."""
        if not stretches:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        first, last = np.array(stretches).T
        kinds = [word_kind(word) for word in words]
        by_word = _sums_before(np.array([self._of_word(word) for word in words]))
        by_pair = _sums_before(self._of_names(pair_names(kinds)))
        total = by_word[last] - by_word[first] + by_pair[last - 1] - by_pair[first]
        total += self._of_names([first_name(kinds[place]) for place in first.tolist()])
        size = np.sqrt(last - first).astype(np.float32)[:, np.newaxis]
        odds: Array = total.astype(np.float32) * (self.scale / size) + self.bias
        return odds

    def _of_names(self, names: Sequence[str]) -> Sums:
        """The weights of features by their names, one row a feature; nothing for what was never learned."""
        places = self.places
        found = [places.get(name, -1) for name in names]
        rows = self.rows[found].astype(np.int32)
        rows[[place < 0 for place in found]] = 0
        return rows

    def _of_word(self, word: Word) -> Sums:
        """The part that one word has in a sum, kept for the next time."""
        key = (word_kind(word), word.concepts)
        kept = self._of_kind.get(key)
        if kept is None:
            known = [place for name in word_features(word) if (place := self.places.get(name)) is not None]
            kept = self.rows[known].sum(axis=0, dtype=np.int32)
            if len(word.stem) <= _LONGEST_KEPT and len(self._of_kind) < _MOST_KEPT:
                self._of_kind[key] = kept
        return kept


def _sums_before(rows: Sums) -> Sums:
    """The sum of all rows before each, and of all of them."""
    sums = np.zeros((len(rows) + 1, rows.shape[1]), dtype=np.int32)
    np.cumsum(rows, axis=0, out=sums[1:])
    return sums


_LONGEST_KEPT, _MOST_KEPT = 32, 50_000


def save_topics(topics: Topics, file: Path = TOPICS_FILE) -> None:
    """Writes what was learned."""
    names = "\n".join(sorted(topics.places, key=topics.places.__getitem__))
    np.savez_compressed(
        file,
        allow_pickle=False,
        labels="\n".join(topics.labels),
        names=names,
        rows=topics.rows,
        scale=topics.scale,
        bias=topics.bias,
    )


def load_topics(file: Path = TOPICS_FILE) -> Topics:
    """What was learned and is shipped."""
    with np.load(file, allow_pickle=False) as kept:
        names = str(kept["names"]).split("\n")
        places = {name: place for place, name in enumerate(names)}
        return Topics(
            tuple(str(kept["labels"]).split("\n")),
            places,
            kept["rows"],
            kept["scale"],
            kept["bias"],
        )


_shipped = cache(load_topics)
_tried: list[Topics] = []


def use_topics(topics: Topics) -> None:
    """Lets training and evaluation try others in this process."""
    _tried[:] = [topics]


class About:
    """What each clause of one reading is about: likelihoods from 0 to 1, by item and by way of saying."""

    def __init__(self, reading: Reading) -> None:
        topics = _tried[0] if _tried else _shipped()
        clauses = reading.clauses
        stretches = [(clause.first, clause.last) for clause in clauses]
        self._row_of_sentence: dict[int, int] = {}
        for sentence, inside in reading.clauses_of_sentence.items():
            if len(inside) > 1:
                self._row_of_sentence[sentence] = len(stretches)
                stretches.append((clauses[inside[0]].first, clauses[inside[-1]].last))
        odds = topics.log_odds(reading.words, stretches)
        likely = np.clip(odds / np.float32(_STEEPNESS) + np.float32(0.5), 0.0, 1.0)
        self._likely: dict[str, Array] = dict(zip(topics.labels, likely.T, strict=True))
        self._listed: dict[str, list[float]] = dict(zip(topics.labels, likely.T.tolist(), strict=True))
        self._never: Array = np.zeros(len(stretches), np.float32)
        self._size = len(clauses)

    def of_clauses(self, label: str) -> Array:
        """How likely each clause says something of this item, or says it this way; zeros for what was never learned."""
        return self._likely.get(label, self._never)[: self._size]

    def of_clause(self, label: str, clause: int) -> float:
        """The same of one clause."""
        listed = self._listed.get(label)
        return listed[clause] if listed else 0.0

    def of_sentence(self, label: str, sentence: int) -> float:
        """The same of a sentence of several clauses as a whole; 0 for one of a single clause."""
        row, listed = self._row_of_sentence.get(sentence), self._listed.get(label)
        return 0.0 if row is None or listed is None else listed[row]
