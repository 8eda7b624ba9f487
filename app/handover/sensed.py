"""Which sentences of one note say which points and whole truths of its case, as the sense of sentences has it."""

from collections.abc import Hashable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from app.handover.case import Case, Point
from app.handover.note import Note
from app.handover.sense import points_heard, sentences_heard, shipped_sense

MOST_WORDS = 1_500  # of a note are read so, since it takes half a millisecond a word
LEFT_OPEN = ("not known",)  # how an item is said to be left open
# Of which items it was taught that they are; the others hardly ever are.
MAY_BE_OPEN = (
    "change", "team", "users", "error", "impact", "trend", "told", "started", "workaround", "sites", "deadline",
)  # fmt: skip
_WHOLE, _OPEN = "whole", "open"


class Sentence(NamedTuple):
    """A sentence as folded, whose heading or field it stands under, and where."""

    text: str
    section: str | None
    start: int
    end: int


class Heard(NamedTuple):
    """How surely one sentence says what it was laid beside, and how surely it goes against it."""

    says: float
    against: float


UNHEARD = Heard(0.0, 0.0)


class Sensed:
    """How surely each sentence of a note says the points and the whole truths of its case, and what is not known.

    Each is told by the sentences that say it or go against it at all.
    """

    def __init__(self, note: Note, case: Case) -> None:
        self.sentences = sentences_of(note)
        self._points = case.points
        asked = asked_of(case)
        sides = points_heard([*asked.values()])
        texts = [(each.text, each.section) for each in self.sentences.values()]
        told = shipped_sense().compare(sides, sentences_heard(texts))
        self._heard: dict[Hashable, dict[int, Heard]] = {key: {} for key in asked}
        keys, at = [*asked], [*self.sentences]
        heard, by = np.nonzero(told.any(axis=-1))
        for row, column, each in zip(heard.tolist(), by.tolist(), told[heard, by].tolist(), strict=True):
            self._heard[keys[row]][at[column]] = Heard(*each)

    def said(self, point: Point) -> Mapping[int, Heard]:
        """How surely sentences say a point, and go against it."""
        return self._heard[id(point)]

    def whole(self, item: str) -> Mapping[int, Heard]:
        """The same of an item's truth as its author wrote it out."""
        return self._heard.get((item, _WHOLE), {})

    def speaks(self, item: str) -> Mapping[int, float]:
        """How surely sentences say some point of an item, or its whole truth."""
        surest: dict[int, float] = {}
        for at, heard in self._of_any_part(item):
            surest[at] = max(surest.get(at, 0.0), heard.says)
        return surest

    def against(self, item: str) -> Mapping[int, float]:
        """How surely sentences go against an item: its whole truth or some point of it."""
        surest: dict[int, float] = {}
        for at, heard in self._of_any_part(item):
            surest[at] = max(surest.get(at, 0.0), heard.against)
        return surest

    def _of_any_part(self, item: str) -> Iterator[tuple[int, Heard]]:
        """What each sentence says of the item's whole truth and of each of its points."""
        for row in (self.whole(item), *(self._heard[id(point)] for point in self._points.get(item, ()))):
            yield from row.items()

    def tells(self, item: str) -> Mapping[int, float]:
        """How surely sentences tell of an item, by saying it or by going against its whole truth."""
        surest = dict(self.speaks(item))
        for at, heard in self.whole(item).items():
            surest[at] = max(surest[at], heard.against)
        return surest

    def left_open(self, item: str) -> Mapping[int, Heard]:
        """The same of its being not known; nothing of an item that hardly ever is."""
        return self._heard.get((item, _OPEN), {})


def asked_of(case: Case) -> dict[Hashable, tuple[str, tuple[str, ...]]]:
    """All that sentences are laid beside: points by themselves, what else there is of an item by its name."""
    asked: dict[Hashable, tuple[str, tuple[str, ...]]] = {
        id(point): (item, point.written) for item, points in case.points.items() for point in points
    }
    asked |= {(item, _WHOLE): (item, (case.scenario.items[item].truth,)) for item in case.points}
    return asked | {(item, _OPEN): (item, LEFT_OPEN) for item in MAY_BE_OPEN if item in case.points}


def sentences_of(note: Note) -> dict[int, Sentence]:
    """Each sentence that tells something, as many as are read."""
    reading = note.reading
    found, words = {}, 0
    for sentence, inside in reading.clauses_of_sentence.items():
        first, last = reading.clauses[inside[0]], reading.clauses[inside[-1]]
        words += last.last - first.first
        if words > MOST_WORDS:
            break
        if not all(reading.clauses[index].asks for index in inside):
            text = reading.folded.text[first.start : last.end]
            found[sentence] = Sentence(text, first.section, first.start, last.end)
    return found


def sense_left(note: Note, sentence: int, blank: frozenset[int]) -> float:
    """Which share of its sense a sentence keeps when the words at these positions do not count."""
    if not blank:
        return 1.0
    telling = telling_places(note, sentence)
    return len(telling - blank) / (len(telling) or 1)


def telling_places(note: Note, sentence: int) -> frozenset[int]:
    """Positions of the words of a sentence that have meaning by themselves."""
    inside, clauses = note.reading.clauses_of_sentence[sentence], note.reading.clauses
    places = range(clauses[inside[0]].first, clauses[inside[-1]].last)
    return frozenset(place for place in places if note.tells[place])
