"""Extra time: how much more of it a person is given in every call and check, as agreed with them."""

from datetime import datetime

from app.accounts import queries
from app.accounts.actions.outcomes import Refusal
from app.accounts.rules import extra_time_mistake
from app.audit.actions import record
from app.database import transaction


def set_extra_time(*, person_id: int, per_cent: int | None, actor_id: int, at: datetime) -> Refusal | None:
    """Gives a person so much more time from their next call on; None when it was done.

    The log keeps who set what, and no reason. Whether the acting person may do so is for the caller to have looked
    up. Raises NoResultFound.
    """
    mistake = extra_time_mistake(per_cent)
    if per_cent is None or mistake:
        return Refusal("other", mistake or "")
    with transaction():
        person = queries.person_to_change(person_id)
        if person.extra_time != per_cent:
            detail = f"from {person.extra_time} to {per_cent} per cent"
            person.extra_time = per_cent
            record(act="extra time set", subject=f"person:{person_id}", at=at, actor_id=actor_id, detail=detail)
    return None
