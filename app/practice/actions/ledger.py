"""Tells the ledger that a call was passed, at a level that counts."""

from datetime import datetime

from app.content.library import Library
from app.practice.models import Attempt
from app.practice.rows import AttemptRow
from app.practice.rules.levels import LEVELS
from app.progress import actions as progress


def tell_pass(
    attempt: Attempt | AttemptRow, score: int, passed_at: datetime | None, library: Library, at: datetime
) -> None:
    """A first pass completes the scenario; one the ledger was told of at `passed_at` counts with its new score.

    Joins the caller's transaction. Does nothing at a level that does not count.
    """
    if not LEVELS[attempt.level].counts:
        return
    if passed_at is None:
        progress.complete(
            person_id=attempt.person_id,
            kind="scenario",
            slug=attempt.scenario,
            content_hash=attempt.scenario_hash,
            score=score,
            library=library,
            at=at,
        )
    else:
        progress.count_score(
            person_id=attempt.person_id, slug=attempt.scenario, completed_at=passed_at, score=score, at=at
        )
