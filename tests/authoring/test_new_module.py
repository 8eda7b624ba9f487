"""An author begins a new module by command."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.content.library import load_library

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, content: Path) -> Run:
    return lambda *words: app.test_cli_runner().invoke(args=[*words, "--content", str(content)])


def test_a_new_module_has_its_title_and_loads_without_a_problem(run: Run, content: Path) -> None:
    result = run("module", "new", "reading-back", "--title", 'Reading: "back"')

    assert result.exit_code == 0
    assert "Fill in its index.md, check.yml, practice.yml" in result.stdout
    module = load_library(content).modules["reading-back"]
    assert module.title == "Reading: “back”"
    assert [question.kind for question in module.check.questions] == ["single", "multiple", "ordering", "missing"]
    assert module.placed == tuple(exercise.id for exercise in module.exercises) == ("what-is-missing", "say-it-again")
    assert "for you and are not shown" not in module.prose.html


def test_the_check_names_what_is_to_be_filled_in_and_nothing_else(run: Run) -> None:
    run("module", "new", "reading-back")

    result = run("content", "check")

    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if line.startswith("modules/reading-back/")]
    warnings = [line for line in lines if ": warning: " in line]
    assert len(warnings) > 30
    assert all("still to be filled in" in line for line in warnings)
    for key in ("questions.0.options.0.feedback", "questions.2.order.1", "exercises.1.told"):
        assert any(f"'{key}' is" in line for line in warnings)


@pytest.mark.parametrize("file", ["index.md", "notes.txt"])
def test_an_existing_folder_stays_as_it_is(run: Run, content: Path, file: str) -> None:
    folder = content / "modules" / "first-things"
    (folder / file).write_text("mine")

    result = run("module", "new", "first-things")

    assert result.exit_code == 2
    assert "is there already and stays as it is." in result.stderr
    assert (folder / file).read_text() == "mine"


@pytest.mark.parametrize("name", ["Back", "4back", "../back", "my back", "my_back", "", "a" * 61])
def test_a_slug_that_cannot_be_one_is_refused(run: Run, content: Path, name: str) -> None:
    result = run("module", "new", name)

    assert result.exit_code == 2
    assert "cannot be a module's slug." in result.stderr
    assert [folder.name for folder in (content / "modules").iterdir()] == ["first-things"]


def test_without_a_checklist_there_is_nothing_to_ask_for(run: Run, content: Path) -> None:
    (content / "checklist.yml").unlink()

    result = run("module", "new", "reading-back")

    assert result.exit_code == 2
    assert "The checklist in" in result.stderr
    assert not (content / "modules" / "reading-back").exists()


def test_a_checklist_of_two_items_is_too_short(run: Run, content: Path) -> None:
    items = "\n".join(
        f"- {{id: {name}, label: {name}, kind: statement, ask: What?, weight: 1, minutes: 1}}"
        for name in ("one", "two")
    )
    (content / "checklist.yml").write_text(f"items:\n{items}\n")

    result = run("module", "new", "reading-back")

    assert result.exit_code == 2
    assert "fewer than three items" in result.stderr


def test_a_checklist_without_a_time_gives_a_module_without_a_line_to_rewrite(run: Run, content: Path) -> None:
    items = "\n".join(
        f"- {{id: {name}, label: {name}, kind: statement, ask: What?, weight: 1, minutes: 1}}"
        for name in ("one", "two", "three")
    )
    (content / "checklist.yml").write_text(f"items:\n{items}\n")
    (content / "scenarios" / "tills.yml").unlink()
    (content / "path.yml").write_text(
        "title: A\nsteps:\n- {module: first-things, due_days: 7}\ncertificate: {title: A}\n"
    )

    assert run("module", "new", "reading-back").exit_code == 0

    module = load_library(content).modules["reading-back"]
    assert module.placed == tuple(exercise.id for exercise in module.exercises) == ("what-is-missing",)
