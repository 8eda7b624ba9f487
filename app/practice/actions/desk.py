"""What an agent does from the desk beside asking: rings somebody, links a ticket."""

from datetime import datetime, timedelta

from app.archive import queries as archive
from app.content.library import Library
from app.content.scenario import Scenario
from app.practice.actions.attempts import HeldAttempt, Taken, hold_in_call
from app.practice.rows import StepRow
from app.practice.rules import clock
from app.practice.rules.refusals import NotTaken
from app.practice.rules.sending import AT_ONCE, Sent
from app.practice.rules.steps import as_steps
from app.practice.rules.tickets import tickets_of
from app.simulation.room import fold

DOUBLE_CLICK = timedelta(seconds=2)


def ring(*, attempt_id: int, person_id: int, to: str, library: Library, at: datetime, sent: Sent = AT_ONCE) -> Taken:
    """Rings somebody of the cast; the stored step says whether they answered.

    Sent twice under one name, or by a double click, it is rung once.
    NotTheirs, CallOver, TooLate, ClockStopped; NotTaken for somebody who is on the line, or cannot be rung.
    """
    with hold_in_call(attempt_id, person_id, sent) as held:
        arrived, at = at, held.is_back(at)
        sent_before = held.sent_before("rang", person=to) or _just_rung(held, to, at)
        if sent_before is not None:
            return Taken(sent_before, held.steps)
        held.must_run()
        scenario = archive.scenario(library, held.row.scenario, held.row.scenario_hash)
        body = {"person": to, "answered": _answers(held, scenario, to, at)}
        return Taken(held.append_sent("rang", body, at, arrived), held.steps)


def link(
    *, attempt_id: int, person_id: int, ticket: str, library: Library, at: datetime, sent: Sent = AT_ONCE
) -> Taken:
    """Links a ticket of the queue to this call; once linked it stays so, and linking again is the same step.

    NotTheirs, CallOver, TooLate, ClockStopped; NotTaken for a ticket that is not in the queue.
    """
    with hold_in_call(attempt_id, person_id, sent) as held:
        arrived, at = at, held.is_back(at)
        linked = next((s for s in held.steps if s.kind == "linked" and s.body["ticket"] == ticket), None)
        if linked is not None:
            return Taken(linked, held.steps)
        held.must_run()
        scenario = archive.scenario(library, held.row.scenario, held.row.scenario_hash)
        if ticket not in tickets_of(scenario):
            raise NotTaken("There is no such ticket in your queue.")
        return Taken(held.append_sent("linked", {"ticket": ticket}, at, arrived), held.steps)


def _just_rung(held: HeldAttempt, to: str, at: datetime) -> StepRow | None:
    """The step the first half of a double click made."""
    last = held.steps[-1] if held.steps else None
    just = last is not None and last.kind == "rang" and last.body["person"] == to and at - last.at < DOUBLE_CLICK
    return last if just else None


def _answers(held: HeldAttempt, scenario: Scenario, to: str, at: datetime) -> bool:
    room = fold(scenario, as_steps(held.steps), clock.elapsed_at(held.row, held.steps, at))
    if any(here.person.id == to and here.left_at is None for here in room.people):
        raise NotTaken("They are on the line already.")
    found = next((each for each in room.to_ring if each.person.id == to), None)
    if found is None:
        raise NotTaken("Nobody of that name can be rung.")
    return found.picks_up
