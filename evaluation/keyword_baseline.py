"""The simple marker and the simple question reader that ours must beat: words as they stand, and fuzzy likeness."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from app.content.checklist import Checklist
from app.content.scenario import Truth, Verdict
from evaluation.figures import with_verdicts
from evaluation.labelled import labelled_scenario
from evaluation.splits import Marked

_LIKE, _SOMEWHAT_LIKE = 85.0, 65.0


def keyword_verdict(truth: Truth, text: str) -> Verdict:
    """The verdict by keywords alone; it knows only captured, partial and missing."""
    folded = text.casefold()
    exact = [w for w in (truth.name, truth.time, truth.id, truth.phone, *truth.names) if w]
    if truth.count is not None:
        exact.append(f"{truth.count:,.0f}")
    scores = [100.0 if word.casefold() in folded else 0.0 for word in exact]
    scores += [max(fuzz.partial_ratio(way.casefold(), folded) for way in point) for point in truth.points]
    if not scores:
        return "missing"
    if min(scores) >= _LIKE:
        return "captured"
    return "partial" if max(scores) >= _SOMEWHAT_LIKE else "missing"


def keyword_marked(marked: Sequence[Marked]) -> list[Marked]:
    """The same handovers by the keyword marker, which points at no words and calls nothing wrong or unsupported."""
    simple = []
    for each in marked:
        items = labelled_scenario(each.note.scenario)[1].items
        verdicts = {item: keyword_verdict(truth, each.note.text) for item, truth in items.items()}
        simple.append(Marked(each.note, with_verdicts(each, verdicts)))
    return simple


def keyword_topics(checklist: Checklist, text: str) -> frozenset[str]:
    """The items a question names by their label or by a heading people write them under."""
    folded = f" {' '.join(text.casefold().split())} "
    return frozenset(
        item.id
        for item in checklist.items
        if any(f" {written.casefold()}" in folded for written in (item.label, *item.labels))
    )
