"""How well a stretch of a note says a point: coverage of ways of saying it, and the signs that it says the opposite."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.handover.carried import carried_flags
from app.handover.case import Case, Point, Way, WayWord
from app.handover.coverage import LEAST, Coverage, Stretch
from app.handover.note import Note
from app.handover.topics import About
from app.language.clauses import Clause, Word

_WORKS = "works_fine"
FEATURES = (
    "bias", "clause", "sentence", "pair", "over40", "over60", "over80", "exact", "told", "told40", "labelled",
    "number_said", "negated", "fine_missed", "broken_said", "hedged", "elsewhere", "short_way", "telling", "subject",
    "about", "about_covered", "about_told",
)  # fmt: skip
_OF_WHAT_FAILS = 0.5  # what fails is hardly what works, whatever words they share
_NOWHERE: frozenset[int] = frozenset()
_TOLD_WORTH_A_LOOK = 0.3
_NEARLY, _EQUAL = 0.4, 1e-6


@dataclass(frozen=True, slots=True)
class PointMatch:
    """A stretch of the note that may say a point: its features, and the positions of the words that match."""

    features: tuple[float, ...]
    places: tuple[int, ...]
    sentence: int
    opposed: float


@dataclass(frozen=True, slots=True)
class Covered:
    """A sentence in which a way stands: the share of its weight, by any word and by its very words, and where."""

    sentence: int
    share: float
    exact: float
    places: list[int]


class Matcher:
    """Finds the sentences of one note that may say the points of a case."""

    def __init__(self, note: Note, case: Case, about: About) -> None:
        self.note = note
        self.about = about
        self.flags = carried_flags(note.reading)
        self.coverage = Coverage(note, case.lexicon)

    def said(self, way: Way, least: float) -> list[Covered]:
        """The sentences in which at least this share of a way's weight stands, alone; `least` is 0.25 or more."""
        found = []
        for row in self.coverage.rows_with(way, least):
            stretch = self.coverage.whole[row]
            share, exact, places = stretch.share(way), stretch.exact_share(way), sorted(stretch.places(way))
            found.append(Covered(self.coverage.sentences[row], share, exact, places))
        return found

    def place_in_clause(self, wanted: WayWord, clause: int, exactly: bool = False) -> int | None:
        """Where a word of a way stands in a clause, if it does; `exactly`: by itself, by no word like it."""
        stretch = self.coverage.in_clause(clause)
        place = stretch.exact.get(wanted.term)
        return stretch.alike.get(wanted.term) if place is None and not exactly else place

    def sentences_hit(self, ways: Iterable[Way], least: float) -> list[int]:
        """Sentences in which some way has at least this coverage, alone."""
        rows = {row for way in ways for row in self.coverage.rows_with(way, least)}
        return [self.coverage.sentences[row] for row in sorted(rows)]

    def match(self, point: Point, item: str) -> list[PointMatch]:
        """Every sentence that may say this point."""
        rows = {row for way in point.ways for row in self.coverage.rows_with(way, LEAST)}
        rows.update(row for way in point.told for row in self.coverage.rows_with(way, _TOLD_WORTH_A_LOOK))
        return [self.in_sentence(point, item, self.coverage.sentences[row]) for row in sorted(rows)]

    def in_sentence(self, point: Point, item: str, sentence: int, blank: frozenset[int] = _NOWHERE) -> PointMatch:
        """How well this sentence says the point, the words at the positions `blank` not counted."""
        coverage, reading = self.coverage, self.note.reading
        row = coverage.row_of_sentence[sentence]
        if blank:
            whole, pair, parts = coverage.without(row, blank)
        else:
            whole, pair = coverage.whole[row], coverage.with_next(row)
            parts = [coverage.in_clause(index) for index in reading.clauses_of_sentence[sentence]]
        own, by_told = [whole.share(way) for way in point.ways], [whole.share(way) for way in point.told]
        best, told = max(own), max(by_told, default=0.0)
        way = point.ways[own.index(best)]
        in_clause = max(part.share(way) for part in parts)
        in_pair = max(pair.share(way) for way in point.ways)
        places = sorted(_places(whole, point.ways, own, best) | _places(whole, point.told, by_told, told))
        clauses = [reading.clauses[c] for c in sorted({reading.words[p].clause for p in places})]
        share = _OF_WHAT_FAILS if item == "not_affected" and self.fails(clauses) else 1.0
        covered = [share * each for each in (in_clause, best, max(in_pair, best), whole.exact_share(way), told)]
        features = self._signs(point, item, way, clauses, covered)
        named = item != "told" or self._telling(point, clauses) > 0
        tells = item != "told" or any(reading.phrase_places("was_told", c.first, c.last) for c in clauses)
        opposed = _opposed(item, way, best, clauses, self._flags_of(clauses)) if tells and named else 0.0
        return PointMatch(features, tuple(places), sentence, opposed)

    def fails(self, clauses: Sequence[Clause]) -> bool:
        """Whether what is spoken of is said to be broken or not to work, and nothing there to be well or left out."""
        flags = self._flags_of(clauses)
        return bool(flags & {"broken", "negators"}) and not flags & {"fine", "left_out"}

    def _signs(
        self, point: Point, item: str, way: Way, clauses: Sequence[Clause], covered: Sequence[float]
    ) -> tuple[float, ...]:
        in_clause, best, in_pair, exact, told = covered
        flags = self._flags_of(clauses)
        if item == "not_affected" and "left_out" in flags and not flags & {"fine", "broken"}:
            flags = flags - {"negators"} | {"fine"}
        unsure = {"hedges"} if item == "told" and way.negative else {"hedges", "not_known"}
        sections = {clause.section for clause in clauses}
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
            float(any(map(self.coverage.stands, way.counts))) * best,
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
        about = max((self.about.of_clause(item, clause.index) for clause in clauses), default=0.0)
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
        return self.coverage.strongest((way.telling for way in point.ways), [clause.index for clause in clauses])


def _places(stretch: Stretch, ways: Sequence[Way], shares: Sequence[float], top: float) -> set[int]:
    """The places of every way that is said nearly as fully as the best one."""
    least = max(LEAST, _NEARLY * top) - _EQUAL
    return {place for way, share in zip(ways, shares, strict=True) if share >= least for place in stretch.places(way)}


def _opposed(item: str, way: Way, covered: float, clauses: Sequence[Clause], flags: set[str]) -> float:
    """How surely the stretch says the opposite of a way: told for "not told", down for "fine"."""
    if flags & {"hedges", "doubts", "not_known", "conditional"} or any(clause.question for clause in clauses):
        return 0.0
    if item == "told" and way.negative and not flags & {"negators"}:
        return covered
    return covered if way.fine and "broken" in flags and not flags & {"fine", "negators"} else 0.0
