"""Attempts as an append-only log, the draft while it is written, the scorecard, and what people say of its verdicts."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base
from app.handover.scorecard import VERDICTS

LONGEST_SENTENCE = 400
LONGEST_REASON = 600
_A_VERDICT = ", ".join(f"'{verdict}'" for verdict in VERDICTS)


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


class Dispute(Base):
    """Who handed over sees the verdict on one item differently, and says why; once an item, and never changed.

    `verdict` is the one that counted when they said so. It is open until a ruling answers it.
    """

    __tablename__ = "dispute"
    __table_args__ = (
        UniqueConstraint("attempt_id", "item"),
        Index("ix_dispute_made", "made_at"),
        CheckConstraint(f"verdict IN ({_A_VERDICT})", name="verdict"),
        CheckConstraint(f"length(sentence) BETWEEN 1 AND {LONGEST_SENTENCE}", name="sentence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    item: Mapped[str] = mapped_column(String(60))
    verdict: Mapped[str] = mapped_column(String(20))
    sentence: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


class Ruling(Base):
    """What a trainer ruled on one verdict, and why; never changed, the newest of an item counts.

    `was` counted before it and `verdict` counts after it: the same when it upholds, which only a dispute can ask
    for. `number` counts the rulings on the item of the attempt, so that two at once are noticed.
    """

    __tablename__ = "ruling"
    __table_args__ = (
        UniqueConstraint("attempt_id", "item", "number"),
        CheckConstraint(f"was IN ({_A_VERDICT})", name="was"),
        CheckConstraint(f"verdict IN ({_A_VERDICT})", name="verdict"),
        CheckConstraint("was <> verdict OR dispute_id IS NOT NULL", name="upholds_a_dispute"),
        CheckConstraint(f"length(reason) BETWEEN 1 AND {LONGEST_REASON}", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    item: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    dispute_id: Mapped[int | None] = mapped_column(ForeignKey("dispute.id"), unique=True)
    was: Mapped[str] = mapped_column(String(20))
    verdict: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    ruled_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ruled_at: Mapped[datetime]


class CountedScorecard(Base):
    """The scorecard of an attempt as it counts since an overruling; the newest counts, and none ever changes.

    `number` is 1 for the first. The marker's own stays in `scorecard`.
    """

    __tablename__ = "counted_scorecard"
    __table_args__ = (UniqueConstraint("attempt_id", "number"),)

    ruling_id: Mapped[int] = mapped_column(ForeignKey("ruling.id"), primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    number: Mapped[int]
    score: Mapped[int]
    passed: Mapped[bool]
    data: Mapped[dict[str, Any]]
    counted_at: Mapped[datetime]
