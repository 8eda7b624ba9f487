"""A handover cut into pieces, each with the verdicts that rest on it; put together they are the text exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.content.scenario import Verdict

_WORST_FIRST: tuple[Verdict, ...] = ("wrong", "partial", "unknown_stated", "captured", "missing")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Code points `start` to `end` that a verdict rests on; `number` is the item's place in the checklist.

    `first`: the item's row on the page leads here.
    """

    start: int
    end: int
    number: int
    item: str
    verdict: Verdict
    first: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text. `verdict` is the worst that rests on it, None for plain words.

    `ends` are the evidence whose last piece this is (their numbers stand behind it), `leads` the items whose row
    leads to the beginning of it.
    """

    text: str
    verdict: Verdict | None
    unsupported: bool
    leads: tuple[str, ...]
    ends: tuple[Evidence, ...]


def segments(
    text: str, evidence: Iterable[Evidence], unsupported: Iterable[tuple[int, int]] = ()
) -> tuple[Segment, ...]:
    """The text in pieces between which the marks on it change; spans outside the text are left out."""
    marks = [mark for mark in evidence if 0 <= mark.start < mark.end <= len(text)]
    doubts = [(start, end) for start, end in unsupported if 0 <= start < end <= len(text)]
    cuts = (
        {0, len(text)}
        | {at for mark in marks for at in (mark.start, mark.end)}
        | {at for span in doubts for at in span}
    )
    places = sorted(cuts)
    return tuple(_piece(text, start, end, marks, doubts) for start, end in pairwise(places))


def _piece(text: str, start: int, end: int, marks: Sequence[Evidence], doubts: Sequence[tuple[int, int]]) -> Segment:
    over = [mark for mark in marks if mark.start <= start and end <= mark.end]
    verdicts = {mark.verdict for mark in over}
    return Segment(
        text=text[start:end],
        verdict=next((verdict for verdict in _WORST_FIRST if verdict in verdicts), None),
        unsupported=any(low <= start and end <= high for low, high in doubts),
        leads=tuple(mark.item for mark in over if mark.first and mark.start == start),
        ends=_by_number(mark for mark in over if mark.end == end),
    )


def _by_number(marks: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """One an item, in the checklist's order."""
    return tuple({mark.number: mark for mark in sorted(marks, key=lambda mark: mark.number)}.values())
