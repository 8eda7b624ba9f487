"""What follows a handover: the page of the minutes after it, the updates sent, and the questions put back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import select

from app.archive import queries as archive
from app.content.checklist import Checklist
from app.content.library import Library
from app.content.scenario import Decision, Verdict
from app.database import db
from app.handover.asking_back import answers
from app.handover.reasons import told_to_others
from app.handover.scorecard import ItemMark
from app.practice.models import Attempt, QuestionBack
from app.practice.queries.calling import RoomPage, call_rows, room_of
from app.practice.rules import following
from app.practice.rules.following import Stage
from app.practice.rules.steps import LoggedStep


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The handover as it was given; `fields` by their labels, in the checklist's order."""

    text: str
    fields: tuple[tuple[str, str], ...]
    decision: Decision
    elapsed_seconds: float


@dataclass(frozen=True, slots=True)
class SentUpdate:
    """An update, `sent_after` simulated seconds after the handover."""

    number: int
    text: str
    corrects: bool
    sent_after: float


@dataclass(frozen=True, slots=True)
class AskedBack:
    """A question back with its answer: None before there is one, empty when it was passed over."""

    item: str
    label: str
    question: str
    answer: str | None
    verdict: Verdict | None
    reason: str
    answered: bool


@dataclass(frozen=True, slots=True)
class AfterPage:
    """What stands before somebody who has handed over. `left` is simulated seconds for updates, 0 once over."""

    attempt_id: int
    stage: Stage
    room: RoomPage
    handed_over: HandedOver
    updates: tuple[SentUpdate, ...]
    left: float
    questions: tuple[AskedBack, ...]

    @property
    def left_sentence(self) -> str:
        """How long updates may still follow."""
        return following.left_sentence(self.left)

    @property
    def until(self) -> float:
        """The simulated second at which the updates are over."""
        return self.handed_over.elapsed_seconds + following.FOLLOW_UP_SECONDS


def stage_of(attempt_id: int, person_id: int) -> Stage | None:
    """Where this person's attempt stands, None when it is not theirs; two statements."""
    attempt = db.session.scalar(select(Attempt).filter_by(id=attempt_id, person_id=person_id))
    if attempt is None:
        return None
    put = db.session.scalar(select(QuestionBack.number).filter_by(attempt_id=attempt_id).limit(1))
    return following.stage(attempt, put is not None)


def after_page(attempt_id: int, person_id: int, library: Library, at: datetime, to: str = "") -> AfterPage | None:
    """The minutes after the handover of this person's attempt, or the questions back; None before a handover.

    `to`: whose line is shown. Three statements, one more for each content text that is no longer the current one.
    """
    stored = call_rows(attempt_id, person_id)
    if stored is None or stored.attempt.state != "handed_over":
        return None
    attempt, rows = stored.attempt, stored.steps
    checklist = archive.checklist(library, attempt.checklist_hash)
    questions = asked_back(attempt_id, checklist)
    handed_over = handed_over_in(rows, checklist)
    left = following.left(handed_over.elapsed_seconds, following.shown_second(attempt, rows, at))
    return AfterPage(
        attempt_id=attempt_id,
        stage=following.stage(attempt, bool(questions)),
        room=room_of(stored, library, at, to),
        handed_over=handed_over,
        updates=updates_in(rows),
        left=max(0.0, left),
        questions=questions,
    )


def handed_over_in(rows: Sequence[LoggedStep], checklist: Checklist) -> HandedOver:
    """The handover among these steps; StopIteration when there is none."""
    step = next(row for row in rows if row.kind == "handed_over")
    fields = dict(step.body["fields"])
    return HandedOver(
        text=str(step.body["text"]),
        fields=tuple((item.label, fields[item.id]) for item in checklist.items if item.id in fields),
        decision=cast(Decision, step.body["decision"]),
        elapsed_seconds=step.elapsed_seconds,
    )


def updates_in(rows: Sequence[LoggedStep]) -> tuple[SentUpdate, ...]:
    """The updates among these steps, in their order."""
    handed_over = next((row.elapsed_seconds for row in rows if row.kind == "handed_over"), 0.0)
    sent = [row for row in rows if row.kind == "updated"]
    return tuple(
        SentUpdate(
            number, str(row.body["text"]), bool(row.body["corrects"]), max(0.0, row.elapsed_seconds - handed_over)
        )
        for number, row in enumerate(sent, 1)
    )


def asked_back(attempt_id: int, checklist: Checklist, *, mine: bool = True) -> tuple[AskedBack, ...]:
    """The questions put back after a handover, in their order; `mine`: for who handed over. One statement."""
    query = select(QuestionBack).filter_by(attempt_id=attempt_id).order_by(QuestionBack.number)
    return tuple(_asked(row, checklist, mine) for row in db.session.scalars(query))


def _asked(row: QuestionBack, checklist: Checklist, mine: bool) -> AskedBack:
    mark = ItemMark.from_data(row.data) if row.data else None
    reason = mark.reason if mark else ""
    return AskedBack(
        item=row.item,
        label=checklist[row.item].label,
        question=row.question,
        answer=row.answer,
        verdict=mark.verdict if mark else None,
        reason=reason if mine else told_to_others(reason),
        answered=mark is not None and answers(mark),
    )
