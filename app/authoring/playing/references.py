"""Names a scenario uses of itself: details, own phrasings and later truths held against catalogue and checklist."""

from collections.abc import Iterator

from app.authoring.advice.draft import Draft
from app.content.consistency import check_scenario
from app.content.problems import Problem
from app.content.reading import Document


def dangling(draft: Draft) -> Iterator[Problem]:
    """Names and items that lead to nothing; each refuses the scenario."""
    scenario, checklist = draft.scenario, draft.checklist
    catalogue = scenario.catalogue
    names = {*catalogue.services, *catalogue.sites, *catalogue.teams}
    for index, person in enumerate(scenario.people):
        for number, detail in enumerate(person.about):
            place = ("people", index, "about", number)
            if detail.name not in names:
                what = f"{person.name} speaks about '{detail.name}', which is not in the scenario's catalogue."
                yield draft.warning(place, what, "Add it there with the other names people use.")
            if detail.tells and detail.tells not in checklist:
                yield draft.warning(place, f"the checklist has no item '{detail.tells}'.", "Use one of its ids.")
    for item in scenario.phrasings:
        if item not in checklist:
            yield draft.warning(("phrasings", item), f"the checklist has no item '{item}'.", "Use one of its ids.")
    yield from _later_truths(draft)


def _later_truths(draft: Draft) -> Iterator[Problem]:
    """What is wrong with a truth only once it has changed."""
    told = set(check_scenario(draft.scenario, draft.checklist, _same_lines(draft.document)))
    for at in sorted({later.at for truth in draft.scenario.items.values() for later in truth.later}):
        stage = draft.scenario.as_of(at)
        for problem in check_scenario(stage, draft.checklist, _same_lines(draft.document)):
            if problem not in told:
                told.add(problem)
                yield problem


def _same_lines(document: Document) -> Document:
    return Document(document.file, document.data, document.lines)


def idle(draft: Draft) -> Iterator[Problem]:
    """Keys that do nothing as they stand: advice."""
    for index, person in enumerate(draft.scenario.people):
        if person.busy_until and not person.rung:
            what = f"'busy_until' of {person.name} does nothing: they ring, and are not rung."
            yield draft.warning(("people", index, "busy_until"), what, "Add 'rung: true', or leave it out.")
        if person.rung and (person.arrives or person.after):
            what = f"{person.name} is rung, so 'arrives' and 'after' do nothing."
            yield draft.warning(("people", index), what, "Use 'busy_until', or leave 'rung' out.")
    for index, signal in enumerate(draft.scenario.signals):
        if signal.by is not None and not signal.after:
            yield draft.warning(("signals", index), "'by' does nothing without 'after'.", "Add 'after', or use 'at'.")
