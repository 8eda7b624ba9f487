"""What was said of the verdicts of handovers (disputes and rulings), and what was sent after them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import select

from app.accounts.models import Person
from app.content.scenario import Verdict
from app.database import db
from app.practice.models import AttemptStep, Dispute, Ruling


@dataclass(frozen=True, slots=True)
class DisputeMade:
    """An agent's sentence on a verdict of theirs; `verdict` is the one that counted then."""

    id: int
    item: str
    verdict: Verdict
    sentence: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class RulingMade:
    """A trainer's ruling; `answers` is the dispute it answers, `was` what counted before it."""

    item: str
    answers: int | None
    was: Verdict
    verdict: Verdict
    reason: str
    by: str
    ruled_at: datetime

    @property
    def upholds(self) -> bool:
        return self.was == self.verdict


@dataclass(frozen=True, slots=True)
class SaidOfItem:
    """What was said of one verdict: the dispute, if any, and the rulings in their order."""

    dispute: DisputeMade | None = None
    rulings: tuple[RulingMade, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a dispute waits for its ruling."""
        made = self.dispute
        return made is not None and all(ruling.answers != made.id for ruling in self.rulings)

    @property
    def seen(self) -> int:
        """How many things were said."""
        return len(self.rulings) + (self.dispute is not None)


NOTHING_SAID = SaidOfItem()


def said_of(attempt_id: int) -> dict[str, SaidOfItem]:
    """What was said of each verdict of an attempt, by item; items nobody spoke of are not in it. Two statements."""
    disputes = {
        made.item: dispute_made(made) for made in db.session.scalars(select(Dispute).filter_by(attempt_id=attempt_id))
    }
    query = (
        select(Ruling, Person.name)
        .join(Person, Person.id == Ruling.ruled_by)
        .where(Ruling.attempt_id == attempt_id)
        .order_by(Ruling.number)
    )
    rulings: dict[str, list[RulingMade]] = {}
    for ruling, name in db.session.execute(query):
        rulings.setdefault(ruling.item, []).append(_ruling_made(ruling, name))
    return {
        item: SaidOfItem(disputes.get(item), tuple(rulings.get(item, ()))) for item in disputes.keys() | rulings.keys()
    }


def updates_sent(attempt_ids: Collection[int]) -> dict[int, list[AttemptStep]]:
    """The updates of these attempts, in their order; one statement."""
    query = select(AttemptStep).where(AttemptStep.attempt_id.in_(attempt_ids), AttemptStep.kind == "updated")
    sent: dict[int, list[AttemptStep]] = {}
    for step in db.session.scalars(query.order_by(AttemptStep.attempt_id, AttemptStep.seq)):
        sent.setdefault(step.attempt_id, []).append(step)
    return sent


def dispute_made(row: Dispute) -> DisputeMade:
    """A dispute as pages show it."""
    return DisputeMade(row.id, row.item, cast(Verdict, row.verdict), row.sentence, row.made_at)


def _ruling_made(row: Ruling, by: str) -> RulingMade:
    was, verdict = cast(Verdict, row.was), cast(Verdict, row.verdict)
    return RulingMade(row.item, row.dispute_id, was, verdict, row.reason, by, row.ruled_at)
