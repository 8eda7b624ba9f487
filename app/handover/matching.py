"""How well a stretch of a note says a point: coverage of ways of saying it, and the signs that it says the opposite."""

import re
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from app.handover.carried import carried_flags
from app.handover.case import Case, Point, Way, WayWord
from app.handover.coverage import LEAST, Coverage, Stretch
from app.handover.note import Note
from app.handover.sensed import UNHEARD, Sensed, sense_left, telling_places
from app.handover.topics import About
from app.language.clauses import Clause, Word
from app.language.vocabulary import stem

_WORKS = "works_fine"
FEATURES = (
    "bias", "clause", "sentence", "pair", "over40", "over60", "over80", "exact", "told", "told40", "labelled",
    "number_said", "negated", "fine_missed", "broken_said", "hedged", "elsewhere", "short_way", "telling", "subject",
    "about", "about_covered", "about_told", "sense", "sense_sure", "sense_covered", "sense_against",
)  # fmt: skip
_OF_WHAT_FAILS = 0.5  # what fails is hardly what works, whatever words they share
_TOLD_WORTH_A_LOOK = 0.3
_WELL = frozenset({"fine", "negators"})
_RESERVED = frozenset({"hedges", "doubts", "not_known", "conditional"})
_US = frozenset(("us", "me"))
_ABOUT_THEM, _NEXT = stem("about"), stem("next")
_ANSWER_REACH = 4
_ANSWERED_NO = re.compile(r"[:=] ?n\b")
_NEARLY, _EQUAL = 0.4, 1e-6
SENSED = 0.3  # how surely a sentence without a word of a point must say it to be looked at
_SURE, _HARDLY = 0.5, 0.1
_SPARED, _TALK = frozenset({"fine", "left_out", "negators"}), 0.25


class PointMatch(NamedTuple):
    """A stretch of the note that may say a point: its features, and the positions of the words that match."""

    features: tuple[float, ...]
    places: tuple[int, ...]
    sentence: int
    opposed: float


class _Around(NamedTuple):
    """What the clauses of a match are like for a point, whichever of its words stand there.

    `read` are the flags as what works is told, for which what is left out works; of something told to fail only a
    `share` counts. `is_letter`: a form answered by one; `is_named`: what works is only named.
    """

    clauses: Sequence[Clause]
    flags: Set[str]
    read: Set[str]
    share: float
    is_letter: bool
    is_named: bool
    sections: frozenset[str | None]
    telling: float
    subject: float
    about: float
    was_told: bool


class Covered(NamedTuple):
    """A sentence in which a way stands: the share of its weight, by any word and by its very words, and where."""

    sentence: int
    share: float
    exact: float
    places: list[int]


