"""One-time links: made for one person, used once to choose a password."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import update

from app.accounts.actions.outcomes import NewLink, Purpose
from app.accounts.models import OneTimeLink
from app.audit.actions import record
from app.database import transaction


def digest_of(token: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(*, person_id: int, purpose: Purpose, hours: int, actor_id: int | None, at: datetime) -> NewLink:
    """Makes a link for a person; its secret is kept nowhere. Joins the caller's transaction."""
    token = secrets.token_urlsafe(32)
    with transaction() as session:
        session.add(
            OneTimeLink(
                person_id=person_id,
                purpose=purpose,
                digest=digest_of(token),
                created_at=at,
                expires_at=at + timedelta(hours=hours),
            )
        )
        record(act="link made", subject=f"person:{person_id}", at=at, actor_id=actor_id, detail=purpose)
    return NewLink(person_id, token, purpose)


def void_links(person_id: int, at: datetime) -> None:
    """Ends every open link of a person now. Joins the caller's transaction."""
    with transaction() as session:
        still_open = (
            OneTimeLink.person_id == person_id,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > at,
        )
        session.execute(update(OneTimeLink).where(*still_open).values(expires_at=at))
