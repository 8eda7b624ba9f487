"""A handover read against its case: free text and fields as one reading, with every place leading back."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.handover.case import Case
from app.handover.scorecard import FieldSpan, Handover, Span
from app.language.clauses import Clause
from app.language.mentions import NumberMention
from app.language.names import Name
from app.language.reading import Reading, read
from app.language.vocabulary import VOCABULARY, stem, words_of

_GAP = "\n\n"
_CUT_OFF = 3
_SLIGHT = VOCABULARY.words["slight"] | VOCABULARY.stop | VOCABULARY.phrases["negators"].by_first.keys()
_DOUBTING = frozenset(("hedges", "doubts", "not_known", "conditional"))
_REAL_WORDS = VOCABULARY.words["real_words"]
_OPEN = VOCABULARY.words["leaving_open"]
COMMON = VOCABULARY.stop | VOCABULARY.tree.keys()


@dataclass(frozen=True, slots=True)
class Piece:
    """Where the free text (`field` None) or a labelled field stands in the joined text."""

    start: int
    end: int
    field: str | None


@dataclass
class Note:
    """The reading of a handover, and what its misspelt words were meant to be.

    `unheard` are positions of words that are likened to nothing: so the marker learns from a handover as if its writer
    had put some of it in words nobody foresaw. `aside`: of them, what is not so now, for what is.
    `named` are the places of the names of a catalogue once they were looked for, by which mapping of names it is.
    """

    reading: Reading
    pieces: Sequence[Piece]
    joined: str
    now_minutes: float
    meant: dict[str, str] = field(default_factory=dict)
    unheard: frozenset[int] = frozenset()
    aside: frozenset[int] = frozenset()
    by_stem: dict[str, list[int]] = field(init=False)
    named: dict[tuple[int, bool], tuple[Mapping[str, Name], dict[str, list[tuple[int, int, bool]]]]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def words_of_stem(self, wanted: str) -> list[int]:
        """Positions of a stem, typing slips included."""
        return self.by_stem.get(wanted, [])

    def __post_init__(self) -> None:
        self.by_stem = dict(self.reading.by_stem)
        for written, wanted in self.meant.items():
            self.by_stem[wanted] = [*self.by_stem.get(wanted, ()), *self.reading.by_stem[written]]

    @cached_property
    def word_starts(self) -> list[int]:
        """Where each word begins, in order."""
        return [word.start for word in self.reading.words]

    @cached_property
    def tells(self) -> list[bool]:
        """Whether each word has meaning by itself: a value, or no function word and no bare "not", "told", "only"."""
        words = self.reading.words
        return [w.mention is not None or (w.stem[:1].isalnum() and w.stem not in _SLIGHT) for w in words]

    @cached_property
    def by_concept(self) -> Mapping[str, frozenset[int]]:
        """Positions of the words that mean something, by what they mean."""
        found: dict[str, set[int]] = {}
        for place, word in enumerate(self.reading.words):
            for concept in word.concepts:
                found.setdefault(concept, set()).add(place)
        return {concept: frozenset(places) for concept, places in found.items()}

    def clause_at(self, place: int) -> Clause:
        """The clause of the word at this position."""
        return self.reading.clauses[self.reading.words[place].clause]

    def sentence_at(self, start: int) -> int:
        """The sentence of the word that begins at this folded offset, or of the first one behind it."""
        place = min(bisect_left(self.word_starts, start), len(self.word_starts) - 1)
        return self.clause_at(place).sentence

    def leaves_open(self, clause: Clause) -> bool:
        """Whether a clause asks, wishes or doubts, and so tells nothing."""
        if clause.flags & _DOUBTING or clause.asks or clause.question:
            return True
        return any(word.stem in _OPEN for word in self.reading.words[clause.first : clause.last])

    def is_aside(self, clause: Clause) -> bool:
        """Whether a clause tells nothing of what is so now."""
        return self.aside.issuperset(range(clause.first, clause.last))

    def without(self, aside: frozenset[int]) -> "Note":
        """This note with the words at these positions unheard, as they are not so now."""
        return replace(self, unheard=self.unheard | aside, aside=aside)

    def stems_inside(self, place: int) -> frozenset[str]:
        """The stems of the letters inside a value: of "tills" in "12 tills out of 40"."""
        word = self.reading.words[place]
        if not isinstance(word.mention, NumberMention) or word.mention.of is None:
            return frozenset()
        return frozenset(stem(part) for part in words_of(self.reading.folded.text[word.start : word.end]))

    def span(self, first: int, last: int) -> Span:
        """Folded span of the words from position `first` to before `last`."""
        return self.reading.words[first].start, self.reading.words[last - 1].end

    def quotes(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The words at folded spans as they were typed."""
        typed = joined_spans(self.reading.folded.as_typed(*span) for span in spans)
        return tuple(self.joined[start:end] for start, end in typed)

    def as_typed(self, spans: Iterable[Span]) -> tuple[tuple[Span, ...], tuple[FieldSpan, ...]]:
        """Folded spans as spans of the free text and of the fields, sorted, overlapping ones joined."""
        text: list[Span] = []
        fields: list[FieldSpan] = []
        for start, end in joined_spans(self.reading.folded.as_typed(*span) for span in spans):
            for piece in self.pieces:
                low, high = max(start, piece.start), min(end, piece.end)
                if low < high and piece.field is None:
                    text.append((low - piece.start, high - piece.start))
                elif low < high and piece.field is not None:
                    fields.append(FieldSpan(piece.field, low - piece.start, high - piece.start))
        return tuple(text), tuple(fields)


