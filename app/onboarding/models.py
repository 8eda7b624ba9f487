"""Attempts at knowledge checks, each answer as it was given; where people are; what the search index was made of."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class CheckAttempt(Base):
    """One go at a module's knowledge check on one version of it. `questions` are ids in the order asked.

    `seed` fixes the order in which options are shown. `score` is per cent right; empty until the last answer.
    """

    __tablename__ = "check_attempt"
    __table_args__ = (
        Index("ix_check_attempt_person_module", "person_id", "module"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    module: Mapped[str] = mapped_column(String(100))
    content_hash: Mapped[str] = mapped_column(String(16), ForeignKey("archived_text.hash"))
    seed: Mapped[int]
    questions: Mapped[list[str]]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    score: Mapped[int | None]
    passed: Mapped[bool | None]


class CheckAnswer(Base):
    """The answer to one question of an attempt; `sureness` is how sure the person said they were."""

    __tablename__ = "check_answer"
    __table_args__ = (
        UniqueConstraint("attempt_id", "question"),
        CheckConstraint("sureness IN ('guess', 'fairly', 'sure')", name="sureness"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("check_attempt.id"))
    question: Mapped[str] = mapped_column(String(100))
    given: Mapped[dict[str, Any]]
    sureness: Mapped[str] = mapped_column(String(10))
    right: Mapped[bool]
    at: Mapped[datetime]


class ReadingPlace(Base):
    """Where somebody is in a module: the heading they last had before their eyes; empty at the top."""

    __tablename__ = "reading_place"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    module: Mapped[str] = mapped_column(String(100), primary_key=True)
    heading: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class Watching(Base):
    """How far somebody is in a video: `seconds` where they stopped, `furthest` the farthest they came.

    `transcript_read_at`: when they last said that they have read its transcript.
    """

    __tablename__ = "watching"
    __table_args__ = (CheckConstraint("seconds >= 0 AND furthest >= 0", name="seconds"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    video: Mapped[str] = mapped_column(String(100), primary_key=True)
    seconds: Mapped[float]
    furthest: Mapped[float]
    watched_to_end_at: Mapped[datetime | None]
    transcript_read_at: Mapped[datetime | None]
    at: Mapped[datetime]


class SearchContent(Base):
    """The one row that says which content the search index was made of; empty before it was made."""

    __tablename__ = "search_content"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(String(32))
