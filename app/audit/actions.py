"""Adds to the log; nothing here changes or removes."""

from datetime import datetime

from app.audit.models import AuditEntry
from app.database import transaction


def record(*, act: str, subject: str, at: datetime, actor_id: int | None = None, detail: str = "") -> None:
    """Notes an act inside the caller's transaction; `subject` is '<kind>:<id>', `act` a past-tense verb."""
    with transaction() as session:
        session.add(AuditEntry(at=at, actor_id=actor_id, act=act, subject=subject, detail=detail))
