"""What trainers said about moments of calls."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.accounts.models import Person
from app.content.library import Library
from app.database import db
from app.practice.models import Attempt, ReplayComment
from app.practice.rules.replay import comments_sentence

LATELY = timedelta(days=14)
_MOST = 50


@dataclass(frozen=True, slots=True)
class Comment:
    """What a trainer said about a second of a call."""

    id: int
    at: float
    text: str
    by: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Comments:
    """What was said about one call, in the call's order."""

    all: tuple[Comment, ...]

    @property
    def sentence(self) -> str:
        """Who said how many things; empty when nobody did."""
        return comments_sentence([comment.by for comment in self.all])


@dataclass(frozen=True, slots=True)
class SaidAbout:
    """What was said lately about one call of a person."""

    attempt_id: int
    title: str
    comments: Comments


def comments_on(attempt_id: int) -> Comments:
    """What trainers said about moments of an attempt; one statement."""
    query = (
        select(ReplayComment, Person.name)
        .join(Person, Person.id == ReplayComment.said_by)
        .where(ReplayComment.attempt_id == attempt_id)
        .order_by(ReplayComment.elapsed_seconds, ReplayComment.id)
    )
    return Comments(tuple(_comment(row, by) for row, by in db.session.execute(query)))


def said_lately(person_id: int, library: Library, at: datetime) -> tuple[SaidAbout, ...]:
    """What was said in the last fourteen days about finished calls of this person, newest first; one statement."""
    query = (
        select(ReplayComment, Person.name, Attempt.scenario)
        .join(Attempt, Attempt.id == ReplayComment.attempt_id)
        .join(Person, Person.id == ReplayComment.said_by)
        .where(Attempt.person_id == person_id, Attempt.finished_at.is_not(None), ReplayComment.said_at >= at - LATELY)
        .order_by(ReplayComment.said_at.desc(), ReplayComment.id.desc())
        .limit(_MOST)
    )
    titles: dict[int, str] = {}
    said: dict[int, list[Comment]] = {}
    for row, by, slug in db.session.execute(query):
        scenario = library.scenarios.get(slug)
        titles[row.attempt_id] = scenario.title if scenario is not None else slug
        said.setdefault(row.attempt_id, []).append(_comment(row, by))
    return tuple(
        SaidAbout(attempt, titles[attempt], Comments(tuple(sorted(comments, key=lambda one: (one.at, one.id)))))
        for attempt, comments in said.items()
    )


def _comment(row: ReplayComment, by: str) -> Comment:
    return Comment(row.id, row.elapsed_seconds, row.text, by, row.said_at)
