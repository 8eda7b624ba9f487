"""Writes to the ledger: what somebody completed, and the certificate it earns them."""

import secrets
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Organisation, Person
from app.accounts.queries import organisation
from app.audit import actions as audit
from app.content.library import Library
from app.content.path import LearningPath
from app.database import transaction
from app.progress import queries, rules
from app.progress.models import Certificate, Completion, CountedScore
from app.web.formats import DEFAULT_ZONE


def complete(
    *,
    person_id: int,
    kind: Literal["reading", "check", "scenario"],
    slug: str,
    content_hash: str,
    score: int | None,
    library: Library,
    at: datetime,
) -> None:
    """Records that somebody completed this version of a thing, and issues the certificate this earns them.

    Joins the caller's transaction. `score` is per cent for a check, the scorecard's score for a scenario, None
    for a reading. Raises NoResultFound when there is no such person.
    """
    with transaction() as session:
        person = queries.holder(person_id)
        session.add(
            Completion(person_id=person_id, kind=kind, slug=slug, content_hash=content_hash, score=score, at=at)
        )
        session.flush()
        for path in library.paths.of(person.roles):
            _issue_when_earned(session, person, path, library.paths.hash, at)


def count_score(*, person_id: int, slug: str, completed_at: datetime, score: int, at: datetime) -> None:
    """Records that the pass of a scenario recorded at `completed_at` counts with this score from now on.

    Joins the caller's transaction. What the pass completed stays completed. Raises NoResultFound when no such pass
    was recorded.
    """
    with transaction() as session:
        query = select(Completion.id).filter_by(person_id=person_id, kind="scenario", slug=slug, at=completed_at)
        completion_id = session.scalars(query.order_by(Completion.id.desc()).limit(1)).one()
        session.add(CountedScore(completion_id=completion_id, score=score, at=at))
        session.flush()


def _issue_when_earned(session: Session, person: Person, path: LearningPath, version: str, at: datetime) -> None:
    issuer = organisation()
    zone = ZoneInfo(issuer.time_zone if issuer else DEFAULT_ZONE)
    on = at.astimezone(zone).date()
    completions, certificates = queries.standing(person.id, zone)
    if rules.earns_certificate(path, completions, certificates, on):
        _issue(session, person, issuer, path, version, on, at)


def _issue(
    session: Session,
    person: Person,
    issuer: Organisation | None,
    path: LearningPath,
    version: str,
    on: date,
    at: datetime,
) -> None:
    serial = rules.new_serial(secrets.choice)
    while queries.serial_is_taken(serial):
        serial = rules.new_serial(secrets.choice)
    session.add(
        Certificate(
            serial=serial,
            person_id=person.id,
            name=person.name,
            title=path.certificate.title if path.certificate else path.title,
            organisation=issuer.name if issuer else "",
            path_hash=version,
            issued_on=on,
            valid_until=rules.valid_until(path, on),
            issued_at=at,
        )
    )
    session.flush()
    audit.record(act="issued", subject=f"certificate:{serial}", at=at, actor_id=person.id)
