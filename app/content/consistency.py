"""What must hold between the parts of the content, beyond each part's own shape."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from app.content.checklist import Checklist, Kind
from app.content.module import KnowledgeCheck
from app.content.path import LearningPath, LearningPaths, StepKind
from app.content.problems import Problem
from app.content.reading import Document, Location
from app.content.scenario import Scenario, Truth

_NEEDS: Mapping[Kind, tuple[str, ...]] = {
    "name": ("name", "names"),
    "statement": ("points",),
    "time": ("time", "points"),
    "count": ("count",),
    "choice": ("choice",),
    "change": ("id", "points"),
    "identifier": ("id", "ids"),
    "contact": ("person", "phone"),
}


def check_checklist(checklist: Checklist, document: Document) -> Iterator[Problem]:
    """Headings that belong to two items at once, so that a labelled line could mean either."""
    owner: dict[str, str] = {}
    for index, item in enumerate(checklist.items):
        for label in item.labels:
            other = owner.setdefault(label.casefold(), item.id)
            if other != item.id:
                what = f"the heading '{label}' belongs to '{other}' already."
                yield document.problem(("items", index, "labels"), what, "Keep it with one of them.")


def check_knowledge_check(check: KnowledgeCheck, checklist: Checklist, document: Document) -> Iterator[Problem]:
    """Answers to a `missing` question that are no checklist items."""
    for index, question in enumerate(check.questions):
        for number, option in enumerate(question.options if question.kind == "missing" else ()):
            if option.text not in checklist:
                what = f"the checklist has no item '{option.text}'."
                yield document.problem(("questions", index, "options", number), what, "Use one of its ids.")


def check_scenario(scenario: Scenario, checklist: Checklist, document: Document) -> Iterator[Problem]:
    """Items the checklist does not have, truths of the wrong kind, names no catalogue knows."""
    for item_id, truth in scenario.items.items():
        place = ("items", item_id)
        if item_id not in checklist:
            yield document.problem(place, f"the checklist has no item '{item_id}'.", "Use one of its ids.")
            continue
        yield from _check_truth(scenario, truth, checklist[item_id].kind, document, place)
        yield from _check_order([later.at for later in truth.later], document, place)
    if not any(person.arrives == 0 and not person.after and not person.rung for person in scenario.people):
        what = "nobody rings at the beginning, so there is no call to answer."
        yield document.problem(("people",), what, "Let one person ring by themselves, without 'arrives' and 'after'.")
    for index, person in enumerate(scenario.people):
        for item_id in person.knows:
            if item_id not in checklist:
                what = f"{person.name} knows about '{item_id}', which the checklist does not have."
                yield document.problem(("people", index, "knows", item_id), what, "Use one of its ids.")
            moments = [words.at for words in person.knows[item_id].later]
            yield from _check_order(moments, document, ("people", index, "knows", item_id))
        for number, belief in enumerate(person.believes):
            if belief.about not in checklist:
                what = f"{person.name} believes something about '{belief.about}', which the checklist does not have."
                yield document.problem(("people", index, "believes", number), what, "Use one of its ids.")
    for item_id in scenario.critical or ():
        if item_id not in scenario.items:
            yield document.problem(("critical",), f"'{item_id}' is critical here but has no truth.", "Add its truth.")
    for index, example in enumerate(scenario.examples):
        for item_id in {**example.fields, **example.expect.items}:
            if item_id not in scenario.items:
                what = f"the example speaks of '{item_id}', which this scenario does not have."
                yield document.problem(("examples", index), what, "Use an item of this scenario.")


def _check_order(moments: Sequence[float], document: Document, place: Location) -> Iterator[Problem]:
    """What is so later must stand in the order in which it becomes so."""
    if any(later <= earlier for earlier, later in pairwise(moments)):
        yield document.problem(
            (*place, "later"), "these do not stand in the order of their 'at'.", "Put the earliest first."
        )


def _check_truth(
    scenario: Scenario, truth: Truth, kind: Kind, document: Document, place: tuple[str, str]
) -> Iterator[Problem]:
    if not (truth.none or truth.unknown) and not any(getattr(truth, key) for key in _NEEDS[kind]):
        needs = " or ".join(f"'{key}'" for key in _NEEDS[kind])
        mend = f"Give {needs}, or 'unknown: true' when nobody can know."
        yield document.problem(place, f"'{place[1]}' has nothing the marker can look for.", mend)
    names = {
        "service": scenario.catalogue.services,
        "sites": scenario.catalogue.sites,
        "team": scenario.catalogue.teams,
    }
    known = names.get(place[1])
    for name in filter(None, (truth.name, *truth.names)):
        if known is not None and name not in known:
            what = f"'{name}' is not in the scenario's catalogue."
            yield document.problem(place, what, "Add it there with the other names people use.")


def check_paths(
    paths: LearningPaths, known: Mapping[StepKind, Collection[str]], document: Document
) -> Iterator[Problem]:
    """Steps that lead to nothing, stand twice, or wait for what never comes; paths of one id.

    `known` are the slugs there are of each kind of step.
    """
    several = "paths" in document.data
    ids: set[str] = set()
    for number, path in enumerate(paths.paths):
        place: Location = ("paths", number) if several else ()
        if path.id in ids:
            what = f"the id '{path.id}' belongs to a path above."
            yield document.problem(place, what, "Give each path an id of its own.")
        ids.add(path.id)
        yield from _check_steps(path, known, document, (*place, "steps"))
    try:
        TopologicalSorter(_prerequisites(paths)).prepare()
    except CycleError as error:
        circle = " after ".join(f"'{slug}'" for slug in reversed(error.args[1]))
        yield document.problem((), f"steps wait for each other: {circle}.", "Take one 'after' away.")


def _check_steps(
    path: LearningPath, known: Mapping[StepKind, Collection[str]], document: Document, place: Location
) -> Iterator[Problem]:
    due = {step.slug: step.due_days for step in path.steps}
    seen: set[str] = set()
    for index, step in enumerate(path.steps):
        those = known[step.kind]
        if step.slug not in those:
            what = f"there is no {step.kind} '{step.slug}'."
            yield document.problem((*place, index), what, f"Use one of: {', '.join(sorted(those)) or 'none yet'}.")
        if step.slug in seen:
            yield document.problem((*place, index), f"'{step.slug}' stands twice on the path.", "Keep one.")
        seen.add(step.slug)
        for slug in step.after:
            if slug not in due:
                what = f"'{step.slug}' comes after '{slug}', which is no step of this path."
                yield document.problem((*place, index), what, "Name a step of the same path.")
            elif due[slug] > step.due_days:
                what = f"'{step.slug}' is due before '{slug}', which it comes after."
                yield document.problem((*place, index), what, "Give it the later day.")


def _prerequisites(paths: LearningPaths) -> dict[str, set[str]]:
    """What each step comes after, on whichever path: people with several roles follow several at once."""
    found: dict[str, set[str]] = {}
    for path in paths.paths:
        for step in path.steps:
            found.setdefault(step.slug, set()).update(step.after)
    return found