def joined_spans(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap or touch made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return joined


def read_note(case: Case, handover: Handover, elapsed_seconds: float | None) -> Note:
    """Reads a handover. Relative times count from the scenario's start and the seconds since (its target if None)."""
    parts, pieces, at = [handover.text], [Piece(0, len(handover.text), None)], len(handover.text)
    sections = []
    for name, text in handover.fields.items():
        at += len(_GAP)
        parts.append(text)
        pieces.append(Piece(at, at + len(text), name))
        if name in case.points:
            sections.append((at, at + len(text), name))
        at += len(text)
    joined = _GAP.join(parts)
    reading = read(joined, case.headings, sections)
    seconds = case.scenario.target_seconds if elapsed_seconds is None else elapsed_seconds
    return Note(reading, pieces, joined, case.now_minutes + seconds / 60, _meant(case, reading))


def _meant(case: Case, reading: Reading) -> dict[str, str]:
    """Words nobody knows that are a slip away from a word of the scenario."""
    meant: dict[str, str] = {}
    known, concepts = case.known.stems, VOCABULARY.concepts
    unmet = (word for word in reading.by_stem if len(word) >= 5 and word not in known and word not in concepts)
    unknown = [word for word in unmet if word not in _REAL_WORDS]
    wanted = _by_first_letter(case.vocabulary)
    for written in unknown:
        alike = wanted.get(written[0], ()) if written.isalpha() else ()
        if alike and _nearest(written, alike) is not None:
            best = _nearest(written, case.vocabulary)
            if best is not None and best[0] == written[0]:
                meant[written] = best
    for word in reading.by_stem:
        if len(word) >= 3 and word not in meant and word not in known and word not in concepts and word not in COMMON:
            full = _shortened(word, case.vocabulary)
            if full is not None:
                meant[word] = full
    return meant


def _shortened(word: str, vocabulary: Sequence[str]) -> str | None:
    """The only word of the scenario that begins with this one ("pitts", "med"), at least twice as long or nearly so."""
    at = bisect_left(vocabulary, word)
    found = [full for full in vocabulary[at : at + 2] if full.startswith(word)]
    return found[0] if len(found) == 1 and len(found[0]) >= len(word) + _CUT_OFF else None


def _nearest(word: str, among: Sequence[str]) -> str | None:
    """The first of the words the fewest slips away, one slip at most or two in a long word."""
    best = process.extractOne(word, among, scorer=OSA.distance, score_cutoff=2 if len(word) >= 9 else 1)
    return None if best is None else best[0]


@lru_cache(maxsize=128)
def _by_first_letter(vocabulary: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """A scenario's words by their first letter: few of them are worth comparing with a word nobody knows."""
    found: dict[str, list[str]] = {}
    for word in vocabulary:
        found.setdefault(word[0], []).append(word)
    return found
