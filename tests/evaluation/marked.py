"""Handovers marked by hand, so that what a figure must be can be counted on one's fingers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.content.scenario import Verdict
from app.handover.marking import mark
from app.handover.scorecard import Handover, Span
from evaluation.labelled import LabelledNote, labelled_scenario
from evaluation.splits import Marked


def marked(
    pairs: Mapping[str, tuple[Verdict, Verdict]],
    text: str = "Tills are down. Since four. Call me.",
    evidence: Mapping[str, tuple[Sequence[Span], Sequence[Span]]] | None = None,
    unsupported: tuple[Sequence[Span], Sequence[Span]] = ((), ()),
    **about: str,
) -> Marked:
    """A handover of `tills` with (people's, marker's) verdicts, words pointed at and unsupported claims."""
    words = evidence or {}
    note = LabelledNote(
        id=about.get("id", "t-1"),
        scenario="tills",
        hand=about.get("hand", "w1a"),
        text=text,
        elapsed_seconds=300,
        labels={item: right for item, (right, _) in pairs.items()},
        evidence={item: list(right) for item, (right, _) in words.items()},
        unsupported=list(unsupported[0]),
        style=about.get("style", "terse"),
        made_by="by-hand",
    )
    checklist, scenario = labelled_scenario("tills")
    card = mark(checklist, scenario, Handover("", decision="raise"), 300)
    items = tuple(
        replace(each, verdict=pairs[each.item][1], evidence=tuple(words.get(each.item, ((), ()))[1]))
        for each in card.items
        if each.item in pairs
    )
    return Marked(note, replace(card, items=items, unsupported=tuple(unsupported[1])))
