"""Reads of knowledge checks: a question that waits, what an answer came to, and a finished attempt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.archive import queries as archive
from app.content.checklist import Checklist
from app.content.library import Library
from app.content.module import Question
from app.database import db
from app.onboarding import rules
from app.onboarding.models import CheckAnswer, CheckAttempt


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """A finished attempt at a knowledge check, in a list of them. `score` is per cent."""

    id: int
    finished_at: datetime
    score: int
    passed: bool


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question of an attempt as it is shown: `shown` are the author's numbers in the order of `texts`.

    `answer` is what was given; None while it waits for one.
    """

    slug: str
    title: str
    attempt_id: int
    number: int
    total: int
    question: Question
    shown: tuple[int, ...]
    texts: tuple[str, ...]
    answer: CheckAnswer | None


@dataclass(frozen=True, slots=True)
class ShownOption:
    """An option after the answer: whether it was chosen and is right, and what its author says of it."""

    text: str
    chosen: bool
    right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """What an answer came to; `order_given` and `order_right` only for steps to put in order."""

    question_id: str
    text: str
    handover: str
    verdict: str
    remark: str
    right: bool
    sureness: str
    options: tuple[ShownOption, ...]
    order_given: tuple[str, ...]
    order_right: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """The page after one answer."""

    asked: AskedQuestion
    feedback: Feedback
    is_last: bool


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The page after the last answer: mistakes one was sure of first. `score` and `pass_mark` are per cent."""

    slug: str
    title: str
    attempt_id: int
    headline: str
    score: int
    pass_mark: int
    passed: bool
    finished_at: datetime
    sure_mistakes: tuple[Feedback, ...]
    mistakes: tuple[Feedback, ...]
    guessed_right: tuple[Feedback, ...]
    earlier: tuple[AttemptLine, ...]
    still_in_pack: bool


def open_attempt(attempts: Iterable[CheckAttempt], content_hash: str) -> int | None:
    """The newest unfinished attempt on this version of a module."""
    unfinished = (a.id for a in attempts if a.finished_at is None and a.content_hash == content_hash)
    return next(unfinished, None)


def answered_right(person_id: int, slug: str) -> set[str]:
    """The questions of a module's check this person ever answered right; one statement."""
    query = (
        select(CheckAnswer.question)
        .join(CheckAttempt, CheckAttempt.id == CheckAnswer.attempt_id)
        .where(CheckAttempt.person_id == person_id, CheckAttempt.module == slug, CheckAnswer.right)
    )
    return set(db.session.scalars(query))


def attempt(attempt_id: int, person_id: int, slug: str, *, lock: bool = False) -> CheckAttempt | None:
    """This person's attempt with this number at this module; None when it is not theirs. One statement."""
    query = select(CheckAttempt).filter_by(id=attempt_id, person_id=person_id, module=slug)
    found: CheckAttempt | None = db.session.scalar(query.with_for_update() if lock else query)
    return found


def answers_of(attempt_id: int) -> dict[str, CheckAnswer]:
    """The answers of an attempt by question; one statement."""
    rows = db.session.scalars(select(CheckAnswer).filter_by(attempt_id=attempt_id))
    return {row.question: row for row in rows}


def next_question(held: CheckAttempt) -> str | None:
    """The question this attempt waits at; None when all are answered. One statement."""
    return rules.next_question(held.questions, answers_of(held.id))


def asked_question(held: CheckAttempt, question_id: str, library: Library) -> AskedQuestion | None:
    """A question of an attempt; None when it is not in it or its turn has not come. One statement."""
    answers = answers_of(held.id)
    if question_id not in answers and question_id != rules.next_question(held.questions, answers):
        return None
    module = archive.module(library, held.module, held.content_hash)
    question = module.check.question(question_id)
    shown = rules.shown_order(question, rules.chance_of(held.seed, question_id))
    texts = _texts(question, library.checklist)
    return AskedQuestion(
        slug=held.module,
        title=module.title,
        attempt_id=held.id,
        number=held.questions.index(question_id) + 1,
        total=len(held.questions),
        question=question,
        shown=tuple(shown),
        texts=tuple(texts[number] for number in shown),
        answer=answers.get(question_id),
    )


