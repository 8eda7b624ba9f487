"""What is said in a call as one person's line shows it, and the whole of it as a transcript."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from app.content.scenario import Scenario
from app.simulation.room import Line, Room, Step, fold
from app.web.formats import duration

LineKind = Literal["said", "me", "signal", "caller", "tool", "clock"]
_CLOCK_WORDS = {
    ("paused", "person"): "You paused the call.",
    ("resumed", "person"): "You went on.",
    ("paused", "silence"): "You were away; the clock stood still.",
    ("resumed", "return"): "You came back.",
    ("resumed", "handover"): "The clock went on.",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One line. `speaker` is empty where it stands above already; `person` is whom a caller's line leads to."""

    kind: LineKind
    speaker: str
    text: str
    at: datetime
    person: str = ""


def thread(scenario: Scenario, room: Room, person_id: str) -> tuple[Said, ...]:
    """The line to this person: what they and the agent said, the signals, and who else rang meanwhile."""
    lines = [(line.elapsed_seconds, _said(line)) for line in room.lines if line.person in (person_id, None)]
    lines += [
        (here.arrived_at, _rings(scenario, here.person.id, here.arrived_at))
        for here in room.people
        if here.person.id != person_id and here.arrived_at > 0 and not here.person.rung
    ]
    ordered = [line for _, line in sorted(lines, key=lambda pair: pair[0])]
    return tuple(_without_repeated_speaker(ordered))


def transcript(scenario: Scenario, steps: Sequence[Step], until: float) -> tuple[Said, ...]:
    """The call from first ring to `until`, with what was looked up and when the clock stood."""
    spoken = [(line.elapsed_seconds, _said(line)) for line in fold(scenario, steps, until).lines]
    done = [(step.elapsed_seconds, said) for step in steps if (said := _did(scenario, step)) is not None]
    return tuple(said for _, said in sorted(spoken + done, key=lambda pair: pair[0]))


def _said(line: Line) -> Said:
    kinds: dict[str, LineKind] = {"said_by_person": "said", "said_by_agent": "me", "signal": "signal"}
    return Said(kinds[line.kind], line.speaker, line.text, line.at, line.person or "")


def _was_away(step: Step) -> str:
    return f"Our system was away for {duration(float(step.body.get('seconds', 0)))}; the clock stood."


def _handed_over(step: Step) -> str:
    if not step.body.get("late"):
        return "You handed over."
    lay = duration(float(step.body.get("waited", 0)))
    return f"You handed over. It lay on your device for {lay}, too long to count from then: it counts from its arrival."


def _rings(scenario: Scenario, person_id: str, elapsed: float) -> Said:
    person = scenario.person(person_id)
    at = scenario.now + timedelta(seconds=elapsed)
    return Said("caller", person.name, f"On the other line: {person.role}.", at, person_id)


def _without_repeated_speaker(lines: Sequence[Said]) -> list[Said]:
    """A person is named at their first line and whenever a signal came between."""
    shown: list[Said] = []
    named = ""
    for line in lines:
        if line.kind in ("signal", "caller"):
            shown.append(line)
            named = ""
        elif line.kind == "me" or line.speaker == named:
            shown.append(Said(line.kind, "", line.text, line.at, line.person))
        else:
            shown.append(line)
            named = line.speaker
    return shown


def _did(scenario: Scenario, step: Step) -> Said | None:
    at = scenario.now + timedelta(seconds=step.elapsed_seconds)
    if step.kind == "looked_up":
        tool, words = str(step.body["tool"]), str(step.body["search"])
        label = next((known.label for known in scenario.tools if known.id == tool), tool)
        return Said("tool", label, f"You searched for “{words}”." if words else "You opened it.", at)
    if step.kind == "linked":
        return Said("tool", "Tickets", f"You linked {step.body['ticket']}.", at)
    if step.kind == "rang" and step.body["answered"]:
        return Said("clock", "Telephone", f"You rang {scenario.person(str(step.body['person'])).name}.", at)
    if step.body.get("by") == "outage":
        return Said("clock", "Clock", _was_away(step), at) if step.kind == "paused" else None
    if step.kind in ("paused", "resumed"):
        return Said("clock", "Clock", _CLOCK_WORDS.get((step.kind, str(step.body.get("by"))), "The clock stood."), at)
    if step.kind == "handed_over":
        return Said("clock", "Handover", _handed_over(step), at)
    if step.kind == "updated":
        return Said("clock", "Correction" if step.body["corrects"] else "Update", str(step.body["text"]), at)
    return None
