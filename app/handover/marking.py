"""Marks a handover: reads it, decides a verdict an item, and puts the scorecard together."""

from app.content.checklist import Checklist
from app.content.scenario import Scenario, Truth, Verdict
from app.handover.scorecard import MARKER_VERSION, FieldSpan, Handover, ItemMark, Scorecard, Span
from app.handover.scoring import (
    PHASE_MINUTES,
    accuracy,
    claims,
    completeness,
    credit,
    is_critical,
    minutes_added,
    project,
    reasons_not_passed,
    timeliness,
    total_score,
)

LONGEST_HANDOVER = 20_000


class HandoverTooLong(ValueError):  # noqa: N818 -- a refusal told to people, not a fault
    """The handover is longer than 20,000 characters, text and fields together."""


def mark(
    checklist: Checklist, scenario: Scenario, handover: Handover, elapsed_seconds: float | None = None
) -> Scorecard:
    """The scorecard of this handover, given `elapsed_seconds` after the first call began.

    Pure and deterministic. Raises HandoverTooLong beyond 20,000 characters.
    """
    length = len(handover.text) + sum(len(text) for text in handover.fields.values())
    if length > LONGEST_HANDOVER:
        raise HandoverTooLong(
            f"This handover has {length:,} characters; at most {LONGEST_HANDOVER:,} can be marked. Shorten it."
        )
    items = tuple(
        _mark_item(checklist, scenario, handover, item.id) for item in checklist.items if item.id in scenario.items
    )
    return assemble(checklist, scenario, handover, elapsed_seconds, items, (), ())


def _mark_item(checklist: Checklist, scenario: Scenario, handover: Handover, item_id: str) -> ItemMark:
    truth = scenario.items[item_id]
    spans, verdict = _plain_words(truth, handover)
    return ItemMark(
        item=item_id,
        verdict=verdict,
        credit=credit(verdict, truth.unknown),
        critical=is_critical(item_id, checklist, scenario),
        evidence=spans,
        field_evidence=(),
        reason=f"Expected: {truth.truth}",
        expected=truth.truth,
        minutes_added=minutes_added(verdict, truth.unknown, checklist[item_id].minutes),
    )


def _plain_words(truth: Truth, handover: Handover) -> tuple[tuple[Span, ...], Verdict]:
    wanted = [w for w in (truth.name, truth.time, truth.id, truth.person, truth.phone, *truth.names) if w]
    text = handover.text.casefold()
    found = [word for word in wanted if word.casefold() in text]
    spans = tuple((text.index(word.casefold()), text.index(word.casefold()) + len(word)) for word in found)
    return spans, "missing" if not found else "captured" if len(found) == len(wanted) else "partial"


def assemble(
    checklist: Checklist,
    scenario: Scenario,
    handover: Handover,
    elapsed_seconds: float | None,
    items: tuple[ItemMark, ...],
    unsupported: tuple[Span, ...],
    unsupported_fields: tuple[FieldSpan, ...],
    advice: tuple[str, ...] = (),
) -> Scorecard:
    """The scorecard that follows from these verdicts and unsupported claims."""
    complete = completeness(items, checklist)
    true, made = claims(items, len(unsupported) + len(unsupported_fields))
    accurate = accuracy(true, made)
    timely = timeliness(elapsed_seconds, scenario.target_seconds)
    score = total_score(complete, accurate, timely)
    because = reasons_not_passed(score, items, checklist, scenario, handover.decision)
    projection = project(items)
    price = scenario.cost_per_minute
    return Scorecard(
        marker=MARKER_VERSION,
        score=score,
        passed=not because,
        completeness=complete,
        accuracy=accurate,
        timeliness=timely,
        claims_true=true,
        claims_made=made,
        decision=handover.decision,
        decision_right=handover.decision == scenario.decision,
        decision_expected=scenario.decision,
        pass_mark=scenario.pass_mark,
        elapsed_seconds=elapsed_seconds,
        items=items,
        unsupported=unsupported,
        unsupported_fields=unsupported_fields,
        projected_minutes=projection.minutes,
        projected_low=projection.low,
        projected_high=projection.high,
        cost=(projection.minutes - PHASE_MINUTES) * price.amount if price else None,
        currency=price.currency if price else None,
        not_passed_because=because,
        advice=advice,
    )
