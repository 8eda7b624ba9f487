"""What a trainer says about one moment of a call; it is never changed and never taken back."""

from datetime import datetime

from sqlalchemy import select

from app.database import transaction
from app.practice.models import LONGEST_COMMENT, Attempt, ReplayComment
from app.practice.queries.replaying import replayed_until
from app.practice.rules.refusals import NotCommented, NotTheirs, OwnCall


def comment(*, attempt_id: int, person_id: int, elapsed_seconds: float, text: str, at: datetime) -> int:
    """Keeps what this person says about a second of the call and answers its id.

    The same words about the same second sent twice are kept once; a second outside the replay becomes its nearest.
    NotTheirs for an attempt that was not handed over; OwnCall; NotCommented when empty or too long.
    """
    text = text.strip()
    with transaction() as session:
        attempt = session.get(Attempt, attempt_id, with_for_update=True, populate_existing=True)
        if attempt is None or attempt.state != "handed_over":
            raise NotTheirs
        if attempt.person_id == person_id:
            raise OwnCall
        if not text:
            raise NotCommented("Write what you want to say about this moment.")
        if len(text) > LONGEST_COMMENT:
            raise NotCommented(f"This has {len(text):,} characters; {LONGEST_COMMENT:,} is the most. Shorten it.")
        second = round(min(max(elapsed_seconds, 0.0), replayed_until(attempt)), 3)
        same = select(ReplayComment.id).filter_by(
            attempt_id=attempt_id, said_by=person_id, elapsed_seconds=second, text=text
        )
        kept = session.scalar(same)
        if kept is not None:
            return kept
        said = ReplayComment(attempt_id=attempt_id, elapsed_seconds=second, text=text, said_by=person_id, said_at=at)
        session.add(said)
        session.flush()
        return said.id
