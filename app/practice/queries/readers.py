"""Who may read a call that was handed over, beside who handed it over."""

from sqlalchemy import Exists, exists

from app.accounts.models import KnownPerson, Person, managed_team
from app.web.guards import Role

_READERS = frozenset({Role.TRAINER, Role.MAJOR_INCIDENT_MANAGER})


def manages_team_of_person(reader: KnownPerson) -> Exists:
    """Whether the reader manages the team of the person in the query."""
    return exists().where(managed_team.c.person_id == reader.id, managed_team.c.team_id == Person.team_id)


def reads_others(reader: KnownPerson, manages: bool) -> bool:
    """Whether this reader may read somebody else's call; `manages`: they manage that person's team."""
    return manages or bool(reader.roles & _READERS)
