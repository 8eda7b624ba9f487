"""The scenarios as they lie on the disk now, read anew when a file has changed; the last good version is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.authoring.checking import try_scenario
from app.authoring.findings import Findings
from app.content.checklist import Checklist
from app.content.library import load_for_marking
from app.content.problems import ContentError, Problem
from app.content.scenario import Scenario

_Stamp = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class OnDisk:
    """One scenario's file. `problems` is what is wrong with it now.

    `scenario` is None when it never could be read; `stale` says that it is not what the file holds now but the last
    version that could be read.
    """

    slug: str
    scenario: Scenario | None
    checklist: Checklist | None
    problems: tuple[Problem, ...]
    stale: bool = False


@dataclass(slots=True)
class Shelf:
    """What this process has read of one content folder."""

    root: Path
    _read: dict[str, tuple[_Stamp, OnDisk]] = field(default_factory=dict)
    _checked: dict[str, tuple[_Stamp, Findings]] = field(default_factory=dict)

    def slugs(self) -> list[str]:
        """The ids of all scenarios there are files of."""
        return sorted(file.stem for file in (self.root / "scenarios").glob("*.yml"))

    def read(self, slug: str, running: Mapping[str, Scenario]) -> OnDisk | None:
        """This scenario; None when there is no file of it. `running` is what the site started with.

        A broken file answers its problems with the last version that could be read, or else the site's own.
        """
        if slug not in self.slugs():
            return None
        stamp = self._stamp(slug)
        seen, last = self._read.get(slug, (None, None))
        if last is not None and seen == stamp:
            return last
        try:
            checklist, scenario, problems = load_for_marking(self.root, slug)
            found = OnDisk(slug, scenario, checklist, tuple(problems))
        except ContentError as error:
            kept = last.scenario if last is not None and last.scenario else running.get(slug)
            checklist_then = last.checklist if last is not None else None
            found = OnDisk(slug, kept, checklist_then, tuple(error.problems), stale=True)
        self._read[slug] = stamp, found
        return found

    def known_findings(self, slug: str) -> Findings | None:
        """What the check said of this file as it is now; None when it was not asked yet."""
        seen, findings = self._checked.get(slug, (None, None))
        return findings if seen == self._stamp(slug) else None

    def findings(self, slug: str) -> Findings:
        """What the check says of this scenario, which must have a file. It plays and marks: a second or two."""
        known = self.known_findings(slug)
        if known is not None:
            return known
        stamp = self._stamp(slug)
        read = self.read(slug, {})
        outcome = try_scenario(self.root, slug)
        problems = (*(read.problems if read else ()), *outcome.problems)
        findings = Findings(tuple(sorted(problems)), tuple(sorted(outcome.warnings)))
        self._checked[slug] = stamp, findings
        return findings

    def _stamp(self, slug: str) -> _Stamp:
        """When the files a scenario is made of were last written, and how long they are."""
        files = (self.root / "checklist.yml", self.root / "scenarios" / f"{slug}.yml")
        return tuple(_written(file) for file in files)


def _written(file: Path) -> tuple[int, int]:
    try:
        about = file.stat()
    except OSError:
        return 0, 0
    return about.st_mtime_ns, about.st_size
