"""A direction told as a series: three numbers or more joined by arrows, or each with its time of day."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.handover.case import Case
from app.handover.note import Note
from app.handover.signs import Finding
from app.handover.trend_recovering import recovers
from app.language.mentions import DurationMention, Mention, NumberMention, TimeMention
from app.language.vocabulary import VOCABULARY

_LEAST = 3
_TWICE = 2
_NEAR = 4
_MOVED = 1.1
_JOINING = frozenset(("then", "to", "now", ">"))
_STOP = re.compile(r"[.;!?)](?: |$)")
_SITE_NOUNS = VOCABULARY.words["site_nouns"]
_SECTIONS = (None, "trend", "symptom", "error", "impact", "users", "sites", "started")
_WELL = VOCABULARY.words["well_again"]
_OPPOSED = frozenset(("worse", "steady", "better"))


class _Step(NamedTuple):
    """A number of a series, what it is a number of, and where the words that tell it begin and end."""

    value: float
    sort: str
    place: int
    first: int
    last: int


def weigh_series(finding: Finding, case: Case, note: Note, truth: str) -> None:
    """Which way series go: for the true direction wherever they stand, against it only under the heading of it.

    Numbers that the scenario tells itself are never against it: what is lost adds up, however steadily it is lost.
    """
    for steps, whole in (*((row, True) for row in _joined(note)), *((row, False) for row in _dated(note))):
        direction, nouns = _direction(steps), _nouns(note, steps)
        if direction is None or len(nouns) > 1 or not all(_of_the_fault(note, step) for step in steps):
            continue
        ends = [(steps[0].first, steps[-1].last)] if whole else [(step.first, step.last) for step in steps]
        spans = [note.span(first, last) for first, last in ends]
        if direction == truth:
            finding.features["shown"] = 1.0
            finding.right.extend(spans)
        elif _against(direction, truth, nouns) and not case.known.numbers.issuperset(at.value for at in steps):
            if any(note.clause_at(at.place).section != "trend" for at in steps):
                continue
            finding.features["wrong_own"] = finding.features["wrong_clear"] = 1.0
            finding.wrong.extend(spans)


def _sort_and_value(mention: Mention) -> tuple[str, float]:
    """What sort of quantity a value is, empty when a series has none of it, and how much."""
    if isinstance(mention, DurationMention):
        return ("", 0.0) if mention.direction else ("length", mention.minutes)
    if isinstance(mention, NumberMention) and mention.kind in ("count", "percent") and not mention.approximate:
        return mention.kind, mention.value
    return "", 0.0


def _step(note: Note, mention: Mention, place: int) -> _Step | None:
    sort, value = _sort_and_value(mention)
    glued = note.reading.folded.text[mention.start - 1 : mention.start].isalpha()  # the 4 of "P4"
    named = place > 0 and note.reading.stems[place - 1] in _SITE_NOUNS  # "Ward 9"
    return _Step(value, sort, place, place, place + 1) if sort and not (glued or named) else None


def _joined(note: Note) -> Iterator[Sequence[_Step]]:
    """ "64 > 233 > 590", "64 refused, then 233, then 590": arrows between all of them, or words that stand for one."""
    row: list[_Step] = []
    for mention, place in note.reading.placed:
        step = _step(note, mention, place)
        if step is None or (row and not (_same_sentence(note, row[-1], step) and _leads_on(note, row[-1], step))):
            if len(row) >= _LEAST:
                yield row
            row = []
        if step is not None:
            row.append(step)
    if len(row) >= _LEAST:
        yield row


def _same_sentence(note: Note, one: _Step, other: _Step) -> bool:
    return note.clause_at(one.place).sentence == note.clause_at(other.place).sentence


def _leads_on(note: Note, one: _Step, other: _Step) -> bool:
    """Whether an arrow or "then" joins two numbers of one sort, no more than a noun besides."""
    if one.sort != other.sort or other.place - one.place > _NEAR:
        return False
    text = note.reading.folded.text[note.reading.words[one.place].end : note.reading.words[other.place].start]
    stems = note.reading.stems[one.place + 1 : other.place]
    joined = bool(not _JOINING.isdisjoint(stems) or ">" in text or "→" in text)
    return joined and sum(word.isalpha() and word not in _JOINING for word in stems) <= 1


def _dated(note: Note) -> Iterator[Sequence[_Step]]:
    """ "[08:10] 64 refused, [08:20] 233 refused", "900 at 12:15, 1,500 at 12:30": each number beside its own time."""
    row: list[_Step] = []
    minutes: list[int] = []
    before: tuple[Mention, int] | None = None
    for mention, place in note.reading.placed:
        pair = _pair(note, before, (mention, place)) if before is not None else None
        if pair is None:
            before = (mention, place)
            continue
        before = None
        step, readings = pair
        minute = min((m for m in readings if minutes and m > minutes[-1]), default=readings[0])
        goes_on = row and step.sort == row[-1].sort and minute > minutes[-1] and _close(note, row[-1], step)
        if not goes_on:
            if len(row) >= _LEAST:
                yield row
            row, minutes = [], []
        row.append(step)
        minutes.append(minute)
    if len(row) >= _LEAST:
        yield row


def _pair(note: Note, one: tuple[Mention, int], other: tuple[Mention, int]) -> tuple[_Step, Sequence[int]] | None:
    """A time and a number side by side on one line, in either order, no stop between them and no "1." of a list."""
    (first, start), (second, end) = one, other
    between = note.reading.folded.text[first.end : second.start]
    if end - start > _NEAR or note.clause_at(start).line != note.clause_at(end).line or _STOP.search(between):
        return None
    if isinstance(first, TimeMention):
        time, step = first, _step(note, second, end)
    elif isinstance(second, TimeMention):
        time, step = second, _step(note, first, start)
    else:
        return None
    return None if step is None else (step._replace(first=start, last=end + 1), time.minutes)


def _close(note: Note, one: _Step, other: _Step) -> bool:
    """Whether one pair follows the other: at once, or at the beginning of the next line."""
    clause = note.clause_at(other.first)
    return other.first - one.last <= _NEAR and clause.line - note.clause_at(one.last - 1).line <= 1


def _direction(steps: Sequence[_Step]) -> str | None:
    """Where a series goes all along; None for one that goes up and down."""
    values = [step.value for step in steps]
    began = next((at for at, value in enumerate(values) if value), 0)
    if began and len(values) - began >= _TWICE:
        values = values[began:]  # it was well before
    low, high = min(values), max(values)
    if low == high:
        return "steady"
    if high < _MOVED * low:
        return None
    if all(a <= b for a, b in pairwise(values)):
        return "worse"
    return "better" if all(a >= b for a, b in pairwise(values)) else None


def _against(direction: str, truth: str, nouns: Collection[str]) -> bool:
    """Whether a series contradicts the truth; one that goes the other way may count what still works."""
    return truth in _OPPOSED and ("steady" in (direction, truth) or not nouns)


def _nouns(note: Note, steps: Sequence[_Step]) -> frozenset[str]:
    """What stands right behind the numbers and may be what they count."""
    behind = (
        word.stem
        for step in steps
        for word in note.reading.words[step.place + 1 : min(note.clause_at(step.place).last, step.place + 2)]
    )
    return frozenset(word for word in behind if word.isalpha() and word not in VOCABULARY.stop | _JOINING)


def _of_the_fault(note: Note, step: _Step) -> bool:
    """Whether a number may count what fails: it is not asked, nor of what was tried or is well again."""
    clause = note.clause_at(step.place)
    if clause.section not in _SECTIONS or clause.question or "fine" in clause.flags:
        return False
    inside = note.reading.stems[clause.first : clause.last]
    return _WELL.isdisjoint(inside) and not recovers(note, clause, clause.first)
