"""Puts one message to one person of a scenario, as if so much had been said before it."""

from app.authoring.advice.draft import Draft
from app.content.scenario import Person
from app.simulation.asking import ask
from app.simulation.people import Heard, Reply


def put(draft: Draft, person: Person, text: str, elapsed_seconds: float = 0.0, *, ready_for: str = "") -> Reply:
    """The reply to this text at this simulated second, as the first thing said to this person.

    With `ready_for`, an item, it is not the first: their situation was acknowledged and that item asked for already.
    """
    key = person.id, text, elapsed_seconds, ready_for
    if key not in draft.replies:
        heard = Heard(before=person.opening)
        if ready_for:
            heard = Heard(before=person.opening, asked={ready_for: 1}, acknowledged=True, count=2)
        draft.replies[key] = ask(draft.checklist, draft.scenario, person, text, heard, elapsed_seconds)
    return draft.replies[key]
