"""What the sense of sentences is taught: single lines with the points they say, and labelled handovers."""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from app.content.checklist import Checklist
from app.content.scenario import Scenario, Verdict
from app.handover.compiling import compile_case
from app.handover.note import read_note
from app.handover.scorecard import Handover
from app.handover.sensed import LEFT_OPEN, sentences_of
from evaluation.labelled import ROOT, LabelledNote, labelled_checklist, labelled_notes, labelled_scenario

LINES, POINT_LINES, SITUATIONS = ROOT / "lines.tsv", ROOT / "points.jsonl", ROOT / "situations.jsonl"
NEAR_LINES, MIXED_LINES = ROOT / "near.jsonl", ROOT / "mixed.jsonl"
LINES_AT_ONCE = 32
WHOLE, OPEN = -1, -2  # in place of a point's number: the whole truth of an item, and that it is not known


@dataclass(frozen=True, slots=True)
class TaughtPoint:
    """A point of an item, counted from 0, by the ways of saying it; or its whole truth, or that it is not known."""

    item: str
    number: int
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A single line about one item: its verdict and the points it says in full, from 0."""

    item: str
    verdict: Verdict
    said: frozenset[int]
    text: str


@dataclass(frozen=True, slots=True)
class LinesLesson:
    """Some lines about one situation, to be laid beside its points.

    `near`: they were written to stand close together and mean different things. `mixed`: the wrong ones say a part of
    the truth, or all of it, and turn it in the same breath, so that they go against the whole and not against a point.
    """

    points: tuple[TaughtPoint, ...]
    lines: tuple[Line, ...]
    wholes: tuple[TaughtPoint, ...] = ()
    near: bool = False
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class NoteLesson:
    """A labelled handover: its sentences, and in which of them people marked words for each item.

    `said`: in which each point is said in full, when that was labelled too. `open_truths`: the items of which the truth
    is that nobody knows.
    """

    points: tuple[TaughtPoint, ...]
    sentences: tuple[tuple[str, str | None], ...]
    labels: Mapping[str, Verdict]
    marked: Mapping[str, tuple[bool, ...]]
    said: Mapping[tuple[str, int], tuple[bool, ...]] | None = None
    wholes: tuple[TaughtPoint, ...] = ()
    open_truths: frozenset[str] = frozenset()


SenseLesson = LinesLesson | NoteLesson


class SenseLessons:
    """All lessons; each round has the lines in another order, the same for the same seed."""

    def __init__(self, notes: Sequence[LabelledNote]) -> None:
        self.notes = [*map(note_lesson, notes), *read_situations()]
        near = (replace(lesson, near=True) for lesson in read_point_lines(NEAR_LINES))
        mixed = (replace(lesson, near=True, mixed=True) for lesson in read_point_lines(MIXED_LINES))
        self.lines = [*read_lines(), *read_point_lines(), *near, *mixed]

    def round(self, chance: random.Random, near_times: int = 1, mixed_times: int = 0) -> list[SenseLesson]:
        """Every line once, near and mixed ones so many times, some of one situation at a time, and every handover, in a
        random order."""
        lessons: list[SenseLesson] = [*self.notes]
        for whole in self.lines:
            for _ in range(mixed_times if whole.mixed else near_times if whole.near else 1):
                lines = chance.sample(whole.lines, len(whole.lines))
                for start in range(0, len(lines), LINES_AT_ONCE):
                    lessons.append(replace(whole, lines=tuple(lines[start : start + LINES_AT_ONCE])))
        chance.shuffle(lessons)
        return lessons

    def texts(self) -> Iterator[str]:
        """Every text that is read in some lesson."""
        for note in self.notes:
            yield from (way for point in (*note.points, *note.wholes) for way in point.ways)
            yield from (text for text, _ in note.sentences)
        for lines in self.lines:
            yield from (way for point in lines.points for way in point.ways)
            yield from (line.text for line in lines.lines)


def with_lines() -> frozenset[str]:
    """The scenarios of which single lines were written."""
    return frozenset(row.split("\t", 1)[0] for row in LINES.read_text(encoding="utf-8").splitlines())


def teaching_notes() -> list[LabelledNote]:
    """The handovers the sense is taught from: those of scenarios of which it has met the lines anyway.

    The others are where the marker's decision learns what the sense is worth on scenarios it has not met.
    """
    known = with_lines()
    return [note for note in labelled_notes() if note.scenario in known]


def note_lesson(note: LabelledNote) -> NoteLesson:
    """The lesson that a labelled handover is."""
    checklist, scenario = labelled_scenario(note.scenario)
    sentences, spans = _sentences(checklist, scenario, note.text, note.elapsed_seconds)
    marked = {item: _touched(spans, note.evidence.get(item, [])) for item in note.labels}
    wholes, open_truths = whole_truths(scenario), _open_truths(scenario)
    return NoteLesson(scenario_points(scenario), sentences, note.labels, marked, None, wholes, open_truths)


def _sentences(
    checklist: Checklist, scenario: Scenario, text: str, elapsed_seconds: float
) -> tuple[tuple[tuple[str, str | None], ...], list[tuple[int, int]]]:
    """Each sentence of a handover with whose heading it stands under, and where it stands as typed."""
    read = read_note(compile_case(checklist, scenario), Handover(text), elapsed_seconds)
    sentences = sentences_of(read).values()
    spans = [read.reading.folded.as_typed(each.start, each.end) for each in sentences]
    return tuple((each.text, each.section) for each in sentences), spans


def _touched(sentences: Sequence[tuple[int, int]], marked: Sequence[tuple[int, int]]) -> tuple[bool, ...]:
    return tuple(any(a < end and start < b for a, b in marked) for start, end in sentences)


def scenario_points(scenario: Scenario) -> tuple[TaughtPoint, ...]:
    """The points of a scenario's truths."""
    return tuple(
        TaughtPoint(item, number, tuple(ways))
        for item, truth in scenario.items.items()
        for number, ways in enumerate(truth.points)
    )


