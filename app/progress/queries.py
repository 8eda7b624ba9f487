"""Reads of the ledger: where people stand on the path, and certificates by serial."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, selectinload

from app.accounts.models import KnownPerson, Person
from app.content.library import Library
from app.content.path import PathStep
from app.database import db
from app.progress import rules
from app.progress.models import Certificate, Completion, CountedScore
from app.progress.rules import CertificateMark, Done, Held, StepMark
from app.web.formats import zone

_other = aliased(CountedScore)


@dataclass(frozen=True, slots=True)
class StepState:
    """One step of a person's path. `minutes` is the time it takes; scores are per cent or a scorecard's score.

    `changed`: the content differs from every version this person read or passed; the step stays done.
    """

    kind: Literal["module", "scenario"]
    slug: str
    title: str
    summary: str
    minutes: int
    due_on: date
    done_on: date | None
    state: StepMark
    read_on: date | None
    check_score: int | None
    score: int | None
    changed: bool


@dataclass(frozen=True, slots=True)
class ModuleRecord:
    """What a person did of one module, on the path or not; fields as in StepState."""

    done_on: date | None
    read_on: date | None
    check_score: int | None
    changed: bool


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate as its holder and managers see it."""

    serial: str
    issued_on: date
    valid_until: date
    state: CertificateMark


@dataclass(frozen=True, slots=True)
class PathPage:
    """Where one person stands on the path; no steps when it is not required of them.

    `renewing`: the newest certificate's renewal window is open, and its scenarios stand as to be passed again.
    `headline` is the sentence all this comes to; empty without steps. `records` holds every module this person
    read or passed, by slug, on the path or not.
    """

    title: str
    steps: tuple[StepState, ...]
    next: StepState | None
    done_count: int
    total: int
    late_count: int
    certificate: CertificateFacts | None
    certificate_title: str
    valid_days: int
    renewing: bool
    headline: str
    records: Mapping[str, ModuleRecord]


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """What the public page of a certificate says, and whose it is (never shown)."""

    serial: str
    person_id: int
    name: str
    title: str
    organisation: str
    issued_on: date
    valid_until: date
    state: CertificateMark


def path_of(person: KnownPerson, library: Library, today: date) -> PathPage:
    """Where this person stands today; two statements."""
    return paths_of([person], library, today)[person.id]


def paths_of(people: Iterable[KnownPerson], library: Library, today: date) -> dict[int, PathPage]:
    """Where each of these people stands today, by their id; two statements however many they are."""
    people = list(people)
    ids = [person.id for person in people]
    completions = _completions(ids, zone())
    certificates = _certificates(ids)
    return {
        person.id: _path_page(person, library, completions.get(person.id, []), certificates.get(person.id, []), today)
        for person in people
    }


def certificate(serial: str, today: date) -> CertificatePage | None:
    """The certificate with this serial as everybody may see it; one statement."""
    row = db.session.scalar(select(Certificate).where(Certificate.serial == serial))
    return _certificate_page(row, today) if row is not None else None


def certificates_of(person_id: int, today: date) -> list[CertificatePage]:
    """All certificates of a person, newest first; one statement."""
    rows = _certificates([person_id]).get(person_id, [])
    return [_certificate_page(row, today) for row in reversed(rows)]


def standing(person_id: int, zone: ZoneInfo) -> tuple[list[Done], list[Held]]:
    """All completions and certificates of a person as the rules see them, days taken in `zone`; two statements."""
    rows = _certificates([person_id]).get(person_id, [])
    return _completions([person_id], zone).get(person_id, []), [_held(row) for row in rows]


def holder(person_id: int) -> Person:
    """The person a certificate would be issued to, locked until the transaction ends; two statements."""
    query = select(Person).where(Person.id == person_id).options(selectinload(Person.roles_held)).with_for_update()
    return db.session.scalars(query).one()


def has_completed(person_id: int, kind: str, slug: str, content_hash: str) -> bool:
    """Whether this person completed this very version already; one statement."""
    query = select(Completion.id).filter_by(person_id=person_id, kind=kind, slug=slug, content_hash=content_hash)
    return db.session.scalar(query.limit(1)) is not None


def serial_is_taken(serial: str) -> bool:
    """Whether a certificate has this serial."""
    return db.session.scalar(select(Certificate.id).where(Certificate.serial == serial)) is not None


