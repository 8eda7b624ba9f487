"""Handovers that people rate, and their ratings; once finished, a rating never changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base
from app.handover.scorecard import VERDICTS

LONGEST_WORDS = 600


class RatedHandover(Base):
    """A handover as one text, with the marker's scorecard of it; written when the first person begins to rate it.

    `key` is 'attempt:<id>', or 'text:<digest>' of a pasted text and its scenario, so that two who rate the same
    meet. The spans of `card` count code points of `text`. `elapsed_seconds` is None when nobody said; the card says at
    which second it was marked then too.
    """

    __tablename__ = "rated_handover"
    __table_args__ = (CheckConstraint("length(text) > 0", name="text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("attempt.id"), unique=True)
    scenario: Mapped[str] = mapped_column(String(100))
    scenario_hash: Mapped[str] = mapped_column(String(16), ForeignKey("archived_text.hash"))
    checklist_hash: Mapped[str] = mapped_column(String(16), ForeignKey("archived_text.hash"))
    text: Mapped[str] = mapped_column(Text)
    elapsed_seconds: Mapped[float | None]
    card: Mapped[dict[str, Any]]
    added_at: Mapped[datetime]


class Rating(Base):
    """One person's rating of one handover; half-done until `finished_at`. `revision` counts savings."""

    __tablename__ = "rating"
    __table_args__ = (
        UniqueConstraint("handover_id", "rater_id"),
        Index("ix_rating_rater", "rater_id"),
        Index("ix_rating_finished", "finished_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    handover_id: Mapped[int] = mapped_column(ForeignKey("rated_handover.id"))
    rater_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    revision: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class RatedItem(Base):
    """A person's verdict on one item, None while they have not said, and the words they rest it on, if any."""

    __tablename__ = "rated_item"
    __table_args__ = (
        CheckConstraint("verdict IN ({})".format(", ".join(f"'{verdict}'" for verdict in VERDICTS)), name="verdict"),
        CheckConstraint(f"length(words) <= {LONGEST_WORDS}", name="words"),
    )

    rating_id: Mapped[int] = mapped_column(ForeignKey("rating.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(60), primary_key=True)
    verdict: Mapped[str | None] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text, default="")
