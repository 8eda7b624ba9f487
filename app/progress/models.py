"""Completions, certificates and changes to a path: dated facts that never change."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class Completion(Base):
    """A person completed this version of a thing: read a module, passed its check, passed a scenario, watched a
    video to its end or read its transcript instead.

    One row each time it was done; a later failure takes nothing away. `score` is per cent for a check, the
    scorecard's score for a scenario, otherwise empty. `content_hash` is empty where the version is not known.
    """

    __tablename__ = "completion"
    __table_args__ = (
        Index("ix_completion_person", "person_id", "kind", "slug", "at"),
        CheckConstraint("kind IN ('reading', 'check', 'scenario', 'watching', 'transcript')", name="kind"),
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
    """A certificate as it was issued; name and title stand as they were on that day.

    `path` is the id of the path it was earned by; certificates from before there were several belong to the first.
    """

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
    path: Mapped[str] = mapped_column(String(100), server_default="service-desk")
    path_hash: Mapped[str] = mapped_column(String(16))
    issued_on: Mapped[date]
    valid_until: Mapped[date]
    issued_at: Mapped[datetime]


class PathChange(Base):
    """Somebody changed what is required of one person; the newest counts.

    `added` (with a day), and `dropped` again; `waived` (with a reason), and `required` or `added` again; `dated`: to be
    done by this day, or by the path's own when `due_on` is empty.
    """

    __tablename__ = "path_change"
    __table_args__ = (
        Index("ix_path_change_person", "person_id"),
        CheckConstraint("kind IN ('module', 'scenario', 'video')", name="kind"),
        CheckConstraint("act IN ('added', 'dropped', 'waived', 'required', 'dated')", name="act"),
        CheckConstraint("act <> 'added' OR due_on IS NOT NULL", name="day"),
        CheckConstraint("act <> 'waived' OR length(reason) > 0", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(10))
    slug: Mapped[str] = mapped_column(String(100))
    act: Mapped[str] = mapped_column(String(10))
    due_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
