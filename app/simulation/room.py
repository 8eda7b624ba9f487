"""The room an agent sits in: a fold of the attempt's steps and the scenario's own events over simulated time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

from app.content.scenario import Person, Scenario, Tool

StepKind = Literal["asked", "looked_up", "rang", "linked", "paused", "resumed", "handed_over", "updated"]
STEP_KINDS: tuple[StepKind, ...] = get_args(StepKind)
LineKind = Literal["said_by_person", "said_by_agent", "signal"]
_AGENT = "You"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the agent did, `elapsed_seconds` simulated seconds after the first call began.

    Body of `asked`: person, text, topics, asks_back, answer; of `looked_up`: tool, search; of `rang`: person,
    answered; of `linked`: ticket; of `handed_over`: text, fields, decision; of `updated`: text, corrects.
    """

    seq: int
    kind: StepKind
    elapsed_seconds: float
    body: Mapping[str, Any]


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
    """Somebody who has arrived, `arrived_at` simulated seconds after the first call began."""

    person: Person
    arrived_at: float
    spoken_to: bool


@dataclass(frozen=True, slots=True)
class Room:
    """What stands before the agent at one moment. `next_arrival_in` is seconds, None when nothing more comes."""

    elapsed_seconds: float
    clock: datetime
    people: tuple[PersonHere, ...]
    lines: tuple[Line, ...]
    next_arrival_in: float | None
    paused: bool
    handed_over: bool


def fold(scenario: Scenario, steps: Sequence[Step], elapsed_seconds: float) -> Room:
    """The room `elapsed_seconds` simulated seconds after the first call began; later steps and events are not in it."""
    done = [step for step in sorted(steps, key=lambda step: step.seq) if step.elapsed_seconds <= elapsed_seconds]
    spoken_to = {step.body.get("person") for step in done if step.kind == "asked"}
    arrived = sorted((p for p in scenario.people if p.arrives <= elapsed_seconds), key=lambda p: p.arrives)
    events = [*_events(scenario, elapsed_seconds), *_conversation(scenario, done)]
    coming = [*(person.arrives for person in scenario.people), *(signal.at for signal in scenario.signals)]
    waits = [at - elapsed_seconds for at in coming if at > elapsed_seconds]
    clock_steps = [step.kind for step in done if step.kind in ("paused", "resumed")]
    return Room(
        elapsed_seconds=elapsed_seconds,
        clock=_clock(scenario, elapsed_seconds),
        people=tuple(PersonHere(person, person.arrives, person.id in spoken_to) for person in arrived),
        lines=tuple(sorted(events, key=lambda line: line.elapsed_seconds)),
        next_arrival_in=min(waits, default=None),
        paused=clock_steps[-1:] == ["paused"],
        handed_over=any(step.kind == "handed_over" for step in done),
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


def last_said(scenario: Scenario, steps: Sequence[Step], person_id: str) -> str:
    """What this person last said: their last answer, else their opening. KeyError when nobody has this id."""
    person = scenario.person(person_id)
    answers = [
        str(step.body.get("answer", ""))
        for step in sorted(steps, key=lambda step: step.seq)
        if step.kind == "asked" and step.body.get("person") == person_id
    ]
    return answers[-1] if answers else person.opening


def _clock(scenario: Scenario, elapsed_seconds: float) -> datetime:
    return scenario.now + timedelta(seconds=elapsed_seconds)


def _events(scenario: Scenario, until: float) -> Iterator[Line]:
    """What arrives by itself: each person's opening and each signal."""
    for person in scenario.people:
        if person.arrives <= until:
            at = _clock(scenario, person.arrives)
            yield Line(person.arrives, "said_by_person", person.id, person.name, person.opening, at)
    for signal in scenario.signals:
        if signal.at <= until:
            yield Line(signal.at, "signal", None, signal.source, signal.text, _clock(scenario, signal.at))


def _conversation(scenario: Scenario, done: Sequence[Step]) -> Iterator[Line]:
    """Each question and its answer."""
    names = {person.id: person.name for person in scenario.people}
    for step in done:
        if step.kind != "asked":
            continue
        person, at = str(step.body.get("person", "")), _clock(scenario, step.elapsed_seconds)
        said = str(step.body.get("text", "")), str(step.body.get("answer", ""))
        yield Line(step.elapsed_seconds, "said_by_agent", person, _AGENT, said[0], at)
        yield Line(step.elapsed_seconds, "said_by_person", person, names.get(person, person), said[1], at)
