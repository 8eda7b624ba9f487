"""A call laid out over its simulated time: what happened, and the handover as it stood at each moment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Literal, Protocol

from app.content.checklist import Checklist
from app.content.scenario import Scenario
from app.practice.rules.typing import Change, after
from app.simulation.room import Line, Step, fold
from app.web.formats import count_of, count_word

MomentKind = Literal["said", "me", "signal", "tool", "clock", "wrote", "handover", "asked_back"]
_TOGETHER_SECONDS = 10.0
_TELEPHONE = "Telephone"
_LONGEST_EXCERPT = 140
_DECISIONS: Mapping[str, str] = {
    "raise": "raise as a major incident",
    "attach": "add to one that is open",
    "security": "security path",
    "none": "not a major incident",
}
_CLOCK_WORDS: Mapping[str, str] = {
    "person": "{who} paused the call.",
    "silence": "{who} had gone; the clock stood still until they were back.",
    "outage": "The site could not be reached; the time was given back.",
}


class Timed(Protocol):
    """A step of the log, by its simulated second."""

    @property
    def elapsed_seconds(self) -> float: ...


class Keystrokes(Change, Protocol):
    """A group of keystrokes as it was kept: the draft's revision it led to, and when."""

    @property
    def revision(self) -> int: ...
    @property
    def elapsed_seconds(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Back:
    """A question the Major Incident Manager put back, at a simulated second, or its answer."""

    at: float
    text: str
    is_answer: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened `at` simulated seconds after the first ring; `clock` is the time in the call."""

    at: float
    kind: MomentKind
    speaker: str
    text: str
    clock: datetime


@dataclass(frozen=True, slots=True)
class Words:
    """The handover as it stood from this second on: one text, fields by label, the decision, what was sent after."""

    at: float
    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    decision: str = ""
    updates: tuple[str, ...] = ()


def happened(
    scenario: Scenario, steps: Sequence[Step], typed: Sequence[Keystrokes], back: Sequence[Back], agent: str
) -> tuple[Moment, ...]:
    """Everything that happened until the last thing the agent did, in order; `agent` is what they are called."""
    ordered = sorted(steps, key=lambda step: step.seq)
    lines = fold(scenario, ordered, last_second(ordered, back)).lines
    several = len({line.person for line in lines if line.person}) > 1
    rang = {step.elapsed_seconds for step in ordered if step.kind == "rang" and not step.body.get("answered")}
    told = [
        _spoken(scenario, line, agent, several)
        for line in lines
        if not (line.speaker == _TELEPHONE and line.elapsed_seconds in rang)  # the step tells it
    ]
    told += [moment for step in ordered if (moment := _done(scenario, step, agent)) is not None]
    told += [_put_back(scenario, one, agent) for one in back]
    others = sorted(moment.at for moment in told)
    told += [_wrote(scenario, group, agent) for group in _together(typed, others)]
    return tuple(sorted(told, key=lambda moment: (moment.at, moment.kind in ("handover", "asked_back"))))


def last_second(steps: Iterable[Timed], back: Iterable[Back]) -> float:
    """The second the replay ends at: that of the last thing the agent did or was asked back."""
    return max([step.elapsed_seconds for step in steps] + [one.at for one in back], default=0.0)


def words_over_time(
    checklist: Checklist, steps: Sequence[Step], typed: Sequence[Keystrokes], moments: Sequence[Moment]
) -> tuple[Words, ...]:
    """The handover after each stretch of typing, as it was handed over, and after each update."""
    others = sorted(moment.at for moment in moments if moment.kind != "wrote")
    parts: dict[str, str] = {}
    found = []
    for group in _together(typed, others):
        for keys in group:
            parts[keys.part] = after(parts.get(keys.part, ""), keys)
        found.append(_as_words(checklist, group[-1].elapsed_seconds, parts))
    updates: tuple[str, ...] = ()
    last = None
    for step in steps:
        if step.kind == "handed_over":
            last = _handed_over(checklist, step)
        elif step.kind == "updated" and last is not None:
            updates = (*updates, str(step.body.get("text", "")))
            last = Words(step.elapsed_seconds, last.text, last.fields, last.decision, updates)
        else:
            continue
        found.append(last)
    return tuple(sorted(found, key=lambda words: words.at))


def stops(moments: Iterable[Moment]) -> tuple[float, ...]:
    """The seconds at which something happened, each once; always the first ring."""
    return tuple(sorted({0.0, *(moment.at for moment in moments)}))


def stop_at(all_stops: Sequence[float], second: float) -> int:
    """The place of the last stop that is not after this second."""
    return max(sum(stop <= second for stop in all_stops) - 1, 0)


def chosen_second(written: str, end: float) -> float:
    """The second somebody asked for, within the call; its beginning when it is no number."""
    try:
        second = float(written)
    except ValueError:
        return 0.0
    return min(max(second, 0.0), end) if second == second else 0.0  # not a number equals nothing, not even itself


def replay_headline(known: int, total: int) -> str:
    """How much was known when the call was handed over."""
    if known >= total:
        return "Everything there was to know was known by the handover."
    if known == 0:
        return "Nothing was known yet at the handover."
    were = "was" if known == 1 else "were"
    return f"{count_of(known, total).capitalize()} facts {were} known by the handover."


def comments_sentence(names: Sequence[str]) -> str:
    """Who said how many things about a call, one name a comment; empty when nobody did."""
    if not names:
        return ""
    things = "one thing" if len(names) == 1 else f"{count_word(len(names))} things"
    people = list(dict.fromkeys(names))
    who = people[0] if len(people) == 1 else f"{', '.join(people[:-1])} and {people[-1]}"
    return f"{who} said {things} about this call."


def _clock(scenario: Scenario, second: float) -> datetime:
    return scenario.now + timedelta(seconds=second)


def _spoken(scenario: Scenario, line: Line, agent: str, several: bool) -> Moment:
    at, clock = line.elapsed_seconds, line.at
    if line.kind == "said_by_agent":
        names = {person.id: person.name for person in scenario.people}
        to = names.get(line.person or "", "")
        return Moment(at, "me", f"{agent}, to {to}" if several and to else agent, line.text, clock)
    return Moment(at, "said" if line.kind == "said_by_person" else "signal", line.speaker, line.text, clock)


def _done(scenario: Scenario, step: Step, agent: str) -> Moment | None:
    """What was done besides talking; None for what is told by the lines or by another step."""
    at, body = step.elapsed_seconds, step.body
    clock = _clock(scenario, at)
    match step.kind:
        case "looked_up":
            return Moment(at, "tool", _tool(scenario, str(body["tool"])), _look(agent, str(body["search"])), clock)
        case "rang":
            return Moment(at, "tool", _TELEPHONE, _ring(scenario, agent, body), clock)
        case "linked":
            return Moment(at, "tool", "Tickets", f"{agent} linked {body.get('ticket', 'a ticket')}.", clock)
        case "paused":
            words = _CLOCK_WORDS.get(str(body.get("by")), "The clock stood.")
            return Moment(at, "clock", "Clock", words.format(who=agent), clock)
        case "handed_over":
            decision = _DECISIONS.get(str(body.get("decision")), "no decision")
            return Moment(at, "handover", "Handover", f"{agent} handed over: {decision}.", clock)
        case "updated":
            lead = "Correction" if body.get("corrects") else "Update"
            return Moment(at, "handover", f"{lead} by {_inside(agent)}", str(body.get("text", "")), clock)
    return None


def _inside(agent: str) -> str:
    """How the agent is called inside a sentence."""
    return "you" if agent == "You" else agent


def _tool(scenario: Scenario, tool_id: str) -> str:
    return next((tool.label for tool in scenario.tools if tool.id == tool_id), tool_id)


def _look(agent: str, search: str) -> str:
    return f"{agent} searched for “{search}”." if search else f"{agent} opened it."


def _ring(scenario: Scenario, agent: str, body: Mapping[str, Any]) -> str:
    names = {person.id: person.name for person in scenario.people}
    whom = names.get(str(body.get("person")), "somebody")
    return f"{agent} rang {whom}." if body.get("answered") else f"{agent} rang {whom}; the line was busy."


def _put_back(scenario: Scenario, one: Back, agent: str) -> Moment:
    speaker = agent if one.is_answer else "Major Incident Manager"
    text = one.text if one.text.strip() else "Passed over."
    return Moment(one.at, "me" if one.is_answer else "asked_back", speaker, text, _clock(scenario, one.at))


def _together(typed: Sequence[Keystrokes], others: Sequence[float]) -> Iterator[list[Keystrokes]]:
    """Keystrokes in stretches of at most ten seconds, with nothing else happening in between."""
    ordered = sorted(typed, key=lambda keys: keys.revision)
    began = 0.0
    group: list[Keystrokes] = []
    for _, same in groupby(ordered, key=lambda keys: keys.revision):
        saved = list(same)
        second = saved[0].elapsed_seconds
        between = group and any(group[-1].elapsed_seconds < at <= second for at in others)
        if group and (between or second - began > _TOGETHER_SECONDS):
            yield group
            group = []
        if not group:
            began = second
        group.extend(saved)
    if group:
        yield group


def _wrote(scenario: Scenario, group: Sequence[Keystrokes], agent: str) -> Moment:
    at = group[-1].elapsed_seconds
    decided = [keys.inserted for keys in group if keys.part == "decision" and keys.inserted]
    came = " ".join("".join(keys.inserted for keys in group if keys.part != "decision").split())
    if came:
        text = f"“{came if len(came) <= _LONGEST_EXCERPT else came[:_LONGEST_EXCERPT].rstrip() + '…'}”"
    elif decided:
        text = f"Decision: {_DECISIONS.get(decided[-1], decided[-1])}."
    else:
        text = "Words were taken out."
    return Moment(at, "wrote", f"{agent} wrote", text, _clock(scenario, at))


def _as_words(checklist: Checklist, at: float, parts: Mapping[str, str]) -> Words:
    fields = tuple((item.label, parts[item.id]) for item in checklist.items if parts.get(item.id, "").strip())
    decision = parts.get("decision", "")
    return Words(at, parts.get("text", ""), fields, _DECISIONS.get(decision, ""))


def _handed_over(checklist: Checklist, step: Step) -> Words:
    parts = {
        **{str(item): str(words) for item, words in step.body["fields"].items()},
        "text": str(step.body["text"]),
        "decision": str(step.body["decision"]),
    }
    return _as_words(checklist, step.elapsed_seconds, parts)
