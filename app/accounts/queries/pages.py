"""What the pages of this room show: one function a page, a fixed number of statements each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.accounts import queries
from app.accounts.models import KnownPerson, OneTimeLink, Person, Team, managed_team
from app.accounts.rules import extra_time_headline, people_headline
from app.database import db
from app.web.guards import Role

MOST_ROWS = 200


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


def sample_groups(stories: Mapping[str, str]) -> tuple[SampleGroup, ...]:
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


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the list. `state` is "active", "waiting" (no password yet) or "deactivated"."""

    id: int
    name: str
    email: str
    team: str | None
    roles: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The list of people, or those a search found; `total` counts all found, of which `rows` shows the first."""

    headline: str
    search: str
    total: int
    rows: tuple[PersonRow, ...]


def people(search: str, *, is_sample: bool) -> PeoplePage:
    """People by name; `search` looks into name, e-mail and team. Three statements."""
    found = or_(
        Person.name.icontains(search, autoescape=True),
        Person.email.icontains(search, autoescape=True),
        Team.name.icontains(search, autoescape=True),
    )
    waiting = Person.password_hash.is_(None) & Person.deactivated_at.is_(None)
    if is_sample:  # its own people never get a password; who was added since was given a link
        waiting = waiting & exists().where(OneTimeLink.person_id == Person.id)
    counts = select(func.count(), func.count().filter(waiting), func.count().filter(Person.deactivated_at.is_not(None)))
    counted = counts.select_from(Person).outerjoin(Team, Team.id == Person.team_id).where(found)
    total, without_password, inactive = db.session.execute(counted).one()
    query = select(Person, waiting).outerjoin(Person.team).options(contains_eager(Person.team)).where(found)
    rows = db.session.execute(query.order_by(Person.name, Person.id).limit(MOST_ROWS))
    headline = people_headline(total, without_password, inactive, search)
    return PeoplePage(headline, search, total, tuple(_row(one, waits) for one, waits in rows))


def _row(one: Person, waits: bool) -> PersonRow:
    state = "active"
    if one.deactivated_at is not None:
        state = "deactivated"
    elif waits:
        state = "waiting"
    team = one.team.name if one.team else None
    return PersonRow(one.id, one.name, one.email, team, role_labels(one), state)


def role_labels(one: Person) -> tuple[str, ...]:
    """A person's roles as pages write them, in the order of the roles."""
    return tuple(role.label for role in Role if role in one.roles)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person as an administrator sees them. `is_invited`: a link to let them in was made once; `link_until` is when
    their open one ends."""

    id: int
    name: str
    email: str
    team_id: int | None
    roles: tuple[str, ...]
    managed_team_ids: tuple[int, ...]
    joined_on: date
    deactivated_at: datetime | None
    has_password: bool
    is_invited: bool
    link_until: datetime | None
    extra_time: int


def person(person_id: int, at: datetime) -> PersonPage | None:
    """One person with what can be changed; None when there is none. Four statements."""
    query = select(Person).where(Person.id == person_id).options(selectinload(Person.manages))
    one = db.session.scalar(query)
    if one is None:
        return None
    still_open = (OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > at)
    links = select(func.max(OneTimeLink.expires_at).filter(*still_open), func.count(OneTimeLink.id))
    link_until, links_made = db.session.execute(links.where(OneTimeLink.person_id == person_id)).one()
    managed = tuple(team.id for team in one.manages)
    roles = tuple(role.value for role in Role if role in one.roles)
    return PersonPage(
        one.id,
        one.name,
        one.email,
        one.team_id,
        roles,
        managed,
        one.joined_on,
        one.deactivated_at,
        one.password_hash is not None,
        links_made > 0,
        link_until,
        one.extra_time,
    )


@dataclass(frozen=True, slots=True)
class ExtraTimePage:
    """How much more time, in per cent, an active person has. `administers`: the reader is an administrator."""

    id: int
    name: str
    first_name: str
    team_id: int | None
    per_cent: int
    headline: str
    administers: bool


def extra_time(person_id: int, reader: KnownPerson) -> ExtraTimePage | None:
    """A person's extra time, for administrators and managers of their team; None for others. Two statements."""
    managed = exists().where(managed_team.c.person_id == reader.id, managed_team.c.team_id == Person.team_id)
    query = select(Person, managed).where(Person.id == person_id, Person.deactivated_at.is_(None))
    found = db.session.execute(query).first()
    if found is None:
        return None
    one, is_managed = found
    administers = Role.ADMINISTRATOR in reader.roles
    if not (administers or (is_managed and Role.MANAGER in reader.roles)):
        return None
    headline = extra_time_headline(one.first_name, one.extra_time)
    return ExtraTimePage(one.id, one.name, one.first_name, one.team_id, one.extra_time, headline, administers)


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team with how many active people are on it and who answers for it."""

    id: int
    name: str
    people: int
    managers: tuple[str, ...]


def teams() -> tuple[TeamRow, ...]:
    """All teams by name. Three statements."""
    active = Person.deactivated_at.is_(None)
    on_team = select(Person.team_id, func.count()).where(active, Person.team_id.is_not(None)).group_by(Person.team_id)
    counts = dict(db.session.execute(on_team).all())
    of_team = select(managed_team.c.team_id, Person.name).join(Person, Person.id == managed_team.c.person_id)
    managers: dict[int, list[str]] = {}
    for team_id, name in db.session.execute(of_team.where(active).order_by(Person.name)):
        managers.setdefault(team_id, []).append(name)
    all_teams: Sequence[Team] = queries.teams()
    return tuple(
        TeamRow(team.id, team.name, counts.get(team.id, 0), tuple(managers.get(team.id, ()))) for team in all_teams
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """People who have not chosen a password yet: how many of how many, the first few, and whose link still works."""

    everybody: int
    count: int
    people: tuple[tuple[int, str, bool], ...]


def waiting(at: datetime, most: int = 5) -> Waiting:
    """Who is not in yet; for each of the first `most` their id, name and whether a link is open. Two statements."""
    no_password = Person.password_hash.is_(None)
    counts = select(func.count(), func.count().filter(no_password)).where(Person.deactivated_at.is_(None))
    everybody, count = db.session.execute(counts).one()
    is_open = (
        select(OneTimeLink.id)
        .where(OneTimeLink.person_id == Person.id, OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > at)
        .exists()
    )
    query = select(Person.id, Person.name, is_open).where(no_password, Person.deactivated_at.is_(None))
    first = db.session.execute(query.order_by(Person.created_at, Person.id).limit(most))
    return Waiting(everybody, count, tuple((one, name, bool(link)) for one, name, link in first))
