"""Builds the sample organisation: its people as they joined, and everything they did since, in the order of time."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from app.accounts.actions.organisation import make_organisation
from app.accounts.actions.outcomes import Refusal
from app.accounts.actions.people import PersonFacts, add_person
from app.accounts.actions.teams import add_team
from app.content.library import Library
from app.database import transaction
from app.sample.history import do
from app.sample.people import Deed, SamplePerson, sample

Event = tuple[datetime, Callable[[datetime], None]]


def load(library: Library, at: datetime) -> None:
    """Makes the sample organisation with its history up to `at`, all in one transaction.

    The same `at` and content give the same rows, but for the serials of certificates. Needs a database without an
    organisation.
    """
    plan = sample()
    zone = ZoneInfo(plan.time_zone)
    began = _moment(at, plan.began, "08:00", zone)
    with transaction():
        make_organisation(name=plan.organisation, time_zone=plan.time_zone, is_sample=True, at=began)
        teams = {name: _made(add_team(name=name, actor_id=None, at=began)) for name in plan.teams}
        ids: dict[str, int] = {}
        for moment, happen in _events(library, at, zone, teams, ids):
            happen(moment)


def _events(library: Library, at: datetime, zone: ZoneInfo, teams: dict[str, int], ids: dict[str, int]) -> list[Event]:
    events: list[Event] = []
    for person in sample().people:
        joined = _moment(at, person.joined, "08:30", zone)
        events.append((joined, partial(_join, person, teams, ids)))
        events.extend(
            (_moment(at, deed.days_ago, deed.at, zone), partial(_do, person, deed, library, ids))
            for deed in person.done
        )
    return sorted(events, key=lambda event: event[0])


def _join(person: SamplePerson, teams: dict[str, int], ids: dict[str, int], at: datetime) -> None:
    facts = PersonFacts(
        name=person.name,
        email=person.email,
        roles=frozenset(person.roles),
        team_id=teams[person.team] if person.team else None,
        managed_team_ids=frozenset(teams[name] for name in person.manages),
        joined_on=at.date(),
    )
    ids[person.email] = _made(add_person(facts, actor_id=None, at=at))


def _do(person: SamplePerson, deed: Deed, library: Library, ids: dict[str, int], at: datetime) -> None:
    do(ids[person.email], deed, library, at)


def _made(outcome: int | Refusal) -> int:
    if isinstance(outcome, Refusal):
        raise ValueError(f"the sample contradicts itself: {outcome.sentence}")
    return outcome


def _moment(at: datetime, days_ago: int, clock: str, zone: ZoneInfo) -> datetime:
    """That time of day, that many days before `at`, where the organisation is."""
    day = at.astimezone(zone).date() - timedelta(days=days_ago)
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=zone).astimezone(UTC)
