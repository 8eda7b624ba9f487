"""How much of every way of saying stands in each sentence of one note, and in any stretch of it one asks about.

A note's words lead to the terms of the case's lexicon, and these to the ways that may stand in its sentences. All
numbers are whole 16384ths, so that sums are exact in any order and every machine gets the same.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.handover.case import Lexicon, Way
from app.handover.note import Note
from app.language.clauses import Clause, Word
from app.language.vocabulary import VOCABULARY

BY_CONCEPT = 0.75
LEAST = 0.25  # of a way's weight; what covers less of it is not looked for
ROUNDING = 1e-4
_AGAIN = 0.75
_PARTICLES = VOCABULARY.words["particles"]
_NONE: Sequence[int] = ()
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a note: the terms they stand for, how strongly (1 by their very word), and the first such word."""

    strength: dict[int, float]
    place: dict[int, int]

    def with_next(self, following: "Stretch") -> "Stretch":
        """This stretch together with one behind it: the strongest word counts."""
        strength, place = following.strength | self.strength, following.place | self.place
        for term in self.strength.keys() & following.strength.keys():
            if following.strength[term] > self.strength[term]:
                strength[term], place[term] = following.strength[term], following.place[term]
        return Stretch(strength, place)

    def share(self, way: Way) -> float:
        """How much of a way's weight stands here, 0 to 1; a word for two words of it counts a quarter as the second."""
        strength, share = self.strength, 0.0
        for term, part in way.shares:
            if term in strength:
                share += part * strength[term]
        for one, other, part in way.twins:
            if one in strength and other in strength and self.place[one] == self.place[other]:
                share -= _AGAIN * part * min(strength[one], strength[other])
        return share

    def exact_share(self, way: Way) -> float:
        """How much of a way's weight stands here by its very words."""
        return sum([part for term, part in way.shares if self.strength.get(term) == 1.0])

    def places(self, way: Way) -> set[int]:
        """Positions of the words that stand for a way's words."""
        place = self.place
        return {place[term] for term, _ in way.shares if term in place}


class Left(NamedTuple):
    """What is left of a sentence: in the whole of it, in it and the next, and in those clauses where anything is."""

    whole: Stretch
    pair: Stretch
    parts: Sequence[Stretch]


class _HeardTerm(NamedTuple):
    """A term that a word stands for, and how strongly."""

    place: int
    term: int
    strength: float


def _as_stretch(heard: Iterable[_HeardTerm]) -> Stretch:
    """The terms that were heard; of one that was heard twice the later counts."""
    strength: dict[int, float] = {}
    places: dict[int, int] = {}
    for place, term, value in heard:
        strength[term], places[term] = value, place
    return Stretch(strength, places)


