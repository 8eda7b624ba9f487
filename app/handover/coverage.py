"""How much of every way of saying stands in each clause, sentence and pair of sentences of one note.

A note's words lead to the terms of the case's lexicon; from there it is one product of small matrices. All numbers in
it are whole 4096ths, so that sums are exact and every machine gets the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.handover.case import Lexicon, Numbers, Way
from app.handover.note import Note
from app.language.mentions import IdentifierMention, Mention, NumberMention, TimeMention

Array = npt.NDArray[np.float32]

BY_CONCEPT = 0.75
_AGAIN = np.float32(0.75)
_NOWHERE: frozenset[int] = frozenset()


@dataclass(frozen=True, eq=False)
class Stretches:
    """Some stretches of a note: how strongly each term hit stands in each, and the position of that word."""

    strength: Array
    place: Numbers

    def merged(self, starts: Sequence[int]) -> "Stretches":
        """Neighbouring stretches put together, each group beginning at one of `starts`: the strongest word counts."""
        if not starts:
            return self
        strength = np.maximum.reduceat(self.strength, starts, axis=0)
        ends = [*starts[1:], len(self.strength)]
        best = np.array([s + self.strength[s:e].argmax(axis=0) for s, e in zip(starts, ends, strict=True)])
        place = np.take_along_axis(self.place, best, axis=0)
        return Stretches(strength, place)

    def with_next(self) -> "Stretches":
        """Each stretch together with the one after it: the strongest word counts."""
        strength, place = self.strength.copy(), self.place.copy()
        place[:-1] = np.where(self.strength[1:] > self.strength[:-1], self.place[1:], self.place[:-1])
        np.maximum(strength[:-1], self.strength[1:], out=strength[:-1])
        return Stretches(strength, place)


class Coverage:
    """Looks up all ways of saying of a case in one note at once."""

    def __init__(self, note: Note, lexicon: Lexicon) -> None:
        self.note = note
        clauses = note.reading.clauses
        self._find_hits(lexicon)
        self.sentence_starts = [inside[0] for inside in note.reading.clauses_of_sentence.values()]
        self.sentences = list(note.reading.clauses_of_sentence)
        self.row_of_sentence = {sentence: row for row, sentence in enumerate(self.sentences)}
        self._in_clauses = self._stretches(np.arange(len(self._term)), 0, len(clauses))
        self._in_sentences = self._in_clauses.merged(self.sentence_starts)
        strength = self._in_sentences.strength
        pairs = self._in_sentences.with_next()
        stacked = np.concatenate([self._in_clauses.strength, strength, _only_exact(strength), pairs.strength])
        self.clauses, self.whole, self.exact, self.pairs = np.split(
            stacked @ self._shares, [len(clauses), len(clauses) + len(strength), len(clauses) + 2 * len(strength)]
        )
        for covered, stretches in (
            (self.clauses, self._in_clauses),
            (self.whole, self._in_sentences),
            (self.pairs, pairs),
        ):
            self._count_once(covered, stretches)

    def _find_hits(self, lexicon: Lexicon) -> None:
        """Every word of the note that stands for a term, as parallel arrays, weaker ones and later places first."""
        hits = sorted(self._hits(lexicon), key=_weakest_first)
        terms = sorted({term for term, _, _ in hits})
        self._column = {term: column for column, term in enumerate(terms)}
        self._shares = lexicon.shares[terms]
        self._term = np.array([self._column[term] for term, _, _ in hits], dtype=np.intp)
        self._place = np.array([place for _, place, _ in hits], dtype=np.intp)
        self._strength = np.array([strength for _, _, strength in hits], dtype=np.float32)
        self._find_twins(lexicon)
        words = self.note.reading.words
        self._clause = np.array([words[place].clause for _, place, _ in hits], dtype=np.intp)

    def _hits(self, lexicon: Lexicon) -> Iterable[tuple[int, int, float]]:
        """Term, position and strength of each word that stands for a term; words of questions stand for none."""
        words, clauses = self.note.reading.words, self.note.reading.clauses
        asks = {clause.index for clause in clauses if clause.asks}
        for stem, places in self.note.by_stem.items():
            term = lexicon.of_stem.get(stem)
            if term is not None:
                yield from ((term, place, 1.0) for place in places if words[place].clause not in asks)
        for mention, place in self.note.reading.placed:
            for term, wanted in lexicon.values.get(type(mention), ()):
                if same_value(wanted, mention) and words[place].clause not in asks:
                    yield term, place, 1.0
        for concept, places in self.note.by_concept.items():
            for term in lexicon.of_concept.get(concept, ()):
                yield from ((term, place, BY_CONCEPT) for place in places if words[place].clause not in asks)

    def _find_twins(self, lexicon: Lexicon) -> None:
        """The pairs of like terms of one way that some word of this note stands for both, by their columns."""
        twins = lexicon.twins
        column = np.full(len(lexicon.shares), -1, dtype=np.intp)
        for term, at in self._column.items():
            column[term] = at
        met = np.flatnonzero((column[twins.one] >= 0) & (column[twins.other] >= 0))
        self._one, self._other = column[twins.one[met]], column[twins.other[met]]
        self._twin_way, self._twin_share = twins.way[met], twins.share[met]

    def _count_once(self, covered: Array, stretches: Stretches) -> None:
        """Takes off most of what a word gave that stands for two words of a way: the second counts a quarter."""
        if not len(self._one):
            return
        strength, place = stretches.strength, stretches.place
        weaker = np.minimum(strength[:, self._one], strength[:, self._other])
        same = place[:, self._one] == place[:, self._other]
        rows, pairs = np.nonzero(same & (weaker > 0))
        np.subtract.at(covered, (rows, self._twin_way[pairs]), _AGAIN * weaker[rows, pairs] * self._twin_share[pairs])

    def _stretches(self, hits: Numbers, first: int, last: int) -> Stretches:
        """These hits in the clauses from `first` to before `last`."""
        shape = (last - first, len(self._column))
        strength, place = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.intp)
        where = self._clause[hits] - first, self._term[hits]
        strength[where] = self._strength[hits]  # of one place written twice the later stays: the stronger, earlier word
        place[where] = self._place[hits]
        return Stretches(strength, place)

    def without(self, sentence: int, blank: frozenset[int], ways: Numbers) -> "Left":
        """What a sentence and the next one cover of these ways when the words at some positions do not count."""
        row = self.row_of_sentence[sentence]
        first = self.sentence_starts[row]
        bounds = [*self.sentence_starts, len(self.note.reading.clauses)]
        last = bounds[min(row + 2, len(bounds) - 1)]
        inside = np.flatnonzero((self._clause >= first) & (self._clause < last))
        kept = inside[[int(place) not in blank for place in self._place[inside]]]
        clauses = self._stretches(kept, first, last)
        starts = [start - first for start in bounds[row:-1] if start < last]
        sentences = clauses.merged(starts)
        ends = starts[1] if len(starts) > 1 else last - first
        both = sentences.with_next()
        parts = ((sentences, 1), (sentences, 1), (both, 1), (clauses, ends))
        strength = np.concatenate([part.strength[:rows] for part, rows in parts])
        strength[1:2] = _only_exact(strength[:1])
        covered = np.zeros((len(strength), self._shares.shape[1]), dtype=np.float32)
        covered[:, ways] = strength @ self._shares[:, ways]
        place = np.concatenate([part.place[:rows] for part, rows in parts])
        strength[1:2] = 0
        self._count_once(covered, Stretches(strength, place))
        return Left(covered[0], covered[1], covered[2], covered[3:], sentences)

    def places(self, way: Way, row: int, of: Stretches | None = None) -> list[int]:
        """Positions of the words that stand for a way's words in this row (of the sentences unless said otherwise)."""
        stretches = of or self._in_sentences
        columns = [self._column[word.term] for word in way.words if word.term in self._column]
        strength, place = stretches.strength[row], stretches.place[row]
        return sorted({int(place[column]) for column in columns if strength[column] > 0})

    def place_in_clause(self, term: int, clause: int, exactly: bool) -> int | None:
        """Where a term stands in a clause, if it does; `exactly`: by its very word."""
        column = self._column.get(term)
        if column is None:
            return None
        strength = self._in_clauses.strength[clause, column]
        if strength == 0 or (exactly and strength < 1):
            return None
        return int(self._in_clauses.place[clause, column])

    def strongest(self, terms: Iterable[int], clauses: Sequence[int]) -> float:
        """How strongly the strongest of these terms stands in these clauses, 0 to 1."""
        columns = [self._column[term] for term in terms if term in self._column]
        if not columns or not clauses:
            return 0.0
        return float(self._in_clauses.strength[np.ix_(clauses, columns)].max())

    def stands(self, term: int) -> bool:
        """Whether this term stands anywhere in the note."""
        return term in self._column


@dataclass(frozen=True, eq=False)
class Left:
    """A sentence without some of its words: how much of each way stands in it, in it and the next, in its clauses."""

    whole: Array
    exact: Array
    pair: Array
    clauses: Array
    stretches: Stretches


def _weakest_first(hit: tuple[int, int, float]) -> tuple[float, int]:
    return hit[2], -hit[1]


def _only_exact(strength: Array) -> Array:
    """1 where the very word stands, else 0."""
    exact: Array = (strength == 1).astype(np.float32)
    return exact


def same_value(wanted: Mention, said: Mention) -> bool:
    """Whether a value of the note is the one of a way of saying."""
    match wanted, said:
        case NumberMention(value=value), NumberMention(value=other):
            return abs(other - value) <= 0.02 * value
        case TimeMention(minutes=minutes), TimeMention(minutes=others):
            return any(abs(a - b) <= 5 for a in minutes for b in others)
        case IdentifierMention(), IdentifierMention():
            return wanted.bare == said.bare
    return False
