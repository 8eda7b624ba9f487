"""The debrief: the scorecard that counts beside the words it rests on; nothing is marked again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, union_all

from app.accounts.models import KnownPerson, Person
from app.archive import queries as archive
from app.content.checklist import Checklist
from app.content.library import Library
from app.content.scenario import Cost, Example, Verdict
from app.database import db
from app.handover.reasons import card_to_others
from app.handover.scorecard import ItemMark, Scorecard
from app.practice.models import Attempt, AttemptStep, CountedScorecard, StoredScorecard, UpdatedScorecard
from app.practice.queries.attempts import Outcome, attempts_of, own_attempts
from app.practice.queries.choosing import scenario_to_take
from app.practice.queries.counting import IS_COUNTED, IS_UPDATED
from app.practice.queries.debrief_words import FieldWords, UpdateWords, debrief_words
from app.practice.queries.following_up import AskedBack, asked_back, updates_in
from app.practice.queries.readers import manages_team_of_person, reads_others
from app.practice.queries.said import NOTHING_SAID, SaidOfItem, said_of
from app.practice.rules import clock
from app.practice.rules.following import answered_sentence
from app.practice.rules.found_out import found_out_sentence
from app.practice.rules.headline import headline
from app.practice.rules.levels import LEVELS, Level, taken_at
from app.practice.rules.phase import Phase, phase
from app.practice.rules.steps import as_steps
from app.practice.rules.thread import Said, transcript
from app.practice.rules.verdicts import recounted_sentence, updated_sentence
from app.practice.rules.words import Segment
from app.progress import queries as progress
from app.simulation.knowing import known
from app.web.guards import Role

_Found = tuple[Attempt, StoredScorecard, UpdatedScorecard | None, CountedScorecard | None, str, bool]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item with its verdict; `number` is its place in the checklist, `quoted` whether words of it are marked.

    `verdict` and `reason` are those that count. `marked` is what the marker said, `said` what people said of it.
    `sent_after` is how many seconds after the handover an update brought it, 0 when none did.
    """

    number: int
    item: str
    label: str
    verdict: Verdict
    earned: bool
    critical: bool
    reason: str
    expected: str
    why: str
    ask: str
    minutes_added: float
    quoted: bool
    marked: ItemMark
    said: SaidOfItem
    sent_after: float

    @property
    def is_overruled(self) -> bool:
        return self.verdict != self.marked.verdict


@dataclass(frozen=True, slots=True)
class NextCall:
    """The scenario to take next; `again` when it is this one, to be taken at this `level`."""

    slug: str
    title: str
    minutes: int
    again: bool
    level: Level


@dataclass(frozen=True, slots=True)
class DebriefPage:
    """Everything the debrief says. `mine`: the reader is who handed over; `number` counts attempts at the scenario.

    `card` is the scorecard that counts, `marked` the marker's own; `recounted` says both scores once a ruling changed
    a verdict, and is empty before. `handed_over_card` is the marker's of the handover alone, when updates followed.
    `rules`: the reader may rule on its verdicts; `finished`: nothing more can come in it. `taken` says the level and,
    to who handed over and their managers, the extra time; `level` is what a pass counts by. `asked` are the
    questions put back and `asked_sentence` how they were answered; `linked` are the tickets that were linked in the
    call. `found_out` says when most of what the handover tells was not found out in the call, and is empty otherwise.
    """

    attempt_id: int
    slug: str
    title: str
    person: str
    mine: bool
    number: int
    handed_over_at: datetime
    paused_seconds: float
    headline: str
    card: Scorecard
    marked: Scorecard
    handed_over_card: Scorecard | None
    recounted: str
    rules: bool
    finished: bool
    taken: str
    level: Level
    decision_why: str
    caught: tuple[ItemRow, ...]
    open_items: tuple[ItemRow, ...]
    phase: Phase
    cost_per_minute: Cost | None
    words: tuple[Segment, ...]
    fields: tuple[FieldWords, ...]
    updates: tuple[UpdateWords, ...]
    unsupported: tuple[str, ...]
    asked: tuple[AskedBack, ...]
    asked_sentence: str
    linked: tuple[str, ...]
    found_out: str
    model: Example | None
    replay: tuple[Said, ...]
    attempts: tuple[Outcome, ...]

    @property
    def with_updates(self) -> str:
        """Both scores, when updates followed the handover."""
        return updated_sentence(self.handed_over_card or self.marked, self.marked)


