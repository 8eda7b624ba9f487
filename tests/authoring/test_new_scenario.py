"""An author begins a new scenario by command, and an editor knows its schema."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app.content.library import load_for_marking
from app.content.reading import read_document

ROOT = Path(__file__).resolve().parents[2]

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, content: Path) -> Run:
    return lambda *words: app.test_cli_runner().invoke(args=[*words, "--content", str(content)])


def test_a_new_scenario_has_its_title_and_loads_without_a_problem(run: Run, content: Path) -> None:
    result = run("scenario", "new", "harbour", "--title", 'Cranes: "still"', "--industry", "shipping")

    assert result.exit_code == 0
    assert "harbour.yml is written." in result.stdout
    checklist, scenario, problems = load_for_marking(content, "harbour")
    assert problems == []
    assert (scenario.title, scenario.industry) == ('Cranes: "still"', "shipping")
    assert set(scenario.items) == set(checklist.ids())


def test_the_check_names_what_is_to_be_filled_in_and_nothing_else(run: Run) -> None:
    run("scenario", "new", "harbour")

    result = run("content", "check")

    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if line.startswith("scenarios/harbour.yml")]
    assert all(" warning: '" in line and "is still to be filled in." in line for line in lines)
    for key in ("title", "industry", "people.0.opening", "people.1.knows.tried", "items.impact.points.0.0"):
        assert any(f"'{key}' is" in line for line in lines)


def test_an_existing_file_stays_as_it_is(run: Run, content: Path) -> None:
    before = (content / "scenarios" / "tills.yml").read_text()

    result = run("scenario", "new", "tills")

    assert result.exit_code == 2
    assert "is there already and stays as it is." in result.stderr
    assert (content / "scenarios" / "tills.yml").read_text() == before


@pytest.mark.parametrize("name", ["Tills", "4tills", "../tills", "my tills", "", "a" * 61])
def test_an_id_that_cannot_be_one_is_refused(run: Run, content: Path, name: str) -> None:
    result = run("scenario", "new", name)

    assert result.exit_code == 2
    assert "cannot be a scenario's id." in result.stderr
    assert [file.name for file in content.rglob("*.yml") if "scenarios" in file.parts] == ["tills.yml"]


def test_without_a_checklist_there_is_nothing_to_write_for(run: Run, content: Path) -> None:
    (content / "checklist.yml").unlink()

    result = run("scenario", "new", "harbour")

    assert result.exit_code == 2
    assert "The checklist in" in result.stderr


@pytest.mark.parametrize("file", sorted((ROOT / "content" / "scenarios").glob("*.yml")), ids=lambda file: file.stem)
def test_the_schema_takes_what_the_site_takes(run: Run, file: Path) -> None:
    schema = json.loads(run("scenario", "schema").stdout)

    assert refused(schema, read_document(file.read_text(), file.name).data, schema) == []


def test_the_schema_takes_what_the_guide_shows(run: Run) -> None:
    schema = json.loads(run("scenario", "schema").stdout)
    guide = (ROOT / "docs" / "authoring.md").read_text()
    blocks = re.findall(r"```yaml\n((?:knows|about|people|signals|phrasings|items:\n  users).*?)```", guide, re.DOTALL)

    assert len(blocks) == 6
    for block in blocks:
        for key, value in read_document(block, "guide").data.items():
            keys = schema["properties"] if key in schema["properties"] else schema["$defs"]["Person"]["properties"]
            value = [each for each in value if "leaving" not in each] if key == "people" else value
            assert refused(keys[key], value, schema) == []


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("decision: raise", "decision: rise", "decision"),
        ("manner: calm", "maner: calm", "people.0"),
        ("id: tills", "hash: x\nid: tills", ""),
    ],
)
def test_the_schema_names_a_slip(run: Run, content: Path, before: str, after: str, where: str) -> None:
    schema = json.loads(run("scenario", "schema").stdout)
    text = (content / "scenarios" / "tills.yml").read_text()
    assert before in text

    slips = refused(schema, read_document(text.replace(before, after), "tills.yml").data, schema)

    assert slips == [where]


def test_the_schema_knows_the_items_of_the_checklist(run: Run, content: Path) -> None:
    schema = json.loads(run("scenario", "schema").stdout)
    text = (content / "scenarios" / "tills.yml").read_text().replace("  started:", "  begun:")

    assert "items" in refused(schema, read_document(text, "tills.yml").data, schema)


_TYPES: dict[str, Any] = {
    "string": lambda v: isinstance(v, str),
    "number": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
}


def refused(rule: dict[str, Any], value: Any, whole: dict[str, Any], at: str = "") -> list[str]:
    """Where a value is not what a JSON schema says, by as much of the standard as these schemas use."""
    if "$ref" in rule:
        return refused(whole["$defs"][rule["$ref"].rpartition("/")[2]], value, whole, at)
    if "anyOf" in rule and all(refused(one, value, whole, at) for one in rule["anyOf"]):
        return [at]
    kinds = rule.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_TYPES[kind](value) for kind in kinds):
        return [at]
    if "enum" in rule and value not in rule["enum"]:
        return [at]
    if "pattern" in rule and not re.search(rule["pattern"], value):
        return [at]
    if isinstance(value, list):
        parts = [(rule.get("items", {}), each, str(number)) for number, each in enumerate(value)]
    elif isinstance(value, dict):
        if any(refused(rule.get("propertyNames", {}), key, whole) for key in value):
            return [at]
        more = rule.get("additionalProperties", True)
        keys = rule.get("properties", {})
        if (more is False and set(value) - set(keys)) or set(rule.get("required", [])) - set(value):
            return [at]
        more = {} if isinstance(more, bool) else more
        parts = [(keys.get(key, more), each, key) for key, each in value.items()]
    else:
        parts = []
    return [slip for one, each, name in parts for slip in refused(one, each, whole, f"{at}.{name}".lstrip("."))]
