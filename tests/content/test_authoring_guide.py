"""The authoring guide tells the truth: its examples load and can be played, and it names every key and command."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from flask import Flask

from app.authoring.checking import try_scenario
from app.authoring.examples import Outcome
from app.content.checklist import ChecklistItem, Wording
from app.content.exercises import MissingExercise, OrderExercise, Practice, RewriteExercise
from app.content.glossary import Term
from app.content.library import parse_checklist, parse_glossary, parse_module, parse_paths, parse_scenario
from app.content.module import KnowledgeCheck, Option, Question
from app.content.path import CertificateTerms, LearningPath, LearningPaths, PathStep
from app.content.reading import as_shape, read_document
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
from app.handover.marking import mark_line

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "authoring.md").read_text()
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "content/guides").glob("*.md"))]
CHECKLIST, _ = parse_checklist((ROOT / "content" / "checklist.yml").read_text())


def example(beginning: str) -> str:
    """The one code block of the guide that begins with this text."""
    blocks = re.findall(r"```(?:yaml|markdown)\n(.*?)```", GUIDE, re.DOTALL)
    (found,) = (block for block in blocks if block.startswith(beginning))
    return str(found)


def test_the_module_of_the_guide_loads_with_its_exercises() -> None:
    index, check, practice = example("---\ntitle"), example("pass_mark"), example("exercises:")
    module, problems = parse_module("reading-back", index, check, "modules/reading-back", CHECKLIST, practice)
    assert problems == []
    assert module is not None
    assert [question.kind for question in module.check.questions] == ["single", "ordering", "missing"]
    assert [exercise.kind for exercise in module.exercises] == ["rewrite", "missing", "order"]
    assert module.placed == ("too-fast",)
    assert module.one_screen


def test_the_line_of_the_guide_is_marked_as_it_says() -> None:
    practice = as_shape(read_document(example("exercises:"), "practice.yml"), Practice)
    assert CHECKLIST is not None
    assert practice is not None
    exercise = practice.exercises[0]
    assert isinstance(exercise, RewriteExercise)
    good = mark_line(CHECKLIST, exercise.scenario, exercise.good)
    poor = mark_line(CHECKLIST, exercise.scenario, exercise.line)
    assert {mark.verdict for mark in good} == {"captured"}
    assert {mark.verdict for mark in poor} != {"captured"}


def test_the_glossary_of_the_guide_loads() -> None:
    glossary, problems = parse_glossary(example("terms:"))
    assert problems == []
    assert glossary is not None
    assert "read-back" in glossary


def test_the_scenario_of_the_guide_loads_with_its_signals_tools_and_examples() -> None:
    text = example("id: tills") + example("signals:") + example("phrasings:") + example("examples:")
    scenario, problems = parse_scenario(text, "scenarios/tills.yml", CHECKLIST)
    assert problems == []
    assert scenario is not None
    assert scenario.tools[1].columns == ("number", "when", "what", "state")


def tried(text: str, content: Path) -> Outcome:
    """What the content check says of this scenario in a folder of its own."""
    (content / "scenarios").mkdir()
    shutil.copy(ROOT / "content" / "checklist.yml", content)
    (content / "scenarios" / "tills.yml").write_text(text, encoding="utf-8")
    return try_scenario(content, "tills")


def test_the_smallest_scenario_of_the_guide_tells_all_that_a_pass_needs(tmp_path: Path) -> None:
    outcome = tried(example("id: tills"), tmp_path)
    assert outcome.problems == ()
    assert [str(warning) for warning in outcome.warnings if "nobody tells" in warning.what] == []


def test_the_signals_tools_and_example_of_the_guide_can_be_added_to_it(tmp_path: Path) -> None:
    added = example("signals:") + example("phrasings:") + example("examples:")
    outcome = tried(example("id: tills") + added, tmp_path)
    assert outcome.problems == ()
    assert outcome.examples == 1
    assert [str(warning) for warning in outcome.warnings if "example 1" in warning.what] == []


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
        *(MissingExercise, OrderExercise, RewriteExercise, Term),
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


def commands_below(group: click.Group, so_far: str) -> Iterator[str]:
    """Every command of this group as it is typed."""
    for name, command in group.commands.items():
        typed = f"{so_far} {name}"
        if isinstance(command, click.Group):
            yield from commands_below(command, typed)
        else:
            yield typed


def test_every_command_is_named_in_a_document_as_it_is_typed(app: Flask) -> None:
    told = "\n".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    assert re.findall(r"(?<!\.venv/bin/)\bflask [a-z]+ .*", told) == []
    own = [group for name, group in app.cli.commands.items() if name != "db" and isinstance(group, click.Group)]
    commands = [typed for group in own for typed in commands_below(group, f".venv/bin/flask {group.name}")]
    assert len(commands) > len(own) > 0
    assert [typed for typed in commands if typed not in told] == []
