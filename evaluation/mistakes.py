"""The marker's worst mistakes with their words, for people to learn from."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.content.scenario import Verdict
from app.handover.scorecard import Span
from evaluation.labelled import labelled_scenario
from evaluation.splits import Marked

MOST = 15
WIDTH = 120
# What hurts somebody who wrote the truth comes first, then what lets a falsehood through, then what is overlooked.
KINDS: tuple[tuple[str, tuple[Verdict, ...], Verdict], ...] = (
    ("A TRUE STATEMENT CALLED WRONG", ("captured", "partial"), "wrong"),
    ("A WRONG STATEMENT CALLED CAPTURED", ("wrong",), "captured"),
    ("A CAPTURED ITEM CALLED MISSING", ("captured",), "missing"),
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A verdict that differs from people's: the words it rests on, those people pointed at, and their sentences."""

    note: str
    item: str
    label: Verdict
    verdict: Verdict
    truth: str
    marker_words: tuple[str, ...]
    people_words: tuple[str, ...]
    sentences: tuple[str, ...]
    weight: int


def mistakes(marked: Iterable[Marked], labels: Sequence[Verdict], verdict: Verdict) -> list[Mistake]:
    """Every item with one of these labels that got this verdict, by label, then the weightiest items first."""
    found = [
        _mistake(each, item.item, label, verdict, item.evidence)
        for each in marked
        for item in each.card.items
        for label in [each.note.labels.get(item.item)]
        if label is not None and label in labels and item.verdict == verdict
    ]
    return sorted(found, key=lambda m: (labels.index(m.label), -m.weight, m.item, m.note))


def _mistake(marked: Marked, item: str, label: Verdict, verdict: Verdict, evidence: Sequence[Span]) -> Mistake:
    checklist, scenario = labelled_scenario(marked.note.scenario)
    people = marked.note.evidence.get(item, [])
    text = marked.note.text
    return Mistake(
        note=marked.note.id,
        item=item,
        label=label,
        verdict=verdict,
        truth=scenario.items[item].truth,
        marker_words=tuple(_one_line(text[start:end]) for start, end in evidence),
        people_words=tuple(_one_line(text[start:end]) for start, end in people),
        sentences=tuple(dict.fromkeys(sentence_at(text, spans[0]) for spans in (people, evidence) if spans)),
        weight=checklist[item].weight,
    )


def sentence_at(text: str, span: Span) -> str:
    """The sentence or line of the text in which this span begins."""
    begins = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    first = max(place for place in begins if place <= span[0])
    following = (match.start() for match in _SENTENCE_END.finditer(text) if match.start() > span[0])
    return _one_line(text[first : next(following, len(text))])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def mistake_lines(marked: Sequence[Marked], most: int = MOST) -> Iterator[str]:
    """The worst mistakes of each kind, at most so many of a kind, as lines to read."""
    for title, labels, verdict in KINDS:
        found = mistakes(marked, labels, verdict)
        yield ""
        yield f"{title}: {len(found)}" + (f", the first {most}" if len(found) > most else "")
        for mistake in found[:most]:
            yield from _lines_of(mistake)


def _lines_of(mistake: Mistake) -> Iterator[str]:
    yield f"  {mistake.note}  {mistake.item}: people {mistake.label}, marker {mistake.verdict}"
    yield from _wrapped("truth", mistake.truth)
    for who, words in (("marker", mistake.marker_words), ("people", mistake.people_words)):
        if words:
            yield from _wrapped(who, " | ".join(words))
    for sentence in mistake.sentences:
        if (sentence,) not in (mistake.people_words, mistake.marker_words):
            yield from _wrapped("sentence", sentence)


def _wrapped(name: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=f"    {name:10}", subsequent_indent=" " * 14)
