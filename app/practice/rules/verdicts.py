"""The sentences about verdicts that people see differently."""

from app.content.scenario import Verdict
from app.handover.scorecard import Scorecard
from app.web.formats import count_word

_AS_SAID: dict[Verdict, str] = {
    "captured": "captured",
    "partial": "partly there",
    "unknown_stated": "stated unknown",
    "wrong": "wrong",
    "missing": "missing",
}


def waiting_headline(count: int) -> str:
    """How many disputes wait, as a headline."""
    if count == 0:
        return "No verdict is disputed."
    if count == 1:
        return "One verdict waits for a ruling."
    return f"{count_word(count).capitalize()} verdicts wait for a ruling."


def verdict_headline(label: str, verdict: Verdict, *, is_ruled: bool, is_disputed: bool) -> str:
    """What counts on an item, and whether its agent sees it differently."""
    who = "A trainer ruled" if is_ruled else "The marker says"
    sentence = f"{who} that “{label}” is {_AS_SAID[verdict]}."
    return f"{sentence} The agent sees it differently." if is_disputed else sentence


def updated_sentence(handed_over: Scorecard, updated: Scorecard) -> str:
    """What the updates made of the score the handover alone would have had."""
    if updated.score == handed_over.score:
        return f"The handover alone had {handed_over.score}; with what was sent after it, it is the same."
    now = f"with what was sent after it, it is {updated.score}"
    if updated.passed == handed_over.passed:
        return f"The handover alone had {handed_over.score}; {now}."
    return (
        f"The handover alone had {handed_over.score}; {now}, {'a pass' if updated.passed else 'and no pass any more'}."
    )


def recounted_sentence(marked: int, counted: int, marked_passed: bool, counted_passed: bool) -> str:
    """Both scores, when a ruling changed the verdicts that count."""
    what = f"The marker gave {marked}" + (" and a pass" if marked_passed else "")
    if marked == counted and marked_passed == counted_passed:
        return f"{what}; with the ruling it is the same."
    now = f"with what was ruled it is {counted}"
    if marked_passed == counted_passed:
        return f"{what}; {now}."
    return f"{what}; {now}, {'a pass' if counted_passed else 'not a pass any more; what it completed stays completed'}."
