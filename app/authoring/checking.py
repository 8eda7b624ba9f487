"""Checks a content folder as an author needs it: every problem at once, each scenario played and marked, and advice."""

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path

from app.authoring.advice.advising import Rule, advice_on
from app.authoring.advice.draft import Draft
from app.authoring.advice.phrasings import phrasings_alike
from app.authoring.examples import Outcome, mark_examples
from app.authoring.pages.measuring import Measure
from app.authoring.pages.packing import PackOutcome, on_pack
from app.authoring.playing import events, finding_out, leaking, references
from app.content.library import Library, load_for_marking, read_library
from app.content.problems import ContentError, Problem
from app.content.reading import read_document

# What makes a scenario one that cannot be played as its author means it.
_REFUSING: tuple[Rule, ...] = (
    references.dangling,
    events.impossible,
    finding_out.out_of_reach,
    leaking.given_away,
)
_WORTH_SHARING = 2


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. `problems` must be mended before the content can be used; `warnings` need not be."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    items: int
    modules: tuple[Measure, ...]
    scenarios: int
    examples: int

    @property
    def summary(self) -> str:
        """One line of counts, for content without problems."""
        parts = (
            _counted(self.items, "checklist item"),
            _counted(len(self.modules), "module"),
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
    pack = on_pack(root, library, everything) if library else PackOutcome()
    problems += pack.findings.problems
    warnings += pack.findings.warnings
    examples = 0
    for outcome in _try_all(root, everything):
        problems += outcome.problems
        warnings += outcome.warnings
        examples += outcome.examples
    return Report(
        problems=tuple(sorted(problems)),
        warnings=tuple(sorted(warnings)),
        items=len(library.checklist.items) if library else 0,
        modules=pack.measures,
        scenarios=len(library.scenarios) if library else 0,
        examples=examples,
    )


def _on_checklist(root: Path, library: Library) -> list[Problem]:
    document = read_document((root / "checklist.yml").read_text(encoding="utf-8-sig"), "checklist.yml")
    return list(phrasings_alike(library.checklist, document))


def _try_all(root: Path, everything: bool) -> list[Outcome]:
    """What trying each scenario showed, several at once where there is more than one processor to do it."""
    slugs = sorted(file.stem for file in (root / "scenarios").glob("*.yml"))
    workers = min(len(slugs), os.cpu_count() or 1)
    if workers < _WORTH_SHARING:
        return [try_scenario(root, slug, everything) for slug in slugs]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(try_scenario, repeat(root), slugs, repeat(everything)))


def try_scenario(root: Path, scenario_id: str, everything: bool = False) -> Outcome:
    """What playing this scenario and marking its examples showed.

    Nothing when it cannot be read, for that is said where it is read.
    """
    try:
        checklist, scenario, _ = load_for_marking(root, scenario_id)
    except ContentError:
        return Outcome()
    text = (root / "scenarios" / f"{scenario_id}.yml").read_text(encoding="utf-8-sig")
    draft = Draft(checklist, scenario, read_document(text, f"scenarios/{scenario_id}.yml"))
    marked = mark_examples(draft)
    unplayable = (problem for rule in _REFUSING for problem in rule(draft))
    return replace(
        marked,
        problems=(*marked.problems, *unplayable),
        warnings=(*marked.warnings, *advice_on(draft, everything)),
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
