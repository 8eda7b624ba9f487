"""Taking a call, and closing the calls nobody came back to."""

import logging
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.archive import actions as archive
from app.audit import actions as audit
from app.content.library import Library
from app.database import transaction
from app.practice.actions.attempts import HeldAttempt, hold
from app.practice.actions.following_up import leave, marked_ahead
from app.practice.models import Attempt
from app.practice.queries.attempts import abandoned
from app.practice.rows import ATTEMPT_COLUMNS, AttemptRow
from app.practice.rules.clock import ABANDONED
from app.practice.rules.levels import LEVELS, LevelName, pace_for
from app.practice.rules.refusals import NotTheirs

log = logging.getLogger("baton.practice")


def start(*, person_id: int, scenario_slug: str, library: Library, at: datetime, level: LevelName = "assessed") -> int:
    """The id of a new attempt at this scenario, or of the one this person has open at it, whatever its level.

    The scenario, the checklist and the person's pace are pinned as they are now. NotTheirs when there is no such
    scenario or person.
    """
    scenario = library.scenarios.get(scenario_slug)
    if scenario is None:
        raise NotTheirs
    with transaction() as session:
        person = session.get(Person, person_id, with_for_update=True)
        if person is None:
            raise NotTheirs
        open_id = _open_attempt(session, person_id, scenario_slug, at)
        if open_id is not None:
            return open_id
        archive.keep(library, "scenario", scenario.id, scenario.hash, at)
        archive.keep(library, "checklist", "checklist", library.checklist.hash, at)
        attempt = Attempt(
            person_id=person_id,
            scenario=scenario.id,
            scenario_hash=scenario.hash,
            checklist_hash=library.checklist.hash,
            level=level,
            pace=pace_for(LEVELS[level], person.extra_time),
            state="open",
            started_at=at,
            seen_at=at,
            last_step=0,
        )
        session.add(attempt)
        session.flush()
        return attempt.id


def close_abandoned(*, library: Library, at: datetime, first: int | None = None, most: int | None = None) -> int:
    """Closes every open attempt without a sign of life for 24 hours and answers how many; all of it is kept.

    What was handed over and then left is finished: its updates count, its questions back are passed over. `most` and
    `first` as for `abandoned`. Each is marked before it is held, in a transaction of its own; one that cannot be
    closed stands in the log of errors and keeps nobody from the rest.
    """
    closed = 0
    for attempt_id, person_id in abandoned(at, first, most):
        try:
            closed += _close_one(attempt_id, person_id, library, at)
        except Exception:
            log.exception(
                "Attempt %s was left for a day and could not be closed. It stays as it is and is tried again.",
                attempt_id,
            )
    return closed


def _close_one(attempt_id: int, person_id: int, library: Library, at: datetime) -> bool:
    """Closes or finishes an attempt unless somebody came back to it meanwhile; whether it was open and is closed."""
    ahead = marked_ahead(attempt_id, person_id, library)
    with hold(attempt_id, person_id, read=None if ahead is None else ahead.steps) as held:
        if held.row.finished_at is not None or held.row.seen_at >= at - ABANDONED:
            return False
        if held.row.state != "open":
            leave(held, library, at, ahead)
            return False
        _close(held, at)
        return True


def _open_attempt(session: Session, person_id: int, slug: str, at: datetime) -> int | None:
    """The id of the attempt to go on with; one that was left for a day is closed instead."""
    query = select(*ATTEMPT_COLUMNS).where(
        Attempt.person_id == person_id, Attempt.scenario == slug, Attempt.state == "open"
    )
    row = session.execute(query.with_for_update()).first()
    if row is None:
        return None
    held = HeldAttempt(session, AttemptRow(*row))
    if held.row.seen_at >= at - ABANDONED:
        return held.row.id
    _close(held, at)
    held.store()
    return None


def _close(held: HeldAttempt, at: datetime) -> None:
    held.row.state, held.row.ended_at, held.row.finished_at = "closed", at, at
    audit.record(act="closed", subject=f"attempt:{held.row.id}", at=at, detail="no sign of life for 24 hours")
