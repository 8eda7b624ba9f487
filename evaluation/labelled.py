"""The labelled handovers and the content they belong to; those kept apart are read only by who asks for them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from app.content.checklist import Checklist
from app.content.library import load_for_marking, parse_scenario
from app.content.problems import ContentError
from app.content.scenario import Scenario, Verdict

ROOT = Path(__file__).parent.parent / "labelled"


@dataclass(frozen=True)
class LabelledNote:
    """One handover with a verdict an item, its evidence and its unsupported claims as spans of the text.

    `made_by` is the set it belongs to (`labelled/README.md`), `hand` the voice that wrote it, `style` how.
    """

    id: str
    scenario: str
    hand: str
    text: str
    elapsed_seconds: float
    labels: Mapping[str, Verdict]
    evidence: Mapping[str, list[tuple[int, int]]]
    unsupported: list[tuple[int, int]]
    style: str = ""
    made_by: str = ""


@lru_cache(maxsize=1)
def labelled_notes() -> tuple[LabelledNote, ...]:
    """All labelled handovers to develop on."""
    return read_notes(ROOT / "notes.jsonl")


def example_notes() -> tuple[LabelledNote, ...]:
    """The product's own example handovers with the verdicts that their authors expect; no words are marked in them."""
    content = ROOT.parent / "content"
    notes = []
    for file in sorted((content / "scenarios").glob("*.yml")):
        scenario = load_for_marking(content, file.stem)[1]
        notes += [
            LabelledNote(
                id=f"example-{file.stem}-{number}",
                scenario=file.stem,
                hand="author",
                text=example.text,
                elapsed_seconds=example.elapsed_seconds or float(scenario.target_seconds),
                labels=dict(example.expect.items),
                evidence={},
                unsupported=[],
                made_by="examples",
            )
            for number, example in enumerate(scenario.examples, 1)
            if example.text
        ]
    return tuple(notes)


def labelled_lines(file: Path = ROOT / "lines.tsv") -> tuple[LabelledNote, ...]:
    """Single lines, each about one item and labelled for it alone: `scenario<TAB>item<TAB>verdict<TAB>points<TAB>hand
    <TAB>text`."""
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return tuple(
        LabelledNote(
            id=f"line-{number}",
            scenario=scenario,
            hand=hand,
            text=text,
            elapsed_seconds=0.0,
            labels={item: cast(Verdict, verdict)},
            evidence={} if verdict == "missing" else {item: [(0, len(text))]},
            unsupported=[],
            made_by="lines",
        )
        for number, (scenario, item, verdict, _, hand, text) in enumerate(lines)
    )


def apart_folder() -> Path:
    """Where the handovers and questions lie that nobody who works on the marker has read; it may not be there."""
    return ROOT / "apart"


def read_notes(file: Path) -> tuple[LabelledNote, ...]:
    """The labelled handovers in this file, one a line; none when there is no such file."""
    if not file.exists():
        return ()
    return tuple(_note(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())


def _note(data: dict[str, Any]) -> LabelledNote:
    """One line of a file of handovers; KeyError names what it lacks."""
    return LabelledNote(
        id=data["id"],
        scenario=data["scenario"],
        hand=data["hand"],
        text=data["text"],
        elapsed_seconds=data["elapsed_seconds"],
        labels=data["labels"],
        evidence={item: [(a, b) for a, b in spans] for item, spans in data["evidence"].items()},
        unsupported=[(a, b) for a, b in data["unsupported"]],
        style=data.get("style") or "",
        made_by=data.get("set") or "",
    )


@lru_cache(maxsize=256)
def labelled_scenario(scenario_id: str) -> tuple[Checklist, Scenario]:
    """The checklist and a scenario: of the labelled content, else of the product's, else of what is kept apart."""
    for content in (ROOT / "content", ROOT.parent / "content"):
        if (content / "scenarios" / f"{scenario_id}.yml").exists():
            checklist, scenario, _ = load_for_marking(content, scenario_id)
            return checklist, scenario
    return _apart_scenario(scenario_id)


def _apart_scenario(scenario_id: str) -> tuple[Checklist, Scenario]:
    """A scenario kept apart, with its own checklist where it brings one and else with that of the labelled content."""
    content = apart_folder() / "content"
    if (content / "checklist.yml").exists():
        checklist, scenario, _ = load_for_marking(content, scenario_id)
        return checklist, scenario
    checklist = labelled_checklist()
    file = content / "scenarios" / f"{scenario_id}.yml"
    made, problems = parse_scenario(file.read_text(encoding="utf-8"), f"scenarios/{file.name}", checklist)
    if made is None:
        raise ContentError(problems)
    return checklist, made


@lru_cache(maxsize=1)
def labelled_checklist() -> Checklist:
    """The checklist of the labelled content."""
    first = min(file.stem for file in (ROOT / "content" / "scenarios").glob("*.yml"))
    return load_for_marking(ROOT / "content", first)[0]
