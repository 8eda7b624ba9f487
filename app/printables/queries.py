"""Reads for documents: what may be printed by whom."""

from datetime import date

from sqlalchemy import select

from app.accounts.models import KnownPerson, Person, managed_team
from app.database import db
from app.printables import rules
from app.progress.queries import CertificatePage, certificate


def certificate_for(actor: KnownPerson, serial: str, today: date) -> CertificatePage | None:
    """The certificate with this serial if there is one and this person may take it away; three statements."""
    found = certificate(serial, today)
    if found is None:
        return None
    may = rules.may_take_certificate(
        actor_id=actor.id,
        roles=actor.roles,
        managed_teams=_managed_teams(actor.id),
        holder_id=found.person_id,
        holder_team=db.session.scalar(select(Person.team_id).where(Person.id == found.person_id)),
    )
    return found if may else None


def _managed_teams(person_id: int) -> set[int]:
    query = select(managed_team.c.team_id).where(managed_team.c.person_id == person_id)
    return set(db.session.scalars(query))
