"""How well a stretch of a note says a point: coverage of ways of saying it, and the signs that it says the opposite."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.handover.case import Point, Way, WayWord
from app.handover.note import Note
from app.language.clauses import Clause, Word
from app.language.mentions import IdentifierMention, NumberMention, TimeMention

_BY_CONCEPT = 0.75
_WORKS = "works_fine"
_AGAIN = 0.25
FEATURES = (
    "bias", "clause", "sentence", "pair", "over40", "over60", "over80", "exact", "told", "told40", "labelled",
    "number_said", "negated", "fine_missed", "broken_said", "hedged", "elsewhere", "short_way", "telling", "subject",
)  # fmt: skip
Hits = dict[int, dict[int, tuple[float, int]]]


def _strongest_first(hit: tuple[int, tuple[float, int]]) -> float:
    return -hit[1][0]


@dataclass(frozen=True, slots=True)
class PointMatch:
    """A stretch of the note that may say a point: its features, and the positions of the words that match."""

    features: tuple[float, ...]
    places: tuple[int, ...]
    sentence: int
    opposed: float


class Matcher:
    """Looks up ways of saying in one note; each word is looked for once."""

    def __init__(self, note: Note) -> None:
        self.note = note
        self._places: dict[str, dict[int, tuple[float, int]]] = {}
        self._numbers = [(m, place) for m, place in note.reading.placed if isinstance(m, NumberMention)]
        self._times = [(m, place) for m, place in note.reading.placed if isinstance(m, TimeMention)]
        self._codes = [(m, place) for m, place in note.reading.placed if isinstance(m, IdentifierMention)]
        self._ways: dict[int, Hits] = {}
        self._said: dict[tuple[int, int], tuple[float, float, list[int]]] = {}
        self._possible: dict[int, float] = {}
        self.clause_sentence = [clause.sentence for clause in note.reading.clauses]

    def possible(self, way: Way) -> float:
        """The most of a way's weight that could stand in any one place of the note; a cheap bound on its coverage."""
        kept = self._possible.get(id(way))
        if kept is None:
            kept = sum([word.weight for word in way.words if self._lookup(word)]) / way.total
            self._possible[id(way)] = kept
        return kept

    def hits(self, way: Way) -> Hits:
        """By clause: index of the way's word to (strength, position in the note)."""
        kept = self._ways.get(id(way))
        if kept is not None:
            return kept
        found: Hits = {}
        for index, wanted in enumerate(way.words):
            for clause, hit in self._lookup(wanted).items():
                inside = found.get(clause)
                if inside is None:
                    found[clause] = {index: hit}
                else:
                    inside[index] = hit
        self._ways[id(way)] = found
        return found

    def _lookup(self, wanted: WayWord) -> Mapping[int, tuple[float, int]]:
        """By clause, the best match of a word: its strength and position."""
        kept = self._places.get(wanted.stem)
        if kept is None:
            kept = {}
            words = self.note.reading.words
            for place, strength in self._find(wanted):
                clause = words[place].clause
                if self.note.reading.clauses[clause].asks:
                    continue
                if clause not in kept or kept[clause][0] < strength:
                    kept[clause] = (strength, place)
            self._places[wanted.stem] = kept
        return kept

    def _find(self, wanted: WayWord) -> list[tuple[int, float]]:
        match wanted.mention:
            case NumberMention(value=value):
                return [(p, 1.0) for m, p in self._numbers if abs(m.value - value) <= 0.02 * value]
            case TimeMention(minutes=minutes):
                return [(p, 1.0) for m, p in self._times if any(abs(a - b) <= 5 for a in m.minutes for b in minutes)]
            case IdentifierMention(bare=bare):
                return [(p, 1.0) for m, p in self._codes if m.bare == bare]
        places = dict.fromkeys(self.note.words_of_stem(wanted.stem), 1.0)
        for concept in wanted.concepts:
            for place in self.note.words_of_concept(concept):
                places.setdefault(place, _BY_CONCEPT)
        return list(places.items())

    def coverage(self, way: Way, clauses: Iterable[int]) -> tuple[float, float, list[int]]:
        """Share of the way's weight that stands in these clauses, by any word and by the very word; and where."""
        hits = self.hits(way)
        best: dict[int, tuple[float, int]] = {}
        for clause in clauses:
            for index, hit in hits.get(clause, {}).items():
                if index not in best or best[index][0] < hit[0]:
                    best[index] = hit
        got = exact = 0.0
        used: set[int] = set()
        for index, (strength, place) in sorted(best.items(), key=_strongest_first) if len(best) > 1 else best.items():
            weight = way.words[index].weight * (_AGAIN if place in used else 1.0)
            used.add(place)
            got += weight * strength
            exact += weight if strength == 1.0 else 0.0
        return got / way.total, exact / way.total, sorted(used)

    def said(self, way: Way, sentence: int) -> tuple[float, float, list[int]]:
        """The coverage of a way by one sentence, kept."""
        key = (id(way), sentence)
        kept = self._said.get(key)
        if kept is None:
            kept = self._said[key] = self.coverage(way, self.note.reading.clauses_of_sentence[sentence])
        return kept

    def sentences_hit(self, ways: Sequence[Way], least: float) -> set[int]:
        """Sentences in which some way has at least this coverage, alone."""
        found = set()
        for way in ways:
            if self.possible(way) < least:
                continue
            got: dict[int, dict[int, float]] = {}
            for clause, words in self.hits(way).items():
                inside = got.setdefault(self.clause_sentence[clause], {})
                for index, (strength, _) in words.items():
                    inside[index] = max(inside.get(index, 0.0), strength)
            for sentence, strengths in got.items():
                if sum(way.words[i].weight * s for i, s in strengths.items()) >= least * way.total:
                    found.add(sentence)
        return found

    def match(self, point: Point, item: str) -> list[PointMatch]:
        """Every sentence that may say this point."""
        sentences = self.sentences_hit(point.ways, 0.25) | self.sentences_hit(point.told, 0.3)
        return [self._in_sentence(point, item, sentence) for sentence in sorted(sentences)]

    def _in_sentence(self, point: Point, item: str, sentence: int) -> PointMatch:
        reading = self.note.reading
        inside = reading.clauses_of_sentence.get(sentence, [])
        near = [*inside, *reading.clauses_of_sentence.get(sentence + 1, [])]
        best_way, best, exact = point.ways[0], 0.0, 0.0
        in_pair = 0.0
        for way in point.ways:
            possible = self.possible(way)
            if possible > best:
                got, same, _ = self.said(way, sentence)
                if got > best:
                    best_way, best, exact = way, got, same
            if possible > in_pair:
                in_pair = max(in_pair, self.coverage(way, near)[0])
        in_clause = max((self.coverage(best_way, (clause,))[0] for clause in inside), default=0.0)
        told = 0.0
        for way in point.told:
            if self.possible(way) > told:
                told = max(told, self.said(way, sentence)[0])
        places = sorted(self._all_places(point, sentence, best, told))
        clauses = [reading.clauses[c] for c in sorted({reading.words[p].clause for p in places})]
        features = self._signs(point, item, best_way, clauses, (in_clause, best, max(in_pair, best), exact, told))
        return PointMatch(features, tuple(places), sentence, _opposed(best_way, best, clauses))

    def _all_places(self, point: Point, sentence: int, best: float, told: float) -> set[int]:
        """The places of every way that is said nearly as fully as the best one."""
        places: set[int] = set()
        for ways, top in ((point.ways, best), (point.told, told)):
            for way in ways:
                if self.possible(way) < max(0.25, 0.6 * top):
                    continue
                got, _, where = self.said(way, sentence)
                if got >= max(0.25, 0.6 * top):
                    places.update(where)
        return places

    def _signs(
        self, point: Point, item: str, way: Way, clauses: Sequence[Clause], covered: tuple[float, ...]
    ) -> tuple[float, ...]:
        in_clause, best, in_pair, exact, told = covered
        flags = {flag for clause in clauses for flag in clause.flags}
        sections = {clause.section for clause in clauses}
        numbers = [word for word in way.words if isinstance(word.mention, NumberMention)]
        said = [word for word in numbers if self._lookup(word)]
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
            -float("hedges" in flags or "not_known" in flags),
            -float(bool(sections - {item, None})),
            -float(len(way.words) <= 1),
            self._telling(point, clauses),
            self._subject(point, clauses) if item == "not_affected" else 0.0,
        )

    def _subject(self, point: Point, clauses: Sequence[Clause]) -> float:
        """How fully the thing that is said to work stands where the text says that something works."""
        concepts = {c for clause in clauses for w in self._words(clause) for c in w.concepts}
        works = any("fine" in clause.flags or clause.section == "not_affected" for clause in clauses)
        if not works and _WORKS not in concepts:
            return 0.0
        inside = {clause.index for clause in clauses}
        best = 0.0
        for way in point.ways:
            things = [word for word in way.words if _WORKS not in word.concepts]
            total = sum(word.weight for word in things)
            hits = (max((h[0] for c, h in self._lookup(word).items() if c in inside), default=0.0) for word in things)
            if total:
                best = max(best, sum(word.weight * hit for word, hit in zip(things, hits, strict=True)) / total)
        return best

    def _words(self, clause: Clause) -> Sequence[Word]:
        return self.note.reading.words[clause.first : clause.last]

    def _telling(self, point: Point, clauses: Sequence[Clause]) -> float:
        """Whether the weightiest word of some way stands here, not only the small change around it."""
        inside = {clause.index for clause in clauses}
        best = 0.0
        for way in point.ways:
            heaviest = max(way.words, key=lambda word: word.weight)
            for clause, (strength, _) in self._lookup(heaviest).items():
                if clause in inside:
                    best = max(best, strength)
        return best


def _opposed(way: Way, covered: float, clauses: Sequence[Clause]) -> float:
    """How surely the stretch says the opposite of a way: told for "not told", down for "fine"."""
    flags = {flag for clause in clauses for flag in clause.flags}
    if flags & {"hedges", "doubts", "not_known", "conditional"} or any(clause.question for clause in clauses):
        return 0.0
    if way.negative and not flags & {"negators"}:
        return covered
    return covered if way.fine and "broken" in flags and not flags & {"fine", "negators"} else 0.0
