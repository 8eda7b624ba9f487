"""Verdicts for a trainer to rule on: the queue of open disputes, and one verdict with all that was said of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select

from app.accounts.models import KnownPerson
from app.archive import queries as archive
from app.content.checklist import Checklist, ChecklistItem
from app.content.library import Library
from app.database import db
from app.handover.reasons import told_to_others
from app.handover.recount import NotMarked, verdict_on
from app.handover.scorecard import ItemMark, Scorecard
from app.handover.updating import update_field
from app.practice.models import Attempt, AttemptStep, CountedScorecard, Dispute, StoredScorecard, UpdatedScorecard
from app.practice.queries.counting import HANDED_OVER, IS_COUNTED, IS_OPEN, IS_UPDATED
from app.practice.queries.said import NOTHING_SAID, DisputeMade, SaidOfItem, dispute_made, said_of, updates_sent
from app.practice.rules.verdicts import verdict_headline, waiting_headline
from app.practice.rules.words import Evidence, Segment, segments

MOST_DISPUTES = 25
_MARKED = (Attempt, AttemptStep, StoredScorecard, UpdatedScorecard, CountedScorecard)


@dataclass(frozen=True, slots=True)
class ItemWords:
    """The handover with only the words of one verdict marked: the text, and each labelled field by its label."""

    text: tuple[Segment, ...]
    fields: tuple[tuple[str, tuple[Segment, ...]], ...]


@dataclass(frozen=True, slots=True)
class OpenDispute:
    """A dispute in the queue. `own`: its reader handed over, so a colleague rules."""

    attempt_id: int
    title: str
    item: ChecklistItem
    mark: ItemMark
    dispute: DisputeMade
    words: ItemWords
    own: bool


@dataclass(frozen=True, slots=True)
class DisputesPage:
    """The open disputes, oldest first, at most 25 of `waiting`."""

    headline: str
    waiting: int
    disputes: tuple[OpenDispute, ...]


@dataclass(frozen=True, slots=True)
class WaitingDisputes:
    """How many disputes somebody could rule on, since when, and the sentence for it."""

    count: int
    since: datetime | None
    headline: str


@dataclass(frozen=True, slots=True)
class VerdictPage:
    """One verdict to rule on: what counts now (`mark`), what the marker said, and everything said since."""

    attempt_id: int
    title: str
    handed_over_at: datetime
    headline: str
    item: ChecklistItem
    mark: ItemMark
    marked: ItemMark
    said: SaidOfItem
    words: ItemWords
    own: bool


def waiting_disputes(reader_id: int) -> WaitingDisputes:
    """The open disputes this person could rule on; one statement."""
    query = (
        select(func.count(), func.min(Dispute.made_at))
        .join(Attempt, Attempt.id == Dispute.attempt_id)
        .where(IS_OPEN, Attempt.person_id != reader_id)
    )
    count, since = db.session.execute(query).one()
    return WaitingDisputes(count, since, waiting_headline(count))


def disputes_page(reader: KnownPerson, library: Library) -> DisputesPage:
    """The queue of open disputes; two statements, one more for each content text that is no longer the current one."""
    query = (
        select(Dispute, *_MARKED, func.count().over())
        .join(Attempt, Attempt.id == Dispute.attempt_id)
        .join(StoredScorecard, StoredScorecard.attempt_id == Attempt.id)
        .join(AttemptStep, HANDED_OVER)
        .outerjoin(UpdatedScorecard, IS_UPDATED)
        .outerjoin(CountedScorecard, IS_COUNTED)
        .where(IS_OPEN)
        .order_by(Dispute.made_at, Dispute.id)
        .limit(MOST_DISPUTES)
    )
    rows = db.session.execute(query).all()
    waiting = rows[0][-1] if rows else 0
    disputes = []
    sent = updates_sent([row[1].id for row in rows])
    for dispute, attempt, step, stored, updated, counted, _ in rows:
        mark = verdict_on(_card(counted or updated or stored), dispute.item)
        disputes.append(
            OpenDispute(
                attempt_id=attempt.id,
                title=archive.scenario(library, attempt.scenario, attempt.scenario_hash).title,
                item=archive.checklist(library, attempt.checklist_hash)[dispute.item],
                mark=mark,
                dispute=dispute_made(dispute),
                words=_words(step, sent.get(attempt.id, []), mark, archive.checklist(library, attempt.checklist_hash)),
                own=attempt.person_id == reader.id,
            )
        )
    return DisputesPage(waiting_headline(waiting), waiting, tuple(disputes))


def verdict_page(attempt_id: int, item: str, reader: KnownPerson, library: Library) -> VerdictPage | None:
    """One verdict of a handover to rule on; None when there is no such verdict, or updates may still change it.

    Four statements, one more for each content text that is no longer the current one.
    """
    query = (
        select(*_MARKED)
        .join(StoredScorecard, StoredScorecard.attempt_id == Attempt.id)
        .join(AttemptStep, HANDED_OVER)
        .outerjoin(UpdatedScorecard, IS_UPDATED)
        .outerjoin(CountedScorecard, IS_COUNTED)
        .where(Attempt.id == attempt_id, Attempt.finished_at.is_not(None))
    )
    found = db.session.execute(query).first()
    if found is None:
        return None
    attempt, step, stored, updated, counted = found
    try:
        mark, marked = (verdict_on(_card(row), item) for row in (counted or updated or stored, updated or stored))
    except NotMarked:
        return None
    said = said_of(attempt_id).get(item, NOTHING_SAID)
    checklist = archive.checklist(library, attempt.checklist_hash)
    known = checklist[item]
    return VerdictPage(
        attempt_id=attempt_id,
        title=archive.scenario(library, attempt.scenario, attempt.scenario_hash).title,
        handed_over_at=step.at,
        headline=verdict_headline(known.label, mark.verdict, is_ruled=bool(said.rulings), is_disputed=said.is_open),
        item=known,
        mark=mark,
        marked=replace(marked, reason=told_to_others(marked.reason)),
        said=said,
        words=_words(step, updates_sent([attempt_id]).get(attempt_id, []), mark, checklist),
        own=attempt.person_id == reader.id,
    )


def _card(row: StoredScorecard | UpdatedScorecard | CountedScorecard) -> Scorecard:
    return Scorecard.from_data(row.data)


def _words(step: AttemptStep, sent: Sequence[AttemptStep], mark: ItemMark, checklist: Checklist) -> ItemWords:
    """The handover and its updates with the words of this verdict marked."""
    number = list(checklist.ids()).index(mark.item) + 1
    text, fields = str(step.body["text"]), dict(step.body["fields"])
    labelled = [(item.label, item.id, fields[item.id]) for item in checklist.items if item.id in fields]
    labelled += [
        ("Correction" if update.body["corrects"] else "Update", update_field(place), str(update.body["text"]))
        for place, update in enumerate(sent, 1)
    ]

    def cut(words: str, spans: list[tuple[int, int]]) -> tuple[Segment, ...]:
        return segments(words, [Evidence(start, end, number, mark.item, mark.verdict) for start, end in spans])

    return ItemWords(
        text=cut(text, list(mark.evidence)) if text else (),
        fields=tuple(
            (label, cut(words, [(at.start, at.end) for at in mark.field_evidence if at.field == field]))
            for label, field, words in labelled
        ),
    )
