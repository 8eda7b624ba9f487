"""The debrief: the scorecard that counts beside the words it rests on; nothing is marked again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select

from app.accounts.models import Person, managed_team
from app.archive import queries as archive
from app.content.checklist import Checklist
from app.content.library import Library
from app.content.scenario import Cost, Example, Scenario, Verdict
from app.database import db
from app.handover.scorecard import ItemMark, Scorecard
from app.practice.models import Attempt, AttemptStep, CountedScorecard, StoredScorecard
from app.practice.queries.attempts import Outcome, attempts_of
from app.practice.queries.counting import IS_COUNTED
from app.practice.queries.said import NOTHING_SAID, SaidOfItem, said_of
from app.practice.rules import clock
from app.practice.rules.headline import headline
from app.practice.rules.phase import Phase, phase
from app.practice.rules.steps import as_steps
from app.practice.rules.thread import Said, transcript
from app.practice.rules.verdicts import recounted_sentence
from app.practice.rules.words import Evidence, Segment, segments
from app.web.guards import Role

_READERS = frozenset({Role.TRAINER, Role.MAJOR_INCIDENT_MANAGER})


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item with its verdict; `number` is its place in the checklist, `quoted` whether words of it are marked.

    `verdict` and `reason` are those that count. `marked` is what the marker said, `said` what people said of it.
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

    @property
    def is_overruled(self) -> bool:
        return self.verdict != self.marked.verdict


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A labelled field of the handover, cut like the text."""

    number: int
    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class NextCall:
    """The scenario to take next; `again` when it is this one."""

    slug: str
    title: str
    minutes: int
    again: bool


