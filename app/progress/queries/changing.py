"""Reads of the pages on which a manager changes one person's path."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import selectinload

from app.accounts.models import KnownPerson, Person, managed_team
from app.content.library import Library
from app.database import db
from app.progress.queries.ledger import changes_of
from app.progress.queries.paths import PathPage, StepState, path_of, words_of
from app.progress.rules.changes import Change, add_refusal
from app.progress.rules.sentences import managers_headline, step_headline
from app.web.guards import Role


@dataclass(frozen=True, slots=True)
class Addable:
    """Something of the library that can be added; `key` is what a form sends, `done_on` when they last did it."""

    key: str
    title: str
    done_on: date | None


@dataclass(frozen=True, slots=True)
class PersonsPathPage:
    """One person's path, for who may change it; what can be added, each kind in the order of its titles."""

    team_id: int
    team_name: str
    person_id: int
    name: str
    first_name: str
    joined_on: date
    headline: str
    path: PathPage
    modules: tuple[Addable, ...]
    calls: tuple[Addable, ...]
    videos: tuple[Addable, ...]


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step of a person's path, for who may change it; `history` is what was changed of it, newest first."""

    headline: str
    person: PersonsPathPage
    step: StepState
    history: tuple[Change, ...]


def persons_path(
    team_id: int, person_id: int, reader: KnownPerson, library: Library, today: date
) -> PersonsPathPage | None:
    """The path of an active person of this team; None for who may not change it. Six statements."""
    person = _person(team_id, person_id, reader)
    if person is None or person.team is None:
        return None
    path = path_of(person, library, today)
    headline = managers_headline(person.first_name, path.done_count, path.waived_count, path.late_count, path.total)
    return PersonsPathPage(
        team_id=team_id,
        team_name=person.team.name,
        person_id=person_id,
        name=person.name,
        first_name=person.first_name,
        joined_on=person.joined_on,
        headline=headline,
        path=path,
        modules=_addable("module", library.modules, path, library),
        calls=_addable("scenario", library.scenarios, path, library),
        videos=_addable("video", library.videos, path, library),
    )


def persons_step(
    team_id: int, person_id: int, kind: str, slug: str, reader: KnownPerson, library: Library, today: date
) -> StepPage | None:
    """One step of that path; None when it is none, or for who may not change it. Seven statements."""
    page = persons_path(team_id, person_id, reader, library, today)
    step = page.path.step(kind, slug) if page else None
    if page is None or step is None:
        return None
    changes = changes_of([person_id]).get(person_id, [])
    history = [change for change in changes if (change.kind, change.slug) == (kind, slug)]
    headline = step_headline(step.title, step.state, step.due_on, step.again_on)
    return StepPage(headline, page, step, tuple(reversed(history)))


def _person(team_id: int, person_id: int, reader: KnownPerson) -> Person | None:
    """An active person of this team whom the reader manages or administers; three statements."""
    managed = exists().where(managed_team.c.person_id == reader.id, managed_team.c.team_id == Person.team_id)
    query = select(Person).where(Person.id == person_id, Person.team_id == team_id, Person.deactivated_at.is_(None))
    if Role.ADMINISTRATOR not in reader.roles:
        query = query.where(managed)
    loading = (selectinload(Person.roles_held), selectinload(Person.team))
    return db.session.scalar(query.options(*loading))


def _addable(kind: str, slugs: Iterable[str], path: PathPage, library: Library) -> tuple[Addable, ...]:
    found = []
    for slug in slugs:
        step = path.step(kind, slug)
        if add_refusal(step.state if step else None) is None:
            title = words_of(kind, slug, library)[0]
            found.append(Addable(f"{kind}/{slug}", title, step.last_on if step else None))
    return tuple(sorted(found, key=lambda each: each.title.casefold()))
