"""Checks a content folder as an author needs it: every problem at once, each scenario's examples marked, and advice."""

from dataclasses import dataclass, replace
from pathlib import Path

from app.authoring.advice.advising import advice_on
from app.authoring.advice.draft import Draft
from app.authoring.advice.phrasings import phrasings_alike
from app.authoring.examples import Outcome, mark_examples
from app.content.library import Library, load_for_marking, read_library
from app.content.problems import ContentError, Problem
from app.content.reading import read_document


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. `problems` must be mended before the content can be used; `warnings` need not be."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    items: int
    modules: int
    scenarios: int
    examples: int

    @property
    def summary(self) -> str:
        """One line of counts, for content without problems."""
        parts = (
            _counted(self.items, "checklist item"),
            _counted(self.modules, "module"),
            _counted(self.scenarios, "scenario"),
            f"{_counted(self.examples, 'example')} scored as expected",
            _counted(len(self.warnings), "warning"),
        )
        return f"{', '.join(parts)}."


def check(root: Path, everything: bool = False) -> Report:
    """Every problem of the content below `root`, and the advice worth reading; with `everything` all advice.

    Scenarios are marked one by one, so that their examples are tried even where the path or a module is broken.
    """
    library, problems = read_library(root)
    warnings = _on_checklist(root, library) if library else []
    examples = 0
    for file in sorted((root / "scenarios").glob("*.yml")):
        outcome = _try_scenario(root, file.stem, everything)
        problems += outcome.problems
        warnings += outcome.warnings
        examples += outcome.examples
    return Report(
        problems=tuple(sorted(problems)),
        warnings=tuple(sorted(warnings)),
        items=len(library.checklist.items) if library else 0,
        modules=len(library.modules) if library else 0,
        scenarios=len(library.scenarios) if library else 0,
        examples=examples,
    )


def _on_checklist(root: Path, library: Library) -> list[Problem]:
    document = read_document((root / "checklist.yml").read_text(encoding="utf-8-sig"), "checklist.yml")
    return list(phrasings_alike(library.checklist, document))


def _try_scenario(root: Path, scenario_id: str, everything: bool) -> Outcome:
    """What marking this scenario's examples showed; nothing when it cannot be read, for that is said already."""
    try:
        checklist, scenario, _ = load_for_marking(root, scenario_id)
    except ContentError:
        return Outcome()
    text = (root / "scenarios" / f"{scenario_id}.yml").read_text(encoding="utf-8-sig")
    document = read_document(text, f"scenarios/{scenario_id}.yml")
    marked = mark_examples(checklist, scenario, document)
    advice = advice_on(Draft(checklist, scenario, document), everything)
    return replace(marked, warnings=(*marked.warnings, *advice))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
