"""Which sentences of one note say which points of its case, as the sense of sentences has it."""

from collections.abc import Mapping
from typing import NamedTuple

from app.handover.case import Case, Point
from app.handover.note import Note
from app.handover.sense import points_heard, sentences_heard, shipped_sense

MOST_WORDS = 1_500  # of a note are read so, since it takes half a millisecond a word


class Sentence(NamedTuple):
    """A sentence as folded, whose heading or field it stands under, and where."""

    text: str
    section: str | None
    start: int
    end: int


class Sensed:
    """How surely each sentence of a note says each point of the case's items."""

    def __init__(self, note: Note, case: Case) -> None:
        points = _points_of(case)
        sides = points_heard([(item, point.written) for item, point in points])
        self._said: list[dict[int, float]] = [{} for _ in points]
        self._row = {id(point): row for row, (_, point) in enumerate(points)}
        sentences = sentences_of(note) if points else {}
        texts = [(each.text, each.section) for each in sentences.values()]
        for sentence, heard in zip(sentences, sentences_heard(texts), strict=True):
            found = shipped_sense().compare(sides, heard).tolist()
            for said, sure in zip(self._said, found, strict=True):
                said[sentence] = sure

    def said(self, point: Point) -> Mapping[int, float]:
        """How surely each sentence says a point."""
        return self._said[self._row[id(point)]]


def _points_of(case: Case) -> list[tuple[str, Point]]:
    return [(item, point) for item, points in case.points.items() for point in points]


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
