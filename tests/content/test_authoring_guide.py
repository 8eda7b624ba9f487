"""The authoring guide tells the truth: its examples load, and it names every key there is."""

import re
from pathlib import Path

import pytest
import yaml

from app.content.checklist import ChecklistItem, Wording
from app.content.library import parse_checklist, parse_module, parse_paths, parse_scenario
from app.content.module import KnowledgeCheck, Option, Question
from app.content.path import CertificateTerms, LearningPath, LearningPaths, PathStep
from app.content.scenario import (
    Belief,
    Catalogue,
    Cost,
    Detail,
    Example,
    Expectation,
    Knowledge,
    LaterTruth,
    LaterWords,
    Person,
    Scenario,
    Signal,
    Truth,
)
from app.content.shape import Shape

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "authoring.md").read_text()
CHECKLIST, _ = parse_checklist((ROOT / "content" / "checklist.yml").read_text())


def example(beginning: str) -> str:
    """The one code block of the guide that begins with this text."""
    blocks = re.findall(r"```(?:yaml|markdown)\n(.*?)```", GUIDE, re.DOTALL)
    (found,) = (block for block in blocks if block.startswith(beginning))
    return str(found)


def test_the_module_of_the_guide_loads() -> None:
    index, check = example("---\ntitle"), example("pass_mark")
    module, problems = parse_module("reading-back", index, check, "modules/reading-back", CHECKLIST)
    assert problems == []
    assert module is not None
    assert [question.kind for question in module.check.questions] == ["single", "ordering", "missing"]


def test_the_scenario_of_the_guide_loads_with_its_signals_tools_and_examples() -> None:
    text = example("id: tills") + example("signals:") + example("phrasings:") + example("examples:")
    scenario, problems = parse_scenario(text, "scenarios/tills.yml", CHECKLIST)
    assert problems == []
    assert scenario is not None
    assert scenario.tools[1].columns == ("number", "when", "what", "state")


def test_what_the_guide_says_of_people_and_of_later_truths_loads() -> None:
    whole = yaml.safe_load(example("id: tills"))
    priya = whole["people"][0]
    priya |= yaml.safe_load(example("knows:")) | yaml.safe_load(example("about:"))
    whole["people"] += yaml.safe_load(example("people:"))["people"][1:]
    whole["items"] |= yaml.safe_load(example("items:\n  users:"))["items"]
    whole["catalogue"]["sites"]["Hull"] = []
    scenario, problems = parse_scenario(yaml.safe_dump(whole), "scenarios/tills.yml", CHECKLIST)
    assert problems == []
    assert scenario is not None
    assert scenario.person("priya").knows["users"].needs == "asking_twice"
    assert scenario.as_of(260).items["users"].count == 14


def test_the_path_and_the_checklist_of_the_guide_load() -> None:
    paths, problems = parse_paths(example("paths:"))
    assert paths is not None
    assert problems == []
    _, problems = parse_checklist(example("items:\n- id: contact"))
    assert problems == []


@pytest.mark.parametrize(
    "shape",
    [
        *(Scenario, Catalogue, Person, Signal, Truth, Cost, Example, Expectation),
        *(Knowledge, LaterWords, Detail, Belief, LaterTruth),
        *(
            KnowledgeCheck,
            Question,
            Option,
            LearningPaths,
            LearningPath,
            PathStep,
            CertificateTerms,
            ChecklistItem,
            Wording,
        ),
    ],
)
def test_every_key_is_explained(shape: type[Shape]) -> None:
    keys = set(shape.model_fields) - {"hash"}
    assert {key for key in keys if not re.search(rf"`{key}\b", GUIDE)} == set()
