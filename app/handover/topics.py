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


def pair_features(words: Sequence[Word]) -> Iterator[str]:
    """The names of a stretch's first word and of its neighbouring words."""
    kinds = [word_kind(word) for word in words]
    if kinds:
        yield f"first {kinds[0]}"
    for before, after in pairwise(kinds):
        yield f"pair {before} {after}"


@dataclass(frozen=True, eq=False)
class Topics:
    """What was learned: one row of weights a feature, one column a label (the checklist's items, then WAYS)."""

    labels: tuple[str, ...]
    places: Mapping[str, int]
    rows: npt.NDArray[np.int8]
    scale: Array
    bias: Array
    _of_kind: dict[tuple[str, frozenset[str]], Array] = field(default_factory=dict, repr=False)

    def log_odds(self, stretches: Sequence[Sequence[Word]]) -> Array:
        """How likely each stretch of words is about each label: one row a stretch."""
        found = np.zeros((len(stretches), len(self.labels)), dtype=np.float32)
        for row, words in enumerate(stretches):
            if words:
                found[row] = self._sum(words) * (self.scale / np.float32(np.sqrt(len(words)))) + self.bias
        return found

    def _sum(self, words: Sequence[Word]) -> Array:
        rows = [self._of_word(word) for word in words]
        pairs = [place for name in pair_features(words) if (place := self.places.get(name)) is not None]
        total: Array = np.add.reduce(rows, axis=0)
        return total + self.rows[pairs].sum(axis=0, dtype=np.float32) if pairs else total

    def _of_word(self, word: Word) -> Array:
        """The part that one word has in a sum, kept for the next time."""
        key = (word_kind(word), word.concepts)
        kept = self._of_kind.get(key)
        if kept is None:
            known = [place for name in word_features(word) if (place := self.places.get(name)) is not None]
            kept = self.rows[known].sum(axis=0, dtype=np.float32)
            if len(word.stem) <= _LONGEST_KEPT and len(self._of_kind) < _MOST_KEPT:
                self._of_kind[key] = kept
        return kept


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
        words, clauses = reading.words, reading.clauses
        stretches = [words[clause.first : clause.last] for clause in clauses]
        self._row_of_sentence: dict[int, int] = {}
        for sentence, inside in reading.clauses_of_sentence.items():
            if len(inside) > 1:
                self._row_of_sentence[sentence] = len(stretches)
                stretches.append(words[clauses[inside[0]].first : clauses[inside[-1]].last])
        odds = topics.log_odds(stretches)
        self._likely = np.clip(odds / np.float32(_STEEPNESS) + np.float32(0.5), 0.0, 1.0)
        self._columns = {label: column for column, label in enumerate(topics.labels)}
        self._size = len(clauses)

    def of_clauses(self, label: str) -> Array:
        """How likely each clause says something of this item, or says it this way; zeros for what was never learned."""
        column = self._columns.get(label)
        return np.zeros(self._size, np.float32) if column is None else self._likely[: self._size, column]

    def of_sentence(self, label: str, sentence: int) -> float:
        """The same of a sentence of several clauses as a whole; 0 for one of a single clause."""
        row, column = self._row_of_sentence.get(sentence), self._columns.get(label)
        return 0.0 if row is None or column is None else float(self._likely[row, column])
