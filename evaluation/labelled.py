"""The labelled handovers and the content they belong to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.content.checklist import Checklist
from app.content.library import load_for_marking
from app.content.scenario import Scenario, Verdict

ROOT = Path(__file__).parent.parent / "labelled"


@dataclass(frozen=True)
class LabelledNote:
    """One handover with a verdict an item, its evidence and its unsupported claims as spans of the text."""

    id: str
    scenario: str
    hand: str
    text: str
    elapsed_seconds: float
    labels: Mapping[str, Verdict]
    evidence: Mapping[str, list[tuple[int, int]]]
    unsupported: list[tuple[int, int]]


@lru_cache(maxsize=1)
def labelled_notes() -> tuple[LabelledNote, ...]:
    """All labelled handovers."""
    notes = []
    for line in (ROOT / "notes.jsonl").read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        notes.append(
            LabelledNote(
                id=data["id"],
                scenario=data["scenario"],
                hand=data["hand"],
                text=data["text"],
                elapsed_seconds=data["elapsed_seconds"],
                labels=data["labels"],
                evidence={i: [(a, b) for a, b in spans] for i, spans in data["evidence"].items()},
                unsupported=[(a, b) for a, b in data["unsupported"]],
            )
        )
    return tuple(notes)


@lru_cache(maxsize=64)
def labelled_scenario(scenario_id: str) -> tuple[Checklist, Scenario]:
    """The checklist and a scenario of the labelled content."""
    checklist, scenario, _ = load_for_marking(ROOT / "content", scenario_id)
    return checklist, scenario
