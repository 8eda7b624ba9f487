"""The index in the database: made anew, in one transaction, when the content is no longer what it was made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import current_app
from sqlalchemy import column, delete, insert, select, table, text

from app.content.library import Library
from app.database import db, transaction
from app.onboarding.models import SearchContent
from app.onboarding.searching.sections import Section, sections_of, version_of
from app.onboarding.searching.vocabulary import Vocabulary, vocabulary_of
from app.onboarding.searching.words import called, keys_of

# On SQLite an FTS5 table, on PostgreSQL one with a text search vector generated of its last three columns
# (migration 0006); no model, because the two have only their columns in common.
ROWS = table(
    "search_section",
    *map(column, ("place", "kind", "slug", "anchor", "name", "above", "words")),
    *map(column, ("called", "name_keys", "above_keys", "word_keys")),
)


@dataclass(slots=True)
class Searched:
    """What this process searches: the sections of its content, their words, and what identifies an index of them.

    `was_made` remembers that this process once found or made such an index. Where the index is another one later, a
    process with newer content made it, and it stays.
    """

    library: Library
    sections: Sequence[Section] = field(repr=False)
    vocabulary: Vocabulary = field(repr=False)
    version: str
    was_made: bool = False


def searched(library: Library) -> Searched:
    """What is searched of this content; worked out once a process."""
    held: Searched | None = current_app.extensions.get("baton.searched")
    if held is None or held.library is not library:
        sections = sections_of(library)
        words = (f"{one.name} {one.above} {one.words}" for one in sections)
        held = Searched(library, sections, vocabulary_of(words), version_of(sections))
        current_app.extensions["baton.searched"] = held
    return held


def keep_current(held: Searched) -> None:
    """Makes the index anew when it is not of this content; one statement when it is."""
    version = db.session.scalar(select(SearchContent.version))
    if version != held.version and (version is None or not held.was_made):
        _make(held)
    held.was_made = True


def _make(held: Searched) -> None:
    with transaction() as session:
        # The row is locked, so that of two processes the second waits and then finds it done.
        session.execute(text("INSERT INTO search_content (id, version) VALUES (1, '') ON CONFLICT DO NOTHING"))
        content = session.scalars(select(SearchContent).with_for_update()).one()
        if content.version == held.version:
            return
        session.execute(delete(ROWS))
        session.execute(insert(ROWS), [_row(place, section) for place, section in enumerate(held.sections)])
        content.version = held.version


def _row(place: int, section: Section) -> dict[str, object]:
    shown = {name: getattr(section, name) for name in ("kind", "slug", "anchor", "name", "above", "words")}
    return {
        "place": place,
        **{name: value.replace("\0", "") for name, value in shown.items()},
        "called": called((section.name, *section.also)),
        "name_keys": " ".join(map(keys_of, (section.name, *section.also))),
        "above_keys": keys_of(section.above),
        "word_keys": keys_of(section.words),
    }
