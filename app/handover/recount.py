"""Counts a scorecard anew when a person ruled on one of its verdicts; what the marker said is left as it was."""

from dataclasses import replace

from app.content.checklist import Checklist
from app.content.scenario import Scenario, Verdict
from app.handover.marking import assemble
from app.handover.scorecard import Handover, ItemMark, Scorecard
from app.handover.scoring import credit, minutes_added, minutes_when_late


class NotMarked(LookupError):
    """The scorecard has no such item."""


def recount(
    checklist: Checklist, scenario: Scenario, card: Scorecard, item: str, verdict: Verdict, reason: str
) -> Scorecard:
    """The scorecard that follows from `card` with this verdict, for this reason, on one of its items.

    `checklist` and `scenario` are the versions the handover was marked on. Every other verdict, the unsupported
    claims, the advice and the marker's version stay as they are. Pure. Raises NotMarked when there is no such item.
    """
    mark = verdict_on(card, item)
    unknown, own = scenario.items[item].unknown, checklist[item].minutes
    minutes = minutes_when_late(own, minutes_added(verdict, unknown, own), mark.sent_after)
    ruled = replace(
        mark,
        verdict=verdict,
        credit=credit(verdict, unknown),
        minutes_added=mark.minutes_added if verdict == mark.verdict else minutes,
        reason=reason,
        evidence=() if verdict == "missing" else mark.evidence,
        field_evidence=() if verdict == "missing" else mark.field_evidence,
    )
    counted = assemble(
        checklist,
        scenario,
        Handover(decision=card.decision),
        card.elapsed_seconds,
        tuple(ruled if other.item == item else other for other in card.items),
        card.unsupported,
        card.unsupported_fields,
        card.advice,
    )
    return replace(counted, marker=card.marker)


def verdict_on(card: Scorecard, item: str) -> ItemMark:
    """What the scorecard says of this item. Raises NotMarked when it says nothing."""
    for mark in card.items:
        if mark.item == item:
            return mark
    raise NotMarked(item)