class Matcher:
    """Finds the sentences of one note that may say the points of a case."""

    def __init__(self, note: Note, case: Case, about: About, sensed: Sensed) -> None:
        self.note = note
        self.about = about
        self.sensed = sensed
        self.flags = carried_flags(note.reading)
        self.coverage = Coverage(note, case.lexicon)
        self._again: dict[tuple[str, int, int, frozenset[int]], PointMatch] = {}

    def said(self, way: Way, least: float) -> list[Covered]:
        """The sentences in which at least this share of a way's weight stands, alone; `least` is 0.25 or more."""
        found = []
        for row in self.coverage.rows_with(way, least):
            stretch, share = self.coverage.whole[row], self.coverage.share(row, way)
            places = sorted(stretch.places(way))
            found.append(Covered(self.coverage.sentences[row], share, stretch.exact_share(way), places))
        return found

    def place_in_clause(self, wanted: WayWord, clause: int, exactly: bool = False) -> int | None:
        """Where a word of a way stands in a clause, if it does; `exactly`: by itself, by no word like it."""
        stretch = self.coverage.in_clause(clause)
        return None if exactly and stretch.strength.get(wanted.term) != 1.0 else stretch.place.get(wanted.term)

    def sentences_hit(self, ways: Iterable[Way], least: float) -> list[int]:
        """Sentences in which some way has at least this coverage, alone."""
        rows = {row for way in ways for row in self.coverage.rows_with(way, least)}
        return [self.coverage.sentences[row] for row in sorted(rows)]

    def match(self, point: Point, item: str) -> list[PointMatch]:
        """Every sentence that may say this point."""
        coverage, sensed = self.coverage, self.sensed.said(point)
        rows = {row for way in point.ways for row in coverage.rows_with(way, LEAST)}
        rows.update([row for way in point.told for row in coverage.rows_with(way, _TOLD_WORTH_A_LOOK)])
        rows.update([coverage.row_of_sentence[at] for at, heard in sensed.items() if heard.says >= SENSED])
        if not rows:
            return []
        found = []
        for row in sorted(rows):
            stretch, sentence = coverage.whole[row], coverage.sentences[row]
            by_way, by_told = [coverage.share(row, w) for w in point.ways], [coverage.share(row, w) for w in point.told]
            likest = point.ways[by_way.index(max(by_way))]
            inside = self.note.reading.clauses_of_sentence[sentence]
            in_clause = max([coverage.in_clause(index).share(likest) for index in inside])
            in_pair = max([coverage.share_with_next(row, way) for way in point.ways])
            sense = sensed.get(sentence, UNHEARD).says * sense_left(self.note, sentence, self.note.aside)
            found.append(self._matched(point, item, sentence, stretch, by_way, by_told, in_clause, in_pair, sense))
        return [match for match in found if match.places]

    def again(self, point: Point, item: str, sentence: int, blank: frozenset[int]) -> PointMatch:
        """How well this sentence says the point when the words at the positions `blank` do not count."""
        row = self.coverage.row_of_sentence[sentence]
        blank = self.coverage.in_reach(row, blank)
        key = (item, id(point), row, blank)
        if key not in self._again:
            self._again[key] = self._match_without(point, item, row, blank)
        return self._again[key]

    def _match_without(self, point: Point, item: str, row: int, blank: frozenset[int]) -> PointMatch:
        whole, pair, parts = self.coverage.without(row, point.terms, blank)
        by_way, by_told = [whole.share(way) for way in point.ways], [whole.share(way) for way in point.told]
        way = point.ways[by_way.index(max(by_way))]
        in_clause = max([part.share(way) for part in parts])
        in_pair = max(by_way) if pair is whole else max([pair.share(way) for way in point.ways])
        sentence, was = self.coverage.sentences[row], self._most_covered(point, row)
        sense = self.sensed.said(point).get(sentence, UNHEARD).says
        if was:
            sense *= min(1.0, max([*by_way, *by_told]) / was)
        else:
            sense *= sense_left(self.note, sentence, blank | self.note.aside)
        return self._matched(point, item, sentence, whole, by_way, by_told, in_clause, in_pair, sense, blank)

    def _most_covered(self, point: Point, row: int) -> float:
        """How much of some way of the point stands in a sentence."""
        return max(self.coverage.share(row, way) for way in (*point.ways, *point.told))

    def _matched(
        self,
        point: Point,
        item: str,
        sentence: int,
        whole: Stretch,
        by_way: Sequence[float],
        by_told: Sequence[float],
        in_clause: float,
        in_pair: float,
        sense: float,
        blank: frozenset[int] = frozenset(),
    ) -> PointMatch:
        """The match that a sentence is by how much of each way of the point stands in it, its clauses and the next."""
        best, told = max(by_way), max(by_told, default=0.0)
        way = point.ways[by_way.index(best)]
        places = sorted(_places(whole, point.ways, by_way, best) | _places(whole, point.told, by_told, told))
        if sense >= SENSED and not places:
            places = sorted(telling_places(self.note, sentence) - blank - self.note.aside)
        around = self._around(point, item, places)
        against = -best * max(0.0, 1 - sense / _HARDLY)  # its words stand there, and yet it is not what is meant
        if around.is_letter:
            against = 0.0  # a letter of a form means nothing to the sense
        if around.is_named:
            sense = 0.0  # a place or a thing that is only named is not told to work
        sense *= around.share
        covered = [around.share * each for each in (in_clause, best, max(in_pair, best), whole.exact_share(way), told)]
        signs = self._signs(item, way, around, covered)
        features = (*signs, sense, max(0.0, sense - _SURE), sense * best, against)
        tells = item != "told" or (around.telling > 0 and around.was_told and not self._only_beside(places))
        opposed = _opposed(item, way, best, around.clauses, around.flags) if tells else 0.0
        return PointMatch(features, tuple(places), sentence, opposed)

    def _around(self, point: Point, item: str, places: Sequence[int]) -> _Around:
        """What the clauses of the words at these positions are like."""
        reading = self.note.reading
        clauses = [reading.clauses[index] for index in sorted({reading.words[place].clause for place in places})]
        flags = self._flags_of(clauses)
        works = item == "not_affected"
        is_named = works and flags.isdisjoint(_SPARED) and not self._about_what_works(clauses)
        read = flags
        if works and "left_out" in flags and not flags & {"fine", "broken"}:
            read = flags - {"negators"} | {"fine"}
        answer = (reading.folded.text, clauses[0].start, clauses[-1].end + _ANSWER_REACH) if clauses else ("", 0, 0)
        return _Around(
            clauses=clauses,
            flags=flags,
            read=read,
            share=_OF_WHAT_FAILS if works and _fails(flags) else 1.0,
            is_letter=bool(_ANSWERED_NO.search(*answer)),
            is_named=is_named,
            sections=frozenset(clause.section for clause in clauses),
            telling=self._telling(point, clauses),
            subject=self._subject(point, clauses, read) if works else 0.0,
            about=self._topic(item, clauses),
            was_told=item == "told" and any(self._was_told(clause) for clause in clauses),
        )

    def _only_beside(self, places: Sequence[int]) -> bool:
        """Whether people were only told about, or are the next to be told: "about the client", "the mayor next"."""
        stems = self.note.reading.stems
        return any(_ABOUT_THEM in stems[max(0, at - 2) : at] or stems[at + 1 : at + 2] == [_NEXT] for at in places)

    def _about_what_works(self, clauses: Sequence[Clause]) -> bool:
        """Whether some of these clauses stand under the heading of what works, or tell of it by the talk there."""
        heard = any(self.about.of_clause("not_affected", clause.index) >= _TALK for clause in clauses)
        return heard or any(clause.section == "not_affected" for clause in clauses)

    def fails(self, clauses: Sequence[Clause]) -> bool:
        """Whether what is spoken of is said to be broken or not to work, and nothing there to be well or left out."""
        return _fails(self._flags_of(clauses))

    def _signs(self, item: str, way: Way, around: _Around, covered: Sequence[float]) -> tuple[float, ...]:
        in_clause, best, in_pair, exact, told = covered
        flags, sections = around.read, around.sections
        unsure = "hedges" in flags or ("not_known" in flags and not (item == "told" and way.negative))
        fine = "fine" in flags
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
            min(1.0, best + told) if item in sections else 0.0,
            best if any(map(self.coverage.stands, way.counts)) else 0.0,
            -float(("negators" in flags) != way.negative),
            -float(way.fine and not fine),
            -float(way.fine and "broken" in flags and not fine),
            -float(unsure),
            -float(not sections <= {item, None}),
            -float(len(way.words) <= 1),
            around.telling,
            around.subject,
            around.about,
            around.about * best,
            around.about * told,
        )

    def _topic(self, item: str, clauses: Sequence[Clause]) -> float:
        """How likely the clauses are about the item at all."""
        if not clauses:
            return 0.0
        about = max([self.about.of_clause(item, clause.index) for clause in clauses])
        return max(about, self.about.of_sentence(item, clauses[0].sentence))

    def _subject(self, point: Point, clauses: Sequence[Clause], flags: Set[str]) -> float:
        """How fully the thing that is said to work stands where the text says that something works."""
        concepts = {c for clause in clauses for w in self._words(clause) for c in w.concepts}
        own = any(clause.section == "not_affected" for clause in clauses)
        works = own or not flags.isdisjoint({"fine", "left_out"})
        if not works and _WORKS not in concepts:
            return 0.0
        best = 0.0
        for way in point.ways:
            things = [word for word in way.words if _WORKS not in word.concepts]
            total = sum(word.weight for word in things)
            if total:
                said = sum(word.weight * self.coverage.strongest((word.term,), clauses) for word in things)
                best = max(best, said / total)
        return best

    def _flags_of(self, clauses: Sequence[Clause]) -> Set[str]:
        """The flags of these clauses, those among them that a list lends."""
        if len(clauses) == 1:
            return self.flags[clauses[0].index]
        return {flag for clause in clauses for flag in self.flags[clause.index]}

    def _was_told(self, clause: Clause) -> bool:
        """Whether a clause says that somebody was told, not "told us"; who is rung, or rung back, need not be."""
        places = self.note.reading.phrase_places("was_told", clause.first, clause.last)
        stems = self.note.reading.stems
        return any(stems[first] != "ring" and _US.isdisjoint(stems[last : last + 1]) for first, last in places)

    def _words(self, clause: Clause) -> Sequence[Word]:
        return self.note.reading.words[clause.first : clause.last]

    def _telling(self, point: Point, clauses: Sequence[Clause]) -> float:
        """Whether the weightiest word of some way stands here, not only the small change around it."""
        return self.coverage.strongest([way.telling for way in point.ways], clauses)


def _fails(flags: Set[str]) -> bool:
    return ("broken" in flags or "negators" in flags) and not ("fine" in flags or "left_out" in flags)


def _places(stretch: Stretch, ways: Sequence[Way], shares: Sequence[float], top: float) -> set[int]:
    """The places of every way that is said nearly as fully as the best one."""
    least = max(LEAST, _NEARLY * top) - _EQUAL
    return {place for way, share in zip(ways, shares, strict=True) if share >= least for place in stretch.places(way)}


def _opposed(item: str, way: Way, covered: float, clauses: Sequence[Clause], flags: Set[str]) -> float:
    """How surely the stretch says the opposite of a way: told for "not told", down for "fine"."""
    denied = item == "told" and way.negative and "negators" not in flags
    broken = way.fine and "broken" in flags and flags.isdisjoint(_WELL)
    if not (denied or broken) or not flags.isdisjoint(_RESERVED) or any(clause.question for clause in clauses):
        return 0.0
    return covered
