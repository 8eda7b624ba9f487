"""The sentence beside a verdict: what was written, and what was expected."""

from dataclasses import replace

from app.content.checklist import ChecklistItem
from app.content.scenario import Truth, Verdict
from app.handover.scorecard import Scorecard

_LONGEST_QUOTE = 90
_MOST_PHRASES = 2
_TO_OTHERS = (
    ("You wrote “", "It says “"),
    ("You said that this is not known", "It says that this is not known"),
    ("You decided it should be ", "It says that it should be "),
    ("You did not say what to do with it", "It does not say what to do with it"),
)


def reason(item: ChecklistItem, truth: Truth, verdict: Verdict, quotes: tuple[str, ...]) -> str:
    """One plain sentence that a trainee understands, naming what was expected."""
    written = quote(quotes)
    expected = truth.truth.rstrip(". ")
    match verdict:
        case "captured":
            return f"You wrote {written}, and that is right." if written else "That is right."
        case "partial":
            return f"You wrote {written}; to act on it the team needs: {expected}."
        case "unknown_stated" if truth.unknown:
            return f"You said that this is not known ({written}), and nobody you could reach knows it."
        case "unknown_stated":
            return f"You said that this is not known ({written}), but it could be found out: {expected}."
        case "wrong":
            return f"You wrote {written}; it should be: {expected}."
        case "missing" if truth.unknown:
            return f"Nothing answers “{item.ask}”; nobody knows yet, and the handover should say so."
        case "missing":
            return f"Nothing answers “{item.ask}”; expected was: {expected}."


def told_to_others(sentence: str) -> str:
    """A reason as others than who handed over read it: as stored it speaks to them, here it speaks of the handover."""
    for begins, instead in _TO_OTHERS:
        if sentence.startswith(begins):
            return (instead + sentence.removeprefix(begins)).replace(
                ", and nobody you could reach knows it.", ", and nobody who could be reached knows it."
            )
    return sentence


def card_to_others(card: Scorecard) -> Scorecard:
    """A scorecard with every reason as anybody but who handed over reads it."""
    return replace(
        card,
        items=tuple(replace(mark, reason=told_to_others(mark.reason)) for mark in card.items),
        not_passed_because=tuple(told_to_others(because) for because in card.not_passed_because),
    )


def quote(quotes: tuple[str, ...]) -> str:
    """The first two phrases in quotation marks, shortened when they run long; empty when there are none."""
    words = " … ".join([" ".join(part.split()) for part in quotes if part.strip()][:_MOST_PHRASES])
    if len(words) > _LONGEST_QUOTE:
        words = words[: _LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + " …"
    return f"“{words}”" if words else ""
