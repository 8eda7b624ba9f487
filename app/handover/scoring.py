"""The formula: from verdicts to completeness, accuracy, timeliness, the score, the pass and the projected minutes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.content.checklist import Checklist
from app.content.scenario import Decision, Scenario, Verdict
from app.handover.scorecard import ItemMark

PHASE_MINUTES = 15.0
PHASE_CAP = 60.0
PARTIAL_CRITICALS_ALLOWED = 2

_CREDIT: Mapping[Verdict, float] = {"captured": 1, "partial": 0.5, "unknown_stated": 0.25, "wrong": 0, "missing": 0}
_MINUTES: Mapping[Verdict, float] = {"captured": 0, "partial": 0.5, "unknown_stated": 0.75, "wrong": 1.5, "missing": 1}
_DECISIONS: Mapping[Decision, str] = {
    "raise": "raised as a major incident",
    "attach": "attached to the major incident that is open",
    "security": "put on the security path",
    "none": "handled without raising a major incident",
}


@dataclass(frozen=True, slots=True)
class Projection:
    """The minutes of the first phase, with their band."""

    minutes: float
    low: float
    high: float


def credit(verdict: Verdict, truth_unknown: bool) -> float:
    """What a verdict earns, 0 to 1; saying "not known" earns all where nobody can know."""
    if verdict == "unknown_stated" and truth_unknown:
        return 1.0
    return _CREDIT[verdict]


def minutes_added(verdict: Verdict, truth_unknown: bool, minutes: float) -> float:
    """What a verdict adds to the projected first phase, for an item that costs `minutes` when missing."""
    if verdict == "unknown_stated" and truth_unknown:
        return 0.0
    return _MINUTES[verdict] * minutes


def minutes_when_late(handed_over: float, now: float, sent_after: float) -> float:
    """What an item adds that updates changed: `handed_over` before them, `now` with them, `sent_after` seconds later.

    What came u minutes after the handover costs u and what it costs now, at most what it cost without the update;
    what an update made worse costs what it costs now.
    """
    return now if now > handed_over else min(handed_over, sent_after / 60 + now)


def is_critical(item_id: str, checklist: Checklist, scenario: Scenario) -> bool:
    """Whether a pass needs this item: the scenario's word, else the checklist's; the ticket only to attach."""
    if scenario.critical is not None:
        return item_id in scenario.critical
    if item_id == "tickets":
        return scenario.decision == "attach"
    return checklist[item_id].critical


def completeness(items: Sequence[ItemMark], checklist: Checklist) -> float:
    """Weighted share of credit, 0 to 100."""
    total = sum(checklist[mark.item].weight for mark in items)
    earned = sum(checklist[mark.item].weight * mark.credit for mark in items)
    return 100.0 * earned / total if total else 0.0


def claims(items: Sequence[ItemMark], unsupported: int) -> tuple[int, int]:
    """True claims and claims made: captured and partial items are true, wrong items and unsupported claims false."""
    true = sum(mark.verdict in ("captured", "partial") for mark in items)
    wrong = sum(mark.verdict == "wrong" for mark in items)
    return true, true + wrong + unsupported


def accuracy(true: int, made: int) -> float:
    """True claims of those made, 0 to 100; 0 when nothing was claimed."""
    return 100.0 * true / made if made else 0.0


def timeliness(elapsed_seconds: float | None, target_seconds: float) -> float:
    """100 up to the target, falling in a line to 0 at twice the target; 100 when no time is given."""
    if elapsed_seconds is None or elapsed_seconds <= target_seconds:
        return 100.0
    return max(0.0, 100.0 * (2 * target_seconds - elapsed_seconds) / target_seconds)


def total_score(complete: float, accurate: float, timely: float) -> int:
    """0.75 C + 0.15 A + 0.10 T, rounded half up."""
    return math.floor(0.75 * complete + 0.15 * accurate + 0.10 * timely + 0.5 + 1e-9)


def project(items: Sequence[ItemMark]) -> Projection:
    """15 minutes and what each item adds, capped at 60; the band is half to one and a half of what is added."""
    added = min(sum(mark.minutes_added for mark in items), PHASE_CAP - PHASE_MINUTES)
    return Projection(PHASE_MINUTES + added, PHASE_MINUTES + 0.5 * added, PHASE_MINUTES + 1.5 * added)


def reasons_not_passed(
    score: int, items: Sequence[ItemMark], checklist: Checklist, scenario: Scenario, decision: Decision | None
) -> tuple[str, ...]:
    """Why this handover does not pass, one sentence each; empty when it does."""
    because = []
    if score < scenario.pass_mark:
        because.append(f"The score of {score} is below the pass mark of {scenario.pass_mark}.")
    for mark in items:
        if mark.critical and mark.verdict in ("missing", "wrong"):
            because.append(f"{checklist[mark.item].label} is {mark.verdict}, and a pass needs it.")
    thin = [mark for mark in items if mark.critical and _only_partial(mark)]
    if len(thin) > PARTIAL_CRITICALS_ALLOWED:
        names = ", ".join(checklist[mark.item].label for mark in thin)
        because.append(f"{len(thin)} items a pass needs are only partly there, and two may be: {names}.")
    if decision != scenario.decision:
        was = f"You decided it should be {_DECISIONS[decision]}" if decision else "You did not say what to do with it"
        because.append(f"{was}; it should be {_DECISIONS[scenario.decision]}.")
    return tuple(because)


def _only_partial(mark: ItemMark) -> bool:
    """A critical item that is half there, or stated unknown although it could have been found out."""
    return mark.verdict == "partial" or (mark.verdict == "unknown_stated" and mark.credit < 1)
