"""What is stored of a call as plain rows, and the statements that read and write them.

Every request of a call needs some of them; through the object mapper each would cost several times as much. They
are sent on the connection of a transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Integer, bindparam, delete, insert, select, update

from app.database import Base
from app.practice.models import Attempt, AttemptStep, Draft, Typing


@dataclass(slots=True)
class AttemptRow:
    """An `Attempt`, column by column; whoever holds it may change it and writes it back."""

    id: int
    person_id: int
    scenario: str
    scenario_hash: str
    checklist_hash: str
    level: str
    pace: int
    state: str
    started_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    finished_at: datetime | None
    last_step: int


class StepRow(NamedTuple):
    """An `AttemptStep`."""

    id: int
    seq: int
    kind: str
    elapsed_seconds: float
    at: datetime
    sent_id: str | None
    body: dict[str, Any]


class DraftRow(NamedTuple):
    """A `Draft`."""

    text: str
    fields: dict[str, Any]
    decision: str | None
    revision: int
    saved_at: datetime


_attempt, _step, _draft, _typing = (
    Base.metadata.tables[model.__tablename__] for model in (Attempt, AttemptStep, Draft, Typing)
)
ATTEMPT_COLUMNS: tuple[ColumnElement[Any], ...] = tuple(_attempt.c[field.name] for field in fields(AttemptRow))
_DRAFT_COLUMNS = tuple(_draft.c[name] for name in DraftRow._fields)
_OF_ATTEMPT = bindparam("of_attempt", type_=Integer)
_HELD = select(*ATTEMPT_COLUMNS).where(_attempt.c.id == _OF_ATTEMPT).with_for_update()
_WITH_DRAFT = (
    select(*ATTEMPT_COLUMNS, *_DRAFT_COLUMNS)
    .select_from(_attempt.outerjoin(_draft, _draft.c.attempt_id == _attempt.c.id))
    .where(_attempt.c.id == _OF_ATTEMPT)
)
_STEPS = (
    select(*(_step.c[name] for name in StepRow._fields)).where(_step.c.attempt_id == _OF_ATTEMPT).order_by(_step.c.seq)
)
_LATER_STEPS = _STEPS.where(_step.c.seq > bindparam("read_to", type_=Integer))
_CLOCK_STEPS = _STEPS.where(_step.c.kind.in_(("paused", "resumed")))
_DRAFT = select(*_DRAFT_COLUMNS).where(_draft.c.attempt_id == _OF_ATTEMPT)
_CHANGING = ("state", "seen_at", "ended_at", "finished_at", "last_step")
_WRITE = (
    update(_attempt).where(_attempt.c.id == _OF_ATTEMPT).values({name: bindparam(f"new_{name}") for name in _CHANGING})
)
_ADD_STEP, _ADD_DRAFT, _ADD_TYPING = insert(_step), insert(_draft), insert(_typing)
_WRITE_DRAFT = (
    update(_draft)
    .where(_draft.c.attempt_id == _OF_ATTEMPT)
    .values({name: bindparam(f"new_{name}") for name in DraftRow._fields})
)
_DROP_DRAFT = delete(_draft).where(_draft.c.attempt_id == _OF_ATTEMPT)


def hold_attempt(on: Connection, attempt_id: int) -> AttemptRow | None:
    """The attempt, locked until the transaction ends."""
    found = on.execute(_HELD, {"of_attempt": attempt_id}).first()
    return None if found is None else AttemptRow(*found)


def attempt_with_draft(on: Connection, attempt_id: int) -> tuple[AttemptRow, DraftRow | None] | None:
    """The attempt and its draft, not locked."""
    found = on.execute(_WITH_DRAFT, {"of_attempt": attempt_id}).first()
    if found is None:
        return None
    own = len(ATTEMPT_COLUMNS)
    draft = None if found.revision is None else DraftRow(*found[own:])
    return AttemptRow(*found[:own]), draft


def steps_of(on: Connection, attempt: AttemptRow, read: Sequence[StepRow] | None = None) -> list[StepRow]:
    """The whole log, in order. What was `read` of it before, from its first step on, is not read again."""
    if read is None:
        return [StepRow(*row) for row in on.execute(_STEPS, {"of_attempt": attempt.id})]
    read_to = read[-1].seq if read else 0
    if read_to == attempt.last_step:
        return list(read)
    later = on.execute(_LATER_STEPS, {"of_attempt": attempt.id, "read_to": read_to})
    return [*read, *(StepRow(*row) for row in later)]


def clock_steps_of(on: Connection, attempt_id: int) -> list[StepRow]:
    """The steps that stop the clock and let it go on, in order."""
    return [StepRow(*row) for row in on.execute(_CLOCK_STEPS, {"of_attempt": attempt_id})]


def draft_of(on: Connection, attempt_id: int) -> DraftRow | None:
    """The draft, None before the first saving."""
    found = on.execute(_DRAFT, {"of_attempt": attempt_id}).first()
    return None if found is None else DraftRow(*found)


def write_attempt(on: Connection, row: AttemptRow) -> None:
    """Writes what may change of an attempt."""
    new = {f"new_{name}": getattr(row, name) for name in _CHANGING}
    on.execute(_WRITE, {"of_attempt": row.id, **new})


def add_step(on: Connection, attempt_id: int, **step: Any) -> StepRow:
    """Appends a step to the log, given by its columns."""
    added = on.execute(_ADD_STEP, {"attempt_id": attempt_id, **step})
    key = added.inserted_primary_key
    assert key is not None  # noqa: S101  one row was inserted
    return StepRow(key.id, **step)


def write_draft(on: Connection, attempt_id: int, draft: DraftRow) -> None:
    """Keeps these words as the draft; its first revision makes it."""
    if draft.revision == 1:
        on.execute(_ADD_DRAFT, {"attempt_id": attempt_id, **draft._asdict()})
    else:
        new = {f"new_{name}": value for name, value in draft._asdict().items()}
        on.execute(_WRITE_DRAFT, {"of_attempt": attempt_id, **new})


def drop_draft(on: Connection, attempt_id: int) -> None:
    """Removes the draft, if there is one."""
    on.execute(_DROP_DRAFT, {"of_attempt": attempt_id})


def add_typings(on: Connection, groups: Sequence[Mapping[str, Any]]) -> None:
    """Stores groups of keystrokes, each a `Typing` by its columns."""
    if groups:
        on.execute(_ADD_TYPING, list(groups) if len(groups) > 1 else groups[0])
