"""The writes of this room: beginning to rate a handover, keeping what was rated so far, finishing."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.archive import actions as archive_actions
from app.archive import queries as archive
from app.archive.models import ArchivedText
from app.audit import actions as audit
from app.calibration.models import LONGEST_WORDS, RatedHandover, RatedItem, Rating
from app.calibration.rules.one_text import as_one_text, moved
from app.calibration.rules.refusals import AlreadyFinished, NotPasted, NotRated, NotTheirs, OwnHandover, StaleRating
from app.calibration.rules.words import NOT_FOUND, find_words
from app.content.library import Library
from app.content.scenario import Verdict
from app.database import transaction
from app.handover.marking import LONGEST_HANDOVER, mark
from app.handover.scorecard import Handover, Scorecard
from app.practice.models import Attempt, AttemptStep, StoredScorecard

_VERDICTS = frozenset(get_args(Verdict))


@dataclass(frozen=True, slots=True)
class ItemSaid:
    """What a person says of one item: a verdict, None while they have not chosen, and words, perhaps none."""

    verdict: str | None
    words: str = ""


def begin(*, attempt_id: int, rater_id: int, library: Library, at: datetime) -> int:
    """The id of this person's rating of a handed-over attempt: a new one, or the one they have of it or its very words.

    The marker's own scorecard is kept beside the handover, whatever was ruled since. NotTheirs when nothing was
    handed over; OwnHandover.
    """
    with transaction() as session:
        attempt = session.get(Attempt, attempt_id, with_for_update=True, populate_existing=True)
        if attempt is None or attempt.state != "handed_over":
            raise NotTheirs
        if attempt.person_id == rater_id:
            raise OwnHandover
        handover = session.scalar(select(RatedHandover).filter_by(key=f"attempt:{attempt_id}"))
        if handover is None:
            handover = _of_attempt(session, attempt, library, at)
        if rating_id := _of_same_words(session, handover, rater_id):
            return rating_id
        session.add(handover)
        session.flush()
        return _rating_of(session, handover, rater_id, at)


def begin_text(*, scenario_slug: str, text: str, rater_id: int, library: Library, at: datetime) -> int:
    """The id of this person's rating of a pasted text against a scenario: a new one, or the one they have.

    It is marked as handed over at the scenario's target. NotPasted, by field, for no such scenario, no text or too
    much of it.
    """
    scenario = library.scenarios.get(scenario_slug)
    mistakes = _pasting_mistakes(text) | ({} if scenario else {"scenario": "Choose the scenario it is about."})
    if scenario is None or mistakes:
        raise NotPasted(mistakes)
    with transaction() as session:
        archive_actions.keep(library, "scenario", scenario.id, scenario.hash, at)
        archive_actions.keep(library, "checklist", "checklist", library.checklist.hash, at)
        session.get(ArchivedText, scenario.hash, with_for_update=True)  # two who paste one text at once meet here
        key = f"text:{hashlib.sha256(f'{scenario.hash} {text}'.encode()).hexdigest()}"
        handover = session.scalar(select(RatedHandover).filter_by(key=key))
        if handover is None:
            handover = RatedHandover(
                key=key,
                scenario=scenario.id,
                scenario_hash=scenario.hash,
                checklist_hash=library.checklist.hash,
                text=text,
                card=mark(library.checklist, scenario, Handover(text=text), scenario.target_seconds).to_data(),
                added_at=at,
            )
            session.add(handover)
            session.flush()
        return _rating_of(session, handover, rater_id, at)


def keep(*, rating_id: int, rater_id: int, said: Mapping[str, ItemSaid], revision: int, at: datetime) -> int:
    """Keeps a half-done rating as it stands and answers its new revision; `revision` is the one the page had.

    Items that `said` leaves out stay as they were. NotTheirs, AlreadyFinished, StaleRating; NotRated for overlong
    words.
    """
    with transaction() as session:
        rating = _hold(session, rating_id, rater_id)
        if rating.finished_at is not None:
            raise AlreadyFinished
        _keep(session, rating, said, revision, at)
        return rating.revision


def finish(*, rating_id: int, rater_id: int, said: Mapping[str, ItemSaid], revision: int, at: datetime) -> None:
    """Finishes a rating, for good. What was said is kept even when it cannot be finished yet.

    The same sent twice is one. NotTheirs, AlreadyFinished with other answers, StaleRating; NotRated, by item, for a
    verdict that is left open and for words that do not stand in the handover or are too long, all at once.
    """
    with transaction() as session:
        rating = _hold(session, rating_id, rater_id)
        handover = session.get_one(RatedHandover, rating.handover_id)
        if rating.finished_at is not None:
            if _differs(_items(session, rating.id), _taken(said, _item_ids(handover))):
                raise AlreadyFinished
            return
        taken = _taken(said, _item_ids(handover))
        refused = _mistakes(_items(session, rating.id), taken, handover)
        if not _too_long(taken):
            _keep(session, rating, said, revision, at)
        if refused is None:
            rating.finished_at = at
            audit.record(
                act="rated", subject=f"rated_handover:{handover.id}", at=at, actor_id=rater_id, detail=handover.scenario
            )
    if refused:
        raise refused


def _of_attempt(session: Session, attempt: Attempt, library: Library, at: datetime) -> RatedHandover:
    step = session.scalars(select(AttemptStep).filter_by(attempt_id=attempt.id, kind="handed_over")).one()
    card = Scorecard.from_data(session.get_one(StoredScorecard, attempt.id).data)
    one = as_one_text(step.body["text"], step.body["fields"], archive.checklist(library, attempt.checklist_hash))
    return RatedHandover(
        key=f"attempt:{attempt.id}",
        attempt_id=attempt.id,
        scenario=attempt.scenario,
        scenario_hash=attempt.scenario_hash,
        checklist_hash=attempt.checklist_hash,
        text=one.text,
        elapsed_seconds=card.elapsed_seconds,
        card=moved(card, one).to_data(),
        added_at=at,
    )


def _of_same_words(session: Session, handover: RatedHandover, rater_id: int) -> int | None:
    """The rating this person has of a handover of the same scenario in the same words."""
    query = (
        select(Rating.id)
        .join(RatedHandover, RatedHandover.id == Rating.handover_id)
        .where(
            Rating.rater_id == rater_id,
            RatedHandover.scenario == handover.scenario,
            RatedHandover.text == handover.text,
        )
        .order_by(Rating.id)
    )
    return session.scalars(query).first()


def _rating_of(session: Session, handover: RatedHandover, rater_id: int, at: datetime) -> int:
    rating = session.scalar(select(Rating).filter_by(handover_id=handover.id, rater_id=rater_id))
    if rating is None:
        rating = Rating(handover_id=handover.id, rater_id=rater_id, revision=0, started_at=at, saved_at=at)
        session.add(rating)
        session.flush()
        audit.record(
            act="began to rate",
            subject=f"rated_handover:{handover.id}",
            at=at,
            actor_id=rater_id,
            detail=handover.scenario,
        )
    return rating.id


def _pasting_mistakes(text: str) -> dict[str, str]:
    if not text.strip():
        return {"text": "Paste the handover."}
    if len(text) > LONGEST_HANDOVER:
        return {"text": f"This has {len(text):,} characters; {LONGEST_HANDOVER:,} is the most. Shorten it."}
    return {}


def _hold(session: Session, rating_id: int, rater_id: int) -> Rating:
    rating = session.get(Rating, rating_id, with_for_update=True, populate_existing=True)
    if rating is None or rating.rater_id != rater_id:
        raise NotTheirs
    return rating


def _keep(session: Session, rating: Rating, said: Mapping[str, ItemSaid], revision: int, at: datetime) -> None:
    handover = session.get_one(RatedHandover, rating.handover_id)
    taken = _taken(said, _item_ids(handover))
    if too_long := _too_long(taken):
        raise NotRated({}, too_long)
    items = _items(session, rating.id)
    if not _differs(items, taken):
        return
    if rating.revision != revision:
        raise StaleRating
    for item, one in taken.items():
        row = items.get(item)
        if row is None:
            session.add(RatedItem(rating_id=rating.id, item=item, verdict=one.verdict, words=one.words))
        else:
            row.verdict, row.words = one.verdict, one.words
    rating.revision, rating.saved_at = rating.revision + 1, at
    session.flush()


def _taken(said: Mapping[str, ItemSaid], known: Collection[str]) -> dict[str, ItemSaid]:
    """What was said of items that there are; a verdict that is none of the five is none."""
    return {
        item: ItemSaid(one.verdict if one.verdict in _VERDICTS else None, one.words.strip())
        for item, one in said.items()
        if item in known
    }


def _items(session: Session, rating_id: int) -> dict[str, RatedItem]:
    return {row.item: row for row in session.scalars(select(RatedItem).filter_by(rating_id=rating_id))}


def _item_ids(handover: RatedHandover) -> list[str]:
    return [item["item"] for item in handover.card["items"]]


def _differs(items: Mapping[str, RatedItem], taken: Mapping[str, ItemSaid]) -> bool:
    kept = {item: (row.verdict, row.words) for item, row in items.items()}
    return any(kept.get(item, (None, "")) != (one.verdict, one.words) for item, one in taken.items())


def _too_long(taken: Mapping[str, ItemSaid]) -> dict[str, str]:
    return {
        item: f"These words have {len(one.words):,} characters; {LONGEST_WORDS} is the most. Shorten them."
        for item, one in taken.items()
        if len(one.words) > LONGEST_WORDS
    }


def _mistakes(kept: Mapping[str, RatedItem], taken: Mapping[str, ItemSaid], handover: RatedHandover) -> NotRated | None:
    """What keeps a rating of what is kept and what was said now from being finished."""
    whole = {item: ItemSaid(row.verdict, row.words) for item, row in kept.items()} | dict(taken)
    given = {item: whole.get(item, ItemSaid(None)) for item in _item_ids(handover)}
    undecided = {item: "Choose a verdict." for item, one in given.items() if one.verdict is None}
    lost = {item: NOT_FOUND for item, one in given.items() if find_words(handover.text, one.words) is None}
    words = lost | _too_long(given)
    return NotRated(undecided, words) if undecided or words else None
