"""What an administrator does with people: add, change, deactivate, let in again."""

import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Self

from sqlalchemy import select

from app.accounts import queries
from app.accounts.actions.alone import alone
from app.accounts.actions.links import make_link, void_links
from app.accounts.actions.outcomes import NewLink, Overtaken, Purpose, Refusal
from app.accounts.models import Person, RoleHeld, Team
from app.accounts.rules import deactivation_refusal, demotion_refusal, joined_mistake, roles_mistake
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

    def mistake(self, today: date) -> Refusal | None:
        """Where roles and teams contradict each other, or a day cannot be meant."""
        if found := joined_mistake(self.joined_on, today):
            return Refusal("joined", found)
        contradiction = roles_mistake(self.roles, self.team_id, self.managed_team_ids)
        return Refusal(*contradiction) if contradiction else None

    def written(self) -> str:
        """As one line of text, for a page to carry."""
        kept = [self.name, self.email, sorted(self.roles), self.team_id, sorted(self.managed_team_ids)]
        return json.dumps([*kept, self.joined_on.isoformat()])

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What `written` wrote; None for anything else."""
        try:
            name, email, roles, team_id, managed, joined = json.loads(text)
            return cls(
                name=name,
                email=email,
                roles=frozenset(map(Role, roles)),
                team_id=team_id,
                managed_team_ids=frozenset(managed),
                joined_on=date.fromisoformat(joined),
            )
        except (ValueError, TypeError):
            return None

    @classmethod
    def of(cls, person: Person) -> Self:
        """What is kept of a person, the teams they manage read with them."""
        return cls(
            name=person.name,
            email=person.email,
            roles=person.roles,
            team_id=person.team_id,
            managed_team_ids=frozenset(team.id for team in person.manages),
            joined_on=person.joined_on,
        )

    def taking_over(self, shown: Self, now: Self) -> Self:
        """These facts as they were typed over what was `shown`; what was left as it was shown is as it stands `now`."""
        left = (field.name for field in fields(self) if getattr(self, field.name) == getattr(shown, field.name))
        return replace(self, **{name: getattr(now, name) for name in left})


# What the form calls each of the facts.
_FIELDS = {"team_id": "team", "managed_team_ids": "managed", "joined_on": "joined"}


def beside_others(typed: PersonFacts, shown: PersonFacts, now: PersonFacts) -> PersonFacts | Overtaken:
    """What was typed over what was `shown`, beside what others changed meanwhile, as it stands `now`.

    What was left as it was shown stays as it is now. Overtaken where both changed the same thing, each otherwise.
    """
    overtaken = []
    for name in (field.name for field in fields(PersonFacts)):
        was, written, current = (getattr(facts, name) for facts in (shown, typed, now))
        if was != current and written not in (was, current):
            overtaken.append(_FIELDS.get(name, name))
    return Overtaken(tuple(overtaken)) if overtaken else typed.taking_over(shown, now)


def add_person(facts: PersonFacts, *, actor_id: int | None, at: datetime) -> int | Refusal:
    """Adds a person without a password and answers their id."""
    if mistake := facts.mistake(at.date()):
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


def change_person(
    person_id: int, facts: PersonFacts, *, actor_id: int, at: datetime, shown: PersonFacts | None = None
) -> Refusal | Overtaken | None:
    """Changes what is kept of a person; None when it was done. A new address ends open links to the old one.

    `shown` is what the acting person had before them: only what they changed of it is written, and nothing at all where
    somebody else changed the same meanwhile.
    """
    with alone():
        person = queries.person_to_change(person_id)
        together = beside_others(facts, shown, PersonFacts.of(person)) if shown else facts
        if isinstance(together, Overtaken):
            return together
        facts = together
        if refusal := facts.mistake(at.date()) or _change_refusal(person, facts, actor_id):
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
