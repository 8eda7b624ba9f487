"""The rows of the ledger as the rules see them, one statement a table however many people are asked about."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, selectinload

from app.accounts.models import KnownPerson, Person
from app.database import db
from app.progress.models import Certificate, Completion, CountedScore, PathChange
from app.progress.rules.certificates import Done, Held
from app.progress.rules.changes import Act, Change, counting
from app.progress.rules.standing import History

_other = aliased(CountedScore)


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger knows of a person; `certificates` oldest first."""

    history: History
    certificates: list[Certificate]


def known_of(people: Iterable[KnownPerson], zone: ZoneInfo) -> dict[int, Known]:
    """What is known of each of these people, by their id, days taken in `zone`; three statements."""
    people = list(people)
    ids = [person.id for person in people]
    completions = _completions(ids, zone)
    certificates = certificate_rows(ids)
    changes = changes_of(ids)
    return {
        person.id: Known(
            History(
                person.joined_on,
                completions.get(person.id, []),
                _by_path(certificates.get(person.id, [])),
                counting(changes.get(person.id, [])),
            ),
            certificates.get(person.id, []),
        )
        for person in people
    }


def holder(person_id: int) -> Person:
    """The person a certificate would be issued to, locked until the transaction ends; two statements."""
    query = select(Person).where(Person.id == person_id).options(selectinload(Person.roles_held)).with_for_update()
    return db.session.scalars(query).one()


def has_completed(person_id: int, kind: str, slug: str, content_hash: str) -> bool:
    """Whether this person completed this very version already; one statement."""
    query = select(Completion.id).filter_by(person_id=person_id, kind=kind, slug=slug, content_hash=content_hash)
    return db.session.scalar(query.limit(1)) is not None


def serial_is_taken(serial: str) -> bool:
    """Whether a certificate has this serial."""
    return db.session.scalar(select(Certificate.id).where(Certificate.serial == serial)) is not None


def certificate_rows(person_ids: Collection[int]) -> dict[int, list[Certificate]]:
    """Certificates by person, oldest first; one statement."""
    query = select(Certificate).where(Certificate.person_id.in_(person_ids))
    found: dict[int, list[Certificate]] = {}
    for row in db.session.scalars(query.order_by(Certificate.issued_at, Certificate.id)):
        found.setdefault(row.person_id, []).append(row)
    return found


def changes_of(person_ids: Collection[int]) -> dict[int, list[Change]]:
    """What was changed of each person's path, oldest first, with the names of who did; one statement."""
    query = (
        select(PathChange, Person.name)
        .join(Person, Person.id == PathChange.by_id)
        .where(PathChange.person_id.in_(person_ids))
    )
    found: dict[int, list[Change]] = {}
    for row, by in db.session.execute(query.order_by(PathChange.id)):
        change = Change(row.kind, row.slug, cast(Act, row.act), row.due_on, row.reason, by, row.at)
        found.setdefault(row.person_id, []).append(change)
    return found


def _completions(person_ids: Collection[int], zone: ZoneInfo) -> dict[int, list[Done]]:
    newest = (
        select(func.max(_other.id)).where(_other.completion_id == Completion.id).correlate(Completion).scalar_subquery()
    )
    counted = func.coalesce(CountedScore.score, Completion.score)
    columns = (Completion.person_id, Completion.kind, Completion.slug, Completion.content_hash, counted, Completion.at)
    query = (
        select(*columns).outerjoin(CountedScore, CountedScore.id == newest).where(Completion.person_id.in_(person_ids))
    )
    found: dict[int, list[Done]] = {}
    for person_id, kind, slug, content_hash, score, at in db.session.execute(query):
        found.setdefault(person_id, []).append(Done(kind, slug, content_hash, score, at, at.astimezone(zone).date()))
    return found


def _by_path(rows: Iterable[Certificate]) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = {}
    for row in rows:
        found.setdefault(row.path, []).append(Held(row.issued_on, row.valid_until, row.issued_at))
    return found
