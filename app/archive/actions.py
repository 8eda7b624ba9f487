"""Keeps content texts."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite

from app.archive.models import ArchivedText
from app.content.library import Library
from app.database import transaction

_INSERTS: dict[str, Callable[[type[ArchivedText]], postgresql.Insert | sqlite.Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}


def keep(library: Library, kind: str, slug: str, content_hash: str, at: datetime) -> None:
    """Makes sure the text behind this hash is in the archive; joins the caller's transaction.

    Several who keep the same text at once all find it there: a class that starts a changed scenario together.
    """
    with transaction() as session:
        if session.get(ArchivedText, content_hash) is None:
            insert = _INSERTS[session.get_bind().dialect.name](ArchivedText)
            text = library.texts[content_hash]
            kept = insert.values(hash=content_hash, kind=kind, slug=slug, text=text, kept_at=at)
            session.execute(kept.on_conflict_do_nothing())
