"""Everything in `content/` at once, checked: what the server starts from and what a pinned version is read by."""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from pydantic import Field

from app.content.checklist import Checklist
from app.content.consistency import check_checklist, check_knowledge_check, check_paths, check_scenario
from app.content.exercises import Practice
from app.content.glossary import Glossary
from app.content.guide import Guide, GuideHead
from app.content.module import KnowledgeCheck, Module
from app.content.pack import check_glossary, check_links, check_pictures, check_practice
from app.content.path import LearningPath, LearningPaths, StepKind
from app.content.problems import ContentError, Problem
from app.content.prose import prose
from app.content.reading import Document, as_shape, read_document
from app.content.scenario import Scenario
from app.content.shape import Shape
from app.content.video import SCRIPT, Video, parse_video

_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Library:
    """The content an organisation edits, frozen. `texts` maps every hash to the text it was made from."""

    checklist: Checklist
    paths: LearningPaths
    modules: Mapping[str, Module]
    scenarios: Mapping[str, Scenario]
    texts: Mapping[str, str] = field(repr=False)
    guides: Mapping[str, Guide] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)
    videos: Mapping[str, Video] = field(default_factory=dict)

    def step_keys(self) -> frozenset[tuple[str, str]]:
        """Kind and slug of everything that can be a step of a path."""
        those = {"module": self.modules, "scenario": self.scenarios, "video": self.videos}
        return frozenset((kind, slug) for kind, found in those.items() for slug in found)


class ModuleHead(Shape):
    """The front matter of a module's `index.md`."""

    title: str
    summary: str
    minutes: int = Field(ge=1, le=60)
    objectives: tuple[str, ...] = Field(min_length=1)


def content_hash(text: str) -> str:
    """What identifies a version of a content text: 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def parse_checklist(text: str, file: str = "checklist.yml") -> tuple[Checklist | None, list[Problem]]:
    """The checklist in this text, or None, and every problem of it."""
    document = read_document(text, file)
    checklist = as_shape(document, Checklist, hash=content_hash(text))
    if checklist is not None:
        document.problems.extend(check_checklist(checklist, document))
    return checklist, document.problems


def parse_scenario(text: str, file: str, checklist: Checklist | None) -> tuple[Scenario | None, list[Problem]]:
    """The scenario in this text, or None, and every problem of it; held against the checklist when there is one."""
    document = read_document(text, file)
    scenario = as_shape(document, Scenario, hash=content_hash(text))
    if scenario is not None and checklist is not None:
        document.problems.extend(check_scenario(scenario, checklist, document))
    return scenario, document.problems


def parse_module(
    slug: str, index: str, check: str, file: str, checklist: Checklist | None = None, practice: str = ""
) -> tuple[Module | None, list[Problem]]:
    """The module made of these three texts (`index.md`, `check.yml`, `practice.yml`), or None, and every problem.

    `practice` is empty where there are no exercises. Questions and exercises are held against the checklist when
    there is one.
    """
    front = _FRONT_MATTER.match(index)
    if front is None:
        return None, [_no_front_matter(f"{file}/index.md", "title, summary, minutes and objectives")]
    head_document = read_document(front.group(1), f"{file}/index.md", first_line=2)
    head = as_shape(head_document, ModuleHead)
    exercises, practice_problems = _parse_practice(practice, f"{file}/practice.yml", checklist)
    check_document = read_document(check, f"{file}/check.yml")
    questions = as_shape(check_document, KnowledgeCheck)
    if questions is not None and checklist is not None:
        check_document.problems.extend(check_knowledge_check(questions, checklist, check_document))
    problems = head_document.problems + check_document.problems + practice_problems
    if head is None or questions is None:
        return None, problems
    module = Module(
        slug=slug,
        title=head.title,
        summary=head.summary,
        minutes=head.minutes,
        objectives=head.objectives,
        prose=prose(index[front.end() :], file),
        exercises=exercises.exercises if exercises else (),
        check=questions,
        hash=content_hash(module_text(index, check, practice)),
    )
    return module, problems


def module_text(index: str, check: str, practice: str = "") -> str:
    """The texts of a module as the one text its hash is made of."""
    exercises = f"\n=== practice.yml ===\n{practice}" if practice else ""
    return f"{index}\n=== check.yml ===\n{check}{exercises}"


def module_of_text(slug: str, text: str) -> tuple[Module | None, list[Problem]]:
    """The module that `module_text` was made of."""
    index, _, rest = text.partition("\n=== check.yml ===\n")
    check, _, practice = rest.partition("\n=== practice.yml ===\n")
    return parse_module(slug, index, check, f"modules/{slug}", practice=practice)


def parse_guide(slug: str, text: str, file: str) -> tuple[Guide | None, list[Problem]]:
    """The guide in this text, or None, and every problem of it."""
    front = _FRONT_MATTER.match(text)
    if front is None:
        return None, [_no_front_matter(file, "title, summary, minutes and for")]
    document = read_document(front.group(1), file, first_line=2)
    head = as_shape(document, GuideHead)
    if head is None:
        return None, document.problems
    guide = Guide(
        slug=slug,
        title=head.title,
        summary=head.summary,
        minutes=head.minutes,
        readers=head.readers,
        prose=prose(text[front.end() :], file.rpartition("/")[0]),
    )
    return guide, document.problems


def parse_glossary(text: str, file: str = "glossary.yml") -> tuple[Glossary | None, list[Problem]]:
    """The glossary in this text, or None, and every problem of it."""
    document = read_document(text, file)
    glossary = as_shape(document, Glossary)
    if glossary is not None:
        document.problems.extend(check_glossary(glossary, document))
    return glossary, document.problems


def _no_front_matter(file: str, keys: str) -> Problem:
    what = "the page must begin with its front matter between two lines of '---'."
    return Problem(file, 1, what, f"Give {keys}.")


def _parse_practice(text: str, file: str, checklist: Checklist | None) -> tuple[Practice | None, list[Problem]]:
    if not text:
        return None, []
    document = read_document(text, file)
    practice = as_shape(document, Practice)
    if practice is not None and checklist is not None:
        document.problems.extend(check_practice(practice, checklist, document))
    return practice, document.problems


def read_library(root: Path) -> tuple[Library | None, list[Problem]]:
    """All content below `root`, and every problem at once. None when too little could be read to go on with."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    checklist = _read_checklist(root, texts, problems)
    scenarios = _read_scenarios(root, checklist, texts, problems)
    modules = _read_modules(root, checklist, texts, problems)
    guides = _read_guides(root, problems)
    glossary = _read_glossary(root, problems)
    videos = _read_videos(root, modules, problems)
    steps: Mapping[StepKind, Collection[str]] = {"module": modules, "scenario": scenarios, "video": videos}
    paths = _read_paths(root, steps, texts, problems)
    if checklist is None or paths is None:
        return None, sorted(problems)
    library = Library(
        checklist,
        paths,
        MappingProxyType(modules),
        MappingProxyType(scenarios),
        MappingProxyType(texts),
        MappingProxyType(guides),
        glossary,
        MappingProxyType(videos),
    )
    problems += _across(root, library)
    return library, sorted(problems)