def feedback_page(asked: AskedQuestion, answer: CheckAnswer, library: Library) -> FeedbackPage:
    """The page after this answer; no statement."""
    feedback = _feedback(asked.question, answer, library.checklist, asked.shown)
    return FeedbackPage(asked, feedback, is_last=asked.number == asked.total)


def result_page(held: CheckAttempt, library: Library) -> ResultPage:
    """The page of a finished attempt; two statements."""
    module = archive.module(library, held.module, held.content_hash)
    answers = answers_of(held.id)
    given = [
        _feedback(module.check.question(question), answers[question], library.checklist) for question in held.questions
    ]
    wrong = [feedback for feedback in given if not feedback.right]
    attempts = [other for other in attempts_of(held.person_id, held.module) if other.id != held.id]
    line = lines_of([held])[0]
    return ResultPage(
        slug=held.module,
        title=module.title,
        attempt_id=held.id,
        headline=rules.result_headline(len(given) - len(wrong), len(given), line.passed),
        score=line.score,
        pass_mark=module.check.pass_mark,
        passed=line.passed,
        finished_at=line.finished_at,
        sure_mistakes=tuple(feedback for feedback in wrong if feedback.sureness == "sure"),
        mistakes=tuple(feedback for feedback in wrong if feedback.sureness != "sure"),
        guessed_right=tuple(feedback for feedback in given if feedback.right and feedback.sureness == "guess"),
        earlier=lines_of(attempts),
        still_in_pack=held.module in library.modules,
    )


def attempts_of(person_id: int, slug: str) -> Sequence[CheckAttempt]:
    """All attempts of a person at a module's check, newest first; one statement."""
    query = select(CheckAttempt).filter_by(person_id=person_id, module=slug).order_by(CheckAttempt.id.desc())
    return db.session.scalars(query).all()


def lines_of(attempts: Iterable[CheckAttempt]) -> tuple[AttemptLine, ...]:
    """The finished ones of these attempts, as a list shows them."""
    return tuple(
        AttemptLine(held.id, held.finished_at, held.score or 0, bool(held.passed))
        for held in attempts
        if held.finished_at is not None
    )


def last_try(person_id: int, slug: str) -> AttemptLine | None:
    """The newest attempt of a person at a module's check that was finished; one statement."""
    query = (
        select(CheckAttempt).filter_by(person_id=person_id, module=slug).where(CheckAttempt.finished_at.is_not(None))
    )
    held = db.session.scalars(query.order_by(CheckAttempt.id.desc()).limit(1)).all()
    return next(iter(lines_of(held)), None)


def _texts(question: Question, checklist: Checklist) -> list[str]:
    """The words of each option or step by the author's numbers; checklist items by their labels."""
    if question.kind == "ordering":
        return list(question.order)
    if question.kind == "missing":
        return [_label(option.text, checklist) for option in question.options]
    return [option.text for option in question.options]


def _label(item_id: str, checklist: Checklist) -> str:
    return checklist[item_id].label if item_id in checklist else item_id.replace("_", " ").capitalize()


def _feedback(
    question: Question, answer: CheckAnswer, checklist: Checklist, shown: Sequence[int] | None = None
) -> Feedback:
    texts = _texts(question, checklist)
    chosen = answer.given.get("chosen", [])
    numbers = range(len(question.options)) if shown is None or question.kind == "ordering" else shown
    options = tuple(
        ShownOption(texts[number], number in chosen, question.options[number].right, question.options[number].feedback)
        for number in (numbers if question.options else ())
    )
    return Feedback(
        question_id=question.id,
        text=question.text,
        handover=question.handover,
        verdict=rules.verdict(question, answer.given),
        remark=rules.remark(answer.right, answer.sureness),
        right=answer.right,
        sureness=answer.sureness,
        options=options,
        order_given=tuple(texts[number] for number in answer.given.get("order", [])),
        order_right=tuple(question.order),
        why=question.why,
    )
