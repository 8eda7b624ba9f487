"""Changes what is required of one person: steps added and taken back, waived and asked for again, days set.

Each is a row more; the newest counts. Whether the acting person may is for the caller to have looked up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.accounts.models import Person
from app.accounts.queries import organisation
from app.audit import actions as audit
from app.content.library import Library
from app.database import transaction
from app.progress.actions.certifying import issue_what_is_earned, zone_of
from app.progress.models import PathChange
from app.progress.queries.ledger import holder
from app.progress.queries.paths import StepState, path_of
from app.progress.rules import changes as rules
from app.progress.rules.changes import Act


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, as a sentence, and the form's field it belongs to."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ChangeOf:
    """Whose path is changed, of which step, by whom and when."""

    person_id: int
    kind: str
    slug: str
    actor_id: int
    library: Library
    at: datetime


Check = Callable[[StepState | None, date], Refusal | None]


def add_step(of: ChangeOf, due_on: date, reason: str = "") -> Refusal | None:
    """Asks this person for a module, scenario or video of the library by this day, once more if they did it before."""

    def check(step: StepState | None, today: date) -> Refusal | None:
        if (of.kind, of.slug) not in of.library.step_keys():
            return Refusal("step", "Choose from the list.")
        return _first(
            _refusal("step", rules.add_refusal(step.state if step else None)),
            _refusal("due_on", rules.day_mistake(due_on, today)),
        )

    return _change(of, "added", check, due_on, reason)


def drop_step(of: ChangeOf) -> Refusal | None:
    """Takes an added step back."""

    def check(step: StepState | None, _today: date) -> Refusal | None:
        return None if step and step.changes.added else Refusal("", "This was not added, so it cannot be taken back.")

    return _change(of, "dropped", check)


def waive_step(of: ChangeOf, reason: str) -> Refusal | None:
    """Settles a step without its being done, for a reason the person reads; may earn them a certificate."""

    def check(step: StepState | None, _today: date) -> Refusal | None:
        if step is None:
            return _not_required()
        return _refusal("reason", rules.waive_refusal(step.state) or rules.reason_mistake(reason))

    return _change(of, "waived", check, reason=reason)


def require_step(of: ChangeOf) -> Refusal | None:
    """Asks for a waived step again."""

    def check(step: StepState | None, _today: date) -> Refusal | None:
        return None if step and step.changes.waived else Refusal("", "This is not waived.")

    return _change(of, "required", check)


def set_day(of: ChangeOf, due_on: date | None) -> Refusal | None:
    """Gives a step another day; None: the path's own again."""

    def check(step: StepState | None, today: date) -> Refusal | None:
        if step is None:
            return _not_required()
        mistake = rules.date_refusal(step.state) if step.again_on is None or step.state == "waived" else None
        return _refusal("due_on", mistake or (rules.day_mistake(due_on, today) if due_on else None))

    return _change(of, "dated", check, due_on)


def set_day_of_late(person_id: int, due_on: date, *, actor_id: int, library: Library, at: datetime) -> int | Refusal:
    """Gives every step of this person that is late the same new day, and answers how many they were."""
    with transaction():
        person = holder(person_id)
        today = at.astimezone(zone_of(organisation())).date()
        if mistake := rules.day_mistake(due_on, today):
            return Refusal("due_on", mistake)
        late = [step for step in path_of(person, library, today).steps if step.state == "late"]
        for step in late:
            set_day(ChangeOf(person_id, step.kind, step.slug, actor_id, library, at), due_on)
    return len(late)


def _change(of: ChangeOf, act: Act, check: Check, due_on: date | None = None, reason: str = "") -> Refusal | None:
    """Writes the change unless `check`, given the step as it stands under the person's lock, refuses it."""
    with transaction() as session:
        person = holder(of.person_id)
        today = of.at.astimezone(zone_of(organisation())).date()
        refusal = check(_step(person, of, today), today)
        if refusal is not None:
            return refusal
        session.add(
            PathChange(
                person_id=of.person_id,
                kind=of.kind,
                slug=of.slug,
                act=act,
                due_on=due_on,
                reason=reason.strip(),
                by_id=of.actor_id,
                at=of.at,
            )
        )
        session.flush()
        detail = f"{of.kind}:{of.slug}" + (f" by {due_on}" if due_on else "")
        audit.record(
            act=f"path step {act}", subject=f"person:{of.person_id}", at=of.at, actor_id=of.actor_id, detail=detail
        )
        if act == "waived":
            issue_what_is_earned(person, of.library, actor_id=of.actor_id, at=of.at)
    return None


def _step(person: Person, of: ChangeOf, today: date) -> StepState | None:
    return path_of(person, of.library, today).step(of.kind, of.slug)


def _refusal(field: str, sentence: str | None) -> Refusal | None:
    return Refusal(field, sentence) if sentence else None


def _first(*refusals: Refusal | None) -> Refusal | None:
    return next((refusal for refusal in refusals if refusal), None)


def _not_required() -> Refusal:
    return Refusal("", "This is no longer required of them.")
