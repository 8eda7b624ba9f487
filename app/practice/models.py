"""Attempts as an append-only log, the handover as it was typed, the scorecards, and what people say of all of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base
from app.handover.scorecard import VERDICTS
from app.simulation.room import STEP_KINDS

LONGEST_SENTENCE = 400
LONGEST_REASON = 600
LONGEST_COMMENT = 1_000
LONGEST_PHRASING = 400
_A_VERDICT = ", ".join(f"'{verdict}'" for verdict in VERDICTS)
_STEP_KINDS = ", ".join(f"'{kind}'" for kind in STEP_KINDS)


class Attempt(Base):
    """One attempt of a person at a scenario, on the content versions pinned when it began.

    `last_step` is the sequence number of the newest step. `ended_at` is set when it was handed over or closed.
    After the handover updates may follow, then the questions back: `finished_at` is set when nothing more can come,
    and only then does who handed over see the debrief. `pace` is how long a simulated second takes, in per cent of a
    second, as agreed at the start: 100 as in life, 200 half as fast.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        Index("ix_attempt_person_scenario", "person_id", "scenario"),
        Index("ix_attempt_state_seen", "state", "seen_at"),
        Index(
            "ix_attempt_unfinished",
            "seen_at",
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
        CheckConstraint("state IN ('open', 'handed_over', 'closed')", name="state"),
        CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="ended"),
        CheckConstraint("level IN ('guided', 'supported', 'assessed')", name="level"),
        CheckConstraint("pace BETWEEN 100 AND 800", name="pace"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    scenario: Mapped[str] = mapped_column(String(100))
    scenario_hash: Mapped[str] = mapped_column(String(16), ForeignKey("archived_text.hash"))
    checklist_hash: Mapped[str] = mapped_column(String(16), ForeignKey("archived_text.hash"))
    level: Mapped[str] = mapped_column(String(10), default="assessed", server_default="assessed")
    pace: Mapped[int] = mapped_column(default=100, server_default="100")
    state: Mapped[str] = mapped_column(String(12), default="open")
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)


class AttemptStep(Base):
    """One thing that was done in an attempt; appended, never changed. `elapsed_seconds` are simulated seconds.

    `sent_id` is the name the page gave it when it was sent, so that what is sent again is not done again.
    """

    __tablename__ = "attempt_step"
    __table_args__ = (
        UniqueConstraint("attempt_id", "seq"),
        UniqueConstraint("attempt_id", "sent_id"),
        CheckConstraint(f"kind IN ({_STEP_KINDS})", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    seq: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    elapsed_seconds: Mapped[float]
    at: Mapped[datetime]
    sent_id: Mapped[str | None] = mapped_column(String(36))
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


class Typing(Base):
    """A group of keystrokes: at `start` of a part of the draft so many characters went and these came; never changed.

    `part` is `text`, `decision` or the checklist item of a labelled field; `revision` is the draft's that it led to.
    Folded in order they give the draft as it stood at any moment.
    """

    __tablename__ = "typing"
    __table_args__ = (UniqueConstraint("attempt_id", "revision", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    revision: Mapped[int]
    part: Mapped[str] = mapped_column(String(60))
    start: Mapped[int]
    removed: Mapped[int]
    inserted: Mapped[str] = mapped_column(Text)
    elapsed_seconds: Mapped[float]
    at: Mapped[datetime]


class StoredScorecard(Base):
    """The scorecard of an attempt as it was marked, with the marker's version; never changed."""

    __tablename__ = "scorecard"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    marker: Mapped[str] = mapped_column(String(40))
    score: Mapped[int]
    passed: Mapped[bool]
    data: Mapped[dict[str, Any]]
    marked_at: Mapped[datetime]


class UpdatedScorecard(Base):
    """The marker's scorecard of a handover with the updates that followed it, when some did; never changed."""

    __tablename__ = "updated_scorecard"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    marker: Mapped[str] = mapped_column(String(40))
    score: Mapped[int]
    passed: Mapped[bool]
    data: Mapped[dict[str, Any]]
    marked_at: Mapped[datetime]


class QuestionBack(Base):
    """What the Major Incident Manager asked back after a handover, and the answer, marked apart from the score.

    `verdict` and `data` (the item's mark) are there once it was answered; an empty `answer` passed it over.
    """

    __tablename__ = "question_back"
    __table_args__ = (
        UniqueConstraint("attempt_id", "item"),
        CheckConstraint(f"verdict IS NULL OR verdict IN ({_A_VERDICT})", name="verdict"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
    )

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(String(60))
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    verdict: Mapped[str | None] = mapped_column(String(20))
    data: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class ReplayComment(Base):
    """What a trainer says about one moment of an attempt; never changed."""

    __tablename__ = "replay_comment"
    __table_args__ = (
        Index("ix_replay_comment_attempt", "attempt_id"),
        CheckConstraint(f"length(text) BETWEEN 1 AND {LONGEST_COMMENT}", name="text"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    elapsed_seconds: Mapped[float]
    text: Mapped[str] = mapped_column(Text)
    said_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]


class Phrasing(Base):
    """A way of asking that was not understood, and the items a trainer says it asks for (none: for nothing).

    It counts in every call from then on, until it is withdrawn; one row a wording that counts.
    """

    __tablename__ = "phrasing"
    __table_args__ = (
        Index("ix_phrasing_key", "key"),
        CheckConstraint(f"length(text) BETWEEN 1 AND {LONGEST_PHRASING}", name="text"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(String(LONGEST_PHRASING))
    topics: Mapped[list[str]]
    added_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Pulse(Base):
    """When a serving process was last alive, by its name."""

    __tablename__ = "pulse"

    server: Mapped[str] = mapped_column(String(120), primary_key=True)
    at: Mapped[datetime]


class Outage(Base):
    """A stretch in which no process served: the clock of whoever was in a call stood still; never changed."""

    __tablename__ = "outage"
    __table_args__ = (UniqueConstraint("began_at"), CheckConstraint("ended_at > began_at", name="order"))

    id: Mapped[int] = mapped_column(primary_key=True)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime]


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