def _is_of_another_phrase(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word such as "back" stands in a phrase that the lexicon's "back" is not of: who rolls back a change
    sends nobody back."""
    if word.stem not in _PARTICLES or not word.concepts:
        return False
    term = lexicon.of_stem[word.stem]
    return not any(term in lexicon.of_concept.get(concept, _NONE) for concept in word.concepts)


class Coverage:
    """Looks up all ways of saying of a case in one note at once; its rows are the sentences."""

    def __init__(self, note: Note, lexicon: Lexicon) -> None:
        self.note = note
        clauses = note.reading.clauses
        inside = note.reading.clauses_of_sentence
        self._find_terms(lexicon)
        self.sentences = list(inside)
        self.row_of_sentence = {sentence: row for row, sentence in enumerate(self.sentences)}
        self._bounds = [(clauses[them[0]].first, clauses[them[-1]].last) for them in inside.values()]
        self.whole = [self._stretch(range(*bounds)) for bounds in self._bounds]
        self._pairs: dict[int, Stretch] = {}
        self._clauses: dict[int, Stretch] = {}
        self._heard_terms: dict[tuple[int, frozenset[int]], list[_HeardTerm]] = {}
        self._shares = [_shares_in(stretch, lexicon) for stretch in self.whole]
        self._met: dict[int, list[tuple[int, float]]] = {}
        for row, shares in enumerate(self._shares):
            for way, share in shares.items():
                if share >= LEAST - ROUNDING:
                    self._met.setdefault(way, []).append((row, share))

    def _find_terms(self, lexicon: Lexicon) -> None:
        """The terms that each word stands for, by itself and by its concepts; words of questions stand for none."""
        of_stem, of_concept = lexicon.of_stem, lexicon.of_concept
        clauses, meant = self.note.reading.clauses, self.note.meant
        self._exact: list[Sequence[int]] = []
        self._alike: list[Sequence[int]] = []
        for place, word in enumerate(self.note.reading.words):
            exact, alike = _NONE, _NONE
            if not clauses[word.clause].asks and place not in self.note.unheard:
                stem, concepts = word.stem, word.concepts
                if stem in of_stem and not _is_of_another_phrase(word, lexicon):
                    exact = [of_stem[stem]]
                if word.mention is not None:
                    before = self.note.reading.stems[place - 1] if place else ""
                    exact = [*exact, *lexicon.of_value(word.mention), *lexicon.of_code(before, word.mention)]
                elif stem in meant:
                    exact = [*exact, of_stem[meant[stem]]] if meant[stem] in of_stem else exact
                    concepts = concepts | VOCABULARY.concepts.get(meant[stem], frozenset())
                if concepts:
                    alike = [term for concept in concepts for term in of_concept.get(concept, _NONE)]
            self._exact.append(exact)
            self._alike.append(alike)
        self._terms = {term for by in (self._exact, self._alike) for terms in by for term in terms}

    def _stretch(self, places: Sequence[int]) -> Stretch:
        """The words at these positions, in order."""
        strength: dict[int, float] = {}
        place: dict[int, int] = {}
        for value, terms in ((BY_CONCEPT, self._alike), (1.0, self._exact)):
            for at in reversed(places):
                for term in terms[at]:
                    strength[term], place[term] = value, at
        return Stretch(strength, place)

    def share(self, row: int, way: Way) -> float:
        """How much of a way's weight stands in a sentence."""
        return self._shares[row].get(way.number, 0.0)

    def share_with_next(self, row: int, way: Way) -> float:
        """How much of a way's weight stands in a sentence and the one behind it."""
        here, behind = self.share(row, way), self.share(row + 1, way) if row + 1 < len(self._shares) else 0.0
        if not here or not behind:
            return here or behind
        return self._with_next(row).share(way)

    def rows_with(self, way: Way, least: float) -> list[int]:
        """The sentences, as rows, in which at least this share of a way stands; `least` is LEAST or more."""
        met = self._met.get(way.number)
        if met is None:
            return []
        enough = least - ROUNDING
        return [row for row, share in met if share >= enough]

    def in_clause(self, index: int) -> Stretch:
        """What stands in a clause."""
        kept = self._clauses.get(index)
        if kept is None:
            clause = self.note.reading.clauses[index]
            row, bounds = self.row_of_sentence[clause.sentence], (clause.first, clause.last)
            kept = self.whole[row] if bounds == self._bounds[row] else self._stretch(range(*bounds))
            self._clauses[index] = kept
        return kept

    def _with_next(self, row: int) -> Stretch:
        """What stands in a sentence and the one behind it."""
        kept = self._pairs.get(row)
        if kept is None:
            kept = self._pairs[row] = self.whole[row].with_next(self.whole[row + 1])
        return kept

    def without(self, row: int, terms: frozenset[int], blank: frozenset[int]) -> Left:
        """What is left of some terms in a sentence, in it and the next, and in its clauses, when the words at some
        positions do not count."""
        here = [each for each in self._heard(row, terms) if each.place not in blank]
        whole = _as_stretch(here)
        behind = self._heard(row + 1, terms) if row + 1 < len(self.whole) else ()
        following = [each for each in behind if each.place not in blank]
        pair = whole.with_next(_as_stretch(following)) if following else whole
        words = self.note.reading.words
        clauses = {words[each.place].clause for each in here}
        if len(clauses) < _SEVERAL:
            return Left(whole, pair, [whole])
        parts = [[each for each in here if words[each.place].clause == clause] for clause in clauses]
        return Left(whole, pair, [_as_stretch(part) for part in parts])

    def in_reach(self, row: int, places: frozenset[int]) -> frozenset[int]:
        """Those of these positions that stand in a sentence or the one behind it."""
        near = self._bounds[row : row + 2]
        return places.intersection(range(near[0][0], near[-1][1]))

    def _heard(self, row: int, terms: frozenset[int]) -> Sequence[_HeardTerm]:
        """Where some terms stand in a sentence: those the words are only like first, and the first word last."""
        kept = self._heard_terms.get((row, terms))
        if kept is None:
            first, last = self._bounds[row]
            kept = self._heard_terms[row, terms] = [
                _HeardTerm(at, term, value)
                for value, by in ((BY_CONCEPT, self._alike), (1.0, self._exact))
                for at in range(last - 1, first - 1, -1)
                for term in by[at]
                if term in terms
            ]
        return kept

    def strongest(self, terms: Collection[int], clauses: Iterable[Clause]) -> float:
        """How strongly the strongest of these terms stands in these clauses, 0 to 1."""
        best = 0.0
        for clause in clauses:
            strength = self.in_clause(clause.index).strength
            for term in terms:
                if term in strength and strength[term] > best:
                    best = strength[term]
        return best

    def stands(self, term: int) -> bool:
        """Whether this term stands anywhere in the note."""
        return term in self._terms


def _shares_in(stretch: Stretch, lexicon: Lexicon) -> dict[int, float]:
    """How much of the weight of each way stands in a stretch, by the ways' numbers; of what is not there nothing."""
    shares: dict[int, float] = {}
    for term, strength in stretch.strength.items():
        for way, part in lexicon.ways_of[term]:
            shares[way] = shares.get(way, 0.0) + part * strength
    for twinned in shares.keys() & lexicon.twinned.keys():
        shares[twinned] = stretch.share(lexicon.twinned[twinned])
    return shares
