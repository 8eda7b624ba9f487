"""How well a stretch of a note says a point: coverage of ways of saying it, and the signs that it says the opposite."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from app.handover.carried import carried_flags
from app.handover.case import Case, Point, Way, WayWord
from app.handover.coverage import Array, Coverage, Left
from app.handover.note import Note
from app.handover.topics import About
from app.language.clauses import Clause, Word
from app.language.mentions import NumberMention

_WORKS = "works_fine"
FEATURES = (
    "bias", "clause", "sentence", "pair", "over40", "over60", "over80", "exact", "told", "told40", "labelled",
    "number_said", "negated", "fine_missed", "broken_said", "hedged", "elsewhere", "short_way", "telling", "subject",
    "about", "about_covered", "about_told",
)  # fmt: skip
_OF_WHAT_FAILS = 0.5  # what fails is hardly what works, whatever words they share
_NOWHERE: frozenset[int] = frozenset()
_WORTH_A_LOOK, _TOLD_WORTH_A_LOOK = 0.25, 0.3
_LEAST_POINTED_AT = 0.25
_ROUNDING = 1e-4


@dataclass(frozen=True, slots=True)
class PointMatch:
    """A stretch of the note that may say a point: its features, and the positions of the words that match."""

    features: tuple[float, ...]
    places: tuple[int, ...]
    sentence: int
    opposed: float


class Matcher:
    """Finds the sentences of one note that may say the points of a case."""

    def __init__(self, note: Note, case: Case, about: About) -> None:
        self.note = note
        self.about = about
        self.flags = carried_flags(note.reading)
        self.coverage = Coverage(note, case.lexicon)

    def said(self, way: Way, sentence: int) -> tuple[float, float, list[int]]:
        """Share of a way's weight that stands in this sentence, by any word and by the very word; and where."""
        row = self.coverage.row_of_sentence[sentence]
        whole, exact = self.coverage.whole[row, way.number], self.coverage.exact[row, way.number]
        return float(whole), float(exact), self.coverage.places(way, row)

    def place_in_clause(self, wanted: WayWord, clause: int, exactly: bool = False) -> int | None:
        """Where a word of a way stands in a clause, if it does; `exactly`: by itself, by no word like it."""
        return self.coverage.place_in_clause(wanted.term, clause, exactly)

    def sentences_hit(self, ways: Iterable[Way], least: float) -> list[int]:
        """Sentences in which some way has at least this coverage, alone."""
        numbers = [way.number for way in ways]
        if not numbers or not self.coverage.sentences:
            return []
        enough = (self.coverage.whole[:, numbers] >= least - _ROUNDING).any(axis=1)
        return [self.coverage.sentences[row] for row in np.flatnonzero(enough).tolist()]

    def match(self, point: Point, item: str) -> list[PointMatch]:
        """Every sentence that may say this point."""
        whole = self.coverage.whole
        if not len(whole):
            return []
        worth = whole[:, point.way_numbers].max(axis=1, initial=0) >= _WORTH_A_LOOK - _ROUNDING
        if len(point.told_numbers):
            worth |= whole[:, point.told_numbers].max(axis=1) >= _TOLD_WORTH_A_LOOK - _ROUNDING
        return [self.in_sentence(point, item, self.coverage.sentences[row]) for row in np.flatnonzero(worth).tolist()]

    def in_sentence(self, point: Point, item: str, sentence: int, blank: frozenset[int] = _NOWHERE) -> PointMatch:
        """How well this sentence says the point, the words at the positions `blank` not counted."""
        row = self.coverage.row_of_sentence[sentence]
        reading = self.note.reading
        inside = reading.clauses_of_sentence[sentence]
        if blank:
            left = self.coverage.without(sentence, blank, point.all_numbers)
            whole, exact, pair, clauses_covered = left.whole, left.exact, left.pair, left.clauses
        else:
            left = None
            whole, exact, pair = self.coverage.whole[row], self.coverage.exact[row], self.coverage.pairs[row]
            clauses_covered = self.coverage.clauses[inside[0] : inside[-1] + 1]
        own = whole[point.way_numbers]
        likest = int(own.argmax())
        way, best = point.ways[likest], float(own[likest])
        told = float(whole[point.told_numbers].max(initial=0))
        in_clause = float(clauses_covered[:, way.number].max())
        in_pair = float(pair[point.way_numbers].max())
        places = sorted(self._all_places(point, whole, best, told, row, left))
        clauses = [reading.clauses[c] for c in sorted({reading.words[p].clause for p in places})]
        share = _OF_WHAT_FAILS if item == "not_affected" and self.fails(clauses) else 1.0
        covered = [share * each for each in (in_clause, best, max(in_pair, best), float(exact[way.number]), told)]
        features = self._signs(point, item, way, clauses, covered)
        named = item != "told" or self._telling(point, clauses) > 0
        tells = item != "told" or any(reading.phrase_places("was_told", c.first, c.last) for c in clauses)
        opposed = _opposed(item, way, best, clauses, self._flags_of(clauses)) if tells and named else 0.0
        return PointMatch(features, tuple(places), sentence, opposed)

    def fails(self, clauses: Sequence[Clause]) -> bool:
        """Whether what is spoken of is said to be broken or not to work, and nothing there to be well or left out."""
        flags = self._flags_of(clauses)
        return bool(flags & {"broken", "negators"}) and not flags & {"fine", "left_out"}

    def _all_places(
        self, point: Point, whole: Array, best: float, told: float, row: int, left: Left | None
    ) -> set[int]:
        """The places of every way that is said nearly as fully as the best one."""
        places: set[int] = set()
        for ways, numbers, top in ((point.ways, point.way_numbers, best), (point.told, point.told_numbers, told)):
            least = max(_LEAST_POINTED_AT, 0.4 * top)
            for at in np.flatnonzero(whole[numbers] >= least).tolist():
                way = ways[at]
                places.update(self.coverage.places(way, 0, left.stretches) if left else self.coverage.places(way, row))
        return places

    def _signs(
        self, point: Point, item: str, way: Way, clauses: Sequence[Clause], covered: Sequence[float]
    ) -> tuple[float, ...]:
        in_clause, best, in_pair, exact, told = covered
        flags = self._flags_of(clauses)
        if item == "not_affected" and "left_out" in flags and not flags & {"fine", "broken"}:
            flags = flags - {"negators"} | {"fine"}
        unsure = {"hedges"} if item == "told" and way.negative else {"hedges", "not_known"}
        sections = {clause.section for clause in clauses}
        numbers = [word for word in way.words if isinstance(word.mention, NumberMention)]
        said = [word for word in numbers if self.coverage.stands(word.term)]
        return (
            1.0,
            in_clause,
            best,
            in_pair,
            max(0.0, best - 0.4),
            max(0.0, best - 0.6),
            max(0.0, best - 0.8),
            exact,
            told,
            max(0.0, told - 0.4),
            float(item in sections) * min(1.0, best + told),
            float(bool(said)) * best,
            -float(("negators" in flags) != way.negative),
            -float(way.fine and not flags & {"fine"}),
            -float(way.fine and "broken" in flags and "fine" not in flags),
            -float(bool(unsure & flags)),
            -float(bool(sections - {item, None})),
            -float(len(way.words) <= 1),
            self._telling(point, clauses),
            self._subject(point, clauses) if item == "not_affected" else 0.0,
            *self._topic(item, clauses, best, told),
        )

    def _topic(self, item: str, clauses: Sequence[Clause], best: float, told: float) -> tuple[float, float, float]:
        """How likely the clauses are about the item at all, by itself and with how much of the point they cover."""
        likely = self.about.of_clauses(item)
        about = max((float(likely[clause.index]) for clause in clauses), default=0.0)
        if clauses:
            about = max(about, self.about.of_sentence(item, clauses[0].sentence))
        return about, about * best, about * told

    def _subject(self, point: Point, clauses: Sequence[Clause]) -> float:
        """How fully the thing that is said to work stands where the text says that something works."""
        concepts = {c for clause in clauses for w in self._words(clause) for c in w.concepts}
        own = any(clause.section == "not_affected" for clause in clauses)
        works = own or bool(self._flags_of(clauses) & {"fine", "left_out"})
        if not works and _WORKS not in concepts:
            return 0.0
        inside = [clause.index for clause in clauses]
        best = 0.0
        for way in point.ways:
            things = [word for word in way.words if _WORKS not in word.concepts]
            total = sum(word.weight for word in things)
            if total:
                said = sum(word.weight * self.coverage.strongest((word.term,), inside) for word in things)
                best = max(best, said / total)
        return best

    def _flags_of(self, clauses: Sequence[Clause]) -> set[str]:
        """The flags of these clauses, those among them that a list lends."""
        return {flag for clause in clauses for flag in self.flags[clause.index]}

    def _words(self, clause: Clause) -> Sequence[Word]:
        return self.note.reading.words[clause.first : clause.last]

    def _telling(self, point: Point, clauses: Sequence[Clause]) -> float:
        """Whether the weightiest word of some way stands here, not only the small change around it."""
        return self.coverage.strongest(point.telling_terms, [clause.index for clause in clauses])


def _opposed(item: str, way: Way, covered: float, clauses: Sequence[Clause], flags: set[str]) -> float:
    """How surely the stretch says the opposite of a way: told for "not told", down for "fine"."""
    if flags & {"hedges", "doubts", "not_known", "conditional"} or any(clause.question for clause in clauses):
        return 0.0
    if item == "told" and way.negative and not flags & {"negators"}:
        return covered
    return covered if way.fine and "broken" in flags and not flags & {"fine", "negators"} else 0.0
