"""Attempts as an append-only log of steps, the draft while it is written, and the scorecard that never changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class Attempt(Base):
    """One attempt of a person at a scenario, on the content versions pinned when it began.

    `last_step` is the sequence number of the newest step. `ended_at` is set when it was handed over or closed.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        Index("ix_attempt_person_scenario", "person_id", "scenario"),
        Index("ix_attempt_state_seen", "state", "seen_at"),
        CheckConstraint("state IN ('open', 'handed_over', 'closed')", name="state"),
        CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="ended"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    scenario: Mapped[str] = mapped_column(String(100))
    scenario_hash: Mapped[str] = mapped_column(String(16), ForeignKey("archived_text.hash"))
    checklist_hash: Mapped[str] = mapped_column(String(16), ForeignKey("archived_text.hash"))
    state: Mapped[str] = mapped_column(String(12), default="open")
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)


class AttemptStep(Base):
    """One thing that was done in an attempt; appended, never changed. `elapsed_seconds` are simulated seconds."""

    __tablename__ = "attempt_step"
    __table_args__ = (
        UniqueConstraint("attempt_id", "seq"),
        CheckConstraint("kind IN ('asked', 'looked_up', 'paused', 'resumed', 'handed_over')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    seq: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    elapsed_seconds: Mapped[float]
    at: Mapped[datetime]
    body: Mapped[dict[str, Any]]


class Draft(Base):
    """The handover as last typed in an open attempt; `revision` counts savings, so a stale tab is noticed."""

    __tablename__ = "draft"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text, default="")
    fields: Mapped[dict[str, Any]]
    decision: Mapped[str | None] = mapped_column(String(10))
    revision: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime]


class StoredScorecard(Base):
    """The scorecard of an attempt as it was marked, with the marker's version; never changed."""

    __tablename__ = "scorecard"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    marker: Mapped[str] = mapped_column(String(40))
    score: Mapped[int]
    passed: Mapped[bool]
    data: Mapped[dict[str, Any]]
    marked_at: Mapped[datetime]
