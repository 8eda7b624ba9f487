"""A scenario laid out for a reader: what comes when, what each person says of what, and what the marker looks for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.content.checklist import Checklist
from app.content.scenario import Decision, Person, Scenario, TruthNow

DECISIONS: dict[Decision, str] = {
    "raise": "Raise as a major incident",
    "attach": "Add to one that is open",
    "security": "Security path",
    "none": "Not a major incident",
}
_EVENTS = {
    "asked": "after a question about {0}",
    "looked_up": "after a look into {0}",
    "spoke_to": "after a word with {0}",
    "rang": "after ringing {0}",
    "acknowledged": "after acknowledging {0}",
    "linked": "after linking {0}",
    "handed_over": "after the handover",
}
_NEEDS = {
    "nothing": "",
    "acknowledgement": "Once their situation was acknowledged",
    "asking_twice": "When asked a second time",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that comes by itself. `at` is simulated seconds; `waits` says for what, when it does."""

    at: float
    clock: datetime
    waits: str
    what: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says of an item. `kind` is knows, first or believes; `when` the condition, empty for at once."""

    kind: str
    when: str
    says: str


@dataclass(frozen=True, slots=True)
class TruthShown:
    """What is so from a moment on, and what the marker looks for, one line each."""

    since: float | None
    truth: str
    looked_for: tuple[str, ...]


def timeline(checklist: Checklist, scenario: Scenario) -> tuple[Happening, ...]:
    """Everybody who rings and everything that arrives, in its order; what waits for an event last."""
    names = {person.id: person.name for person in scenario.people}
    found = [
        _happening(checklist, scenario, person.arrives, person.after, "rings", person.name, person.opening)
        for person in scenario.people
        if not person.rung
    ]
    for signal in scenario.signals:
        who = signal.source or names.get(signal.person, signal.person)
        at = signal.at if signal.by is None or not signal.after else min(signal.at, signal.by)
        found.append(_happening(checklist, scenario, at, signal.after, signal.kind, who, signal.text, signal.by))
    leaving = [
        _happening(checklist, scenario, person.leaves, "", "has to go", person.name, person.leaving)
        for person in scenario.people
        if person.leaves is not None
    ]
    return tuple(sorted([*found, *leaving], key=lambda one: (bool(one.waits), one.at)))


def _happening(
    checklist: Checklist,
    scenario: Scenario,
    at: float,
    after: str,
    what: str,
    who: str,
    text: str,
    by: float | None = None,
) -> Happening:
    waits = event_in_words(checklist, scenario, after) if after else ""
    if waits and by is not None:
        waits = f"{waits}, at the latest at {by:g} s"
    return Happening(at, scenario.now + timedelta(seconds=at), waits, what, who, text)


def event_in_words(checklist: Checklist, scenario: Scenario, event: str) -> str:
    """An event as a reader would say it: "after a question about Business impact"."""
    what, _, name = event.partition(":")
    names = {person.id: person.name for person in scenario.people}
    if what == "asked" and name in checklist:
        name = checklist[name].label
    return _EVENTS[what].format(names.get(name, name.replace("_", " ") if what == "looked_up" else name))


def sayings(person: Person, item: str) -> tuple[Saying, ...]:
    """Everything this person says of an item, in the order in which it can be heard."""
    found = []
    known = person.knows.get(item)
    if known is not None:
        if known.at_first:
            found.append(Saying("first", "At first", known.at_first))
        found.append(Saying("knows", _NEEDS[known.needs], known.says))
        found += [Saying("knows", f"From {words.at:g} s on", words.says) for words in known.later]
    found += [Saying("believes", "Wrongly believes", belief.says) for belief in person.believes if belief.about == item]
    return tuple(found)


def truths(scenario: Scenario, item: str) -> tuple[TruthShown, ...]:
    """What is so of an item from the start, and what becomes of it."""
    truth = scenario.items[item]
    later = [TruthShown(each.at, each.truth, looked_for(each)) for each in truth.later]
    return (TruthShown(None, truth.truth, looked_for(truth)), *later)


def looked_for(truth: TruthNow) -> tuple[str, ...]:
    """What the marker looks for in a handover, one line for each thing."""
    if truth.unknown:
        return ("that it is not known",)
    lines = ["that there is none"] if truth.none else []
    names = [name for name in (truth.name, *truth.names) if name]
    if names:
        lines.append(f"{'all of ' if truth.all else ''}{', '.join(names)}")
    if truth.time is not None:
        lines.append(truth.time.replace("T", " "))
    if truth.count is not None:
        out_of = f" of {truth.of:g}" if truth.of is not None else ""
        lines.append(f"{truth.count:g}{out_of}{f' {truth.unit}' if truth.unit else ''}")
    lines += [value for value in (truth.choice, truth.id, truth.person, truth.phone) if value]
    lines += [", ".join(truth.ids)] if truth.ids else []
    lines += [" / ".join(point) for point in truth.points]
    return tuple(lines)
