"""What may be said of a scenario before its call, and of how many a person passed."""

from collections.abc import Iterable

from app.content.scenario import Scenario
from app.practice.rules.levels import LevelName
from app.web.formats import count_of, count_word


def brief_of(scenario: Scenario) -> str:
    """The author's brief, or a sentence that gives nothing away."""
    if scenario.brief:
        return scenario.brief
    now = scenario.now
    return (
        f"You are on the service desk. It is {now:%A}, {now:%H:%M}, and the phone is ringing; "
        "your desk tools are open beside it."
    )


def progress_sentence(passed: int, total: int) -> str:
    """How many of the calls were passed, as the list's headline."""
    if total == 0:
        return "There are no calls to practise with yet."
    calls = "call" if total == 1 else "calls"
    if passed == 0:
        return f"{count_word(total).capitalize()} {calls} to practise with."
    if passed == total:
        return f"You have passed all {count_word(total)} {calls}." if total > 1 else "You have passed the call."
    return f"You have passed {count_of(passed, total)} {calls}."


def suggested_level(taken: Iterable[tuple[str, bool | None]]) -> LevelName:
    """The level to take a call at now, from the level and outcome of every call this person took.

    Guided first, supported once a guided call was handed over, assessed after a pass or once it was chosen before.
    The outcome is None for a call that was not handed over.
    """
    known = list(taken)
    if any(level == "assessed" or passed for level, passed in known):
        return "assessed"
    handed_over = any(passed is not None for _, passed in known)
    return "supported" if handed_over or any(level == "supported" for level, _ in known) else "guided"
