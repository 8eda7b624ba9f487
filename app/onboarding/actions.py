"""Writes of the pack: a module confirmed as read, a check begun, a question answered, a video watched or read."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy.orm import Session

from app.archive import actions as archive
from app.archive.queries import module as archived_module
from app.content.library import Library
from app.content.module import Module
from app.content.video import Video
from app.database import transaction
from app.onboarding import rules
from app.onboarding.models import CheckAnswer, CheckAttempt, ReadingPlace, Watching
from app.onboarding.queries import checks
from app.progress import actions as progress
from app.progress import queries as progress_queries

_TWICE = timedelta(minutes=1)  # a button pressed again this soon was pressed once


def confirm_read(*, person_id: int, module: Module, library: Library, at: datetime) -> None:
    """Records that somebody read this version of a module; a second time nothing."""
    with transaction():
        if progress_queries.has_completed(person_id, "reading", module.slug, module.hash):
            return
        archive.keep(library, "module", module.slug, module.hash, at)
        progress.complete(
            person_id=person_id,
            kind="reading",
            slug=module.slug,
            content_hash=module.hash,
            score=None,
            library=library,
            at=at,
        )


def keep_place(*, person_id: int, module: Module, heading: str, at: datetime) -> bool:
    """Keeps the heading somebody has before their eyes, empty at the top; False when the page has none of that id."""
    if heading and heading not in {known.id for known in module.prose.headings}:
        return False
    with transaction() as session:
        place = session.get(ReadingPlace, (person_id, module.slug))
        if place is None:
            session.add(ReadingPlace(person_id=person_id, module=module.slug, heading=heading, at=at))
        else:
            place.heading, place.at = heading, at
    return True


def start_check(*, person_id: int, module: Module, library: Library, seed: int, at: datetime) -> int:
    """Begins an attempt at a module's knowledge check, or goes on with one that is open; answers its number.

    `seed` fixes which questions are drawn and in which order everything is shown.
    """
    with transaction() as session:
        under_way = checks.open_attempt(checks.attempts_of(person_id, module.slug), module.hash)
        if under_way is not None:
            return under_way
        archive.keep(library, "module", module.slug, module.hash, at)
        known = checks.answered_right(person_id, module.slug)
        drawn = rules.draw_questions(module.check, known, rules.chance_of(seed, "draw"))
        attempt = CheckAttempt(
            person_id=person_id,
            module=module.slug,
            content_hash=module.hash,
            seed=seed,
            questions=drawn,
            started_at=at,
        )
        session.add(attempt)
        session.flush()
        return attempt.id


def answer(
    *,
    attempt_id: int,
    person_id: int,
    slug: str,
    question_id: str,
    given: Mapping[str, Any],
    sureness: str,
    library: Library,
    at: datetime,
) -> bool:
    """Keeps the answer to the question whose turn it is, and marks the attempt with the last one.

    Answers False, and writes nothing, when it is not that question's turn or not this person's attempt; an answer
    that was given before stands.
    """
    with transaction() as session:
        attempt = checks.attempt(attempt_id, person_id, slug, lock=True)
        if attempt is None or checks.next_question(attempt) != question_id:
            return False
        module = archived_module(library, slug, attempt.content_hash)
        right = rules.is_right(module.check.question(question_id), given)
        session.add(
            CheckAnswer(
                attempt_id=attempt_id, question=question_id, given=dict(given), sureness=sureness, right=right, at=at
            )
        )
        session.flush()
        if checks.next_question(attempt) is None:
            _finish(attempt, module, library, at)
        return True


def keep_second(*, person_id: int, video: Video, seconds: float, library: Library, at: datetime) -> None:
    """Notes the second somebody is at; the first time they come to the end is kept for good.

    Each time they come to it the video counts as watched.
    """
    seconds = min(max(seconds, 0.0), video.duration)
    with transaction() as session:
        place = _second(session, person_id, video, at)
        arrives = rules.is_the_end(seconds, video.duration) and not rules.is_the_end(place.seconds, video.duration)
        place.seconds, place.at = seconds, at
        place.furthest = max(place.furthest, seconds)
        if arrives:
            place.watched_to_end_at = place.watched_to_end_at or at
            _seen(person_id, "watching", video, library, at)


def read_transcript(*, person_id: int, video: Video, library: Library, at: datetime) -> None:
    """Records that somebody says they have read the transcript, which counts as watching does."""
    with transaction() as session:
        place = _second(session, person_id, video, at)
        if place.transcript_read_at is not None and at - place.transcript_read_at < _TWICE:
            return
        place.transcript_read_at = at
        _seen(person_id, "transcript", video, library, at)


def _finish(attempt: CheckAttempt, module: Module, library: Library, at: datetime) -> None:
    right = sum(given.right for given in checks.answers_of(attempt.id).values())
    attempt.score = rules.per_cent(right, len(attempt.questions))
    attempt.passed = attempt.score >= module.check.pass_mark
    attempt.finished_at = at
    if attempt.passed:
        progress.complete(
            person_id=attempt.person_id,
            kind="check",
            slug=attempt.module,
            content_hash=attempt.content_hash,
            score=attempt.score,
            library=library,
            at=at,
        )


def _second(session: Session, person_id: int, video: Video, at: datetime) -> Watching:
    place = session.get(Watching, (person_id, video.slug), with_for_update=True)
    if place is None:
        place = Watching(person_id=person_id, video=video.slug, seconds=0.0, furthest=0.0, at=at)
        session.add(place)
    return place


def _seen(
    person_id: int, kind: Literal["watching", "transcript"], video: Video, library: Library, at: datetime
) -> None:
    progress.complete(
        person_id=person_id,
        kind=kind,
        slug=video.slug,
        content_hash=video.hash,
        score=None,
        library=library,
        at=at,
    )
