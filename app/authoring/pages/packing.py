"""The whole pack as the check sees it: every module, guide and term, and what only shows when all are seen together."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.authoring.findings import Findings
from app.authoring.pages import guessing, sizes
from app.authoring.pages.advising import on_glossary, on_guide, on_module
from app.authoring.pages.draft import ModuleDraft, PageDraft
from app.authoring.pages.measuring import Measure, measured
from app.content.library import Library
from app.content.reading import read_document


@dataclass(frozen=True, slots=True)
class PackOutcome:
    """What looking at the whole pack showed."""

    findings: Findings = field(default_factory=Findings)
    measures: tuple[Measure, ...] = ()


def on_pack(root: Path, library: Library, everything: bool = False) -> PackOutcome:
    """Everything there is to say of the pages below `root`, as `library` has read them."""
    drafts = tuple(_module_drafts(root, library))
    found = [on_module(draft, everything) for draft in drafts]
    found += [on_guide(page, everything) for page in _guide_drafts(root, library)]
    found.append(_on_glossary(root, library, everything))
    problems = tuple(problem for one in found for problem in one.problems)
    warnings = tuple(warning for one in found for warning in one.warnings)
    together = (*guessing.in_the_whole_pack(drafts), *sizes.too_large(root))
    return PackOutcome(Findings(problems, (*warnings, *together)), tuple(map(measured, drafts)))


def _module_drafts(root: Path, library: Library) -> Iterator[ModuleDraft]:
    for slug, module in library.modules.items():
        folder = root / "modules" / slug
        index = _text(folder / "index.md")
        page = PageDraft(f"modules/{slug}/index.md", index, module.prose, library.glossary)
        yield ModuleDraft(module, library.checklist, page, _text(folder / "check.yml"), _text(folder / "practice.yml"))


def _guide_drafts(root: Path, library: Library) -> Iterator[PageDraft]:
    for slug, guide in library.guides.items():
        file = f"guides/{slug}.md"
        yield PageDraft(file, _text(root / file), guide.prose, library.glossary)


def _on_glossary(root: Path, library: Library, everything: bool) -> Findings:
    pages = [module.prose for module in library.modules.values()] + [guide.prose for guide in library.guides.values()]
    document = read_document(_text(root / "glossary.yml"), "glossary.yml")
    return on_glossary(library.glossary, pages, document, everything)


def _text(file: Path) -> str:
    """The text of a file that was read before; empty when there is none, as of a module without exercises."""
    return file.read_text(encoding="utf-8-sig") if file.is_file() else ""
