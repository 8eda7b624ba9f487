"""How well a stretch of a note says a point: coverage of ways of saying it, and the signs that it says the opposite."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.handover.case import Case, Lexicon, Point, Way, WayWord
from app.handover.note import Note
from app.language.clauses import Clause, Word
from app.language.mentions import IdentifierMention, Mention, NumberMention, TimeMention

_BY_CONCEPT = 0.75
_WORKS = "works_fine"
_AGAIN = 0.25
FEATURES = (
    "bias", "clause", "sentence", "pair", "over40", "over60", "over80", "exact", "told", "told40", "labelled",
    "number_said", "negated", "fine_missed", "broken_said", "hedged", "elsewhere", "short_way", "telling", "subject",
)  # fmt: skip
Hit = tuple[float, int]
_NOWHERE: frozenset[int] = frozenset()
_NONE: Mapping[int, Hit] = {}
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class PointMatch:
    """A stretch of the note that may say a point: its features, and the positions of the words that match."""

    features: tuple[float, ...]
    places: tuple[int, ...]
    sentence: int
    opposed: float


class Matcher:
    """Looks up the ways of saying of a case in one note: from the note's words to the ways that use them."""

    def __init__(self, note: Note, case: Case) -> None:
        self.note = note
        self.clause_sentence = [clause.sentence for clause in note.reading.clauses]
        self._where: dict[int, dict[int, Hit]] = {}
        self._everywhere: dict[int, list[Hit]] = {}
        self._find_terms(case.lexicon)
        self._in_sentence: dict[int, dict[int, Hit]] = {}
        self._bounds: list[dict[int, float]] = [{} for _ in range(case.lexicon.way_count)]
        self._bound_ways(case.lexicon)
        self._said: dict[tuple[int, int], tuple[float, float, list[int]]] = {}

    def _bound_ways(self, lexicon: Lexicon) -> None:
        """By sentence, each term's best match, and what each way has of its weight there at most."""
        sentences, bounds = self.clause_sentence, self._bounds
        for term, clauses in self._where.items():
            best: dict[int, Hit] = {}
            for clause, hit in clauses.items():
                kept = best.get(sentences[clause])
                if kept is None or kept[0] < hit[0]:
                    best[sentences[clause]] = hit
            self._in_sentence[term] = best
            for way, share in lexicon.ways[term]:
                bound = bounds[way]
                for sentence, (strength, _) in best.items():
                    bound[sentence] = bound.get(sentence, 0.0) + share * strength

    def _find_terms(self, lexicon: Lexicon) -> None:
        """For each term that stands in the note: by clause, its best match (strength and position)."""
        for stem, places in self.note.by_stem.items():
            term = lexicon.of_stem.get(stem)
            if term is not None:
                self._note_term(term, places, 1.0)
        by_kind: dict[type, list[tuple[int, Mention]]] = {}
        for term, wanted in lexicon.values:
            by_kind.setdefault(type(wanted), []).append((term, wanted))
        for mention, place in self.note.reading.placed:
            for term, wanted in by_kind.get(type(mention), ()):
                if _same_value(wanted, mention):
                    self._note_term(term, (place,), 1.0)
        for concept, places in self.note.by_concept.items():
            for term in lexicon.of_concept.get(concept, ()):
                self._note_term(term, places, _BY_CONCEPT)

    def _note_term(self, term: int, places: Iterable[int], strength: float) -> None:
        words, clauses = self.note.reading.words, self.note.reading.clauses
        kept = self._where.get(term)
        every = self._everywhere.setdefault(term, [])
        for place in places:
            clause = words[place].clause
            if clauses[clause].asks:
                continue
            if kept is None:
                kept = self._where[term] = {}
            every.append((strength, place))
            hit = kept.get(clause)
            if hit is None or hit[0] < strength or (hit[0] == strength and place < hit[1]):
                kept[clause] = (strength, place)

    def _lookup(self, wanted: WayWord) -> Mapping[int, Hit]:
        """By clause, the best match of a word: its strength and position."""
        return self._where.get(wanted.term, {})

    def said(self, way: Way, sentence: int, blank: frozenset[int] = _NOWHERE) -> tuple[float, float, list[int]]:
        """Share of a way's weight that stands in this sentence, by any word and by the very word; and where.

        Words at the positions `blank` do not count.
        """
        key = (way.number, sentence)
        kept = None if blank else self._said.get(key)
        if kept is None:
            if blank:
                return _covered(way, self._hits_without(way, sentence, blank))
            places = [(w.weight, h) for w in way.words if (h := self._in_sentence.get(w.term, _NONE).get(sentence))]
            kept = self._said[key] = _covered(way, places)
        return kept

    def _hits_without(self, way: Way, sentence: int, blank: frozenset[int]) -> list[tuple[float, Hit]]:
        """The best match of each word of a way in a sentence, the words at the positions `blank` not counted."""
        words, sentences = self.note.reading.words, self.clause_sentence
        hits = []
        for word in way.words:
            every = self._everywhere.get(word.term, ())
            left = [hit for hit in every if hit[1] not in blank and sentences[words[hit[1]].clause] == sentence]
            if left:
                hits.append((word.weight, max(left)))
        return hits

    def sentences_hit(self, ways: Iterable[Way], least: float) -> set[int]:
        """Sentences in which some way has at least this coverage, alone."""
        enough = least - _ROUNDING
        return {s for way in ways for s, bound in self._bounds[way.number].items() if bound >= enough}

    def match(self, point: Point, item: str) -> list[PointMatch]:
        """Every sentence that may say this point."""
        sentences = self.sentences_hit(point.ways, 0.25) | self.sentences_hit(point.told, 0.3)
        return [self.in_sentence(point, item, sentence) for sentence in sorted(sentences)]

    def in_sentence(self, point: Point, item: str, sentence: int, blank: frozenset[int] = _NOWHERE) -> PointMatch:
        """How well this sentence says the point, the words at the positions `blank` not counted."""
        reading = self.note.reading
        inside = reading.clauses_of_sentence.get(sentence, [])
        best_way, best, exact, in_pair, told = point.ways[0], 0.0, 0.0, 0.0, 0.0
        for way in point.ways:
            bound = self._bounds[way.number]
            here = bound.get(sentence, 0.0)
            if here > best:
                got, same, _ = self.said(way, sentence, blank)
                if got > best:
                    best_way, best, exact = way, got, same
            following = bound.get(sentence + 1, 0.0)
            if following and here + following > in_pair:
                in_pair = max(in_pair, self._in_pair(way, sentence, blank))
        for way in point.told:
            if self._bounds[way.number].get(sentence, 0.0) > told:
                told = max(told, self.said(way, sentence, blank)[0])
        in_clause = max((self._in_clause(best_way, clause, blank) for clause in inside), default=0.0)
        places = sorted(self._all_places(point, sentence, best, told, blank))
        clauses = [reading.clauses[c] for c in sorted({reading.words[p].clause for p in places})]
        features = self._signs(point, item, best_way, clauses, (in_clause, best, max(in_pair, best), exact, told))
        return PointMatch(features, tuple(places), sentence, _opposed(best_way, best, clauses))

    def _in_clause(self, way: Way, clause: int, blank: frozenset[int]) -> float:
        """Coverage of a way by one clause."""
        if blank:
            words = self.note.reading.words
            every = ((w.weight, self._everywhere.get(w.term, ())) for w in way.words)
            left = ((w, [h for h in hits if h[1] not in blank and words[h[1]].clause == clause]) for w, hits in every)
            return _covered(way, [(weight, max(hits)) for weight, hits in left if hits])[0]
        hits = [(w.weight, hit) for w in way.words if (hit := self._where.get(w.term, _NONE).get(clause))]
        return _covered(way, hits, blank)[0]

    def _in_pair(self, way: Way, sentence: int, blank: frozenset[int]) -> float:
        """Coverage of a way by a sentence and the next together."""
        hits = []
        for word in way.words:
            where = self._in_sentence.get(word.term, _NONE)
            here, following = where.get(sentence), where.get(sentence + 1)
            best = following if here is None or (following and following[0] > here[0]) else here
            if best:
                hits.append((word.weight, best))
        return _covered(way, hits, blank)[0]

    def _all_places(self, point: Point, sentence: int, best: float, told: float, blank: frozenset[int]) -> set[int]:
        """The places of every way that is said nearly as fully as the best one."""
        places: set[int] = set()
        for ways, top in ((point.ways, best), (point.told, told)):
            least = max(0.25, 0.4 * top)
            for way in ways:
                if self._bounds[way.number].get(sentence, 0.0) >= least:
                    got, _, where = self.said(way, sentence, blank)
                    if got >= least:
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


