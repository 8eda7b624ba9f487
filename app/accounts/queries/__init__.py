"""Reads of people, teams and the organisation that actions and other rooms need."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import (
    OneTimeLink,
    Organisation,
    OwnOrganisation,
    Person,
    RoleHeld,
    SignedIn,
    SignInFailure,
    Team,
)
from app.accounts.rules import PLACEHOLDER_EMAIL, is_placeholder
from app.database import db
from app.web.guards import Role

_person, _organisation, _role_held = (table.__table__.c for table in (Person, Organisation, RoleHeld))
_WITH_ORGANISATION = (  # made once, of plain columns: every request of somebody signed in sends it
    select(
        *(_person[field.name] for field in fields(SignedIn) if field.name != "roles"),
        *(_organisation[field.name].label(f"organisation_{field.name}") for field in fields(OwnOrganisation)),
        _role_held.role,
    )
    .select_from(Person.__table__)
    .outerjoin(Organisation.__table__, _organisation.id == 1)
    .outerjoin(RoleHeld.__table__, _role_held.person_id == _person.id)
    .where(
        _person.id == bindparam("person_id"),
        _person.session_version == bindparam("version"),
        _person.deactivated_at.is_(None),
    )
)


def signed_in(session_id: str) -> tuple[SignedIn, OwnOrganisation | None] | None:
    """The person a session belongs to, with their organisation; None when they left or were signed out everywhere.

    One statement brings the roles and the organisation along: every page of somebody signed in needs all three.
    """
    number, _, version = session_id.partition(".")
    if not (number.isdecimal() and version.isdecimal()):
        return None
    rows = db.session.execute(_WITH_ORGANISATION, {"person_id": int(number), "version": int(version)}).all()
    if not rows:
        return None
    *person, name, time_zone, is_sample, _ = rows[0]
    roles = frozenset(Role(row[-1]) for row in rows if row[-1] is not None)
    return SignedIn(*person, roles), None if name is None else OwnOrganisation(name, time_zone, is_sample)


def organisation() -> Organisation | None:
    """The organisation of this installation; None before the first start has made it."""
    return db.session.get(Organisation, 1)


def person(person_id: int) -> Person:
    """The person with this id, with their team. Raises NoResultFound."""
    return db.session.scalars(select(Person).where(Person.id == person_id).options(joinedload(Person.team))).one()


def person_to_change(person_id: int) -> Person:
    """The person with this id, with the teams they manage. Raises NoResultFound."""
    return db.session.scalars(select(Person).where(Person.id == person_id).options(selectinload(Person.manages))).one()


def active_person_by_email(email: str) -> Person | None:
    """The active person who signs in with this address."""
    return db.session.scalar(select(Person).where(Person.email == email, Person.deactivated_at.is_(None)))


def is_taken(email: str, but_by: int | None = None) -> bool:
    """Whether somebody (other than `but_by`) has this address, active or not."""
    return bool(db.session.scalar(select(exists().where(Person.email == email, Person.id != (but_by or 0)))))


def is_team(name: str, but: int | None = None) -> bool:
    """Whether a team (other than `but`) has this name, however it is capitalised in any alphabet."""
    others = db.session.scalars(select(Team.name).where(Team.id != (but or 0)))
    return name.casefold() in map(str.casefold, others)


def teams() -> Sequence[Team]:
    """All teams by name."""
    return db.session.scalars(select(Team).order_by(Team.name)).all()


def has_other_administrator(person_id: int) -> bool:
    """Whether somebody active besides this person is administrator."""
    query = select(RoleHeld.person_id).join(Person, Person.id == RoleHeld.person_id)
    found = query.where(
        RoleHeld.role == Role.ADMINISTRATOR, Person.id != person_id, Person.deactivated_at.is_(None)
    ).limit(1)
    return db.session.scalar(found) is not None


def can_an_administrator_sign_in() -> bool:
    """Whether an active administrator has a password."""
    query = select(Person.id).join(RoleHeld, RoleHeld.person_id == Person.id)
    found = query.where(
        RoleHeld.role == Role.ADMINISTRATOR, Person.deactivated_at.is_(None), Person.password_hash.is_not(None)
    ).limit(1)
    return db.session.scalar(found) is not None


def administrator_to_let_in() -> int | None:
    """The first active administrator without a password, or the first administrator of the installation."""
    waiting = (Person.deactivated_at.is_(None) & Person.password_hash.is_(None)) | (Person.email == PLACEHOLDER_EMAIL)
    query = select(Person.id).join(RoleHeld, RoleHeld.person_id == Person.id)
    return db.session.scalar(query.where(RoleHeld.role == Role.ADMINISTRATOR, waiting).order_by(Person.id).limit(1))


def failures(keys: Collection[str], since: datetime) -> dict[str, list[datetime]]:
    """When tries under each key failed since then, newest first."""
    found: dict[str, list[datetime]] = {key: [] for key in keys}
    query = select(SignInFailure.key, SignInFailure.at).where(
        or_(*(SignInFailure.key == key for key in keys)), SignInFailure.at > since
    )
    for key, at in db.session.execute(query.order_by(SignInFailure.at.desc())):
        found[key].append(at)
    return found


@dataclass(frozen=True, slots=True)
class LinkState:
    """A one-time link as its page shows it; `since` is when it was used or ended, or when it will end."""

    id: int
    state: Literal["open", "used", "ended"]
    since: datetime
    purpose: str
    person_id: int
    name: str
    email: str
    is_placeholder: bool


def link(digest: str, at: datetime) -> LinkState | None:
    """The link with this digest; None when there is none, or its person is deactivated."""
    query = select(OneTimeLink, Person).join(Person, Person.id == OneTimeLink.person_id)
    found = db.session.execute(query.where(OneTimeLink.digest == digest, Person.deactivated_at.is_(None))).first()
    if found is None:
        return None
    kept, owner = found
    if kept.used_at is not None:
        state: Literal["open", "used", "ended"] = "used"
        since = kept.used_at
    else:
        state, since = ("open" if kept.expires_at > at else "ended"), kept.expires_at
    return LinkState(
        kept.id, state, since, kept.purpose, owner.id, owner.name, owner.email, is_placeholder(owner.email)
    )


def sample_person(person_id: int) -> Person | None:
    """The active person with this id, if this is the sample organisation."""
    found = organisation()
    if found is None or not found.is_sample:
        return None
    return db.session.scalar(select(Person).where(Person.id == person_id, Person.deactivated_at.is_(None)))
