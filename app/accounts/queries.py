"""Reads of people, teams and the organisation."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Organisation, Person, SignInFailure
from app.database import db
from app.web.guards import Role


def person_of_session(session_id: str) -> Person | None:
    """The person a session belongs to; None when they left, or were signed out everywhere since."""
    number, _, version = session_id.partition(".")
    if not (number.isdecimal() and version.isdecimal()):
        return None
    query = select(Person).where(Person.id == int(number)).options(selectinload(Person.roles_held))
    person: Person | None = db.session.scalar(query)
    if person is None or person.deactivated_at is not None or person.session_version != int(version):
        return None
    return person


def organisation() -> Organisation | None:
    """The organisation of this installation; None before the first start has made it."""
    return db.session.get(Organisation, 1)


def person(person_id: int) -> Person:
    """The person with this id, with their team. Raises NoResultFound."""
    return db.session.scalars(select(Person).where(Person.id == person_id).options(joinedload(Person.team))).one()


def active_person_by_email(email: str) -> Person | None:
    """The active person who signs in with this address."""
    return db.session.scalar(select(Person).where(Person.email == email, Person.deactivated_at.is_(None)))


def failures(keys: Collection[str], since: datetime) -> dict[str, list[datetime]]:
    """When tries under each key failed since then, newest first."""
    found: dict[str, list[datetime]] = {key: [] for key in keys}
    query = select(SignInFailure.key, SignInFailure.at).where(SignInFailure.key.in_(found), SignInFailure.at > since)
    for key, at in db.session.execute(query.order_by(SignInFailure.at.desc())):
        found[key].append(at)
    return found


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """Somebody a visitor of the sample organisation can be, with what there is to see."""

    id: int
    name: str
    first_name: str
    team: str | None
    story: str


@dataclass(frozen=True, slots=True)
class SampleGroup:
    """Sample people of one role."""

    label: str
    people: tuple[SamplePerson, ...]


_GROUPS = {
    Role.AGENT: "Agents",
    Role.MANAGER: "Managers",
    Role.MAJOR_INCIDENT_MANAGER: "Major Incident Managers",
    Role.TRAINER: "Trainers",
    Role.ADMINISTRATOR: "Administrators",
}
_FOREMOST = (Role.ADMINISTRATOR, Role.MANAGER, Role.MAJOR_INCIDENT_MANAGER, Role.TRAINER, Role.AGENT)


def sample_people(stories: Mapping[str, str]) -> tuple[SampleGroup, ...]:
    """The active people by their foremost role, told ones first and in the order of `stories` (by e-mail)."""
    query = select(Person).where(Person.deactivated_at.is_(None)).options(joinedload(Person.team))
    order = {email: place for place, email in enumerate(stories)}
    everybody = sorted(db.session.scalars(query), key=lambda one: (order.get(one.email, len(order)), one.name))
    grouped: dict[Role, list[SamplePerson]] = {role: [] for role in _GROUPS}
    for one in everybody:
        team = one.team.name if one.team else None
        foremost = next(role for role in _FOREMOST if role in one.roles)
        grouped[foremost].append(SamplePerson(one.id, one.name, one.first_name, team, stories.get(one.email, "")))
    return tuple(SampleGroup(_GROUPS[role], tuple(people)) for role, people in grouped.items() if people)


def sample_person(person_id: int) -> Person | None:
    """The active person with this id, if this is the sample organisation."""
    found = organisation()
    if found is None or not found.is_sample:
        return None
    return db.session.scalar(select(Person).where(Person.id == person_id, Person.deactivated_at.is_(None)))
