"""From what was found about an item to its verdict and the places the verdict rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.content.checklist import Checklist
from app.content.scenario import Truth, Verdict
from app.handover.case import Case
from app.handover.matching import Matcher
from app.handover.names_said import find_service, find_sites, find_team
from app.handover.note import Note
from app.handover.references_said import find_contact, find_tickets
from app.handover.scorecard import Span
from app.handover.signs import Finding, Signs
from app.handover.statements import find_change, find_statement, find_trend, weigh_points
from app.handover.values import find_count, find_time
from app.handover.weights import choose


@dataclass(frozen=True, slots=True)
class Decided:
    """The verdict on one item with its folded evidence."""

    item: str
    verdict: Verdict
    evidence: tuple[Span, ...]
    finding: Finding


def find_all(checklist: Checklist, case: Case, note: Note) -> Mapping[str, Finding]:
    """What the note says about every item the scenario has, with the features all items share."""
    signs, matcher = Signs(note), Matcher(note)
    return {item.id: _find(case, note, signs, matcher, item.id) for item in checklist.items if item.id in case.points}


def _find(case: Case, note: Note, signs: Signs, matcher: Matcher, item: str) -> Finding:
    truth = case.scenario.items[item]
    finding = _by_kind(case, note, signs, matcher, item, truth)
    unknown = signs.not_known(item)
    finding.unknown.extend(unknown)
    finding.features["not_known"] = float(bool(unknown))
    finding.features["truth_unknown"] = float(truth.unknown)
    finding.features["truth_none"] = float(truth.none)
    for name in ("none_said", "none_own"):
        if name in finding.features and truth.none:
            finding.features[f"{name}_right"] = finding.features[name]
            finding.features[name] = 0.0
    if truth.none:
        finding.right.extend(finding.none)
    else:
        finding.wrong.extend(finding.none)
    return finding


def _by_kind(case: Case, note: Note, signs: Signs, matcher: Matcher, item: str, truth: Truth) -> Finding:
    if truth.unknown and item not in ("team", "change"):
        return find_statement(case, note, signs, matcher, item)
    if item == "service" and (truth.name or truth.names):
        return find_service(case, note, signs, matcher)
    if item == "sites" and (truth.names or truth.name or truth.count is not None):
        return find_sites(case, note, signs, matcher)
    if item == "team":
        return find_team(case, note, signs)
    if truth.time is not None:
        return find_time(case, note, signs, matcher, item)
    if truth.count is not None:
        return find_count(case, note, signs, item)
    if truth.choice is not None:
        return find_trend(case, note, signs)
    if item == "change":
        return find_change(case, note, signs, matcher)
    if item == "contact" and truth.person:
        return find_contact(case, note, signs, matcher)
    if item == "tickets" and (truth.id or truth.ids):
        return find_tickets(case, note, signs)
    return find_statement(case, note, signs, matcher, item)


def decide(note: Note, item: str, found: Finding) -> Decided:
    """The verdict the learned decision gives, within what the readers allow."""
    finding = weigh_points(note, item, found)
    if finding.plainly_wrong:
        return Decided(item, "wrong", tuple(finding.plainly_wrong), finding)
    if finding.features["none_own"] and finding.none and not finding.unknown:
        return Decided(item, "wrong", tuple(finding.none), finding)
    verdict = choose(finding.group, item, finding.features, allowed_verdicts(finding))
    return Decided(item, verdict, evidence_of(verdict, finding), finding)


def allowed_verdicts(finding: Finding) -> list[Verdict]:
    """The verdicts for which there is something in the text to rest on; `missing` is always allowed."""
    allowed: list[Verdict] = []
    if finding.right:
        allowed.append("captured")
    if finding.right or finding.vague:
        allowed.append("partial")
    if finding.unknown:
        allowed.append("unknown_stated")
    if finding.wrong:
        allowed.append("wrong")
    return allowed


def evidence_of(verdict: Verdict, finding: Finding) -> tuple[Span, ...]:
    """The folded spans a verdict rests on."""
    if verdict == "captured":
        return tuple(finding.right)
    if verdict == "partial":
        return (*finding.right, *finding.vague)
    if verdict == "unknown_stated":
        return tuple(finding.unknown)
    return tuple(finding.wrong) if verdict == "wrong" else ()
