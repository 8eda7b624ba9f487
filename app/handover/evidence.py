"""Turns the words that matched into the few contiguous phrases a reader would point at."""

from collections.abc import Collection, Iterable

from app.handover.note import Note
from app.handover.scorecard import Span
from app.language.vocabulary import VOCABULARY

_WIDEST_GAP = 4
_SHORT_CLAUSE = 8
_PEOPLE = VOCABULARY.phrases["people_words"].by_first
_LONGEST_UNIT = 3
NEGATORS = frozenset(VOCABULARY.phrases["negators"].by_first)


def phrases(note: Note, places: Iterable[int]) -> list[Span]:
    """Folded spans of the phrases in which the words at these positions stand, within their clauses.

    Words of one clause with up to four others between them are one phrase; one that says nothing by itself is none.
    """
    words = note.reading.words
    runs: list[list[int]] = []
    for place in sorted(set(places)):
        if runs and place - runs[-1][-1] <= _WIDEST_GAP + 1 and words[place].clause == words[runs[-1][-1]].clause:
            runs[-1].append(place)
        else:
            runs.append([place])
    return [_phrase(note, run[0], run[-1] + 1) for run in runs if any(map(note.tells.__getitem__, run))]


def _phrase(note: Note, first: int, last: int) -> Span:
    """A run of matching words without the slight ones at its ends; a short clause whole."""
    clause = note.clause_at(first)
    if clause.last - clause.first <= _SHORT_CLAUSE:
        first, last = clause.first, clause.last
    return note.span(*_with_negator(note, first, last, clause.first))


def _with_negator(note: Note, first: int, last: int, low: int) -> tuple[int, int]:
    """A run with the negator right before it, and without small words at its ends."""
    words = note.reading.words
    for place in range(first - 1, max(low, first - 2) - 1, -1):
        if words[place].stem in NEGATORS:
            return place, last
    while first < last - 1 and words[first].stem in VOCABULARY.stop and words[first].mention is None:
        first += 1
    while last > first + 1 and words[last - 1].stem in VOCABULARY.stop and words[last - 1].mention is None:
        last -= 1
    return first, last


def with_unit(note: Note, place: int, unit: Collection[str] = ()) -> Span:
    """The value at this position with the "about" before it and the thing it counts after it."""
    words, clause = note.reading.words, note.clause_at(place)
    first, last = place, place + 1
    while first > clause.first and words[first - 1].stem in VOCABULARY.approximators:
        first -= 1
    for at in range(place + 1, min(clause.last, place + 1 + _LONGEST_UNIT)):
        if words[at].stem in unit or words[at].stem in _PEOPLE:
            last = at + 1
            break
    return note.span(first, last)


def in_its_clause(note: Note, first: int, last: int) -> Span:
    """A short clause whole, of a longer one the words from `first` to before `last`."""
    clause = note.clause_at(first)
    if clause.last - clause.first <= _SHORT_CLAUSE:
        return clause.start, clause.end
    return note.span(first, last)