def _across(root: Path, library: Library) -> list[Problem]:
    """Links that lead nowhere and pictures that are not there, of every page."""
    known = {
        "module": library.modules.keys(),
        "guide": library.guides.keys(),
        "glossary": {term.id for term in library.glossary.terms},
        "checklist": {item.id for item in library.checklist.items},
        "scenario": library.scenarios.keys(),
        "video": library.videos.keys(),
    }
    pages = [(f"modules/{slug}/index.md", module.prose) for slug, module in library.modules.items()]
    pages += [(f"guides/{slug}.md", guide.prose) for slug, guide in library.guides.items()]
    problems: list[Problem] = []
    for file, page in pages:
        text = (root / file).read_text(encoding="utf-8-sig")
        problems += check_links(page, known, text, file)
        problems += check_pictures(page, lambda source: (root / source).is_file(), text, file)
    return problems


def load_library(root: Path) -> Library:
    """All content below `root`; raises ContentError with every problem when there is any."""
    library, problems = read_library(root)
    if problems or library is None:
        raise ContentError(problems)
    return library


def load_for_marking(root: Path, scenario_id: str) -> tuple[Checklist, Scenario, list[Problem]]:
    """The checklist and one scenario of a folder that may hold nothing else.

    Problems that do not prevent marking come back beside them; ContentError when either cannot be read.
    """
    problems: list[Problem] = []
    checklist = _read_checklist(root, {}, problems)
    file = root / "scenarios" / f"{scenario_id}.yml"
    text = _text(root, file, problems, f"there is no scenario '{scenario_id}'.")
    scenario = None
    if text is not None:
        scenario, more = parse_scenario(text, f"scenarios/{scenario_id}.yml", checklist)
        problems += more
    if checklist is None or scenario is None:
        raise ContentError(problems)
    return checklist, scenario, problems


def _text(root: Path, file: Path, problems: list[Problem], missing: str) -> str | None:
    """The text of a file, or None with a problem that says why it cannot be read."""
    name = str(file.relative_to(root))
    try:
        return file.read_text(encoding="utf-8-sig")  # some editors begin a file with a byte order mark
    except FileNotFoundError:
        problems.append(Problem(name, 1, missing, f"Add {name}."))
    except UnicodeDecodeError:
        problems.append(Problem(name, 1, "the file is not UTF-8 text.", "Save it as UTF-8."))
    return None


