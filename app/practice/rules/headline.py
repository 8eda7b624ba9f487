"""A scorecard's headline: first what was strong, then the one thing that cost the most. Never vague, never cheering."""

from collections.abc import Sequence

from app.content.checklist import Checklist, Group, Kind
from app.content.scenario import Decision
from app.handover.scorecard import ItemMark, Scorecard

_STRONG = 0.8
_GROUPS: dict[Group, str] = {
    "what": "what",
    "where": "where",
    "when": "when",
    "so_what": "impact",
    "who": "whom to call",
}
_KINDS: dict[Kind, str] = {
    "name": "name",
    "statement": "statement",
    "time": "time",
    "count": "number",
    "choice": "direction",
    "change": "change",
    "identifier": "reference",
    "contact": "contact",
}
_DECISIONS: dict[Decision, str] = {
    "raise": "It was one to raise as a major incident.",
    "attach": "It belonged to the major incident that is open.",
    "security": "It was one for the security path.",
    "none": "It was not a major incident.",
}


def headline(card: Scorecard, checklist: Checklist) -> str:
    """One or two sentences that say the answer."""
    sentences = [_strength(card, checklist), _dearest(card, checklist)]
    return " ".join(sentence for sentence in sentences if sentence)


def _strength(card: Scorecard, checklist: Checklist) -> str:
    if all(mark.credit == 1 for mark in card.items):
        if any(mark.sent_after for mark in card.items):
            return "Complete, with what you sent after it."
        return "A complete handover, in time." if card.timeliness == 100 else "A complete handover, after its time."
    shares = _shares(card.items, checklist)
    strong = [_GROUPS[group] for group in _GROUPS if shares.get(group, 0) >= _STRONG]
    if strong and len(strong) == len(shares):
        return "Strong throughout."
    if strong:
        return f"Strong on {_joined(strong)}."
    best = max(shares, key=lambda group: shares[group], default=None)
    if best is None or shares[best] == 0:
        return "Nothing the team could act on yet."
    return f"A start on {_GROUPS[best]}."


def _shares(items: Sequence[ItemMark], checklist: Checklist) -> dict[Group, float]:
    """How much of each group's weight was earned, 0 to 1; a wrong item keeps a group from being strong."""
    shares: dict[Group, float] = {}
    for group in _GROUPS:
        marks = [mark for mark in items if checklist[mark.item].group == group]
        weight = sum(checklist[mark.item].weight for mark in marks)
        earned = sum(checklist[mark.item].weight * mark.credit for mark in marks)
        if weight:
            wrong = any(mark.verdict == "wrong" for mark in marks)
            shares[group] = min(earned / weight, 0.5 if wrong else 1.0)
    return shares


def _dearest(card: Scorecard, checklist: Checklist) -> str:
    if not card.decision_right:
        return _DECISIONS[card.decision_expected]
    mark = max((mark for mark in card.items if mark.credit < 1), key=lambda mark: mark.minutes_added, default=None)
    if mark is None or mark.minutes_added == 0:
        return ""
    label = checklist[mark.item].label
    if mark.verdict == "wrong":
        alone = sum(other.verdict == "wrong" for other in card.items) == 1
        noun = _KINDS[checklist[mark.item].kind]
        return f"One wrong {noun} cost the most." if alone else f"“{label}” was wrong and cost the most."
    if mark.verdict == "partial":
        return f"“{label}” was too vague to act on."
    if mark.verdict == "unknown_stated":
        return f"“{label}” could have been found out."
    return f"“{label}” was left out and cost the most."


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
