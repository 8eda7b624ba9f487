"""Where people stand on their paths, with the words of the library: what pages of every room are made from."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from app.accounts.models import KnownPerson
from app.content.library import Library
from app.content.path import PathStep, StepKind
from app.progress.models import Certificate
from app.progress.queries.certificates import CertificateFacts, facts_of_certificate
from app.progress.queries.ledger import Known, known_of
from app.progress.rules import sentences
from app.progress.rules.certificates import Done, Round
from app.progress.rules.changes import Changes
from app.progress.rules.standing import History, PathStanding, Standing, StepStanding, standing_of
from app.progress.rules.steps import StepMark, facts_of
from app.web.formats import zone


@dataclass(frozen=True, slots=True)
class StepState:
    """One step of a person's path. `minutes` is the time it takes; scores are per cent or a scorecard's score.

    `done_on` is empty while the step is to do, also once more: then `last_on` says when it was done before.
    `again_on`: when it is due again. `waits_for`: titles of the steps it comes after that are not done yet.
    `read_on`: when a module was read, or the transcript of a video that was never watched. `seconds`: how long a video
    lasts. `changes`: what a manager changed of it. `on_path`: a path asks for it, and not only a manager. `changed`:
    the content differs from every version this person did; the step stays done.
    """

    kind: StepKind
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
    last_on: date | None
    again_on: date | None
    waits_for: tuple[str, ...]
    changes: Changes
    on_path: bool
    seconds: int

    @property
    def settled(self) -> bool:
        """Whether nothing is to do: done or waived."""
        return self.state in ("done", "waived")


@dataclass(frozen=True, slots=True)
class ModuleRecord:
    """What a person did of one module, on the path or not; fields as in StepState."""

    done_on: date | None
    read_on: date | None
    check_score: int | None
    changed: bool


@dataclass(frozen=True, slots=True)
class PathCertificate:
    """The certificate of one path of a person: what it is called, the newest they hold, and the steps left to it.

    `renewing`: the renewal window is open, and the scenarios stand as to be passed again.
    """

    title: str
    valid_days: int
    held: CertificateFacts | None
    renewing: bool
    left: tuple[StepState, ...]


@dataclass(frozen=True, slots=True)
class PathPage:
    """Where one person stands on the paths of their roles, taken together; no steps when nothing is required of them.

    Steps come in the order they are due. `certificate`, `certificate_title`, `valid_days` and `renewing` are of the
    certificate of their paths that lapses first; `renewed_by` are the open steps that renew it, none before its
    renewal opens. `former`, where they hold none of their paths: the newest of paths that were theirs. `ready`: nothing
    is late, and of each path the certificate stands or every step is done or waived. `time_left` is what the open
    steps take. `headline` is the sentence all this comes to; empty without steps. `records` holds every module this
    person read or passed, by slug, on the path or not.
    """

    title: str
    steps: tuple[StepState, ...]
    next: StepState | None
    done_count: int
    waived_count: int
    total: int
    late_count: int
    time_left: str
    ready: bool
    certificates: tuple[PathCertificate, ...]
    certificate: CertificateFacts | None
    former: CertificateFacts | None
    certificate_title: str
    valid_days: int
    renewing: bool
    renewed_by: tuple[StepState, ...]
    headline: str
    records: Mapping[str, ModuleRecord]

    @property
    def left(self) -> tuple[StepState, ...]:
        """The steps that are to do."""
        return tuple(step for step in self.steps if not step.settled)

    @property
    def settled(self) -> tuple[StepState, ...]:
        """The steps that are done or waived."""
        return tuple(step for step in self.steps if step.settled)

    def step(self, kind: str, slug: str) -> StepState | None:
        """The step of this name; None when it is not required."""
        return next((step for step in self.steps if (step.kind, step.slug) == (kind, slug)), None)


def path_of(person: KnownPerson, library: Library, today: date) -> PathPage:
    """Where this person stands today; three statements."""
    return paths_of([person], library, today)[person.id]


def paths_of(people: Iterable[KnownPerson], library: Library, today: date) -> dict[int, PathPage]:
    """Where each of these people stands today, by their id; three statements however many they are."""
    people = list(people)
    known = known_of(people, zone())
    return {person.id: _page(person, known[person.id], library, today) for person in people}


def _page(person: KnownPerson, known: Known, library: Library, today: date) -> PathPage:
    paths = library.paths.of(person.roles)
    history = _of_this_library(known.history, library)
    standing = standing_of(paths, history, today)
    steps = tuple(_step(step, library) for step in standing.steps)
    marks = [step.state for step in steps]
    certificates = tuple(
        _certificate(path, steps, known.certificates, today) for path in standing.paths if path.path.certificate
    )
    first = _first(certificates)
    held = first.held if first else None
    left = [step for step in steps if not step.settled]
    return PathPage(
        title=" · ".join(path.title for path in paths),
        steps=steps,
        next=next((step for step in left if not step.waits_for), None),
        done_count=marks.count("done"),
        waived_count=marks.count("waived"),
        total=len(steps),
        late_count=marks.count("late"),
        time_left=sentences.how_long(sum(step.minutes for step in left)),
        ready="late" not in marks and (all(path.whole for path in standing.paths) if paths else not left),
        certificates=certificates,
        certificate=held,
        former=None if held else _newest(known.certificates, today),
        certificate_title=first.title if first else "",
        valid_days=first.valid_days if first else 0,
        renewing=first is not None and first.renewing,
        renewed_by=first.left if first and first.renewing else (),
        headline=_headline(standing, first, today) if steps else "",
        records=_records(library, history.completions),
    )


def _of_this_library(history: History, library: Library) -> History:
    """Without what was changed of things that are no longer there."""
    known = library.step_keys()
    return replace(history, changes={key: found for key, found in history.changes.items() if key in known})


def _certificate(
    path: PathStanding, steps: Sequence[StepState], rows: Sequence[Certificate], today: date
) -> PathCertificate:
    terms = path.path.certificate
    row = next((row for row in reversed(rows) if row.path == path.path.id), None)
    return PathCertificate(
        title=terms.title if terms else "",
        valid_days=terms.valid_days if terms else 0,
        held=facts_of_certificate(row, today) if row else None,
        renewing=path.renewing,
        left=tuple(step for step in steps if (step.kind, step.slug) in path.left),
    )


def _first(certificates: Collection[PathCertificate]) -> PathCertificate | None:
    """The one that lapses first; where none is held, the first."""
    return min(certificates, key=lambda each: each.held.valid_until if each.held else date.max, default=None)


def _newest(rows: Sequence[Certificate], today: date) -> CertificateFacts | None:
    return facts_of_certificate(rows[-1], today) if rows else None


def _headline(standing: Standing, first: PathCertificate | None, today: date) -> str:
    left = [step for step in standing.steps if not step.settled]
    renewing = first is not None and first.renewing and bool(first.left)
    calls_only = all(step.kind == "scenario" for step in left)
    return sentences.headline(
        len(first.left) if first and renewing else len(left),
        sum(step.mark == "late" for step in left),
        first.held.valid_until if first and first.held else None,
        today,
        renewing=renewing,
        calls_only=calls_only,
    )


def _records(library: Library, completions: Sequence[Done]) -> dict[str, ModuleRecord]:
    """By module, whatever round a renewal is in."""
    by_slug: dict[str, list[Done]] = {}
    for done in completions:
        by_slug.setdefault(done.slug, []).append(done)
    records: dict[str, ModuleRecord] = {}
    for slug in by_slug.keys() & library.modules.keys():
        facts = facts_of(PathStep(module=slug, due_days=0), date.min, by_slug[slug], Round())
        changed = bool(facts.hashes) and library.modules[slug].hash not in facts.hashes
        records[slug] = ModuleRecord(facts.done_on, facts.read_on, facts.check_score, changed)
    return records


def _step(step: StepStanding, library: Library) -> StepState:
    title, summary, minutes, version = words_of(step.kind, step.slug, library)
    return StepState(
        kind=cast(StepKind, step.kind),
        slug=step.slug,
        title=title,
        summary=summary,
        minutes=minutes,
        due_on=step.facts.due_on,
        done_on=step.facts.done_on,
        state=step.mark,
        read_on=step.facts.read_on,
        check_score=step.facts.check_score,
        score=step.facts.score,
        changed=bool(step.facts.hashes) and version not in step.facts.hashes,
        last_on=step.facts.last_on,
        again_on=step.facts.again_on,
        waits_for=tuple(_title(slug, library) for slug in step.waits_for),
        changes=step.changes,
        on_path=step.on_path,
        seconds=library.videos[step.slug].seconds if step.kind == "video" else 0,
    )


def words_of(kind: str, slug: str, library: Library) -> tuple[str, str, int, str]:
    """Title, summary, minutes and version of a module, scenario or video of the library."""
    if kind == "module":
        module = library.modules[slug]
        return module.title, module.summary, module.minutes, module.hash
    if kind == "video":
        video = library.videos[slug]
        return video.title, video.summary, video.minutes, video.hash
    scenario = library.scenarios[slug]
    return scenario.title, scenario.brief, scenario.minutes, scenario.hash


def _title(slug: str, library: Library) -> str:
    found = library.modules.get(slug) or library.scenarios.get(slug) or library.videos[slug]
    return found.title
