"""Marks a handover: reads it, decides a verdict an item, and puts the scorecard together."""

from collections.abc import Iterable

from app.content.checklist import Checklist
from app.content.scenario import Scenario
from app.handover.advice import advise
from app.handover.compiling import compile_case
from app.handover.deciding import Decided, decide, find_all
from app.handover.note import Note, read_note
from app.handover.reasons import reason
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
from app.handover.unsupported import find_unsupported

LONGEST_HANDOVER = 20_000


class HandoverTooLong(ValueError):
    """The handover is longer than 20,000 characters, text and fields together."""


def mark(
    checklist: Checklist, scenario: Scenario, handover: Handover, elapsed_seconds: float | None = None
) -> Scorecard:
    """The scorecard of this handover, given `elapsed_seconds` after the first call began.

    Pure and deterministic. Raises HandoverTooLong beyond 20,000 characters.
    """
    must_fit([handover.text, *handover.fields.values()])
    scenario = scenario.as_of(elapsed_seconds)
    case = compile_case(checklist, scenario)
    note = read_note(case, handover, elapsed_seconds)
    decided = [decide(note, item, finding) for item, finding in find_all(checklist, case, note).items()]
    items = tuple(item_mark(checklist, scenario, note, each) for each in decided)
    wrong = [span for each in decided if each.verdict == "wrong" for span in each.evidence]
    unsupported, in_fields = note.as_typed(find_unsupported(case, note, wrong))
    return assemble(
        checklist, scenario, handover, elapsed_seconds, items, unsupported, in_fields, advise(note, decided)
    )


def mark_line(checklist: Checklist, scenario: Scenario, text: str) -> tuple[ItemMark, ...]:
    """The mark of each item of the scenario on a few words of a handover; HandoverTooLong beyond 20,000 characters."""
    must_fit([text])
    case = compile_case(checklist, scenario)
    note = read_note(case, Handover(text), None)
    found = find_all(checklist, case, note).items()
    return tuple(item_mark(checklist, scenario, note, decide(note, item, finding)) for item, finding in found)


def must_fit(texts: Iterable[str]) -> None:
    """Raises HandoverTooLong when these texts have more than 20,000 characters together."""
    length = sum(len(text) for text in texts)
    if length > LONGEST_HANDOVER:
        raise HandoverTooLong(
            f"This handover has {length:,} characters; at most {LONGEST_HANDOVER:,} can be marked. Shorten it."
        )


def item_mark(checklist: Checklist, scenario: Scenario, note: Note, decided: Decided) -> ItemMark:
    """The mark that follows from a decision, with its places as typed; `scenario` is what was so when it was given."""
    item, truth, verdict = checklist[decided.item], scenario.items[decided.item], decided.verdict
    evidence, in_fields = note.as_typed(decided.evidence)
    return ItemMark(
        item=item.id,
        verdict=verdict,
        credit=credit(verdict, truth.unknown),
        critical=is_critical(item.id, checklist, scenario),
        evidence=evidence,
        field_evidence=in_fields,
        reason=reason(item, truth, verdict, note.quotes(decided.evidence)),
        expected=truth.truth,
        minutes_added=minutes_added(verdict, truth.unknown, item.minutes),
    )


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
