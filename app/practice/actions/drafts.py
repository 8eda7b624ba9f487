"""Writing the handover: the draft is its newest state, the keystroke groups are how it came about."""

from collections.abc import Mapping
from datetime import datetime

from app.handover.marking import LONGEST_HANDOVER
from app.practice import rows
from app.practice.actions.attempts import HeldAttempt, hold_open
from app.practice.rows import DraftRow
from app.practice.rules.levels import Level
from app.practice.rules.refusals import NewerWords, NotTaken, StaleDraft
from app.practice.rules.typing import Words, typed


def save_draft(
    *,
    attempt_id: int,
    person_id: int,
    text: str,
    fields: Mapping[str, str],
    decision: str | None,
    revision: int,
    at: datetime,
) -> int:
    """Keeps the handover as typed so far, and what was typed since; answers its new revision.

    `revision` is the one the page had. The same words again change nothing, so a page that got no answer may send
    them again. NotTheirs, CallOver; StaleDraft, with the newer words, when another tab saved since; NotTaken when
    too long, or made in a form where the level has none.
    """
    must_fit(text, fields)
    words = Words(text, filled(fields), decision)
    with hold_open(attempt_id, person_id) as held:
        must_suit(held.level, words.fields)
        held.is_back(at)
        draft = rows.draft_of(held.connection, attempt_id) or empty(at)
        if words_of(draft) == words and draft.revision:
            return draft.revision
        must_be_newest(draft, revision)
        return keep(held, draft, words, at).revision


def keep(held: HeldAttempt, draft: DraftRow, words: Words, at: datetime) -> DraftRow:
    """Makes these words the draft's newest state and stores the keystrokes that led to them."""
    keep_typing(held, draft, words, at)
    newest = DraftRow(words.text, dict(words.fields), words.decision, draft.revision + 1, at)
    rows.write_draft(held.connection, held.row.id, newest)
    return newest


def keep_typing(held: HeldAttempt, draft: DraftRow, words: Words, at: datetime) -> None:
    """Stores the keystrokes that led from the draft to these words."""
    elapsed = held.elapsed_at(at)
    groups = [
        {
            "attempt_id": held.row.id,
            "revision": draft.revision + 1,
            "part": group.part,
            "start": group.start,
            "removed": group.removed,
            "inserted": group.inserted,
            "elapsed_seconds": elapsed,
            "at": at,
        }
        for group in typed(words_of(draft), words)
    ]
    rows.add_typings(held.connection, groups)


def empty(at: datetime) -> DraftRow:
    """The draft before the first saving."""
    return DraftRow("", {}, None, 0, at)


def words_of(draft: DraftRow) -> Words:
    """The newest state of a draft."""
    return Words(draft.text, draft.fields, draft.decision)


def filled(fields: Mapping[str, str]) -> dict[str, str]:
    """The labelled fields that hold something."""
    return {item: words for item, words in fields.items() if words.strip()}


def must_fit(text: str, fields: Mapping[str, str]) -> None:
    """NotTaken when there is more than a handover can hold."""
    length = len(text) + sum(len(words) for words in fields.values())
    if length > LONGEST_HANDOVER:
        raise NotTaken(f"This handover has {length:,} characters; {LONGEST_HANDOVER:,} is the most. Shorten it.")


def must_suit(level: Level, fields: Mapping[str, str]) -> None:
    """NotTaken for a form filled in at a level that shows none: the form names what is to be remembered."""
    if fields and not level.checklist:
        raise NotTaken("An assessed handover is one text, without a form. What you wrote in the form stands in it now.")


def must_be_newest(draft: DraftRow, revision: int) -> None:
    """StaleDraft when another tab saved since the page had this revision."""
    if draft.revision != revision:
        raise StaleDraft(NewerWords(draft.text, draft.fields, draft.decision, draft.revision, draft.saved_at))
