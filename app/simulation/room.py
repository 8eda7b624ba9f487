"""The room an agent sits in: a fold of the attempt's steps and the scenario's own events over simulated time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from app.content.scenario import Person, Scenario, Signal, Tool
from app.simulation.happening import Stretch, happened, is_gone, picks_up, signal_at, stretches
from app.simulation.phrases import phrases
from app.simulation.steps import STEP_KINDS, Step, StepKind

__all__ = ["STEP_KINDS", "Line", "PersonHere", "PersonToRing", "Room", "Step", "StepKind", "fold"]
__all__ += ["search_rows", "simulated_seconds"]

LineKind = Literal["said_by_person", "said_by_agent", "signal"]
_AGENT = "You"
_TELEPHONE = "Telephone"
_OnLine = Mapping[str, tuple[Stretch, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the conversation. `person` is the id of the one who speaks or is spoken to, None for a signal;
    `at` is the simulated local time."""

    elapsed_seconds: float
    kind: LineKind
    person: str | None
    speaker: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonHere:
    """Somebody who has arrived, `arrived_at` simulated seconds after the first call began.

    `left_at`: when they hung up or went, None while they are on the line; `comes_back`: they will ring once more.
    """

    person: Person
    arrived_at: float
    spoken_to: bool
    left_at: float | None = None
    comes_back: bool = False


@dataclass(frozen=True, slots=True)
class PersonToRing:
    """Somebody off the line whom the agent may ring; `picks_up`: they would answer now."""

    person: Person
    picks_up: bool


@dataclass(frozen=True, slots=True)
class Room:
    """What stands before the agent at one moment. `next_arrival_in` is seconds, None when nothing more comes."""

    elapsed_seconds: float
    clock: datetime
    people: tuple[PersonHere, ...]
    to_ring: tuple[PersonToRing, ...]
    lines: tuple[Line, ...]
    next_arrival_in: float | None
    paused: bool


def fold(scenario: Scenario, steps: Sequence[Step], elapsed_seconds: float) -> Room:
    """The room `elapsed_seconds` simulated seconds after the first call began; later steps and events are not in it."""
    done = [step for step in sorted(steps, key=lambda step: step.seq) if step.elapsed_seconds <= elapsed_seconds]
    events = happened(done)
    on_line = {person.id: stretches(person, done, events) for person in scenario.people}
    lines = [
        *_unasked(scenario, on_line, events),
        *_conversation(scenario, done),
        *_brought_about(scenario, on_line, events),
    ]
    here = tuple(_people(scenario, done, on_line, elapsed_seconds))
    moments = [*(line.elapsed_seconds for line in lines), *_goings(on_line)]
    clock_steps = [step.kind for step in done if step.kind in ("paused", "resumed")]
    return Room(
        elapsed_seconds=elapsed_seconds,
        clock=scenario.now + timedelta(seconds=elapsed_seconds),
        people=tuple(sorted(here, key=lambda person: person.arrived_at)),
        to_ring=tuple(_to_ring(scenario, on_line, here, elapsed_seconds)),
        lines=tuple(
            sorted(
                (line for line in lines if line.elapsed_seconds <= elapsed_seconds),
                key=lambda line: line.elapsed_seconds,
            )
        ),
        next_arrival_in=min((at - elapsed_seconds for at in moments if at > elapsed_seconds), default=None),
        paused=clock_steps[-1:] == ["paused"],
    )


def simulated_seconds(wall_seconds_since_start: float, pauses: Sequence[tuple[float, float | None]]) -> float:
    """Simulated seconds at this wall second: the wall seconds less the paused ones. An open pause ends never."""
    now = max(0.0, wall_seconds_since_start)
    paused, until = 0.0, 0.0
    for start, end in sorted(pauses, key=lambda pause: pause[0]):
        start, end = max(start, until), now if end is None else min(end, now)
        if end > start:
            paused, until = paused + end - start, end
    return now - paused


