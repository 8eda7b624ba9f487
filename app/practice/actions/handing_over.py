"""Writing the handover and handing it over: the draft, the last step, the mark and who is told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.archive import queries as archive
from app.audit import actions as audit
from app.content.checklist import Checklist
from app.content.library import Library
from app.database import transaction
from app.handover.marking import LONGEST_HANDOVER, mark
from app.handover.scorecard import Handover, Scorecard
from app.practice.actions.attempts import HeldAttempt, hold, hold_open
from app.practice.models import Draft, StoredScorecard
from app.practice.rules import clock
from app.practice.rules.refusals import AlreadyHandedOver, CallOver, NewerWords, NotTaken, StaleDraft
from app.progress import actions as progress


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
    """Keeps the handover as typed so far and answers its new revision; `revision` is the one the page had.

    NotTheirs, CallOver; StaleDraft, with the newer words, when another tab saved since; NotTaken when too long.
    """
    _must_fit(text, fields)
    with transaction() as session:
        held = hold_open(session, attempt_id, person_id)
        held.is_back(at)
        draft = session.get(Draft, attempt_id)
        if draft is None:
            draft = Draft(attempt_id=attempt_id, text="", fields={}, decision=None, revision=0, saved_at=at)
            session.add(draft)
        kept = {item: words for item, words in fields.items() if words.strip()}
        if (draft.text, draft.fields, draft.decision) == (text, kept, decision) and draft.revision:
            return draft.revision
        _must_be_newest(draft, revision)
        draft.text, draft.fields, draft.decision = text, dict(kept), decision
        draft.revision, draft.saved_at = draft.revision + 1, at
        return draft.revision


def hand_over(
    *,
    attempt_id: int,
    person_id: int,
    handover: Handover,
    seq: int,
    library: Library,
    at: datetime,
    revision: int | None = None,
) -> Scorecard:
    """Hands over, marks it on the pinned content, stores the scorecard and tells progress and the audit log.

    The same words sent twice land on the same scorecard; `seq` is the number the page expected its step to get,
    and steps made since then in another tab do not hinder it. `revision` is the draft's the page had, when it had one.
    NotTheirs, CallOver; AlreadyHandedOver with other words; StaleDraft; NotTaken when empty, undecided or too long.
    """
    with transaction() as session:
        held = hold(session, attempt_id, person_id)
        handover = _of_checklist(handover, archive.checklist(library, held.row.checklist_hash))
        if held.row.state == "handed_over":
            return _handed_over_before(session, held, handover, seq)
        if held.row.state != "open":
            raise CallOver(held.row.state)
        _must_be_complete(handover)
        held.is_back(at)
        draft = session.get(Draft, attempt_id)
        if draft is not None and revision is not None and _words_of(draft) != _body(handover):
            _must_be_newest(draft, revision)
        held.append("handed_over", _body(handover), at)
        held.row.state, held.row.ended_at = "handed_over", at
        card = _marked(held, handover, library, at)
        session.add(_stored(held.row.id, card, at))
        if draft is not None:
            session.delete(draft)
        session.flush()
        _tell(held, card, library, at)
        return card


def _must_fit(text: str, fields: Mapping[str, str]) -> None:
    length = len(text) + sum(len(words) for words in fields.values())
    if length > LONGEST_HANDOVER:
        raise NotTaken(f"This handover has {length:,} characters; {LONGEST_HANDOVER:,} is the most. Shorten it.")


def _must_be_complete(handover: Handover) -> None:
    _must_fit(handover.text, handover.fields)
    if not handover.text.strip() and not any(words.strip() for words in handover.fields.values()):
        raise NotTaken("There is nothing to hand over yet. Write what the Major Incident team must know.")
    if handover.decision is None:
        raise NotTaken("Say what this is: choose one of the four decisions.")


def _must_be_newest(draft: Draft, revision: int) -> None:
    if draft.revision != revision:
        raise StaleDraft(NewerWords(draft.text, draft.fields, draft.decision, draft.revision, draft.saved_at))


def _of_checklist(handover: Handover, checklist: Checklist) -> Handover:
    """Without empty fields and without any the checklist does not have."""
    fields = {item: words for item, words in handover.fields.items() if item in checklist and words.strip()}
    return replace(handover, fields=fields)


def _body(handover: Handover) -> dict[str, Any]:
    """The handover as the log keeps it."""
    return {"text": handover.text, "fields": dict(handover.fields), "decision": handover.decision}


def _words_of(draft: Draft) -> dict[str, Any]:
    return {"text": draft.text, "fields": draft.fields, "decision": draft.decision}


def _handed_over_before(session: Session, held: HeldAttempt, handover: Handover, seq: int) -> Scorecard:
    last = held.steps[-1]
    if last.seq < seq or last.body != _body(handover):
        raise AlreadyHandedOver
    return Scorecard.from_data(session.get_one(StoredScorecard, held.row.id).data)


def _marked(held: HeldAttempt, handover: Handover, library: Library, at: datetime) -> Scorecard:
    scenario = archive.scenario(library, held.row.scenario, held.row.scenario_hash)
    checklist = archive.checklist(library, held.row.checklist_hash)
    elapsed = clock.elapsed_at(held.row, held.steps, at)
    return mark(checklist, scenario, handover, elapsed)


def _stored(attempt_id: int, card: Scorecard, at: datetime) -> StoredScorecard:
    return StoredScorecard(
        attempt_id=attempt_id,
        marker=card.marker,
        score=card.score,
        passed=card.passed,
        data=card.to_data(),
        marked_at=at,
    )


def _tell(held: HeldAttempt, card: Scorecard, library: Library, at: datetime) -> None:
    attempt = held.row
    outcome = "passed" if card.passed else "not passed"
    audit.record(
        act="handed over",
        subject=f"attempt:{attempt.id}",
        at=at,
        actor_id=attempt.person_id,
        detail=f"{attempt.scenario}, {card.score}, {outcome}",
    )
    if card.passed and held.level.counts:
        progress.complete(
            person_id=attempt.person_id,
            kind="scenario",
            slug=attempt.scenario,
            content_hash=attempt.scenario_hash,
            score=card.score,
            path=library.path,
            at=at,
        )
