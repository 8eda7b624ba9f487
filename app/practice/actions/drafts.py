"""Writing the handover: the draft is its newest state, the keystroke groups are how it came about."""

from collections.abc import Mapping
from datetime import datetime

from app.database import transaction
from app.handover.marking import LONGEST_HANDOVER
from app.practice.actions.attempts import HeldAttempt, hold_open
from app.practice.models import Draft, Typing
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
    with transaction() as session:
        held = hold_open(session, attempt_id, person_id)
        must_suit(held.level, words.fields)
        held.is_back(at)
        draft = session.get(Draft, attempt_id)
        if draft is None:
            draft = Draft(attempt_id=attempt_id, text="", fields={}, decision=None, revision=0, saved_at=at)
            session.add(draft)
        if words_of(draft) == words and draft.revision:
            return draft.revision
        must_be_newest(draft, revision)
        keep(held, draft, words, at)
        return draft.revision


def keep(held: HeldAttempt, draft: Draft, words: Words, at: datetime) -> None:
    """Makes these words the draft's newest state and stores the keystrokes that led to them."""
    groups = typed(words_of(draft), words)
    draft.revision, draft.saved_at = draft.revision + 1, at
    draft.text, draft.fields, draft.decision = words.text, dict(words.fields), words.decision
    elapsed = held.elapsed_at(at)
    held.session.add_all(
        Typing(
            attempt_id=draft.attempt_id,
            revision=draft.revision,
            part=group.part,
            start=group.start,
            removed=group.removed,
            inserted=group.inserted,
            elapsed_seconds=elapsed,
            at=at,
        )
        for group in groups
    )


def words_of(draft: Draft) -> Words:
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


def must_be_newest(draft: Draft, revision: int) -> None:
    """StaleDraft when another tab saved since the page had this revision."""
    if draft.revision != revision:
        raise StaleDraft(NewerWords(draft.text, draft.fields, draft.decision, draft.revision, draft.saved_at))
