"""What a person does during a call: asks, looks things up, pauses, goes on, is simply there."""

from collections.abc import Sequence
from datetime import datetime

from app.archive import queries as archive
from app.content.library import Library
from app.content.scenario import Person, Scenario
from app.practice.actions.attempts import HeldAttempt, Taken, hold_in_call, hold_open
from app.practice.queries.calling import CallRows, call_rows
from app.practice.queries.phrasings import counting
from app.practice.rows import StepRow
from app.practice.rules import clock
from app.practice.rules.refusals import NotTaken
from app.practice.rules.sending import AT_ONCE, Sent
from app.practice.rules.steps import as_steps
from app.simulation import asking
from app.simulation.people import heard
from app.simulation.phrasings import Phrasing
from app.simulation.room import fold

LONGEST_SEARCH = 200


def ask(
    *,
    attempt_id: int,
    person_id: int,
    to: str,
    text: str,
    seq: int,
    library: Library,
    at: datetime,
    sent: Sent = AT_ONCE,
) -> Taken:
    """Asks somebody on the line; the stored step holds their answer.

    The same question sent twice under one name is asked once; without names, the same with the same `seq`, the number
    the page expected its step to get.
    NotTheirs, CallOver, TooLate, ClockStopped; NotTaken for an empty or too long question, or when nobody of this id
    has rung. The question is read before the call is held, so that nobody's words wait for the reading of another's.
    """
    phrasings = counting()
    before = call_rows(attempt_id, person_id)
    read_before = None if before is None else _read(before, to, text, library, phrasings)
    with hold_in_call(attempt_id, person_id, sent, None if before is None else before.steps) as held:
        arrived, at = at, held.is_back(at)
        sent_before = held.sent_before("asked", person=to, text=text) or _sent_before(held, to, text, seq)
        if sent_before is not None:
            return Taken(sent_before, held.steps)
        held.must_run()
        if not text.strip():
            raise NotTaken("Write a question first.")
        scenario = archive.scenario(library, held.row.scenario, held.row.scenario_hash)
        person = _on_the_line(held, scenario, to, at)
        body = _answered(held, scenario, person, text, library, at, phrasings, read_before)
        return Taken(held.append_sent("asked", body, at, arrived), held.steps)


def look_up(
    *,
    attempt_id: int,
    person_id: int,
    tool: str,
    words: str,
    library: Library,
    at: datetime,
    sent: Sent = AT_ONCE,
) -> Taken:
    """Opens a desk tool or searches it; the same look-up twice in a row, or sent twice, is one step.

    NotTheirs, CallOver, TooLate, ClockStopped; NotTaken for a tool the desk has not, or for overlong words.
    """
    with hold_in_call(attempt_id, person_id, sent) as held:
        arrived, at = at, held.is_back(at)
        sent_before = held.sent_before("looked_up", tool=tool, search=words)
        if sent_before is not None:
            return Taken(sent_before, held.steps)
        held.must_run()
        scenario = archive.scenario(library, held.row.scenario, held.row.scenario_hash)
        if tool not in {known.id for known in scenario.tools}:
            raise NotTaken("Your desk has no such tool in this call.")
        if len(words) > LONGEST_SEARCH:
            raise NotTaken(f"A search can hold {LONGEST_SEARCH} characters; this one has {len(words)}.")
        body = {"tool": tool, "search": words}
        before = next((step for step in reversed(held.steps) if step.kind == "looked_up"), None)
        if before is not None and before is held.steps[-1] and body.items() <= before.body.items():
            return Taken(before, held.steps)
        return Taken(held.append_sent("looked_up", body, at, arrived), held.steps)


def pause(*, attempt_id: int, person_id: int, at: datetime) -> None:
    """Stops the clock; does nothing when it stands already. NotTheirs, CallOver; NotTaken where it does not stop."""
    with hold_open(attempt_id, person_id) as held:
        if not held.level.pauses:
            raise NotTaken("An assessed call cannot be paused; the clock runs as at the desk.")
        held.is_back(at)
        if not clock.is_paused(held.steps):
            held.append("paused", {"by": "person"}, at)


def resume(*, attempt_id: int, person_id: int, at: datetime) -> None:
    """Lets the clock go on; does nothing when it runs. NotTheirs, CallOver."""
    with hold_open(attempt_id, person_id) as held:
        was_paused = clock.is_paused(held.steps)
        held.is_back(at)
        if was_paused:
            held.append("resumed", {"by": "person"}, at)


def still_there(*, attempt_id: int, person_id: int, at: datetime) -> None:
    """A sign of life from the page; after 90 s without one the clock is taken to have stopped at the last.

    Whoever tells a call of the past says this at least every 90 seconds of it. NotTheirs, CallOver.
    """
    with hold_in_call(attempt_id, person_id) as held:
        held.is_back(at)


def _sent_before(held: HeldAttempt, to: str, text: str, seq: int) -> StepRow | None:
    """The step a double click made already, where the page gave no names."""
    if held.sent.id is not None:
        return None
    for step in held.steps:
        if step.seq >= seq and step.kind == "asked" and (step.body["person"], step.body["text"]) == (to, text):
            return step
    return None


def _on_the_line(held: HeldAttempt, scenario: Scenario, to: str, at: datetime) -> Person:
    room = fold(scenario, as_steps(held.steps), clock.elapsed_at(held.row, held.steps, at))
    here = next((each for each in room.people if each.person.id == to), None)
    if here is None:
        raise NotTaken("Nobody of that name is on the line.")
    if here.left_at is not None:
        hope = "They may ring back in a minute." if here.comes_back else "Ask somebody else, or look it up."
        raise NotTaken(f"{here.person.name} has hung up. {hope}")
    return here.person


def _read(
    rows: CallRows, to: str, text: str, library: Library, phrasings: Sequence[Phrasing]
) -> asking.ReadBefore | None:
    """What the question asks for, as the call stands; None when there is no such line, or too much to read."""
    scenario = archive.scenario(library, rows.attempt.scenario, rows.attempt.scenario_hash)
    person = next((person for person in scenario.people if person.id == to), None)
    if person is None:
        return None
    checklist = archive.checklist(library, rows.attempt.checklist_hash)
    try:
        return asking.read(checklist, scenario, person, text, heard(scenario, as_steps(rows.steps), to), phrasings)
    except asking.QuestionTooLong:
        return None


def _answered(
    held: HeldAttempt,
    scenario: Scenario,
    person: Person,
    text: str,
    library: Library,
    at: datetime,
    phrasings: Sequence[Phrasing],
    read_before: asking.ReadBefore | None,
) -> dict[str, object]:
    """The question with its answer, as the log keeps it."""
    checklist = archive.checklist(library, held.row.checklist_hash)
    so_far = heard(scenario, as_steps(held.steps), person.id)
    elapsed = clock.elapsed_at(held.row, held.steps, at)
    try:
        reply = asking.ask(checklist, scenario, person, text, so_far, elapsed, phrasings, read_before)
    except asking.QuestionTooLong as error:
        raise NotTaken(str(error)) from None
    return {"person": person.id, "text": text, **reply.body()}
