"""The reads of this room: one function a page, a fixed number of statements each, however many people."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import selectinload

from app.accounts.models import KnownPerson, Person, Team, managed_team
from app.content.library import Library
from app.database import db
from app.practice.queries import Outcome, attempts_of, last_scores
from app.progress.queries import CertificatePage, PathPage, certificates_of, path_of, paths_of
from app.reports.rules.sentences import Figures, figures, headline, person_headline
from app.reports.rules.standing import LastHandover, PersonRow, person_row
from app.reports.rules.week import Support, worth_doing
from app.web.formats import local
from app.web.guards import Role

_SEE_ALL = frozenset({Role.ADMINISTRATOR, Role.TRAINER})
_READ_DEBRIEFS = frozenset({Role.TRAINER, Role.MAJOR_INCIDENT_MANAGER})


@dataclass(frozen=True, slots=True)
class SeenTeam:
    """A team its reader may look at, and whether they manage it."""

    id: int
    name: str
    managed: bool


@dataclass(frozen=True, slots=True)
class TeamSummary:
    """A team in the list of teams."""

    id: int
    name: str
    headline: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class TeamsPage:
    """The teams a reader may see, by name, and what they come to together."""

    headline: str
    figures: Figures
    teams: tuple[TeamSummary, ...]


@dataclass(frozen=True, slots=True)
class TeamPage:
    """One team as it stood at `data_of`. `only_team`: the reader sees no other."""

    id: int
    name: str
    data_of: datetime
    headline: str
    figures: Figures
    rows: tuple[PersonRow, ...]
    week: tuple[Support, ...]
    reads_debriefs: bool
    only_team: bool


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One handover of a person, with the title of its scenario; `counts`: a pass at its level counts on the path."""

    attempt_id: int
    title: str
    handed_over_at: datetime
    score: int
    passed: bool
    level: str
    counts: bool


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One person of a team: their path, handovers (newest first) and certificates; `extra_time`, in per cent, only for
    who may give it."""

    team_id: int
    team_name: str
    data_of: datetime
    headline: str
    row: PersonRow
    path: PathPage
    attempts: tuple[AttemptLine, ...]
    certificates: tuple[CertificatePage, ...]
    reads_debriefs: bool
    takes_certificates: bool
    extra_time: int


@dataclass(frozen=True, slots=True)
class ManagersPage:
    """What a manager's first page says of all their teams; `late` and `lapsing` by name, with their team."""

    headline: str
    teams: tuple[TeamSummary, ...]
    late: tuple[tuple[int, PersonRow], ...]
    lapsing: tuple[tuple[int, PersonRow], ...]


def teams_page(reader: KnownPerson, library: Library, at: datetime) -> TeamsPage:
    """The teams of a manager, or all teams for trainers and administrators; seven statements."""
    teams = _teams_of(reader)
    members = _members([team.id for team in teams], library, local(at).date())
    everybody = [row for rows in members.values() for row in rows]
    summaries = tuple(_summary(team, members[team.id]) for team in teams)
    return TeamsPage(headline(figures(everybody)), figures(everybody), summaries)


def team_page(team_id: int, reader: KnownPerson, library: Library, at: datetime) -> TeamPage | None:
    """One team, or None when there is none such for this reader; seven statements."""
    teams = {team.id: team for team in _teams_of(reader)}
    if team_id not in teams:
        return None
    rows = _members([team_id], library, local(at).date())[team_id]
    numbers = figures(rows)
    return TeamPage(
        id=team_id,
        name=teams[team_id].name,
        data_of=at,
        headline=headline(numbers),
        figures=numbers,
        rows=tuple(rows),
        week=worth_doing(rows),
        reads_debriefs=_reads_debriefs(reader, teams[team_id]),
        only_team=len(teams) == 1,
    )


