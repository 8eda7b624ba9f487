"""What may be said of a scenario before its call, and of how many a person passed."""

from app.content.scenario import Scenario
from app.web.formats import count_word


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
    return f"You have passed {count_word(passed)} of {count_word(total)} {calls}."
