"""Handing over: the last step, the mark and who is told."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from app.archive import queries as archive
from app.audit import actions as audit
from app.content.checklist import Checklist
from app.content.library import Library
from app.handover.scorecard import Handover, Scorecard
from app.practice import rows
from app.practice.actions import drafts
from app.practice.actions.attempts import HeldAttempt, hold
from app.practice.actions.ledger import tell_pass
from app.practice.actions.marking import Ahead, ToMark, marked
from app.practice.models import StoredScorecard
from app.practice.queries.calling import call_rows
from app.practice.rules import clock
from app.practice.rules.refusals import AlreadyHandedOver, CallOver, NotTaken
from app.practice.rules.sending import AT_ONCE, Sent, counted_from
from app.practice.rules.typing import Words


def hand_over(
    *,
    attempt_id: int,
    person_id: int,
    handover: Handover,
    seq: int,
    library: Library,
    at: datetime,
    revision: int | None = None,
    sent: Sent = AT_ONCE,
) -> Scorecard:
    """Hands over, marks it on the pinned content, stores the scorecard and tells progress and the audit log.

    The call goes on for five minutes in which updates may follow, even when it was paused.

    The same words sent twice land on the same scorecard; `seq` is the number the page expected its step to get,
    and steps made since then in another tab do not hinder it. `revision` is the draft's the page had, when it had one.
    What waited on the device within the grace counts from when it was handed over; what waited longer is taken too,
    counts from its arrival and is marked `late` in the log.
    NotTheirs, CallOver; AlreadyHandedOver with other words; StaleDraft; NotTaken when empty, undecided or too long.
    It is marked before the call is held, for the moment foreseen, and again only where that was another.
    """
    ahead = _marked_ahead(attempt_id, person_id, handover, library, at, sent)
    with hold(attempt_id, person_id, sent, None if ahead is None else ahead.steps) as held:
        handover = _of_checklist(handover, archive.checklist(library, held.row.checklist_hash))
        if held.row.state == "handed_over":
            return _handed_over_before(held, handover, seq)
        if held.row.state != "open":
            raise CallOver(held.row.state)
        _must_be_complete(handover)
        arrived, at = at, held.is_back(at)
        if sent.is_late:
            at = arrived
        _keep_words(held, handover, revision, at)
        body = _body(handover) | ({"late": True} if sent.is_late else {})
        held.append_sent("handed_over", body, at, arrived)
        if clock.is_paused(held.steps):
            held.append("resumed", {"by": "handover"}, at)
        held.row.state, held.row.ended_at = "handed_over", at
        card = marked(ToMark(handover, held.elapsed_at(at)), held.row, library, ahead)
        held.session.add(_stored(held.row.id, card, at))
        held.session.flush()
        _tell(held, card, library, at)
        return card


def _marked_ahead(
    attempt_id: int, person_id: int, handover: Handover, library: Library, at: datetime, sent: Sent
) -> Ahead | None:
    """The mark as the call stands; None for what will be refused, or was handed over before."""
    found = call_rows(attempt_id, person_id)
    if found is None or found.attempt.state != "open":
        return None
    handover = _of_checklist(handover, archive.checklist(library, found.attempt.checklist_hash))
    try:
        _must_be_complete(handover)
    except NotTaken:
        return None
    last_moment = found.steps[-1].at if found.steps else found.attempt.started_at
    counts_from = at if sent.is_late else counted_from(sent, at, last_moment)
    to_mark = ToMark(handover, clock.elapsed_at(found.attempt, found.steps, counts_from))
    return Ahead(found.steps, to_mark, to_mark.marked(found.attempt, library))


def _keep_words(held: HeldAttempt, handover: Handover, revision: int | None, at: datetime) -> None:
    """Stores the last keystrokes; the words then stand in the log, and their draft goes. StaleDraft as for saving."""
    kept = rows.draft_of(held.connection, held.row.id)
    draft = kept or drafts.empty(at)
    words = Words(handover.text, handover.fields, handover.decision)
    if drafts.words_of(draft) != words:
        if draft.revision and revision is not None:
            drafts.must_be_newest(draft, revision)
        drafts.keep_typing(held, draft, words, at)
    if kept is not None:
        rows.drop_draft(held.connection, held.row.id)


def _must_be_complete(handover: Handover) -> None:
    drafts.must_fit(handover.text, handover.fields)
    if not handover.text.strip() and not any(words.strip() for words in handover.fields.values()):
        raise NotTaken("There is nothing to hand over yet. Write what the Major Incident team must know.")
    if handover.decision is None:
        raise NotTaken("Say what this is: choose one of the four decisions.")


def _of_checklist(handover: Handover, checklist: Checklist) -> Handover:
    """Without empty fields and without any the checklist does not have."""
    fields = {item: words for item, words in handover.fields.items() if item in checklist and words.strip()}
    return replace(handover, fields=fields)


def _body(handover: Handover) -> dict[str, Any]:
    """The handover as the log keeps it."""
    return {"text": handover.text, "fields": dict(handover.fields), "decision": handover.decision}


def _handed_over_before(held: HeldAttempt, handover: Handover, seq: int) -> Scorecard:
    said = _body(handover)
    if held.sent_before("handed_over", **said) is not None:
        return Scorecard.from_data(held.session.get_one(StoredScorecard, held.row.id).data)
    last = held.handed_over
    if last.seq < seq or not said.items() <= last.body.items():
        raise AlreadyHandedOver
    return Scorecard.from_data(held.session.get_one(StoredScorecard, held.row.id).data)


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
    if card.passed:
        tell_pass(attempt, card.score, None, library, at)