def search_rows(tool: Tool, words: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a desk tool that hold every word typed, in any case; all rows when nothing is typed."""
    wanted = words.casefold().split()
    return tuple(row for row in tool.rows if all(word in " ".join(row).casefold() for word in wanted))


def _line(scenario: Scenario, at: float, kind: LineKind, person: str | None, speaker: str, text: str) -> Line:
    return Line(at, kind, person, speaker, text, scenario.now + timedelta(seconds=at))


def _said(scenario: Scenario, person: Person, at: float, text: str) -> Line:
    return _line(scenario, at, "said_by_person", person.id, person.name, text)


def _unasked(scenario: Scenario, on_line: _OnLine, events: Mapping[str, float]) -> Iterator[Line]:
    """What arrives at its second whatever the agent does: openings and signals."""
    for person in scenario.people:
        if not (person.after or person.rung):
            yield from (_said(scenario, person, stretch.begins, person.opening) for stretch in on_line[person.id][:1])
    for signal in scenario.signals:
        if not signal.after:
            yield from _signal(scenario, signal, on_line, events)


def _brought_about(scenario: Scenario, on_line: _OnLine, events: Mapping[str, float]) -> Iterator[Line]:
    """What follows from what the agent did, and how people go and come back."""
    for person in scenario.people:
        stretches_of = on_line[person.id]
        if person.after or person.rung:
            yield from (_said(scenario, person, stretch.begins, person.opening) for stretch in stretches_of[:1])
        for stretch in stretches_of[1:]:
            words = phrases().say(person.manner, "rings_back", f"{scenario.id} {person.id}")
            yield _said(scenario, person, stretch.begins, person.opening if person.rung else words)
        for stretch in stretches_of:
            yield from _going(scenario, person, stretch)
    for signal in scenario.signals:
        if signal.after:
            yield from _signal(scenario, signal, on_line, events)


def _going(scenario: Scenario, person: Person, stretch: Stretch) -> Iterator[Line]:
    """Last words, unless they stand in an answer, and that the line is dead."""
    if stretch.ends is None:
        return
    if not stretch.hung_up:
        words = person.leaving or phrases().say(person.manner, "leaves", f"{scenario.id} {person.id}")
        yield _said(scenario, person, stretch.ends, words)
    yield _line(scenario, stretch.ends, "signal", person.id, _TELEPHONE, f"{person.name} has hung up.")


def _signal(scenario: Scenario, signal: Signal, on_line: _OnLine, events: Mapping[str, float]) -> Iterator[Line]:
    """A signal at its second; what somebody says, once they are on the line, and never when they are gone by then."""
    at = signal_at(signal, events)
    if at is None:
        return
    if signal.kind != "said":
        yield _line(scenario, at, "signal", None, signal.source, signal.text)
        return
    there = (max(at, each.begins) for each in on_line.get(signal.person, ()) if each.ends is None or at < each.ends)
    for moment in list(there)[:1]:
        yield _said(scenario, scenario.person(signal.person), moment, signal.text)


def _goings(on_line: _OnLine) -> Iterator[float]:
    return (stretch.ends for of in on_line.values() for stretch in of if stretch.ends is not None)


def _conversation(scenario: Scenario, done: Sequence[Step]) -> Iterator[Line]:
    """Each question and its answer, and each call that was not answered."""
    names = {person.id: person.name for person in scenario.people}
    for step in done:
        person, at = str(step.body.get("person", "")), step.elapsed_seconds
        name = names.get(person, person)
        if step.kind == "asked":
            yield _line(scenario, at, "said_by_agent", person, _AGENT, str(step.body.get("text", "")))
            yield _line(scenario, at, "said_by_person", person, name, str(step.body.get("answer", "")))
        elif step.kind == "rang" and not step.body.get("answered"):
            text = f"You rang {name}. The line is busy; try again in a minute."
            yield _line(scenario, at, "signal", None, _TELEPHONE, text)


def _people(scenario: Scenario, done: Sequence[Step], on_line: _OnLine, now: float) -> Iterator[PersonHere]:
    """Everybody who has been on the line by now."""
    spoken_to = {step.body.get("person") for step in done if step.kind == "asked"}
    for person in scenario.people:
        begun = [stretch for stretch in on_line[person.id] if stretch.begins <= now]
        if begun:
            ends = begun[-1].ends
            left_at = ends if ends is not None and ends <= now else None
            comes_back = left_at is not None and len(begun) < len(on_line[person.id])
            yield PersonHere(person, begun[0].begins, person.id in spoken_to, left_at, comes_back)


def _to_ring(scenario: Scenario, on_line: _OnLine, here: Sequence[PersonHere], now: float) -> Iterator[PersonToRing]:
    """Who can be rung: those meant for it who are neither on the line nor gone for good."""
    talking = {each.person.id for each in here if each.left_at is None}
    for person in scenario.people:
        if person.rung and person.id not in talking and not is_gone(person, on_line[person.id], now):
            yield PersonToRing(person, picks_up(person, on_line[person.id], now))
