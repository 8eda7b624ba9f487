"""Completions and certificates: dated facts that never change."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class Completion(Base):
    """A person completed this version of a thing: read a module, passed its check, passed a scenario.

    One row each time it was done; a later failure takes nothing away. `score` is per cent for a check, the
    scorecard's score for a scenario, empty for reading.
    """

    __tablename__ = "completion"
    __table_args__ = (
        Index("ix_completion_person", "person_id", "kind", "slug", "at"),
        CheckConstraint("kind IN ('reading', 'check', 'scenario')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(10))
    slug: Mapped[str] = mapped_column(String(100))
    content_hash: Mapped[str] = mapped_column(String(16))
    score: Mapped[int | None]
    at: Mapped[datetime]


class CountedScore(Base):
    """The score of a passed scenario as it counts since a trainer overruled a verdict of it; the newest counts."""

    __tablename__ = "counted_score"
    __table_args__ = (Index("ix_counted_score_completion", "completion_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    completion_id: Mapped[int] = mapped_column(ForeignKey("completion.id"))
    score: Mapped[int]
    at: Mapped[datetime]


class Certificate(Base):
    """A certificate as it was issued; name and title stand as they were on that day."""

    __tablename__ = "certificate"
    __table_args__ = (
        Index("ix_certificate_person", "person_id", "valid_until"),
        CheckConstraint("valid_until > issued_on", name="valid_after_issue"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(String(24), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(120))
    organisation: Mapped[str] = mapped_column(String(120))
    path_hash: Mapped[str] = mapped_column(String(16))
    issued_on: Mapped[date]
    valid_until: Mapped[date]
    issued_at: Mapped[datetime]
