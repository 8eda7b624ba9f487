"""What an agent can know at a moment of a call, where from, and what would be a good next thing to ask."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.content.checklist import Checklist, ChecklistItem
from app.content.scenario import Person, Scenario
from app.simulation.people import heard, reply_of
from app.simulation.phrases import Way, filled, phrases
from app.simulation.room import Line, Room, fold, search_rows
from app.simulation.showing import shown_in
from app.simulation.steps import Step


@dataclass(frozen=True, slots=True)
class Source:
    """Where an item was first learned: `who` names it for people; `person` or `tool` is its id, neither for a signal;
    `at` is the simulated second."""

    who: str
    at: float
    person: str = ""
    tool: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A good next thing to do for an item: `way` of doing it, with whom or where (`who`; `person` or `tool` is its id),
    and a wording."""

    item: str
    who: str
    wording: str
    way: Way
    person: str = ""
    tool: str = ""


def known(
    checklist: Checklist, scenario: Scenario, steps: Sequence[Step], elapsed_seconds: float
) -> Mapping[str, Source]:
    """Each item that was told or could be read by this second, in the order it was learned, with its first source."""
    return _known(checklist, scenario, steps, fold(scenario, steps, elapsed_seconds))


def next_question(
    checklist: Checklist, scenario: Scenario, steps: Sequence[Step], elapsed_seconds: float
) -> Suggestion | None:
    """What to ask, look up or ring for next: the dearest item not known yet that somebody here can tell, or a tool.

    None when everything that can be learned is known.
    """
    room = fold(scenario, steps, elapsed_seconds)
    already = _known(checklist, scenario, steps, room)
    wanted = [item for item in checklist.items if item.id in scenario.items and item.id not in already]
    for item in sorted(wanted, key=lambda item: (-item.minutes, -item.weight)):
        suggestion = next(_ways(checklist, scenario, steps, room, item), None)
        if suggestion is not None:
            return suggestion
    return None


def _known(checklist: Checklist, scenario: Scenario, steps: Sequence[Step], room: Room) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for item, source in sorted(_learned(checklist, scenario, steps, room), key=lambda pair: pair[1].at):
        if item in scenario.items:
            found.setdefault(item, source)
    return found


def _learned(
    checklist: Checklist, scenario: Scenario, steps: Sequence[Step], room: Room
) -> Iterator[tuple[str, Source]]:
    """Every item of every answer, every row looked at and everything that came unasked."""
    people = {person.id: person for person in scenario.people}
    tools = {tool.id: tool for tool in scenario.tools}
    for step in steps:
        at = step.elapsed_seconds
        if at > room.elapsed_seconds:
            continue
        if step.kind == "asked" and step.body.get("person") in people:
            person = people[step.body["person"]]
            yield from ((item, Source(person.name, at, person=person.id)) for item in reply_of(person, step.body).told)
        elif step.kind == "looked_up" and step.body.get("tool") in tools:
            tool = tools[step.body["tool"]]
            source = Source(tool.label, at, tool=tool.id)
            for row in search_rows(tool, str(step.body.get("search", ""))):
                yield from ((item, source) for item in shown_in(checklist, scenario.as_of(at), " ".join(row)))
    answers = {str(step.body.get("answer")) for step in steps if step.kind == "asked"}
    for line in room.lines:
        if line.kind != "said_by_agent" and line.text not in answers:
            yield from _unasked(checklist, scenario, line)


def _unasked(checklist: Checklist, scenario: Scenario, line: Line) -> Iterator[tuple[str, Source]]:
    source = Source(line.speaker, line.elapsed_seconds, person=line.person or "")
    return ((item, source) for item in shown_in(checklist, scenario.as_of(line.elapsed_seconds), line.text))


def _ways(
    checklist: Checklist, scenario: Scenario, steps: Sequence[Step], room: Room, item: ChecklistItem
) -> Iterator[Suggestion]:
    """How this item can be learned now: from somebody on the line, in a tool, by ringing somebody."""
    for here in room.people:
        if here.left_at is None and item.id in here.person.knows:
            yield _asking(scenario, steps, room, here.person, item)
    now = scenario.as_of(room.elapsed_seconds)
    for tool in scenario.tools:
        if any(item.id in shown_in(checklist, now, " ".join(row)) for row in tool.rows):
            wording = filled(phrases().suggests["look_up"], tool.label.lower())
            yield Suggestion(item.id, tool.label, wording, "look_up", tool=tool.id)
    for each in room.to_ring:
        if item.id in each.person.knows:
            wording = filled(phrases().suggests["ring"], each.person.name)
            yield Suggestion(item.id, each.person.name, wording, "ring", person=each.person.id)


def _asking(scenario: Scenario, steps: Sequence[Step], room: Room, person: Person, item: ChecklistItem) -> Suggestion:
    """A question to this person; a kind word first where they wait for one, and another wording the next time."""
    so_far = heard(scenario, [s for s in steps if s.elapsed_seconds <= room.elapsed_seconds], person.id)
    times = so_far.asked.get(item.id, 0)
    if times and person.knows[item.id].needs == "acknowledgement" and not so_far.acknowledged:
        return Suggestion(item.id, person.name, phrases().suggests["acknowledge"], "acknowledge", person=person.id)
    wordings = (item.ask, *item.ask_also)
    return Suggestion(item.id, person.name, wordings[times % len(wordings)], "ask", person=person.id)
