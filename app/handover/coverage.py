"""How much of every way of saying stands in each sentence of one note, and in any stretch of it one asks about.

A note's words lead to the terms of the case's lexicon; one product of small matrices then tells which ways may stand
in which sentences. All numbers in it are whole 4096ths, so that sums are exact and every machine gets the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from app.handover.case import Lexicon, Way
from app.handover.note import Note
from app.language.clauses import Clause, Word
from app.language.mentions import IdentifierMention, Mention, NumberMention, TimeMention
from app.language.vocabulary import VOCABULARY

Array = npt.NDArray[np.float32]

BY_CONCEPT = 0.75
LEAST = 0.25  # of a way's weight; what covers less of it is not looked for
ROUNDING = 1e-4
_AGAIN = 0.75
_NONE: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a note: the terms they stand for, each with its first word there.

    `exact` are terms by their very word, `alike` those by any word of the same concept.
    """

    exact: dict[int, int] = field(default_factory=dict)
    alike: dict[int, int] = field(default_factory=dict)

    def with_next(self, following: "Stretch") -> "Stretch":
        """This stretch together with one behind it."""
        return Stretch(following.exact | self.exact, following.alike | self.alike)

    def share(self, way: Way) -> float:
        """How much of a way's weight stands here, 0 to 1; a word for two words of it counts a quarter as the second."""
        exact, alike = self.exact, self.alike
        share = 0.0
        for term, part in way.shares:
            if term in exact:
                share += part
            elif term in alike:
                share += BY_CONCEPT * part
        for one, other, part in way.twins:
            place = exact.get(one, alike.get(one, -1))
            if place >= 0 and place == exact.get(other, alike.get(other, -1)):
                share -= _AGAIN * part * (1.0 if one in exact and other in exact else BY_CONCEPT)
        return share

    def exact_share(self, way: Way) -> float:
        """How much of it stands here by its very words."""
        exact = self.exact
        return sum([part for term, part in way.shares if term in exact])

    def places(self, way: Way) -> set[int]:
        """Positions of the words that stand for a way's words."""
        exact, alike = self.exact, self.alike
        return {
            exact[term] if term in exact else alike[term]
            for term, _ in way.shares
            if term in exact or term in alike
        }  # fmt: skip

    def strength(self, term: int) -> float:
        """How strongly a term stands here, 0 to 1."""
        return 1.0 if term in self.exact else BY_CONCEPT if term in self.alike else 0.0