def _read_checklist(root: Path, texts: dict[str, str], problems: list[Problem]) -> Checklist | None:
    text = _text(root, root / "checklist.yml", problems, "there is no checklist.")
    if text is None:
        return None
    texts[content_hash(text)] = text
    checklist, more = parse_checklist(text)
    problems += more
    return checklist


def _read_scenarios(
    root: Path, checklist: Checklist | None, texts: dict[str, str], problems: list[Problem]
) -> dict[str, Scenario]:
    scenarios: dict[str, Scenario] = {}
    for file in (root / "scenarios").glob("*.yaml"):
        problems.append(Problem(f"scenarios/{file.name}", 1, "this file is not read.", f"Name it {file.stem}.yml."))
    for file in sorted((root / "scenarios").glob("*.yml")):
        text = _text(root, file, problems, "the file went away.")
        if text is None:
            continue
        texts[content_hash(text)] = text
        name = f"scenarios/{file.name}"
        scenario, more = parse_scenario(text, name, checklist)
        problems += more
        if scenario is None:
            continue
        if scenario.id != file.stem:
            what = f"the id '{scenario.id}' and the file name differ."
            problems.append(Problem(name, 1, what, f"Name the file {scenario.id}.yml."))
        scenarios[scenario.id] = scenario
    return scenarios


def _read_modules(
    root: Path, checklist: Checklist | None, texts: dict[str, str], problems: list[Problem]
) -> dict[str, Module]:
    modules: dict[str, Module] = {}
    for folder in sorted(path for path in (root / "modules").glob("*") if path.is_dir()):
        index = _text(root, folder / "index.md", problems, "the module has no page.")
        check = _text(root, folder / "check.yml", problems, "the module has no knowledge check.")
        practice = _text(root, folder / "practice.yml", [], "")
        if index is None or check is None:
            continue
        text = module_text(index, check, practice or "")
        texts[content_hash(text)] = text
        module, more = parse_module(folder.name, index, check, f"modules/{folder.name}", checklist, practice or "")
        problems += more
        if module is not None:
            modules[folder.name] = module
    return modules


def _read_guides(root: Path, problems: list[Problem]) -> dict[str, Guide]:
    guides: dict[str, Guide] = {}
    for file in sorted((root / "guides").glob("*.md")):
        text = _text(root, file, problems, "the file went away.")
        if text is None:
            continue
        guide, more = parse_guide(file.stem, text, f"guides/{file.name}")
        problems += more
        if guide is not None:
            guides[file.stem] = guide
    return guides


def _read_glossary(root: Path, problems: list[Problem]) -> Glossary:
    """The glossary; an empty one where a folder has none, so that a small organisation need not write one."""
    if not (root / "glossary.yml").is_file():
        return Glossary()
    text = _text(root, root / "glossary.yml", problems, "there is no glossary.")
    glossary, more = parse_glossary(text) if text is not None else (None, [])
    problems += more
    return glossary or Glossary()


def _read_videos(root: Path, modules: Mapping[str, Module], problems: list[Problem]) -> dict[str, Video]:
    videos: dict[str, Video] = {}
    for folder in sorted(script.parent for script in (root / "videos").glob(f"*/{SCRIPT}")):
        video, more = parse_video(folder, f"videos/{folder.name}", modules)
        problems += more
        if video is not None:
            videos[folder.name] = video
    return videos


def _read_paths(
    root: Path, steps: Mapping[StepKind, Collection[str]], texts: dict[str, str], problems: list[Problem]
) -> LearningPaths | None:
    text = _text(root, root / "path.yml", problems, "there is no path.")
    if text is None:
        return None
    texts[content_hash(text)] = text
    document = read_document(text, "path.yml")
    paths = _as_paths(document, content_hash(text))
    if paths is not None:
        document.problems.extend(check_paths(paths, steps, document))
    problems += document.problems
    return paths


def parse_paths(text: str, file: str = "path.yml") -> tuple[LearningPaths | None, list[Problem]]:
    """The paths in this text, or None, and every problem of it; not held against what its steps name."""
    document = read_document(text, file)
    return _as_paths(document, content_hash(text)), document.problems


def _as_paths(document: Document, version: str) -> LearningPaths | None:
    """The paths of a document; one without `paths` is a single path, as all files once were."""
    if not isinstance(document.data, dict) or "paths" in document.data:
        return as_shape(document, LearningPaths, hash=version)
    only = as_shape(document, LearningPath)
    return LearningPaths(paths=(only,), hash=version) if only is not None else None
