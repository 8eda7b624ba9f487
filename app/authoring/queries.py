"""What the pages of authors show: the scenarios as they lie on the disk, one of them laid out, an answer, a mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.authoring.advice.draft import typed
from app.authoring.conversing import Answered, Said, answered
from app.authoring.findings import Findings
from app.authoring.shelf import OnDisk, Shelf
from app.authoring.showing import DECISIONS, Happening, Saying, TruthShown, sayings, timeline, truths
from app.content.checklist import Checklist
from app.content.problems import Problem
from app.content.scenario import Person, Scenario
from app.handover.marking import mark
from app.handover.scorecard import Handover, Scorecard
from app.web.formats import count_word


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """One scenario of the list. `findings` is None until its check was asked for."""

    slug: str
    title: str
    industry: str
    decision: str
    people: int
    problems: tuple[Problem, ...]
    findings: Findings | None


@dataclass(frozen=True, slots=True)
class ScenariosPage:
    """All scenarios there are files of."""

    headline: str
    rows: tuple[ScenarioRow, ...]


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody of the cast and what they say, item by item: (label, sayings)."""

    person: Person
    comes: str
    says: tuple[tuple[str, tuple[Saying, ...]], ...]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A scenario laid out. `stale`: it is the last version that could be read, for the file cannot be."""

    slug: str
    scenario: Scenario
    checklist: Checklist
    decision: str
    problems: tuple[Problem, ...]
    stale: bool
    findings: Findings | None
    people: tuple[PersonShown, ...]
    timeline: tuple[Happening, ...]
    truths: tuple[tuple[str, tuple[TruthShown, ...]], ...]

    @property
    def labels(self) -> Mapping[str, str]:
        """The plain name of each item."""
        return {item.id: item.label for item in self.checklist.items}


@dataclass(frozen=True, slots=True)
class Marked:
    """A scorecard with the words each verdict and each unsupported claim rests on."""

    card: Scorecard
    words: Mapping[str, tuple[str, ...]]
    unsupported: tuple[str, ...]


def scenarios_page(shelf: Shelf, running: Mapping[str, Scenario]) -> ScenariosPage:
    """The list; nothing is played for it, what a check said before stands beside each."""
    read = [on_disk for slug in shelf.slugs() if (on_disk := shelf.read(slug, running)) is not None]
    rows = tuple(_row(on_disk, shelf.known_findings(on_disk.slug)) for on_disk in read)
    return ScenariosPage(_headline(rows), rows)


def _row(on_disk: OnDisk, findings: Findings | None) -> ScenarioRow:
    scenario = on_disk.scenario
    return ScenarioRow(
        slug=on_disk.slug,
        title=scenario.title if scenario else on_disk.slug,
        industry=scenario.industry if scenario else "",
        decision=DECISIONS[scenario.decision] if scenario else "",
        people=len(scenario.people) if scenario else 0,
        problems=findings.problems if findings else on_disk.problems,
        findings=findings,
    )


def _headline(rows: tuple[ScenarioRow, ...]) -> str:
    if not rows:
        return "There is no scenario yet."
    broken = sum(bool(row.problems) for row in rows)
    counted = f"{count_word(len(rows)).capitalize()} {'scenario' if len(rows) == 1 else 'scenarios'}"
    if not broken:
        return f"{counted}, and every file can be read." if len(rows) > 1 else "One scenario, and its file can be read."
    return f"{counted}; {count_word(broken)} {'has' if broken == 1 else 'have'} something to mend."


def preview_page(shelf: Shelf, on_disk: OnDisk, checklist: Checklist) -> PreviewPage | None:
    """One scenario laid out; None while no version of it could ever be read. `checklist` is the site's own."""
    scenario = on_disk.scenario
    if scenario is None:
        return None
    checklist = on_disk.checklist or checklist
    return PreviewPage(
        slug=on_disk.slug,
        scenario=scenario,
        checklist=checklist,
        decision=DECISIONS[scenario.decision],
        problems=on_disk.problems,
        stale=on_disk.stale,
        findings=shelf.known_findings(on_disk.slug),
        people=tuple(_person(checklist, person) for person in scenario.people),
        timeline=timeline(checklist, scenario),
        truths=tuple((item.label, truths(scenario, item.id)) for item in checklist.items if item.id in scenario.items),
    )


def _person(checklist: Checklist, person: Person) -> PersonShown:
    says = [(item.label, sayings(person, item.id)) for item in checklist.items]
    if person.rung:
        comes = f"can be rung, engaged until {person.busy_until:g} s" if person.busy_until else "can be rung"
    else:
        comes = f"rings at {person.arrives:g} s" if not person.after else "rings when something was done"
    return PersonShown(person, comes, tuple((label, said) for label, said in says if said))


def conversation(page: PreviewPage, said: Sequence[Said]) -> tuple[Answered, ...]:
    """What is said to each of these messages as the scenario is now. QuestionTooLong as in asking."""
    return answered(page.checklist, page.scenario, said)


def marked(page: PreviewPage, handover: Handover, second: int) -> Marked:
    """What the marker makes of this handover. HandoverTooLong as in marking."""
    card = mark(page.checklist, page.scenario, handover, second)
    words = {item.item: tuple(typed(handover.text, span) for span in item.evidence) for item in card.items}
    return Marked(card, words, tuple(typed(handover.text, span) for span in card.unsupported))
