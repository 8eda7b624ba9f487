"""Reads of certificates: by serial for everybody, and all those of a person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.database import db
from app.progress.models import Certificate
from app.progress.queries.ledger import certificate_rows
from app.progress.rules.certificates import CertificateMark, certificate_mark


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate as its holder and managers see it."""

    serial: str
    title: str
    issued_on: date
    valid_until: date
    state: CertificateMark


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """What the public page of a certificate says, and whose it is (never shown)."""

    serial: str
    person_id: int
    name: str
    title: str
    organisation: str
    issued_on: date
    valid_until: date
    state: CertificateMark


def certificate(serial: str, today: date) -> CertificatePage | None:
    """The certificate with this serial as everybody may see it; one statement."""
    row = db.session.scalar(select(Certificate).where(Certificate.serial == serial))
    return _page(row, today) if row is not None else None


def certificates_of(person_id: int, today: date) -> list[CertificatePage]:
    """All certificates of a person, newest first; one statement."""
    rows = certificate_rows([person_id]).get(person_id, [])
    return [_page(row, today) for row in reversed(rows)]


def certificate_issued(person_id: int, moments: Collection[datetime], today: date) -> CertificateFacts | None:
    """The certificate that was issued to this person at one of these moments, with what they completed then; one
    statement."""
    query = select(Certificate).where(Certificate.person_id == person_id, Certificate.issued_at.in_(moments))
    row = db.session.scalar(query.order_by(Certificate.issued_at, Certificate.id).limit(1))
    return facts_of_certificate(row, today) if row is not None else None


def facts_of_certificate(row: Certificate, today: date) -> CertificateFacts:
    """What a person's own pages say of a certificate."""
    mark = certificate_mark(row.valid_until, today)
    return CertificateFacts(row.serial, row.title, row.issued_on, row.valid_until, mark)


def _page(row: Certificate, today: date) -> CertificatePage:
    return CertificatePage(
        serial=row.serial,
        person_id=row.person_id,
        name=row.name,
        title=row.title,
        organisation=row.organisation,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        state=certificate_mark(row.valid_until, today),
    )
