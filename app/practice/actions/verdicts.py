"""What people say of a verdict: its agent disputes it, a trainer upholds or overrules it."""

from datetime import datetime
from typing import get_args

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.archive import queries as archive
from app.audit import actions as audit
from app.content.library import Library
from app.content.scenario import Verdict
from app.database import transaction
from app.handover.recount import NotMarked, recount, verdict_on
from app.handover.scorecard import Scorecard
from app.practice.actions.ledger import tell_pass
from app.practice.models import (
    LONGEST_REASON,
    LONGEST_SENTENCE,
    Attempt,
    CountedScorecard,
    Dispute,
    Ruling,
    StoredScorecard,
    UpdatedScorecard,
)
from app.practice.rules.refusals import AlreadyDisputed, NotDisputed, NotRuled, NotTheirs, OwnAttempt, StaleRuling


def dispute(*, attempt_id: int, person_id: int, item: str, sentence: str, at: datetime) -> None:
    """Says that this person sees the verdict on an item of their own handover differently; it goes to the trainers.

    The same sentence sent twice is one dispute. NotTheirs; NotDisputed when empty or too long; AlreadyDisputed.
    """
    sentence = " ".join(sentence.split())
    with transaction() as session:
        attempt = _hold(session, attempt_id)
        if attempt.person_id != person_id:
            raise NotTheirs
        was = _verdict(_counted(session, attempt_id)[0], item)
        made, rulings = _said_so_far(session, attempt_id, item)
        if made is not None:
            if made.sentence == sentence:
                return
            raise AlreadyDisputed(any(ruling.dispute_id == made.id for ruling in rulings))
        if mistake := _mistake(sentence, LONGEST_SENTENCE, "Say in one sentence how you see it."):
            raise NotDisputed(mistake)
        session.add(Dispute(attempt_id=attempt_id, item=item, verdict=was, sentence=sentence, made_at=at))
        audit.record(
            act="disputed", subject=f"attempt:{attempt_id}", at=at, actor_id=person_id, detail=f"{item}, {was}"
        )


def rule(
    *, attempt_id: int, item: str, verdict: str, reason: str, seen: int, ruled_by: int, library: Library, at: datetime
) -> bool:
    """Rules what counts as the verdict on an item, for this reason, and answers whether that overruled what counted.

    `seen` is how many disputes and rulings on the item the ruling person had before them. An open dispute is
    answered by it. An overruling is counted in the same transaction; an attempt that passes by it for the first
    time is told to the ledger. The same ruling sent twice is one. NotTheirs when there is no such verdict;
    OwnAttempt; StaleRuling; NotRuled for no verdict, an empty or overlong reason, or upholding what nobody disputed.
    """
    reason = reason.strip()
    with transaction() as session:
        attempt = _hold(session, attempt_id)
        if attempt.person_id == ruled_by:
            raise OwnAttempt
        card, number = _counted(session, attempt_id)
        was = _verdict(card, item)
        made, rulings = _said_so_far(session, attempt_id, item)
        said_so_far = len(rulings) + (made is not None)
        if seen == said_so_far - 1 and rulings and _is_same(rulings[-1], verdict, reason, ruled_by):
            return rulings[-1].was != verdict
        if seen != said_so_far:
            raise StaleRuling
        is_open = made is not None and all(ruling.dispute_id != made.id for ruling in rulings)
        ruled = _checked(verdict, reason, was, is_open)
        ruling = Ruling(
            attempt_id=attempt_id,
            item=item,
            number=len(rulings) + 1,
            dispute_id=made.id if made is not None and is_open else None,
            was=was,
            verdict=ruled,
            reason=reason,
            ruled_by=ruled_by,
            ruled_at=at,
        )
        session.add(ruling)
        session.flush()
        act = "upheld" if ruled == was else "overruled"
        audit.record(
            act=act, subject=f"attempt:{attempt_id}", at=at, actor_id=ruled_by, detail=f"{item}, {was}, now {ruled}"
        )
        if ruled != was:
            _count(session, attempt, card, number + 1, ruling, ruled, library)
        return ruled != was