def member_page(team_id: int, person_id: int, reader: KnownPerson, library: Library, at: datetime) -> MemberPage | None:
    """One active person of a team, or None when there is none such for this reader; eight statements."""
    team = next((team for team in _teams_of(reader) if team.id == team_id), None)
    query = select(Person).where(Person.id == person_id, Person.team_id == team_id, Person.deactivated_at.is_(None))
    person = db.session.scalar(query) if team is not None else None
    if team is None or person is None:
        return None
    today, answers_for = local(at).date(), team.managed or Role.ADMINISTRATOR in reader.roles
    path = path_of(person, library, today)
    attempts = [line for outcome in attempts_of(person_id) if (line := _line(outcome, library))]
    attempts.sort(key=lambda line: line.handed_over_at, reverse=True)
    counting = next((line for line in attempts if line.counts), None)
    last = LastHandover(counting.attempt_id, counting.score, counting.passed) if counting else None
    row = person_row(person.id, person.name, person.joined_on, path, last, today)
    return MemberPage(
        team_id=team_id,
        team_name=team.name,
        data_of=at,
        headline=person_headline(row),
        row=row,
        path=path,
        attempts=tuple(attempts),
        certificates=tuple(certificates_of(person_id, today)),
        reads_debriefs=_reads_debriefs(reader, team),
        takes_certificates=answers_for,
        extra_time=person.extra_time if answers_for else 0,
    )


def managers_page(manager: KnownPerson, library: Library, at: datetime) -> ManagersPage:
    """What a manager's first page says of the teams they manage; seven statements."""
    teams = [team for team in _teams_of(manager) if team.managed]
    members = _members([team.id for team in teams], library, local(at).date())
    everybody = sorted(
        ((team_id, row) for team_id, rows in members.items() for row in rows), key=lambda pair: pair[1].name.casefold()
    )
    numbers = figures([row for _, row in everybody])
    return ManagersPage(
        headline=headline(numbers) if teams else "You manage no team yet.",
        teams=tuple(_summary(team, members[team.id]) for team in teams),
        late=tuple(pair for pair in everybody if pair[1].standing == "late"),
        lapsing=tuple(
            pair for pair in everybody if pair[1].lapses_soon and pair[1].standing not in ("late", "to_join")
        ),
    )


def _teams_of(reader: KnownPerson) -> list[SeenTeam]:
    """The teams this person may look at, by name; one statement."""
    managed = exists().where(managed_team.c.person_id == reader.id, managed_team.c.team_id == Team.id)
    query = select(Team.id, Team.name, managed)
    is_manager = Role.MANAGER in reader.roles
    teams = [SeenTeam(team_id, name, is_manager and held) for team_id, name, held in db.session.execute(query)]
    seen = [team for team in teams if team.managed or reader.roles & _SEE_ALL]
    return sorted(seen, key=lambda team: team.name.casefold())


def _reads_debriefs(reader: KnownPerson, team: SeenTeam) -> bool:
    return team.managed or bool(reader.roles & _READ_DEBRIEFS)


def _members(team_ids: Collection[int], library: Library, today: date) -> dict[int, list[PersonRow]]:
    """Where the active people of each of these teams stand, by name; six statements."""
    query = (
        select(Person)
        .where(Person.team_id.in_(team_ids), Person.deactivated_at.is_(None))
        .options(selectinload(Person.roles_held))
    )
    people = sorted(db.session.scalars(query), key=lambda person: person.name.casefold())
    paths = paths_of(people, library, today)
    lasts = last_scores([person.id for person in people])
    members: dict[int, list[PersonRow]] = {team_id: [] for team_id in team_ids}
    for person in people:
        if person.team_id is not None:
            last = _last(lasts[person.id]) if person.id in lasts else None
            row = person_row(person.id, person.name, person.joined_on, paths[person.id], last, today)
            members[person.team_id].append(row)
    return members


def _summary(team: SeenTeam, rows: Sequence[PersonRow]) -> TeamSummary:
    numbers = figures(rows)
    return TeamSummary(team.id, team.name, headline(numbers), numbers)


def _last(outcome: Outcome) -> LastHandover | None:
    if outcome.score is None:
        return None
    return LastHandover(outcome.attempt_id, outcome.score, bool(outcome.passed))


def _line(outcome: Outcome, library: Library) -> AttemptLine | None:
    if outcome.score is None or outcome.ended_at is None:
        return None
    scenario = library.scenarios.get(outcome.scenario)
    title = scenario.title if scenario else outcome.scenario
    return AttemptLine(
        outcome.attempt_id,
        title,
        outcome.ended_at,
        outcome.score,
        bool(outcome.passed),
        outcome.level_label,
        outcome.counts,
    )