def _completions(person_ids: Collection[int], zone: ZoneInfo) -> dict[int, list[Done]]:
    newest = (
        select(func.max(_other.id)).where(_other.completion_id == Completion.id).correlate(Completion).scalar_subquery()
    )
    counted = func.coalesce(CountedScore.score, Completion.score)
    columns = (Completion.person_id, Completion.kind, Completion.slug, Completion.content_hash, counted, Completion.at)
    query = (
        select(*columns).outerjoin(CountedScore, CountedScore.id == newest).where(Completion.person_id.in_(person_ids))
    )
    found: dict[int, list[Done]] = {}
    for person_id, kind, slug, content_hash, score, at in db.session.execute(query):
        found.setdefault(person_id, []).append(Done(kind, slug, content_hash, score, at, at.astimezone(zone).date()))
    return found


def _certificates(person_ids: Collection[int]) -> dict[int, list[Certificate]]:
    query = select(Certificate).where(Certificate.person_id.in_(person_ids)).order_by(Certificate.issued_at)
    found: dict[int, list[Certificate]] = {}
    for row in db.session.scalars(query):
        found.setdefault(row.person_id, []).append(row)
    return found


def _path_page(
    person: KnownPerson, library: Library, completions: Sequence[Done], certificates: Sequence[Certificate], today: date
) -> PathPage:
    path = library.path
    held = [_held(row) for row in certificates]
    required = path.steps if rules.is_for(path, frozenset(person.roles)) else ()
    current = rules.round_of(path, held, today)
    by_slug = _by_slug(completions)
    facts = [rules.facts_of(step, person.joined_on, by_slug.get(step.slug, ()), current) for step in required]
    marks = rules.marks_of(facts, today)
    steps = tuple(_step(step, fact, mark, library) for step, fact, mark in zip(required, facts, marks, strict=True))
    open_steps = [step for step in steps if step.state != "done"]
    renewing = bool(steps) and bool(held) and today >= rules.renewal_opens(held[-1])
    return PathPage(
        title=path.title,
        steps=steps,
        next=open_steps[0] if open_steps else None,
        done_count=marks.count("done"),
        total=len(steps),
        late_count=marks.count("late"),
        certificate=_certificate_facts(certificates[-1], today) if certificates else None,
        certificate_title=path.certificate.title,
        valid_days=path.certificate.valid_days,
        renewing=renewing,
        headline=_headline(open_steps, marks.count("late"), held, today, renewing) if steps else "",
        records=_records(library, by_slug),
    )


def _by_slug(completions: Sequence[Done]) -> dict[str, list[Done]]:
    found: dict[str, list[Done]] = {}
    for done in completions:
        found.setdefault(done.slug, []).append(done)
    return found


def _records(library: Library, by_slug: Mapping[str, Sequence[Done]]) -> dict[str, ModuleRecord]:
    """By module, whatever round a renewal is in."""
    records: dict[str, ModuleRecord] = {}
    for slug in by_slug.keys() & library.modules.keys():
        facts = rules.facts_of(PathStep(module=slug, due_days=0), date.min, by_slug[slug], rules.Round())
        changed = bool(facts.hashes) and library.modules[slug].hash not in facts.hashes
        records[slug] = ModuleRecord(facts.done_on, facts.read_on, facts.check_score, changed)
    return records


def _headline(open_steps: Sequence[StepState], late: int, held: Sequence[Held], today: date, renewing: bool) -> str:
    until = held[-1].valid_until if held else None
    calls_only = all(step.kind == "scenario" for step in open_steps)
    return rules.headline(len(open_steps), late, until, today, renewing=renewing, calls_only=calls_only)


def _step(step: PathStep, facts: rules.StepFacts, mark: StepMark, library: Library) -> StepState:
    if step.kind == "module":
        module = library.modules[step.slug]
        title, summary, minutes, version = module.title, module.summary, module.minutes, module.hash
    else:
        scenario = library.scenarios[step.slug]
        title, summary, minutes, version = scenario.title, scenario.brief, scenario.minutes, scenario.hash
    return StepState(
        kind=step.kind,
        slug=step.slug,
        title=title,
        summary=summary,
        minutes=minutes,
        due_on=facts.due_on,
        done_on=facts.done_on,
        state=mark,
        read_on=facts.read_on,
        check_score=facts.check_score,
        score=facts.score,
        changed=bool(facts.hashes) and version not in facts.hashes,
    )


def _held(row: Certificate) -> Held:
    return Held(row.issued_on, row.valid_until, row.issued_at)


def _certificate_facts(row: Certificate, today: date) -> CertificateFacts:
    mark = rules.certificate_mark(row.valid_until, today)
    return CertificateFacts(row.serial, row.issued_on, row.valid_until, mark)


def _certificate_page(row: Certificate, today: date) -> CertificatePage:
    return CertificatePage(
        serial=row.serial,
        person_id=row.person_id,
        name=row.name,
        title=row.title,
        organisation=row.organisation,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        state=rules.certificate_mark(row.valid_until, today),
    )
