"""Records what somebody completed."""

from datetime import datetime
from typing import Literal

from sqlalchemy import select

from app.content.library import Library
from app.database import transaction
from app.progress.actions.certifying import issue_what_is_earned
from app.progress.models import Completion, CountedScore
from app.progress.queries.ledger import holder


def complete(
    *,
    person_id: int,
    kind: Literal["reading", "check", "scenario", "watching", "transcript"],
    slug: str,
    content_hash: str,
    score: int | None,
    library: Library,
    at: datetime,
) -> None:
    """Records that somebody completed this version of a thing, and issues each certificate this earns them.

    Joins the caller's transaction. `score` is per cent for a check, the scorecard's score for a scenario, None
    for what was read or watched. Raises NoResultFound when there is no such person.
    """
    with transaction() as session:
        person = holder(person_id)
        session.add(
            Completion(person_id=person_id, kind=kind, slug=slug, content_hash=content_hash, score=score, at=at)
        )
        session.flush()
        issue_what_is_earned(person, library, actor_id=person_id, at=at)


def count_score(*, person_id: int, slug: str, completed_at: datetime, score: int, at: datetime) -> None:
    """Records that the pass of a scenario recorded at `completed_at` counts with this score from now on.

    Joins the caller's transaction. What the pass completed stays completed. Raises NoResultFound when no such pass
    was recorded.
    """
    with transaction() as session:
        query = select(Completion.id).filter_by(person_id=person_id, kind="scenario", slug=slug, at=completed_at)
        completion_id = session.scalars(query.order_by(Completion.id.desc()).limit(1)).one()
        session.add(CountedScore(completion_id=completion_id, score=score, at=at))
        session.flush()
