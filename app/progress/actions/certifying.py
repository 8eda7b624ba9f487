"""Issues certificates: of each path whose steps are all done or waived."""

import secrets
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.accounts.models import Organisation, Person
from app.accounts.queries import organisation
from app.archive import actions as archive
from app.audit import actions as audit
from app.content.library import Library
from app.content.path import CertificateTerms, LearningPath
from app.database import transaction
from app.progress.models import Certificate
from app.progress.queries.ledger import known_of, serial_is_taken
from app.progress.rules.certificates import valid_until
from app.progress.rules.serials import new_serial
from app.progress.rules.standing import earns_certificate
from app.web.formats import DEFAULT_ZONE


def issue_what_is_earned(person: Person, library: Library, *, actor_id: int, at: datetime) -> None:
    """Issues the certificate of each path this person has completed with what is recorded so far.

    Joins the caller's transaction; `person` is to be locked in it. `actor_id` is whose act earned them.
    """
    paths = [path for path in library.paths.of(person.roles) if path.certificate]
    if not paths:
        return
    issuer = organisation()
    zone = zone_of(issuer)
    on = at.astimezone(zone).date()
    history = known_of([person], zone)[person.id].history
    for path in paths:
        if path.certificate and earns_certificate(path, history, on):
            _issue(person, issuer, path, path.certificate, library, on, actor_id, at)


def zone_of(issuer: Organisation | None) -> ZoneInfo:
    """The zone in which days begin: the organisation's."""
    return ZoneInfo(issuer.time_zone if issuer else DEFAULT_ZONE)


def _issue(
    person: Person,
    issuer: Organisation | None,
    path: LearningPath,
    terms: CertificateTerms,
    library: Library,
    on: date,
    actor_id: int,
    at: datetime,
) -> None:
    serial = new_serial(secrets.choice)
    while serial_is_taken(serial):
        serial = new_serial(secrets.choice)
    with transaction() as session:
        archive.keep(library, "path", "path", library.paths.hash, at)
        session.add(
            Certificate(
                serial=serial,
                person_id=person.id,
                name=person.name,
                title=terms.title,
                organisation=issuer.name if issuer else "",
                path=path.id,
                path_hash=library.paths.hash,
                issued_on=on,
                valid_until=valid_until(terms, on),
                issued_at=at,
            )
        )
        session.flush()
        audit.record(act="issued", subject=f"certificate:{serial}", at=at, actor_id=actor_id)
