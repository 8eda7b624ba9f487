"""What follows a handover: updates and corrections, the end of them, and the answers to the questions back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.archive import queries as archive
from app.audit import actions as audit
from app.content.library import Library
from app.handover.asking_back import answers as answers_it
from app.handover.asking_back import mark_answer, questions
from app.handover.marking import LONGEST_HANDOVER
from app.handover.scorecard import ItemMark, Scorecard
from app.practice.actions.attempts import HeldAttempt, hold
from app.practice.actions.ledger import tell_pass
from app.practice.actions.marking import Ahead, ToMark, marked, updates_of
from app.practice.models import QuestionBack, StoredScorecard, UpdatedScorecard
from app.practice.queries.calling import call_rows
from app.practice.rows import StepRow
from app.practice.rules import clock
from app.practice.rules.following import FOLLOW_UP_SECONDS, LONGEST_ANSWER
from app.practice.rules.refusals import AlreadyAnswered, CallOver, NotAnswered, NotTaken
from app.practice.rules.sending import AT_ONCE, Sent


def update(
    *, attempt_id: int, person_id: int, text: str, corrects: bool, at: datetime, sent: Sent = AT_ONCE
) -> StepRow:
    """Sends an update after the handover; `corrects`: it corrects what was written before.

    Sent twice under one name it is one update. NotTheirs; CallOver when none may follow any more, TooLate when the
    five minutes are over; NotTaken when it is empty, or too long together with what was sent before.
    """
    with hold(attempt_id, person_id, sent) as held:
        before = held.sent_before("updated", text=text, corrects=corrects)
        if before is not None:
            return before
        held.must_be_followed()
        arrived, at = at, held.is_back(at)
        _must_be_sendable(held, text)
        return held.append_sent("updated", {"text": text, "corrects": corrects}, at, arrived)


def end_follow_up(*, attempt_id: int, person_id: int, library: Library, at: datetime) -> None:
    """Ends the updates: marks them with the handover, tells who must know, and puts the questions back.

    Where nothing is worth asking, the attempt is finished. Ending twice is ending once. NotTheirs; CallOver for a
    call that is open or was closed. It is marked before the call is held.
    """
    ahead = marked_ahead(attempt_id, person_id, library)
    with hold(attempt_id, person_id, read=None if ahead is None else ahead.steps) as held:
        if held.row.state != "handed_over":
            raise CallOver(held.row.state)
        if held.row.finished_at is None and not held.is_asked_back():
            held.row.seen_at = max(held.row.seen_at, at)
            end(held, library, at, ahead)


def answer_back(*, attempt_id: int, person_id: int, answers: Mapping[str, str], library: Library, at: datetime) -> None:
    """Answers the questions back, by item, and finishes the attempt; a question without an answer is passed over.

    The same answers sent twice are one. NotTheirs; CallOver when no question was put; AlreadyAnswered with other
    words; NotAnswered when one is too long.
    """
    with hold(attempt_id, person_id) as held:
        put = _put(held.session, attempt_id)
        if held.row.state != "handed_over" or not put:
            raise CallOver(held.row.state)
        given = {each.item: answers.get(each.item, "").strip() for each in put}
        if held.row.finished_at is not None:
            if given != {each.item: each.answer for each in put}:
                raise AlreadyAnswered
            return
        _must_be_short(given)
        held.row.seen_at = max(held.row.seen_at, at)
        finish(held, put, given, library, at)


def end(held: HeldAttempt, library: Library, at: datetime, ahead: Ahead | None = None) -> None:
    """Ends the updates of a held attempt; for a caller that has checked that they were not ended before."""
    session = held.session
    stored = session.get_one(StoredScorecard, held.row.id)
    to_mark = ToMark.of_log(held.steps)
    card = Scorecard.from_data(stored.data)
    if to_mark.updates:
        card = marked(to_mark, held.row, library, ahead)
        session.add(_updated(held.row.id, card, at))
        session.flush()
        _tell(held, stored, card, len(to_mark.updates), library, at)
    scenario = archive.scenario(library, held.row.scenario, held.row.scenario_hash)
    asked = questions(archive.checklist(library, held.row.checklist_hash), scenario, card)
    session.add_all(
        QuestionBack(attempt_id=held.row.id, number=number, item=each.item, question=each.text, data={}, asked_at=at)
        for number, each in enumerate(asked, 1)
    )
    if not asked:
        held.row.finished_at = at
    session.flush()


def finish(
    held: HeldAttempt, put: Sequence[QuestionBack], given: Mapping[str, str], library: Library, at: datetime
) -> None:
    """Marks the answers given to the questions that were put, by item, and finishes the attempt."""
    right = 0
    for each in put:
        each.answer, each.answered_at = given.get(each.item, ""), at
        if each.answer:
            mark = _answer_marked(held, each.item, each.answer, library, at)
            each.verdict, each.data = mark.verdict, mark.to_data()
            right += answers_it(mark)
    held.row.finished_at = at
    if any(each.answer for each in put):
        audit.record(
            act="answered back",
            subject=f"attempt:{held.row.id}",
            at=at,
            actor_id=held.row.person_id,
            detail=f"{right} of {len(put)}",
        )


def leave(held: HeldAttempt, library: Library, at: datetime, ahead: Ahead | None = None) -> None:
    """Finishes an attempt nobody came back to after its handover: what was not answered is passed over."""
    if not held.is_asked_back():
        end(held, library, at, ahead)
    if held.row.finished_at is None:
        finish(held, _put(held.session, held.row.id), {}, library, at)


def marked_ahead(attempt_id: int, person_id: int, library: Library) -> Ahead | None:
    """The mark with every update sent so far; None where there is none, or nothing to end."""
    found = call_rows(attempt_id, person_id)
    if found is None or found.attempt.state != "handed_over" or found.attempt.finished_at is not None:
        return None
    to_mark = ToMark.of_log(found.steps)
    return Ahead(found.steps, to_mark, to_mark.marked(found.attempt, library)) if to_mark.updates else None


def _put(session: Session, attempt_id: int) -> list[QuestionBack]:
    query = select(QuestionBack).filter_by(attempt_id=attempt_id).order_by(QuestionBack.number)
    return list(session.scalars(query))


def _must_be_sendable(held: HeldAttempt, text: str) -> None:
    if not text.strip():
        raise NotTaken("There is nothing to send yet. Write what the Major Incident team should know as well.")
    body = held.handed_over.body
    words = [str(body["text"]), *body["fields"].values(), *(update.text for update in updates_of(held.steps)), text]
    length = sum(len(each) for each in words)
    if length > LONGEST_HANDOVER:
        raise NotTaken(
            f"With this update your handover has {length:,} characters; {LONGEST_HANDOVER:,} is the most. Shorten it."
        )


def _must_be_short(given: Mapping[str, str]) -> None:
    longest = max((len(words) for words in given.values()), default=0)
    if longest > LONGEST_ANSWER:
        raise NotAnswered(
            f"An answer can have {LONGEST_ANSWER:,} characters; one of these has {longest:,}. Shorten it."
        )


def _answer_marked(held: HeldAttempt, item: str, answer: str, library: Library, at: datetime) -> ItemMark:
    """The mark of an answer, by what was so at the end of the updates at the latest."""
    scenario = archive.scenario(library, held.row.scenario, held.row.scenario_hash)
    checklist = archive.checklist(library, held.row.checklist_hash)
    latest = held.handed_over.elapsed_seconds + FOLLOW_UP_SECONDS
    return mark_answer(checklist, scenario, item, answer, min(clock.elapsed_at(held.row, held.steps, at), latest))


def _updated(attempt_id: int, card: Scorecard, at: datetime) -> UpdatedScorecard:
    data: dict[str, Any] = card.to_data()
    return UpdatedScorecard(
        attempt_id=attempt_id, marker=card.marker, score=card.score, passed=card.passed, data=data, marked_at=at
    )


def _tell(
    held: HeldAttempt, stored: StoredScorecard, card: Scorecard, count: int, library: Library, at: datetime
) -> None:
    """The audit log, and the ledger: a first pass by the updates completes the scenario, a pass that stands counts."""
    attempt = held.row
    what = f"{count} {'update' if count == 1 else 'updates'}"
    outcome = "passed" if card.passed else "not passed"
    audit.record(
        act="updated",
        subject=f"attempt:{attempt.id}",
        at=at,
        actor_id=attempt.person_id,
        detail=f"{what}, {card.score}, {outcome}",
    )
    if card.passed:
        tell_pass(attempt, card.score, stored.marked_at if stored.passed else None, library, at)
