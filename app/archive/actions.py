"""Keeps content texts."""

from datetime import datetime

from app.archive.models import ArchivedText
from app.content.library import Library
from app.database import transaction


def keep(library: Library, kind: str, slug: str, content_hash: str, at: datetime) -> None:
    """Makes sure the text behind this hash is in the archive; joins the caller's transaction."""
    with transaction() as session:
        if session.get(ArchivedText, content_hash) is None:
            text = library.texts[content_hash]
            session.add(ArchivedText(hash=content_hash, kind=kind, slug=slug, text=text, kept_at=at))
            session.flush()