def debrief_page(attempt_id: int, reader: KnownPerson, library: Library) -> DebriefPage | None:
    """The debrief of an attempt for its owner, managers of their team, trainers and Major Incident Managers.

    Its owner sees it once nothing more can come in it. None for anybody else and for an attempt that was not handed
    over. Six statements, one more for each content text that is no longer the current one.
    """
    found = _found(attempt_id, reader)
    if found is None:
        return None
    attempt, stored, updated, counted, name, manages = found
    rows = list(db.session.scalars(select(AttemptStep).filter_by(attempt_id=attempt_id).order_by(AttemptStep.seq)))
    outcomes = own_attempts(reader.id) if attempt.person_id == reader.id else attempts_of(attempt.person_id)
    scenario = archive.scenario(library, attempt.scenario, attempt.scenario_hash)
    checklist = archive.checklist(library, attempt.checklist_hash)
    marked = Scorecard.from_data((updated or stored).data)
    card = Scorecard.from_data(counted.data) if counted is not None else marked
    mine = attempt.person_id == reader.id
    if not mine:
        marked, card = card_to_others(marked), card_to_others(card)
    handed_over = next(row for row in rows if row.kind == "handed_over")
    asked, sent, steps = asked_back(attempt_id, checklist, mine=mine), updates_in(rows), as_steps(rows)
    items = _items(card, marked, said_of(attempt_id), checklist)
    same = tuple(other for other in outcomes if other.scenario == attempt.scenario and other.state == "handed_over")
    text, fields = str(handed_over.body["text"]), dict(handed_over.body["fields"])
    words = debrief_words(card, checklist, text, fields, sent if updated is not None else ())
    return DebriefPage(
        attempt_id=attempt_id,
        slug=attempt.scenario,
        title=scenario.title,
        person=name,
        mine=mine,
        number=sum(other.started_at <= attempt.started_at for other in same),
        handed_over_at=handed_over.at,
        paused_seconds=_paused(attempt, rows, handed_over.at),
        headline=headline(card, checklist),
        card=card,
        marked=marked,
        handed_over_card=Scorecard.from_data(stored.data) if updated is not None else None,
        recounted=_recounted(marked, card) if counted is not None else "",
        rules=not mine and Role.TRAINER in reader.roles and attempt.finished_at is not None,
        finished=attempt.finished_at is not None,
        taken=taken_at(attempt.level, attempt.pace, tells_extra_time=manages or mine),
        level=LEVELS[attempt.level],
        decision_why=scenario.decision_why,
        caught=tuple(row for row in items if row.earned),
        open_items=tuple(row for row in items if not row.earned),
        phase=phase(card, {row.item: row.label for row in items}),
        cost_per_minute=scenario.cost_per_minute,
        words=words.text,
        fields=words.fields,
        updates=words.updates,
        unsupported=words.unsupported,
        asked=tuple(each for each in asked if each.answer is not None),
        asked_sentence=answered_sentence(sum(each.answered for each in asked), len(asked), mine),
        linked=tuple(str(row.body["ticket"]) for row in rows if row.kind == "linked"),
        found_out=found_out_sentence(
            Scorecard.from_data(stored.data).items, known(checklist, scenario, steps, handed_over.elapsed_seconds)
        ),
        model=scenario.model_example,
        replay=transcript(scenario, steps, rows[-1].elapsed_seconds),
        attempts=same,
    )


