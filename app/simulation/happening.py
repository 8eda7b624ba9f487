"""What arrives, speaks up, leaves and comes back by itself over simulated time, given what the agent did."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.content.scenario import Person, Signal
from app.simulation.steps import Step

RINGS_BACK_AFTER = 60.0
"""Simulated seconds after which somebody who hung up tries once more, or answers when rung again."""
_MOST_CALLS = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time on the line: from when, until when (None: to the end, as far as is known), and whether they hang up."""

    begins: float
    ends: float | None = None
    hung_up: bool = False


def happened(steps: Sequence[Step]) -> dict[str, float]:
    """Each event that a scenario can wait for, with the second it first happened at."""
    first: dict[str, float] = {}
    for step in steps:
        for event in _events_of(step):
            first.setdefault(event, step.elapsed_seconds)
    return first


def signal_at(signal: Signal, events: Mapping[str, float]) -> float | None:
    """The second a signal arrives at; None while what it waits for has not happened and it has no latest second."""
    if not signal.after:
        return signal.at
    moments = [events[signal.after] + signal.at] if signal.after in events else []
    return min((*moments, *(() if signal.by is None else (signal.by,))), default=None)


def stretches(person: Person, steps: Sequence[Step], events: Mapping[str, float]) -> tuple[Stretch, ...]:
    """When this person is on the line, as far as these steps decide it; the last stretch may lie ahead."""
    hang_ups = [s.elapsed_seconds for s in steps if _of(s, "asked", person) and s.body.get("hangs_up")]
    calls = [s.elapsed_seconds for s in steps if _of(s, "rang", person) and s.body.get("answered")]
    begins = _first(calls) if person.rung else _arrives(person, events)
    found: list[Stretch] = []
    while begins is not None and not _too_late(person, begins) and len(found) < _MOST_CALLS:
        hangs_up = next((at for at in hang_ups if at >= begins), None)
        if hangs_up is None:
            found.append(Stretch(begins, person.leaves))
            break
        found.append(Stretch(begins, hangs_up, hung_up=True))
        again = hangs_up + RINGS_BACK_AFTER
        begins = _first([at for at in calls if at >= again]) if person.rung else again
    return tuple(found)


def picks_up(person: Person, so_far: Sequence[Stretch], elapsed_seconds: float) -> bool:
    """Whether somebody off the line answers when rung at this second: not while engaged, nor just after hanging up."""
    ended = so_far[-1].ends if so_far else None
    return elapsed_seconds >= max(person.busy_until, 0.0 if ended is None else ended + RINGS_BACK_AFTER)


def is_gone(person: Person, so_far: Sequence[Stretch], elapsed_seconds: float) -> bool:
    """Whether somebody takes no more calls: they had to go, or hung up as often as they will."""
    return _too_late(person, elapsed_seconds) or sum(stretch.hung_up for stretch in so_far) >= _MOST_CALLS


def _events_of(step: Step) -> Iterator[str]:
    body = step.body
    match step.kind:
        case "asked":
            yield f"spoke_to:{body.get('person')}"
            yield from (f"asked:{topic}" for topic in body.get("topics", ()))
            if body.get("acknowledged"):
                yield f"acknowledged:{body.get('person')}"
        case "looked_up":
            yield f"looked_up:{body.get('tool')}"
        case "rang":
            if body.get("answered"):
                yield f"rang:{body.get('person')}"
        case "linked":
            yield f"linked:{body.get('ticket')}"
        case "handed_over":
            yield "handed_over"


def _of(step: Step, kind: str, person: Person) -> bool:
    return step.kind == kind and step.body.get("person") == person.id


def _first(moments: Sequence[float]) -> float | None:
    return moments[0] if moments else None


def _arrives(person: Person, events: Mapping[str, float]) -> float | None:
    if not person.after:
        return person.arrives
    return events[person.after] + person.arrives if person.after in events else None


def _too_late(person: Person, elapsed_seconds: float) -> bool:
    return person.leaves is not None and elapsed_seconds >= person.leaves
