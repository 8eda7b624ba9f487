"""A direction told by how it was before and how it is now: "some passed earlier, now all fail", "40 s now, was 15"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.handover.evidence import with_unit
from app.handover.note import Note
from app.handover.scorecard import Span
from app.language.clauses import Clause
from app.language.mentions import DurationMention, NumberMention
from app.language.vocabulary import VOCABULARY, stem

_NOW = frozenset(map(stem, ("now", "currently", "presently")))
_BEFORE = VOCABULARY.words["at_first"] | frozenset(map(stem, ("before", "was", "were")))
_SOME = frozenset(map(stem, ("some", "few", "most", "half", "several", "many", "part", "partly", "only")))
_WHOLE = VOCABULARY.words["all_of_it"] | frozenset(map(stem, ("completely", "totally", "entirely", "solid", "solidly")))
_NONE = VOCABULARY.words["nothings"] | {"no"}
_FAILS, _STRUCK = frozenset({"broken", "negators"}), VOCABULARY.words["struck"]
_GETS_THROUGH = VOCABULARY.words["gets_through"] | frozenset(map(stem, ("pass", "passed", "complete", "completed")))
_OPEN_OR_WELL = frozenset({"fine", "hedges", "doubts", "not_known", "conditional"})
_FEW = frozenset(map(stem, ("couple", "few", "handful", "pair", "odd", "some", "patchy", "stragglers"))) | {"#1", "#2"}
_MANY = frozenset(map(stem, ("all", "whole", "every", "everyone", "everybody", "most", "hardly", "lot", "everything")))
_WERE = frozenset(map(stem, ("was", "were", "began", "started")))
_WAS = frozenset(("was", "were"))
_LEAST, _MOST = 3, 8
_BESIDE, _LED = 2, 2
_UNITS = (("sec", 60.0), ("min", 1.0), ("hour", 1 / 60), ("hr", 1 / 60), ("s", 60.0), ("h", 1 / 60))


def none_left(note: Note) -> Iterator[Span]:
    """The sentences in which some got through before and none do now: "at first some passed, now every one fails"."""
    for inside in note.reading.clauses_of_sentence.values():
        clauses = [note.reading.clauses[index] for index in inside]
        for now, then in (*pairwise(clauses), *pairwise(reversed(clauses))):
            some = _has(note, then, _SOME) and _has(note, then, _BEFORE) and not _has(note, then, _NOW)
            if some and not then.question and _has(note, now, _NOW) and _none_gets_through(note, now, then):
                yield min(now.start, then.start), max(now.end, then.end)


def _has(note: Note, clause: Clause, words: frozenset[str]) -> bool:
    return not words.isdisjoint(note.reading.stems[clause.first : clause.last])


def _none_gets_through(note: Note, clause: Clause, then: Clause) -> bool:
    """Whether a clause says that all of them fail, or that none gets through or does what some did `then`."""
    if clause.flags & _OPEN_OR_WELL or clause.question:
        return False
    words = note.reading.words[clause.first : clause.last]
    fails = bool(clause.flags & _FAILS) or _has(note, clause, _STRUCK)
    if fails and (_has(note, clause, _WHOLE) or any(_is_the_whole(word.mention) for word in words)):
        return True
    did = frozenset(note.reading.stems[at] for at in range(then.first, then.last) if note.tells[at])
    return _has(note, clause, _NONE) and _has(note, clause, _GETS_THROUGH | did)


def _is_the_whole(mention: object) -> bool:
    """Whether it is a hundred per cent, or all of so many."""
    if not isinstance(mention, NumberMention):
        return False
    return mention.value == mention.of or (mention.kind == "percent" and mention.value == 1)


def few_and_many(note: Note) -> Iterator[tuple[str, Span]]:
    """Which way it goes by words of how many: "was a couple of them, now the whole room"."""
    for inside in note.reading.clauses_of_sentence.values():
        for then, now in pairwise(note.reading.clauses[index] for index in inside):
            told = _has(note, then, _WERE) and not _has(note, then, _NOW) and _has(note, now, _NOW)
            if not told or then.question or now.question or (then.flags | now.flags) & _OPEN_OR_WELL:
                continue
            for direction, first, second in (("worse", _FEW, _MANY), ("better", _MANY, _FEW)):
                if _has(note, then, first) and not _has(note, then, second) and _has(note, now, second - first):
                    yield direction, (then.start, now.end)


def counted_back(note: Note) -> Iterator[tuple[str, Sequence[Span]]]:
    """Which way numbers go that are told from now back: "40 seconds now. Was 15 on Monday, 5 last Thursday"."""
    stems = note.reading.stems
    numbers = [
        (mention, place)
        for mention, place in note.reading.placed
        if isinstance(mention, DurationMention | NumberMention) and _is_plain(mention)
    ]
    for at, (mention, place) in enumerate(numbers):
        clause = note.clause_at(place)
        near = stems[max(clause.first, place - _BESIDE) : min(clause.last, place + _BESIDE + 1)]
        if _NOW.isdisjoint(near) or clause.question:
            continue
        following = numbers[at + 1 : at + 1 + _MOST]
        before = [each for each in following if note.clause_at(each[1]).sentence <= clause.sentence + 1]
        if len(before) < _LEAST - 1 or _WAS.isdisjoint(stems[max(0, before[0][1] - _LED) : before[0][1]]):
            continue
        unit = _unit(note, mention)
        values = [_value(each, unit) for each, _ in (numbers[at], *before)]
        steps = [a - b for a, b in pairwise(values)]
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            direction = "worse" if steps[0] > 0 else "better"
            yield direction, [with_unit(note, each) for _, each in (numbers[at], *before)]


def _is_plain(mention: DurationMention | NumberMention) -> bool:
    if isinstance(mention, DurationMention):
        return mention.direction == 0
    return mention.kind in ("count", "percent") and mention.of is None


def _unit(note: Note, mention: DurationMention | NumberMention) -> float:
    """How many of the unit a length of time is told in make a minute; 1 for a bare number."""
    if isinstance(mention, NumberMention):
        return 1.0
    written = note.reading.folded.text[mention.start : mention.end]
    return next((per for sign, per in _UNITS if sign in written), 1.0)


def _value(mention: DurationMention | NumberMention, unit: float) -> float:
    """How much it is in this unit of time, which a bare number behind a length of time goes without."""
    return mention.minutes * unit if isinstance(mention, DurationMention) else mention.value
