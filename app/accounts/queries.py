"""Reads of people, teams and the organisation."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.accounts.models import Organisation, Person
from app.database import db


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
