"""Which scorecard of an attempt counts, and other conditions that several pages share."""

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import aliased

from app.practice.models import (
    Attempt,
    AttemptStep,
    CountedScorecard,
    Dispute,
    Ruling,
    StoredScorecard,
    UpdatedScorecard,
)

_other = aliased(CountedScorecard)
_newest = select(func.max(_other.number)).where(_other.attempt_id == Attempt.id).correlate(Attempt).scalar_subquery()

IS_COUNTED = and_(CountedScorecard.attempt_id == Attempt.id, CountedScorecard.number == _newest)
"""Joins the attempt's newest counted scorecard, when there is one; for an outer join beside `scorecard`."""

IS_UPDATED = UpdatedScorecard.attempt_id == Attempt.id
"""Joins the marker's scorecard of the handover with its updates, when some followed; for an outer join."""

SCORE = func.coalesce(CountedScorecard.score, UpdatedScorecard.score, StoredScorecard.score)
PASSED = func.coalesce(CountedScorecard.passed, UpdatedScorecard.passed, StoredScorecard.passed)

HANDED_OVER = and_(AttemptStep.attempt_id == Attempt.id, AttemptStep.kind == "handed_over")
"""Joins the step that holds the handover."""

IS_OPEN = ~exists().where(Ruling.dispute_id == Dispute.id)
"""No ruling has answered the dispute."""
