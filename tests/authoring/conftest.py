"""A small content folder that checks clean apart from its missing examples, to be broken in one place a test."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

LABELLED = Path(__file__).resolve().parents[2] / "labelled" / "content"

_QUESTION = """\
- id: first-thing-{number}
  kind: single
  text: What does the Major Incident team need first?
  options:
{options}  why: Without the service nobody can be engaged.
"""
_OPTIONS = (
    "  - {text: The service, right: true, feedback: It says whom to engage.}\n",
    "  - {text: The weather, feedback: It engages nobody.}\n",
    "  - {text: The reasons, feedback: They can wait.}\n",
)
# Twelve questions, their right options at each place as often, and all options of one length.
_CHECK = "draw: 1\nquestions:\n" + "".join(
    _QUESTION.format(number=number, options="".join((*_OPTIONS[number % 3 :], *_OPTIONS[: number % 3])))
    for number in range(1, 13)
)
_INDEX = """\
---
title: The first things
summary: What is wanted.
minutes: 5
objectives: [Name the service]
---
Say which service.

## On one screen

The service comes first.
"""
_PATH = """\
title: Getting ready
steps:
  - {module: first-things, due_days: 7}
  - {scenario: tills, due_days: 14}
certificate: {title: Ready}
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with one checklist, one module, one scenario and a path."""
    root = tmp_path / "content"
    module = root / "modules" / "first-things"
    module.mkdir(parents=True)
    (module / "index.md").write_text(_INDEX)
    (module / "check.yml").write_text(_CHECK)
    (root / "path.yml").write_text(_PATH)
    (root / "scenarios").mkdir()
    shutil.copy(LABELLED / "checklist.yml", root)
    shutil.copy(LABELLED / "scenarios" / "tills.yml", root / "scenarios")
    return root


@pytest.fixture
def add_to_scenario(content: Path) -> Callable[[str], int]:
    """Adds YAML at the end of the scenario and answers the line it begins on."""

    def add(text: str) -> int:
        file = content / "scenarios" / "tills.yml"
        before = file.read_text().rstrip("\n") + "\n"
        file.write_text(before + text)
        return before.count("\n") + 1

    return add
