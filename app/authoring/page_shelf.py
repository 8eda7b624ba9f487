"""The pages of the pack as they lie on the disk now, read anew when a file changed; the last good version is kept."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from app.authoring.findings import Findings
from app.authoring.pages.advising import on_guide, on_module
from app.authoring.pages.draft import ModuleDraft, PageDraft
from app.content.checklist import Checklist
from app.content.glossary import Glossary
from app.content.guide import Guide
from app.content.library import Library, parse_checklist, parse_glossary, parse_guide, parse_module
from app.content.module import Module
from app.content.pack import check_links, check_pictures
from app.content.problems import Problem

PageKind = Literal["modules", "guides"]


@dataclass(frozen=True, slots=True)
class PageOnDisk:
    """One page. `shown` is None when it never could be read; `draft` only when it is what the files hold now.

    `stale` says that it is the last version that could be read; `stamp` tells one state of the files from another.
    """

    kind: PageKind
    slug: str
    stamp: str
    shown: Module | Guide | None
    draft: ModuleDraft | PageDraft | None
    checklist: Checklist | None
    findings: Findings

    @property
    def stale(self) -> bool:
        """Whether the files hold something else that cannot be read."""
        return self.shown is not None and self.draft is None

    @property
    def page(self) -> PageDraft | None:
        """The page itself, of a module as of a guide."""
        return self.draft.page if isinstance(self.draft, ModuleDraft) else self.draft


@dataclass(slots=True)
class _Around:
    """What a page is held against, and what is wrong with it."""

    checklist: Checklist | None
    glossary: Glossary
    known: Mapping[str, Collection[str]]
    problems: list[Problem]


@dataclass(slots=True)
class PageShelf:
    """What this process has read of the pages of one content folder."""

    root: Path
    _read: dict[tuple[PageKind, str], PageOnDisk] = field(default_factory=dict)

    def slugs(self, kind: PageKind) -> list[str]:
        """The slugs of all modules, or guides, there are files of."""
        if kind == "guides":
            return _stems(self.root / "guides", "md")
        return sorted(folder.name for folder in (self.root / "modules").glob("*") if folder.is_dir())

    def has_scenario(self, slug: str) -> bool:
        """Whether there is a file of a scenario of this name."""
        return slug in _stems(self.root / "scenarios", "yml")

    def read(self, kind: PageKind, slug: str, running: Library | None) -> PageOnDisk | None:
        """This page; None when there is no file of it. `running` is what the site started with.

        A page that cannot be read answers its problems with the last version that could be, or else the site's own.
        """
        if slug not in self.slugs(kind):
            return None
        stamp = self._stamp(kind, slug)
        last = self._read.get((kind, slug))
        if last is not None and last.stamp == stamp:
            return last
        found = self._module(slug, stamp) if kind == "modules" else self._guide(slug, stamp)
        if isinstance(found, Findings):
            pages: Mapping[str, Module | Guide] = getattr(running, kind) if running else {}
            kept = last.shown if last is not None and last.shown else pages.get(slug)
            before = last.checklist if last is not None else None
            checklist = before or (running.checklist if running else None)
            found = PageOnDisk(kind, slug, stamp, kept, None, checklist, found)
        self._read[kind, slug] = found
        return found

    def _module(self, slug: str, stamp: str) -> PageOnDisk | Findings:
        around, file = self._around(), f"modules/{slug}"
        index, check = (self._text(f"{file}/{name}", around.problems) for name in ("index.md", "check.yml"))
        practice = ""
        if (self.root / file / "practice.yml").is_file():
            practice = self._text(f"{file}/practice.yml", around.problems) or ""
        if index is None or check is None:
            return _broken(around.problems)
        module, problems = parse_module(slug, index, check, file, around.checklist, practice)
        if module is None or around.checklist is None:
            return _broken([*around.problems, *problems])
        page = PageDraft(f"{file}/index.md", index, module.prose, around.glossary)
        draft = ModuleDraft(module, around.checklist, page, check, practice)
        said = on_module(draft)
        problems += [*around.problems, *self._across(page, around), *said.problems]
        findings = Findings(tuple(sorted(problems)), tuple(sorted(said.warnings)))
        return PageOnDisk("modules", slug, stamp, module, draft, around.checklist, findings)

    def _guide(self, slug: str, stamp: str) -> PageOnDisk | Findings:
        around, file = self._around(), f"guides/{slug}.md"
        text = self._text(file, around.problems)
        if text is None:
            return _broken(around.problems)
        guide, problems = parse_guide(slug, text, file)
        if guide is None:
            return _broken([*around.problems, *problems])
        page = PageDraft(file, text, guide.prose, around.glossary)
        problems += [*around.problems, *self._across(page, around)]
        findings = Findings(tuple(sorted(problems)), tuple(sorted(on_guide(page).warnings)))
        return PageOnDisk("guides", slug, stamp, guide, page, around.checklist, findings)

    def _across(self, page: PageDraft, around: _Around) -> list[Problem]:
        pictures = check_pictures(page.prose, lambda name: (self.root / name).is_file(), page.text, page.file)
        return [*check_links(page.prose, around.known, page.text, page.file), *pictures]

    def _around(self) -> _Around:
        """Checklist, glossary and the names of all there is to link to; of what cannot be read no link is looked at."""
        problems: list[Problem] = []
        known: dict[str, Collection[str]] = {**self._names()}
        text = self._text("checklist.yml", problems)
        checklist, more = parse_checklist(text) if text is not None else (None, [])
        problems += more
        if checklist is not None:
            known["checklist"] = set(checklist.ids())
        glossary: Glossary | None = Glossary()
        if (self.root / "glossary.yml").is_file():
            text = self._text("glossary.yml", problems)
            glossary, more = parse_glossary(text) if text is not None else (None, [])
            problems += more
        if glossary is not None:
            known["glossary"] = {term.id for term in glossary.terms}
        return _Around(checklist, glossary or Glossary(), known, problems)

    def _names(self) -> dict[str, list[str]]:
        """The names of all modules, guides, scenarios and videos there are files of."""
        return {
            "module": self.slugs("modules"),
            "guide": self.slugs("guides"),
            "scenario": _stems(self.root / "scenarios", "yml"),
            "video": sorted(file.parent.name for file in (self.root / "videos").glob("*/script.yml")),
        }

    def _text(self, name: str, problems: list[Problem]) -> str | None:
        """The text of a file, or None with a problem that says why it cannot be read."""
        try:
            return (self.root / name).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(name, 1, "the file is not UTF-8 text.", "Save it as UTF-8."))
        except OSError:
            problems.append(Problem(name, 1, "there is no such file.", f"Add {name}."))
        return None

    def _stamp(self, kind: PageKind, slug: str) -> str:
        """What tells one state of the files a page is made of, and of what it may link to, from another."""
        own = [self.root / "guides" / f"{slug}.md"] if kind == "guides" else []
        beside = self.root / ("guides/pictures" if kind == "guides" else f"modules/{slug}")
        files = [self.root / "checklist.yml", self.root / "glossary.yml", *own, *sorted(beside.rglob("*"))]
        state = repr([self._names(), [(str(file), *_written(file)) for file in files]])
        return hashlib.sha256(state.encode()).hexdigest()[:16]


def _broken(problems: list[Problem]) -> Findings:
    return Findings(tuple(sorted(problems)))


def _stems(folder: Path, ending: str) -> list[str]:
    return sorted(file.stem for file in folder.glob(f"*.{ending}"))


def _written(file: Path) -> tuple[int, int]:
    try:
        about = file.stat()
    except OSError:
        return 0, 0
    return about.st_mtime_ns, about.st_size
