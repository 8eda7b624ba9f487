"""What can never happen in a scenario: events nobody can bring about, people nobody can reach."""

from collections.abc import Iterator

from app.authoring.advice.draft import Draft
from app.content.problems import Problem
from app.content.reading import Location
from app.content.scenario import Person, Scenario, Signal

_MEND = "Name one of this file, or leave 'after' out."


def impossible(draft: Draft) -> Iterator[Problem]:
    """People who are never on a line, and signals that never come; each refuses the scenario."""
    scenario = draft.scenario
    reached = reachable(draft)
    for index, person in enumerate(scenario.people):
        place: Location = ("people", index, "after")
        if person.after and (why := _why_never(draft, person.after, reached)):
            yield draft.warning(place, f"{person.name} never rings: {why}", _MEND)
        yield from _never_there(draft, person, index)
    for index, signal in enumerate(scenario.signals):
        place = ("signals", index)
        if signal.after and (why := _why_never(draft, signal.after, reached)):
            what = f"the signal from {_from(scenario, signal)} waits for what never happens: {why}"
            yield draft.warning(place, what, _MEND)
        if signal.kind == "said":
            yield from _unheard(draft, signal, place, reached)


def reachable(draft: Draft) -> frozenset[str]:
    """The ids of the people who can come to be on a line, by what the agent can do and by whom that lets ring."""
    reached: frozenset[str] = frozenset()
    while True:
        more = frozenset(
            person.id
            for person in draft.scenario.people
            if not person.after or not _why_never(draft, person.after, reached)
        )
        if more == reached:
            return reached
        reached = more


def _why_never(draft: Draft, event: str, reached: frozenset[str]) -> str:
    """Why this event can never happen, as the end of a sentence; empty when it can."""
    scenario = draft.scenario
    what, _, name = event.partition(":")
    people = {person.id: person for person in scenario.people}
    if what == "asked" and name not in draft.checklist:
        return f"'{event}' names no item of the checklist."
    if what == "looked_up" and name not in {tool.id for tool in scenario.tools}:
        return f"'{event}' names no tool of this scenario."
    if what == "linked" and name not in _tickets(scenario):
        return f"'{event}' names no ticket of this scenario's queue."
    if what not in ("spoke_to", "rang", "acknowledged"):
        return ""
    if name not in people:
        return f"'{event}' names nobody of this scenario."
    if what == "rang" and not people[name].rung:
        return f"{people[name].name} cannot be rung ('rung' is not true)."
    return "" if name in reached else f"nobody can come to speak to {people[name].name}."


def _tickets(scenario: Scenario) -> frozenset[str]:
    """Every word that stands in the ticket queue."""
    queue = (tool for tool in scenario.tools if tool.id == "tickets")
    return frozenset(word.strip(".,:;()") for tool in queue for line in tool.lines for word in line.split())


def _never_there(draft: Draft, person: Person, index: int) -> Iterator[Problem]:
    begins = person.busy_until if person.rung else (0 if person.after else person.arrives)
    if person.leaves is not None and person.leaves <= begins:
        what = f"{person.name} goes at {person.leaves:g} seconds and is not on a line before {begins:g}."
        yield draft.warning(("people", index, "leaves"), what, "Let them go later, or leave 'leaves' out.")


def _unheard(draft: Draft, signal: Signal, place: Location, reached: frozenset[str]) -> Iterator[Problem]:
    person = next((each for each in draft.scenario.people if each.id == signal.person), None)
    if person is None:
        what = f"'{signal.person}', who says this, is nobody of this scenario."
        yield draft.warning(place, what, "Use the id of one of the people.")
    elif person.id not in reached:
        yield draft.warning(place, f"{person.name}, who says this, is never on a line.", "Let somebody else say it.")
    elif person.leaves is not None and not signal.after and signal.at >= person.leaves:
        what = f"{person.name} says this at {signal.at:g} seconds and is gone at {person.leaves:g}."
        yield draft.warning(place, what, "Let it be said before they go.")


def _from(scenario: Scenario, signal: Signal) -> str:
    names = {person.id: person.name for person in scenario.people}
    return signal.source or names.get(signal.person, signal.person)
