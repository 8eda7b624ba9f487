"""Reads of the pack: all modules, one module, and the checklist as a page."""

from dataclasses import dataclass
from datetime import date
from typing import get_args

from app.accounts.models import KnownPerson
from app.content.checklist import Checklist, ChecklistItem, Group
from app.content.library import Library
from app.content.module import Module
from app.content.prose import Heading
from app.database import db
from app.onboarding import rules
from app.onboarding.models import ReadingPlace
from app.onboarding.practising import Shown, shown
from app.onboarding.queries.checks import AttemptLine, attempts_of, lines_of, open_attempt
from app.progress import queries as progress
from app.progress.queries import PathPage

GROUP_TITLES: dict[Group, str] = {
    "what": "What is broken",
    "when": "Since when, and which way it goes",
    "where": "Who and where it hits",
    "so_what": "What follows from it",
    "who": "Who is on it",
}


@dataclass(frozen=True, slots=True)
class PackEntry:
    """A module as the pack lists it; `state`, `due_on` and `waits_for` are those of the path, empty beside it.

    `last_on`: when it was last done, also where it is due again.
    """

    kind: str
    slug: str
    title: str
    summary: str
    minutes: int
    state: str
    due_on: date | None
    waits_for: tuple[str, ...]
    done_on: date | None
    last_on: date | None
    read_on: date | None
    check_score: int | None
    changed: bool


@dataclass(frozen=True, slots=True)
class PackPage:
    """The whole pack for one person: modules of their path in order, then the others."""

    headline: str
    required: tuple[PackEntry, ...]
    others: tuple[PackEntry, ...]
    next: PackEntry | None
    path: PathPage


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A stretch of a module's page as HTML, and the exercise after it."""

    html: str
    shown: Shown | None


@dataclass(frozen=True, slots=True)
class ModulePage:
    """A module to read, what this person did of it, and their attempts at its check, newest first.

    `left_at` is the heading they left off at, when that is not the top.
    """

    module: Module
    entry: PackEntry
    headings: tuple[Heading, ...]
    parts: tuple[ShownPart, ...]
    left_at: Heading | None
    open_attempt_id: int | None
    attempts: tuple[AttemptLine, ...]


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """One of the checklist's groups with its items in order."""

    id: Group
    title: str
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class ChecklistPage:
    """The checklist to read through."""

    headline: str
    groups: tuple[ItemGroup, ...]


def pack_page(person: KnownPerson, library: Library, today: date) -> PackPage:
    """The pack as this person sees it; three statements."""
    path = progress.path_of(person, library, today)
    on_path = [step.slug for step in path.steps if step.kind == "module"]
    required = tuple(_entry(library.modules[slug], path) for slug in on_path)
    others = tuple(_entry(module, path) for module in _in_order(library) if module.slug not in on_path)
    asked = [entry for entry in required if entry.state != "waived"]
    done = sum(entry.done_on is not None for entry in asked)
    return PackPage(
        headline=rules.pack_headline(done, len(asked or others), bool(asked)),
        required=required,
        others=others,
        next=next((entry for entry in asked if entry.done_on is None and not entry.waits_for), None),
        path=path,
    )


def module_page(person: KnownPerson, slug: str, library: Library, today: date) -> ModulePage | None:
    """A module to read; None when the pack has none of that name. Five statements."""
    module = library.modules.get(slug)
    if module is None:
        return None
    attempts = attempts_of(person.id, slug)
    return ModulePage(
        module=module,
        entry=_entry(module, progress.path_of(person, library, today)),
        headings=module.prose.headings,
        parts=tuple(
            ShownPart(part.html, shown(part.exercise, library.checklist) if part.exercise else None)
            for part in module.parts
        ),
        left_at=_left_at(person.id, module),
        open_attempt_id=open_attempt(attempts, module.hash),
        attempts=lines_of(attempts),
    )


def checklist_page(checklist: Checklist) -> ChecklistPage:
    """The checklist's items in their groups; groups without items are left out. No statement."""
    order: tuple[Group, ...] = get_args(Group)
    by_group = {group: tuple(item for item in checklist.items if item.group == group) for group in order}
    groups = tuple(ItemGroup(group, GROUP_TITLES[group], items) for group, items in by_group.items() if items)
    critical = sum(item.critical for item in checklist.items)
    return ChecklistPage(rules.checklist_headline(len(checklist.items), critical), groups)


def _left_at(person_id: int, module: Module) -> Heading | None:
    """The heading somebody left a module at; None at its top, and when the page no longer has it."""
    place = db.session.get(ReadingPlace, (person_id, module.slug))
    if place is None:
        return None
    return next((heading for heading in module.prose.headings if heading.id == place.heading), None)


def _in_order(library: Library) -> list[Module]:
    """All modules as the path orders them, those beside it last: also for people of whom it is not required."""
    order = {step.slug: place for place, step in enumerate(library.paths.steps)}
    return sorted(library.modules.values(), key=lambda module: order.get(module.slug, len(order)))


def _entry(module: Module, path: PathPage) -> PackEntry:
    step = next((step for step in path.steps if step.kind == "module" and step.slug == module.slug), None)
    record = step or path.records.get(module.slug)
    return PackEntry(
        kind="module",
        slug=module.slug,
        title=module.title,
        summary=module.summary,
        minutes=module.minutes,
        state=step.state if step else "",
        due_on=step.due_on if step else None,
        waits_for=step.waits_for if step else (),
        done_on=record.done_on if record else None,
        last_on=step.last_on if step else None,
        read_on=record.read_on if record else None,
        check_score=record.check_score if record else None,
        changed=record.changed if record else False,
    )