def _same_value(wanted: Mention, said: Mention) -> bool:
    """Whether a value of the note is the one of a way of saying."""
    match wanted, said:
        case NumberMention(value=value), NumberMention(value=other):
            return abs(other - value) <= 0.02 * value
        case TimeMention(minutes=minutes), TimeMention(minutes=others):
            return any(abs(a - b) <= 5 for a in minutes for b in others)
        case IdentifierMention(), IdentifierMention():
            return wanted.bare == said.bare
    return False


def _strongest_first(hit: tuple[float, Hit]) -> float:
    return -hit[1][0]


def _covered(
    way: Way, hits: list[tuple[float, Hit]], blank: frozenset[int] = _NOWHERE
) -> tuple[float, float, list[int]]:
    """Share of the way's weight that these hits make up, by any word and by the very word; and where.

    One word of the note that stands for several of the way counts less from the second on.
    """
    got = exact = 0.0
    used: set[int] = set()
    if len(hits) > 1:
        hits.sort(key=_strongest_first)
    for weight, (strength, place) in hits:
        if place in blank:
            continue
        if place in used:
            weight *= _AGAIN
        used.add(place)
        got += weight * strength
        if strength == 1.0:
            exact += weight
    return got / way.total, exact / way.total, sorted(used)


def _opposed(way: Way, covered: float, clauses: Sequence[Clause]) -> float:
    """How surely the stretch says the opposite of a way: told for "not told", down for "fine"."""
    flags = {flag for clause in clauses for flag in clause.flags}
    if flags & {"hedges", "doubts", "not_known", "conditional"} or any(clause.question for clause in clauses):
        return 0.0
    if way.negative and not flags & {"negators"}:
        return covered
    return covered if way.fine and "broken" in flags and not flags & {"fine", "negators"} else 0.0