class Coverage:
    """Looks up all ways of saying of a case in one note at once.

    The rows of its table are the sentences, then the sentences each with the next one, then the clauses.
    """

    def __init__(self, note: Note, lexicon: Lexicon) -> None:
        self.note = note
        self._find_terms(lexicon)
        clauses = note.reading.clauses
        inside = note.reading.clauses_of_sentence
        self.sentences = list(inside)
        self.row_of_sentence = {sentence: row for row, sentence in enumerate(self.sentences)}
        self._bounds = [(clauses[them[0]].first, clauses[them[-1]].last) for them in inside.values()]
        self.whole = [self._stretch(range(first, last)) for first, last in self._bounds]
        pairs = [one.with_next(other) for one, other in pairwise(self.whole)]
        self.clauses = [
            self.whole[row] if len(them) == 1 else self._stretch(range(clauses[index].first, clauses[index].last))
            for row, them in enumerate(inside.values())
            for index in them
        ]
        self._rows = [*self.whole, *pairs, *self.whole[-1:], *self.clauses]
        self._table = self._covered(lexicon)
        self._listed: dict[int, list[float]] = {}
        self._met: dict[int, list[int]] = {}
        for way, row in np.argwhere(self._table[:, : len(self.whole)] >= LEAST - ROUNDING).tolist():
            self._met.setdefault(way, []).append(row)

    def _find_terms(self, lexicon: Lexicon) -> None:
        """The terms that each word stands for, by itself and by its concepts; words of questions stand for none."""
        of_stem, of_concept, concepts = lexicon.of_stem, lexicon.of_concept, VOCABULARY.concepts
        meant, clauses = self.note.meant, self.note.reading.clauses

        def by_itself(word: Word) -> Sequence[int]:
            terms = [of_stem[stem] for stem in (word.stem, meant.get(word.stem, "")) if stem in of_stem]
            if word.mention is not None:
                same = lexicon.values.get(type(word.mention), ())
                terms += [term for term, wanted in same if same_value(wanted, word.mention)]
            return terms

        def by_concept(word: Word) -> Sequence[int]:
            told = word.concepts | concepts.get(meant[word.stem], _NO_CONCEPT) if word.stem in meant else word.concepts
            return [term for concept in told for term in of_concept.get(concept, _NONE)] if told else _NONE

        words = [None if clauses[word.clause].asks else word for word in self.note.reading.words]
        self._exact = [by_itself(word) if word else _NONE for word in words]
        self._alike = [by_concept(word) if word else _NONE for word in words]
        self._terms = frozenset(term for terms in (*self._exact, *self._alike) for term in terms)

    def _stretch(self, places: Sequence[int]) -> Stretch:
        """The words at these positions, in order."""
        stretch = Stretch()
        exact, alike = stretch.exact, stretch.alike
        for place in reversed(places):
            for term in self._exact[place]:
                exact[term] = place
            for term in self._alike[place]:
                alike[term] = place
        return stretch

    def _covered(self, lexicon: Lexicon) -> Array:
        """How much of each way stands in each row, words that stand for two words of it counted twice."""
        columns = {term: column for column, term in enumerate(self._terms)}
        strength = np.zeros((len(columns), len(self._rows)), dtype=np.float32)
        for kind, value in (("alike", BY_CONCEPT), ("exact", 1.0)):
            met = [(columns[term], row) for row, stretch in enumerate(self._rows) for term in getattr(stretch, kind)]
            if met:
                strength[tuple(zip(*met, strict=True))] = value
        covered: Array = lexicon.shares[list(columns)].T @ strength
        return covered

    def shares(self, way: Way) -> list[float]:
        """How much of a way's weight stands in each row."""
        kept = self._listed.get(way.number)
        if kept is None:
            kept = self._table[way.number].tolist()
            if any(one in self._terms and other in self._terms for one, other, _ in way.twins):
                kept = [row.share(way) if share else 0.0 for share, row in zip(kept, self._rows, strict=True)]
            self._listed[way.number] = kept
        return kept

    def rows_with(self, way: Way, least: float) -> list[int]:
        """The sentences, as rows, in which at least this share of a way stands; `least` is LEAST or more."""
        met = self._met.get(way.number)
        if not met:
            return []
        shares, enough = self.shares(way), least - ROUNDING
        return [row for row in met if shares[row] >= enough]

    def with_next(self, row: int) -> int:
        """The row of a sentence together with the one behind it."""
        return row + len(self.whole)

    def of_clause(self, index: int) -> int:
        """The row of a clause."""
        return index + 2 * len(self.whole)

    def without(self, row: int, blank: frozenset[int]) -> tuple[Stretch, Stretch, list[Stretch]]:
        """A sentence, it with the next, and its clauses, when the words at some positions do not count."""
        clauses = self.note.reading.clauses
        inside = self.note.reading.clauses_of_sentence[self.sentences[row]]
        parts = [(clauses[index].first, clauses[index].last) for index in inside]
        whole, *following = [self._left(bounds, blank) for bounds in self._bounds[row : row + 2]]
        pair = whole.with_next(following[0]) if following else whole
        return whole, pair, [whole] if len(parts) == 1 else [self._left(bounds, blank) for bounds in parts]

    def _left(self, bounds: tuple[int, int], blank: frozenset[int]) -> Stretch:
        return self._stretch([place for place in range(*bounds) if place not in blank])

    def strongest(self, terms: Iterable[int], clauses: Iterable[Clause]) -> float:
        """How strongly the strongest of these terms stands in these clauses, 0 to 1."""
        stretches = [self.clauses[clause.index] for clause in clauses]
        return max([stretch.strength(term) for term in terms for stretch in stretches], default=0.0)

    def stands(self, term: int) -> bool:
        """Whether this term stands anywhere in the note."""
        return term in self._terms


_NO_CONCEPT: frozenset[str] = frozenset()


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