def whole_truths(scenario: Scenario) -> tuple[TaughtPoint, ...]:
    """The truths of a scenario's items as their author wrote them out."""
    return tuple(TaughtPoint(item, WHOLE, (truth.truth,)) for item, truth in scenario.items.items())


def left_open(item: str) -> TaughtPoint:
    """That an item is not known."""
    return TaughtPoint(item, OPEN, LEFT_OPEN)


def _open_truths(scenario: Scenario) -> frozenset[str]:
    return frozenset(item for item, truth in scenario.items.items() if truth.unknown)


def read_situations(file: Path = SITUATIONS) -> list[NoteLesson]:
    """The handovers about situations of their own, of which it was labelled where each point is said."""
    checklist, scenarios, found = labelled_checklist(), {}, []
    for row in map(_row, file.read_text(encoding="utf-8").splitlines()):
        if "items" in row:
            scenarios[row["situation"]] = _scenario(row)
        else:
            found.append(_situation_lesson(checklist, scenarios[row["situation"]], row))
    return found


def _scenario(row: Mapping[str, Any]) -> Scenario:
    """A situation as a scenario of which only the truths matter."""
    nobody = {"id": "nobody", "name": "Nobody", "role": "-", "manner": "calm", "opening": "-", "knows": {}}
    about = {"id": row["situation"], "title": row["situation"], "setting": row["about"], "now": row["now"]}
    return Scenario.model_validate({**about, "decision": "raise", "people": [nobody], "items": row["items"]})


def _situation_lesson(checklist: Checklist, scenario: Scenario, row: Mapping[str, Any]) -> NoteLesson:
    sentences, spans = _sentences(checklist, scenario, row["text"], row["elapsed_seconds"])
    labels = {item: cast(Verdict, row["labels"].get(item, "missing")) for item in scenario.items}
    marked = {item: _touched(spans, row["evidence"].get(item, [])) for item in labels}
    said = {
        (point.item, point.number): _touched(spans, row["said"].get(f"{point.item}.{point.number + 1}", []))
        for point in scenario_points(scenario)
    }
    wholes, open_truths = whole_truths(scenario), _open_truths(scenario)
    return NoteLesson(scenario_points(scenario), sentences, labels, marked, said, wholes, open_truths)


def read_lines(file: Path = LINES) -> list[LinesLesson]:
    """The lines about the scenarios' truths, a lesson a scenario."""
    lines: dict[str, list[Line]] = {}
    for row in file.read_text(encoding="utf-8").splitlines():
        scenario, item, verdict, said, _, text = row.split("\t")
        points = frozenset() if said == "-" else frozenset(int(number) - 1 for number in said.split(","))
        lines.setdefault(scenario, []).append(Line(item, cast(Verdict, verdict), points, text))
    of_each = ((labelled_scenario(name)[1], theirs) for name, theirs in lines.items())
    return [
        LinesLesson(scenario_points(scenario), tuple(theirs), whole_truths(scenario)) for scenario, theirs in of_each
    ]


def read_point_lines(file: Path = POINT_LINES) -> list[LinesLesson]:
    """The lines about points of situations of their own, a lesson a situation."""
    points: dict[str, list[TaughtPoint]] = {}
    wholes: dict[str, list[TaughtPoint]] = {}
    lines: dict[str, list[Line]] = {}
    for row in map(_row, file.read_text(encoding="utf-8").splitlines()):
        points.setdefault(row["situation"], []).extend(
            TaughtPoint(row["item"], number, tuple(ways)) for number, ways in enumerate(row["points"])
        )
        wholes.setdefault(row["situation"], []).append(TaughtPoint(row["item"], WHOLE, (row["truth"],)))
        lines.setdefault(row["situation"], []).extend(
            Line(row["item"], verdict, frozenset(number - 1 for number in said), text)
            for text, verdict, said in row["lines"]
        )
    return [
        LinesLesson(tuple(points[situation]), tuple(theirs), tuple(wholes[situation]))
        for situation, theirs in lines.items()
    ]


def _row(text: str) -> dict[str, Any]:
    return cast(dict[str, Any], json.loads(text))