@dataclass(frozen=True, slots=True)
class DebriefPage:
    """Everything the debrief says. `mine`: the reader is who handed over; `number` counts attempts at the scenario.

    `card` is the scorecard that counts, `marked` the marker's own; `recounted` says both scores once a ruling changed
    a verdict, and is empty before. `rules`: the reader may rule on its verdicts.
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
    recounted: str
    rules: bool
    decision_why: str
    caught: tuple[ItemRow, ...]
    open_items: tuple[ItemRow, ...]
    phase: Phase
    cost_per_minute: Cost | None
    words: tuple[Segment, ...]
    fields: tuple[FieldWords, ...]
    unsupported: tuple[str, ...]
    model: Example | None
    replay: tuple[Said, ...]
    attempts: tuple[Outcome, ...]
    next: NextCall | None


def debrief_page(attempt_id: int, reader: Person, library: Library) -> DebriefPage | None:
    """The debrief of an attempt for its owner, managers of their team, trainers and Major Incident Managers.

    None for anybody else and for an attempt that was not handed over. Five statements, one more for each content
    text that is no longer the current one.
    """
    found = _found(attempt_id, reader)
    if found is None:
        return None
    attempt, stored, counted, name = found
    rows = list(db.session.scalars(select(AttemptStep).filter_by(attempt_id=attempt_id).order_by(AttemptStep.seq)))
    outcomes = attempts_of(attempt.person_id)
    scenario = archive.scenario(library, attempt.scenario, attempt.scenario_hash)
    checklist = archive.checklist(library, attempt.checklist_hash)
    marked = Scorecard.from_data(stored.data)
    card = Scorecard.from_data(counted.data) if counted is not None else marked
    handed_over = rows[-1]
    items = _items(card, marked, said_of(attempt_id), checklist)
    same = tuple(other for other in outcomes if other.scenario == attempt.scenario and other.state == "handed_over")
    text, fields = str(handed_over.body["text"]), dict(handed_over.body["fields"])
    return DebriefPage(
        attempt_id=attempt_id,
        slug=attempt.scenario,
        title=scenario.title,
        person=name,
        mine=attempt.person_id == reader.id,
        number=sum(other.started_at <= attempt.started_at for other in same),
        handed_over_at=handed_over.at,
        paused_seconds=_paused(attempt, rows),
        headline=headline(card, checklist),
        card=card,
        marked=marked,
        recounted=_recounted(marked, card) if counted is not None else "",
        rules=attempt.person_id != reader.id and Role.TRAINER in reader.roles,
        decision_why=scenario.decision_why,
        caught=tuple(row for row in items if row.earned),
        open_items=tuple(row for row in items if not row.earned),
        phase=phase(card, {row.item: row.label for row in items}),
        cost_per_minute=scenario.cost_per_minute,
        words=segments(text, _evidence(card, items), card.unsupported),
        fields=_fields(card, checklist, fields, items),
        unsupported=_unsupported(card, text, fields),
        model=scenario.model_example,
        replay=transcript(scenario, as_steps(rows), handed_over.elapsed_seconds),
        attempts=same,
        next=_next(library, attempt.scenario, outcomes, card.passed),
    )


def _found(attempt_id: int, reader: Person) -> tuple[Attempt, StoredScorecard, CountedScorecard | None, str] | None:
    managed = exists().where(managed_team.c.person_id == reader.id, managed_team.c.team_id == Person.team_id)
    query = (
        select(Attempt, StoredScorecard, CountedScorecard, Person.name, managed)
        .join(StoredScorecard, StoredScorecard.attempt_id == Attempt.id)
        .join(Person, Person.id == Attempt.person_id)
        .outerjoin(CountedScorecard, IS_COUNTED)
        .where(Attempt.id == attempt_id)
    )
    found = db.session.execute(query).first()
    if found is None:
        return None
    attempt, stored, counted, name, manages = found
    may_read = attempt.person_id == reader.id or manages or reader.roles & _READERS
    return (attempt, stored, counted, name) if may_read else None


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
    )


def _evidence(card: Scorecard, items: Sequence[ItemRow]) -> list[Evidence]:
    return [
        Evidence(start, end, row.number, row.item, row.verdict, first=place == 0)
        for mark, row in zip(card.items, items, strict=True)
        for place, (start, end) in enumerate(sorted(mark.evidence))
    ]


def _fields(
    card: Scorecard, checklist: Checklist, fields: dict[str, str], items: Sequence[ItemRow]
) -> tuple[FieldWords, ...]:
    """Each field that was filled, in the checklist's order."""
    evidence: dict[str, list[Evidence]] = {}
    for mark, row in zip(card.items, items, strict=True):
        for place, at in enumerate(mark.field_evidence):
            first = place == 0 and not mark.evidence
            words = Evidence(at.start, at.end, row.number, row.item, row.verdict, first)
            evidence.setdefault(at.field, []).append(words)
    return tuple(
        FieldWords(
            number=number,
            label=item.label,
            segments=segments(
                fields[item.id],
                evidence.get(item.id, ()),
                [(at.start, at.end) for at in card.unsupported_fields if at.field == item.id],
            ),
        )
        for number, item in enumerate(checklist.items, 1)
        if item.id in fields
    )


def _unsupported(card: Scorecard, text: str, fields: dict[str, str]) -> tuple[str, ...]:
    """The words of every claim that nothing in the call supports."""
    said = [text[start:end] for start, end in card.unsupported]
    said += [fields.get(at.field, "")[at.start : at.end] for at in card.unsupported_fields]
    return tuple(words for words in said if words.strip())


def _paused(attempt: Attempt, rows: Sequence[AttemptStep]) -> float:
    """Seconds the clock stood between the first ring and the handover."""
    return sum((end or start) - start for start, end in clock.pauses(attempt.started_at, rows))


def _next(library: Library, slug: str, outcomes: Sequence[Outcome], passed: bool) -> NextCall | None:
    """This scenario again when it was not passed, else the next on the path that was never passed."""
    done = {outcome.scenario for outcome in outcomes if outcome.passed}
    path = [step.slug for step in library.path.steps if step.kind == "scenario"]
    others = [*path, *sorted(library.scenarios)]
    wanted = slug if not passed else next((other for other in others if other not in done), None)
    scenario: Scenario | None = library.scenarios.get(wanted) if wanted else None
    if scenario is None:
        return None
    return NextCall(scenario.id, scenario.title, scenario.minutes, scenario.id == slug)
