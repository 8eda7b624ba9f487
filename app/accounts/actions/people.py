"""What an administrator does with people: add, change, deactivate, let in again."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.accounts import queries
from app.accounts.actions.alone import alone
from app.accounts.actions.links import make_link, void_links
from app.accounts.actions.outcomes import NewLink, Purpose, Refusal
from app.accounts.models import Person, RoleHeld, Team
from app.accounts.rules import deactivation_refusal, demotion_refusal, roles_mistake
from app.audit.actions import record
from app.database import transaction
from app.web.guards import Role

_TAKEN = Refusal("email", "Somebody here has this address already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What an administrator says of a person. `email` is in lower case."""

    name: str
    email: str
    roles: frozenset[Role]
    team_id: int | None
    managed_team_ids: frozenset[int] = frozenset()
    joined_on: date

    def mistake(self) -> Refusal | None:
        """Where roles and teams contradict each other."""
        found = roles_mistake(self.roles, self.team_id, self.managed_team_ids)
        return Refusal(*found) if found else None


def add_person(facts: PersonFacts, *, actor_id: int | None, at: datetime) -> int | Refusal:
    """Adds a person without a password and answers their id."""
    if mistake := facts.mistake():
        return mistake
    with alone() as session:
        if queries.is_taken(facts.email):
            return _TAKEN
        person = Person(
            name=facts.name,
            email=facts.email,
            team_id=facts.team_id,
            joined_on=facts.joined_on,
            created_at=at,
            session_version=_unseen_version(),
            roles_held=[RoleHeld(role=role) for role in sorted(facts.roles)],
            manages=_teams(facts.managed_team_ids),
        )
        session.add(person)
        session.flush()
        detail = _listed(facts.roles)
        record(act="person added", subject=f"person:{person.id}", at=at, actor_id=actor_id, detail=detail)
        return person.id


def welcome_person(facts: PersonFacts, *, link_hours: int, actor_id: int, at: datetime) -> NewLink | Refusal:
    """Adds a person and makes the one-time link that lets them in."""
    with transaction():
        added = add_person(facts, actor_id=actor_id, at=at)
        if isinstance(added, Refusal):
            return added
        return make_link(person_id=added, purpose="welcome", hours=link_hours, actor_id=actor_id, at=at)


def change_person(person_id: int, facts: PersonFacts, *, actor_id: int, at: datetime) -> Refusal | None:
    """Changes what is kept of a person; None when it was done. A new address ends open links to the old one."""
    with alone():
        person = queries.person_to_change(person_id)
        if refusal := facts.mistake() or _change_refusal(person, facts, actor_id):
            return refusal
        if facts.email != person.email:
            void_links(person_id, at)
        changed = _changes(person, facts)
        person.name, person.email = facts.name, facts.email
        person.team_id, person.joined_on = facts.team_id, facts.joined_on
        added = [RoleHeld(role=role) for role in sorted(facts.roles - person.roles)]
        person.roles_held = [held for held in person.roles_held if held.role in facts.roles] + added
        person.manages = _teams(facts.managed_team_ids)
        if changed:
            record(act="person changed", subject=f"person:{person_id}", at=at, actor_id=actor_id, detail=changed)
    return None


def deactivate(*, person_id: int, actor_id: int, at: datetime) -> Refusal | None:
    """Ends a person's access at once and keeps their history; None when it was done."""
    with alone():
        person = queries.person_to_change(person_id)
        is_last = Role.ADMINISTRATOR in person.roles and not queries.has_other_administrator(person_id)
        if refusal := deactivation_refusal(is_self=person_id == actor_id, is_last_administrator=is_last):
            return Refusal("", refusal)
        if person.deactivated_at is None:
            person.deactivated_at = at
            person.session_version += 1
            void_links(person_id, at)
            record(act="person deactivated", subject=f"person:{person_id}", at=at, actor_id=actor_id)
    return None


def reactivate(*, person_id: int, actor_id: int, at: datetime) -> None:
    """Lets a person back in, with the password they had."""
    with transaction():
        person = queries.person_to_change(person_id)
        if person.deactivated_at is not None:
            person.deactivated_at = None
            record(act="person reactivated", subject=f"person:{person_id}", at=at, actor_id=actor_id)


def renew_link(*, person_id: int, link_hours: int, actor_id: int | None, at: datetime) -> NewLink | Refusal:
    """Makes a person a new one-time link; the ones before end."""
    with transaction():
        person = queries.person_to_change(person_id)
        if person.deactivated_at is not None:
            return Refusal("", f"{person.name} is deactivated. Reactivate them first.")
        void_links(person_id, at)
        purpose: Purpose = "new_password" if person.password_hash else "welcome"
        return make_link(person_id=person_id, purpose=purpose, hours=link_hours, actor_id=actor_id, at=at)


def _change_refusal(person: Person, facts: PersonFacts, actor_id: int) -> Refusal | None:
    if queries.is_taken(facts.email, but_by=person.id):
        return _TAKEN
    if Role.ADMINISTRATOR in person.roles - facts.roles:
        is_last = not queries.has_other_administrator(person.id)
        if refusal := demotion_refusal(is_self=person.id == actor_id, is_last_administrator=is_last):
            return Refusal("roles", refusal)
    return None


def _teams(ids: Collection[int]) -> list[Team]:
    with transaction() as session:
        return list(session.scalars(select(Team).where(Team.id.in_(ids)))) if ids else []


def _unseen_version() -> int:
    """Where a person's sessions start counting: far from any session of an earlier person with the same id."""
    return 1_000 + secrets.randbelow(1_000_000_000)


def _listed(roles: Collection[Role]) -> str:
    return ", ".join(sorted(roles))


def _changes(person: Person, facts: PersonFacts) -> str:
    """What changes, for the log: names of fields, and roles as they were and will be."""
    fields = {
        "name": facts.name != person.name,
        "e-mail": facts.email != person.email,
        "team": facts.team_id != person.team_id,
        "managed teams": facts.managed_team_ids != {team.id for team in person.manages},
        "joined": facts.joined_on != person.joined_on,
        f"roles from {_listed(person.roles)} to {_listed(facts.roles)}": facts.roles != person.roles,
    }
    return "; ".join(field for field, differs in fields.items() if differs)
