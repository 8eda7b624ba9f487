"""Makes history: what a sample person did, done again by the real actions at moments of the past."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from app.content.library import Library
from app.content.module import Question
from app.handover.scorecard import Handover
from app.onboarding import actions as onboarding
from app.onboarding.queries import checks
from app.practice import actions as practice
from app.practice.queries import LEVELS, stage_of
from app.sample.people import CallStep, Deed, SampleHandover, calls, handovers

_SIGN_OF_LIFE = timedelta(seconds=60)
_READING = timedelta(minutes=9)
_ANSWERING = timedelta(seconds=40)


def do(person_id: int, deed: Deed, library: Library, at: datetime) -> int | None:
    """Lets this person do this, beginning at `at`, and answers the attempt when it was a call.

    Joins the caller's transaction.
    """
    if deed.module:
        _study(person_id, deed, library, at)
        return None
    if deed.video:
        _watch(person_id, deed, library, at)
        return None
    return _take_call(person_id, deed, library, at)


def _study(person_id: int, deed: Deed, library: Library, at: datetime) -> None:
    module = library.modules[deed.module]
    at += _READING
    onboarding.confirm_read(person_id=person_id, module=module, library=library, at=at)
    for number, wrong in enumerate(deed.tries):
        at += _ANSWERING
        seed = person_id * 100 + deed.days_ago * 10 + number
        attempt_id = onboarding.start_check(person_id=person_id, module=module, library=library, seed=seed, at=at)
        for place in range(module.check.draw):
            at += _ANSWERING
            attempt = checks.attempt(attempt_id, person_id, module.slug)
            question = module.check.question(str(attempt and checks.next_question(attempt)))
            onboarding.answer(
                attempt_id=attempt_id,
                person_id=person_id,
                slug=module.slug,
                question_id=question.id,
                given=_wrong_answer(question) if place < wrong else _right_answer(question),
                sureness=("sure", "fairly", "guess")[(place + person_id) % 3],
                library=library,
                at=at,
            )


def _watch(person_id: int, deed: Deed, library: Library, at: datetime) -> None:
    video = library.videos[deed.video]
    ends = at + timedelta(seconds=video.duration)
    if deed.transcript:
        onboarding.read_transcript(person_id=person_id, video=video, library=library, at=ends)
    else:
        onboarding.keep_second(person_id=person_id, video=video, seconds=video.duration, library=library, at=ends)


def _right_answer(question: Question) -> dict[str, Any]:
    if question.kind == "ordering":
        return {"order": list(range(len(question.order)))}
    return {"chosen": [number for number, option in enumerate(question.options) if option.right]}


def _wrong_answer(question: Question) -> dict[str, Any]:
    if question.kind == "ordering":
        return {"order": list(reversed(range(len(question.order))))}
    return {"chosen": [number for number, option in enumerate(question.options) if not option.right][:1]}


def _take_call(person_id: int, deed: Deed, library: Library, at: datetime) -> int:
    words = deed.own or handovers()[deed.call][deed.handover or 0]
    attempt_id = practice.start(person_id=person_id, scenario_slug=deed.call, library=library, at=at, level=deed.level)
    seen = at
    for step in _steps(deed, words):
        moment = at + _lasting(step.at, deed)
        _stay(attempt_id, person_id, seen, moment)
        _take(step, attempt_id, person_id, library, moment)
        seen = moment
    end = at + _lasting(words.elapsed_seconds, deed)
    _stay(attempt_id, person_id, seen, end)
    practice.hand_over(
        attempt_id=attempt_id,
        person_id=person_id,
        handover=Handover(words.text, words.fields, words.decision),
        seq=len(_steps(deed, words)) + 1,
        library=library,
        at=end,
    )
    _follow_up(attempt_id, person_id, deed, words, library, end)
    return attempt_id


def _follow_up(
    attempt_id: int, person_id: int, deed: Deed, words: SampleHandover, library: Library, handed_over: datetime
) -> None:
    """What is sent after the handover, and what is answered to the questions back."""
    seen = handed_over
    for update in words.updates:
        at = handed_over + _lasting(update.after, deed)
        _stay(attempt_id, person_id, seen, at)
        practice.update(attempt_id=attempt_id, person_id=person_id, text=update.text, corrects=update.corrects, at=at)
        seen = at
    seen += _ANSWERING
    practice.end_follow_up(attempt_id=attempt_id, person_id=person_id, library=library, at=seen)
    if stage_of(attempt_id, person_id) == "asked_back":
        practice.answer_back(
            attempt_id=attempt_id,
            person_id=person_id,
            answers=words.answers,
            library=library,
            at=seen + 2 * _ANSWERING,
        )


def _lasting(seconds: int, deed: Deed) -> timedelta:
    """How long so many seconds of a call take at its level."""
    return timedelta(seconds=seconds * LEVELS[deed.level].pace / 100)


def _steps(deed: Deed, words: SampleHandover) -> list[CallStep]:
    """What is asked before the writing begins: all of it by the thorough, two thirds or a third by the others."""
    in_time = [step for step in calls()[deed.call] if step.at < words.elapsed_seconds - 40]
    kept = {"strong": (0, 1, 2), "fair": (0, 1), "weak": (0,)}[words.quality]
    return [step for number, step in enumerate(in_time) if number % 3 in kept]


def _take(step: CallStep, attempt_id: int, person_id: int, library: Library, at: datetime) -> None:
    if step.look:
        practice.look_up(attempt_id=attempt_id, person_id=person_id, tool=step.look, words="", library=library, at=at)
    else:
        practice.ask(
            attempt_id=attempt_id, person_id=person_id, to=step.to, text=step.ask, seq=0, library=library, at=at
        )


def _stay(attempt_id: int, person_id: int, seen: datetime, until: datetime) -> None:
    """Signs of life in a silence, so that the clock runs on."""
    for moment in _between(seen, until):
        practice.still_there(attempt_id=attempt_id, person_id=person_id, at=moment)


def _between(seen: datetime, until: datetime) -> Iterator[datetime]:
    while until - seen > _SIGN_OF_LIFE:
        seen += _SIGN_OF_LIFE
        yield seen