def next_call(page: DebriefPage, reader: KnownPerson, library: Library, today: date) -> NextCall | None:
    """What the reader of their own debrief takes next: this scenario again until a pass of it counts, then the next on
    their path or one they never passed. None in somebody else's, and when there is none. Four statements at most."""
    if not page.mine:
        return None
    slug: str | None = page.slug
    if page.card.passed and page.level.counts:
        path = progress.path_of(reader, library, today)
        slug = scenario_to_take(path, own_attempts(reader.id), library)
    scenario = library.scenarios.get(slug) if slug else None
    if scenario is None:
        return None
    level = LEVELS["assessed"] if page.card.passed else page.level
    return NextCall(scenario.id, scenario.title, scenario.minutes, scenario.id == page.slug, level)


def certificate_earned(page: DebriefPage, reader: KnownPerson, today: date) -> progress.CertificateFacts | None:
    """The certificate that the pass of this call earned, to its owner alone; two statements at most."""
    if not page.mine or not page.level.counts:
        return None
    passes = (
        select(StoredScorecard.marked_at).filter_by(attempt_id=page.attempt_id, passed=True),
        select(UpdatedScorecard.marked_at).filter_by(attempt_id=page.attempt_id, passed=True),
        select(CountedScorecard.counted_at).filter_by(attempt_id=page.attempt_id, passed=True),
    )
    moments = db.session.scalars(union_all(*passes)).all()
    return progress.certificate_issued(reader.id, moments, today) if moments else None


def _found(attempt_id: int, reader: KnownPerson) -> _Found | None:
    managed = manages_team_of_person(reader)
    query = (
        select(Attempt, StoredScorecard, UpdatedScorecard, CountedScorecard, Person.name, managed)
        .join(StoredScorecard, StoredScorecard.attempt_id == Attempt.id)
        .join(Person, Person.id == Attempt.person_id)
        .outerjoin(UpdatedScorecard, IS_UPDATED)
        .outerjoin(CountedScorecard, IS_COUNTED)
        .where(Attempt.id == attempt_id)
    )
    found = db.session.execute(query).first()
    if found is None:
        return None
    attempt, stored, updated, counted, name, manages = found
    own = attempt.person_id == reader.id
    may_read = attempt.finished_at is not None if own else reads_others(reader, manages)
    return (attempt, stored, updated, counted, name, bool(manages)) if may_read else None


def _recounted(marked: Scorecard, counted: Scorecard) -> str:
    return recounted_sentence(marked.score, counted.score, marked.passed, counted.passed)


def _items(card: Scorecard, marked: Scorecard, said: Mapping[str, SaidOfItem], checklist: Checklist) -> list[ItemRow]:
    numbers = {item: number for number, item in enumerate(checklist.ids(), 1)}
    return [
        _item(mark, by_marker, said.get(mark.item, NOTHING_SAID), numbers[mark.item], checklist)
        for mark, by_marker in zip(card.items, marked.items, strict=True)
    ]


def _item(mark: ItemMark, marked: ItemMark, said: SaidOfItem, number: int, checklist: Checklist) -> ItemRow:
    item = checklist[mark.item]
    return ItemRow(
        number=number,
        item=mark.item,
        label=item.label,
        verdict=mark.verdict,
        earned=mark.credit == 1,
        critical=mark.critical,
        reason=mark.reason,
        expected=mark.expected,
        why=item.why,
        ask=item.ask,
        minutes_added=mark.minutes_added,
        quoted=bool(mark.evidence or mark.field_evidence),
        marked=marked,
        said=said,
        sent_after=mark.sent_after,
    )


def _paused(attempt: Attempt, rows: Sequence[AttemptStep], handed_over_at: datetime) -> float:
    """Seconds the clock stood between the first ring and the handover."""
    until = (handed_over_at - attempt.started_at).total_seconds()
    stood = clock.pauses(attempt.started_at, rows)
    return sum(min(until if end is None else end, until) - start for start, end in stood if start < until)