def _hold(session: Session, attempt_id: int) -> Attempt:
    """The attempt, locked, once nothing more can come in it after its handover; NotTheirs before."""
    attempt = session.get(Attempt, attempt_id, with_for_update=True, populate_existing=True)
    if attempt is None or attempt.state != "handed_over" or attempt.finished_at is None:
        raise NotTheirs
    return attempt


def _counted(session: Session, attempt_id: int) -> tuple[Scorecard, int]:
    """The scorecard that counts, and how many were counted after the marker's own."""
    query = select(CountedScorecard).filter_by(attempt_id=attempt_id).order_by(CountedScorecard.number.desc()).limit(1)
    newest = session.scalar(query)
    if newest is not None:
        return Scorecard.from_data(newest.data), newest.number
    updated = session.get(UpdatedScorecard, attempt_id)
    return Scorecard.from_data((updated or session.get_one(StoredScorecard, attempt_id)).data), 0


def _verdict(card: Scorecard, item: str) -> Verdict:
    try:
        return verdict_on(card, item).verdict
    except NotMarked:
        raise NotTheirs from None


def _said_so_far(session: Session, attempt_id: int, item: str) -> tuple[Dispute | None, list[Ruling]]:
    made = session.scalar(select(Dispute).filter_by(attempt_id=attempt_id, item=item))
    rulings = session.scalars(select(Ruling).filter_by(attempt_id=attempt_id, item=item).order_by(Ruling.number))
    return made, list(rulings)


def _is_same(ruling: Ruling, verdict: str, reason: str, ruled_by: int) -> bool:
    return (ruling.verdict, ruling.reason, ruling.ruled_by) == (verdict, reason, ruled_by)


def _checked(verdict: str, reason: str, was: Verdict, is_open: bool) -> Verdict:
    """The verdict ruled; NotRuled with every mistake."""
    mistakes = {}
    ruled: Verdict | None = next((known for known in get_args(Verdict) if known == verdict), None)
    if ruled is None:
        mistakes["verdict"] = "Choose the verdict that should count."
    elif ruled == was and not is_open:
        mistakes["verdict"] = "This is what counts already, and nobody disputes it. Choose another, or leave it."
    if mistake := _mistake(reason, LONGEST_REASON, "Give the reason; the agent reads it."):
        mistakes["reason"] = mistake
    if ruled is None or mistakes:
        raise NotRuled(mistakes)
    return ruled


def _mistake(words: str, most: int, when_empty: str) -> str | None:
    if not words:
        return when_empty
    if len(words) > most:
        return f"This has {len(words):,} characters; {most} is the most. Shorten it."
    return None


def _count(
    session: Session, attempt: Attempt, card: Scorecard, number: int, ruling: Ruling, verdict: Verdict, library: Library
) -> None:
    """Stores the scorecard that counts from now on; a first pass goes to the ledger."""
    scenario = archive.scenario(library, attempt.scenario, attempt.scenario_hash)
    checklist = archive.checklist(library, attempt.checklist_hash)
    counted = recount(checklist, scenario, card, ruling.item, verdict, ruling.reason)
    passed_at = _passed_at(session, attempt.id)
    session.add(
        CountedScorecard(
            ruling_id=ruling.id,
            attempt_id=attempt.id,
            number=number,
            score=counted.score,
            passed=counted.passed,
            data=counted.to_data(),
            counted_at=ruling.ruled_at,
        )
    )
    session.flush()
    if counted.passed:
        tell_pass(attempt, counted.score, passed_at, library, ruling.ruled_at)


def _passed_at(session: Session, attempt_id: int) -> datetime | None:
    """When the ledger was told that this attempt passes; None when it never passed so far."""
    by_marker = select(StoredScorecard.marked_at).filter_by(attempt_id=attempt_id, passed=True)
    updated = select(UpdatedScorecard.marked_at).filter_by(attempt_id=attempt_id, passed=True)
    since = select(func.min(CountedScorecard.counted_at)).filter_by(attempt_id=attempt_id, passed=True)
    return session.scalar(by_marker) or session.scalar(updated) or session.scalar(since)
