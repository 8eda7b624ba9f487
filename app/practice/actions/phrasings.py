"""What trainers do about questions that were not understood: say what they ask for, and take it back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.audit import actions as audit
from app.content.library import Library
from app.database import transaction
from app.practice.models import LONGEST_PHRASING, Phrasing
from app.practice.rules.phrasings import asked_for
from app.practice.rules.refusals import NotAdded, NotTheirs
from app.simulation.words import folded


def add_phrasing(*, text: str, topics: Sequence[str] | None, added_by: int, library: Library, at: datetime) -> int:
    """Lets these words ask for these items (none: for nothing) from now on, and answers the phrasing's id.

    The same words withdraw what was said of them before; the same words for the same items change nothing.
    NotAdded without words, for words too long, and where no item of the checklist was chosen.
    """
    text, key = text.strip(), folded(text)
    if not key:
        raise NotAdded("There are no words to add.")
    if max(len(text), len(key)) > LONGEST_PHRASING:
        raise NotAdded(f"A phrasing can hold {LONGEST_PHRASING} characters; this has {len(text):,}.")
    if topics is None or any(topic not in library.checklist for topic in topics):
        raise NotAdded("Choose what these words ask for.")
    with transaction() as session:
        counts = select(Phrasing).where(Phrasing.key == key, Phrasing.withdrawn_at.is_(None)).with_for_update()
        before = list(session.scalars(counts))
        if any(phrasing.topics == list(topics) for phrasing in before):
            return before[-1].id
        for phrasing in before:
            phrasing.withdrawn_at = at
        added = Phrasing(text=text, key=key, topics=list(topics), added_by=added_by, added_at=at)
        session.add(added)
        session.flush()
        _record("phrasing added", added.id, added_by, asked_for(library.checklist, topics), at)
        return added.id


def withdraw_phrasing(*, phrasing_id: int, person_id: int, at: datetime) -> None:
    """Lets a phrasing count no more; it stays on record. Does nothing a second time. NotTheirs when there is none."""
    with transaction() as session:
        phrasing = session.get(Phrasing, phrasing_id, with_for_update=True, populate_existing=True)
        if phrasing is None:
            raise NotTheirs
        if phrasing.withdrawn_at is None:
            phrasing.withdrawn_at = at
            _record("phrasing withdrawn", phrasing_id, person_id, "", at)


def _record(act: str, phrasing_id: int, person_id: int, detail: str, at: datetime) -> None:
    audit.record(act=act, subject=f"phrasing:{phrasing_id}", at=at, actor_id=person_id, detail=detail)
