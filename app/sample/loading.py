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
from app.sample import opinions
from app.sample.history import do
from app.sample.opinions import Told
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
        for moment, happen in _events(library, at, zone, teams, Told()):
            happen(moment)


def _events(library: Library, at: datetime, zone: ZoneInfo, teams: dict[str, int], told: Told) -> list[Event]:
    events: list[Event] = []
    for person in sample().people:
        joined = _moment(at, person.joined, "08:30", zone)
        events.append((joined, partial(_join, person, teams, told)))
        events.extend(
            (_moment(at, deed.days_ago, deed.at, zone), partial(_do, person, deed, library, told))
            for deed in person.done
        )
    events.extend(_opinion_events(library, at, zone, told))
    return sorted(events, key=lambda event: event[0])


def _opinion_events(library: Library, at: datetime, zone: ZoneInfo, told: Told) -> list[Event]:
    events: list[Event] = []
    for one in opinions.opinions().disputes:
        events.append((_moment(at, one.days_ago, one.at, zone), partial(opinions.dispute, one, told)))
        if one.ruled:
            ruled_at = _moment(at, one.ruled.days_ago, one.ruled.at, zone)
            events.append((ruled_at, partial(opinions.rule, one, one.ruled, told, library)))
    for rating in opinions.opinions().ratings:
        rated_at = _moment(at, rating.days_ago, rating.at, zone)
        events.append((rated_at, partial(opinions.rate, rating, told, library)))
    return events


def _join(person: SamplePerson, teams: dict[str, int], told: Told, at: datetime) -> None:
    facts = PersonFacts(
        name=person.name,
        email=person.email,
        roles=frozenset(person.roles),
        team_id=teams[person.team] if person.team else None,
        managed_team_ids=frozenset(teams[name] for name in person.manages),
        joined_on=at.date(),
    )
    told.ids[person.email] = _made(add_person(facts, actor_id=None, at=at))


def _do(person: SamplePerson, deed: Deed, library: Library, told: Told, at: datetime) -> None:
    attempt_id = do(told.ids[person.email], deed, library, at)
    if attempt_id is not None:
        told.attempts[person.email, deed.call, deed.days_ago] = attempt_id
        if deed.own is None:
            told.first.setdefault((deed.call, deed.handover or 0), attempt_id)


def _made(outcome: int | Refusal) -> int:
    if isinstance(outcome, Refusal):
        raise ValueError(f"the sample contradicts itself: {outcome.sentence}")
    return outcome


def _moment(at: datetime, days_ago: int, clock: str, zone: ZoneInfo) -> datetime:
    """That time of day, that many days before `at`, where the organisation is."""
    day = at.astimezone(zone).date() - timedelta(days=days_ago)
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=zone).astimezone(UTC)
