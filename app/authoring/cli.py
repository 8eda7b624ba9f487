"""The commands of authors: check content, mark handovers, ask questions. None needs a database or a secret."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import click
from flask import Flask
from flask.cli import AppGroup

from app.content.checklist import Checklist
from app.content.library import load_for_marking
from app.content.problems import ContentError
from app.content.scenario import Person, Scenario
from app.extensions import settings

CANNOT_BEGIN = 2

content_group = AppGroup("content", help="Content an organisation edits.")
handover_group = AppGroup("handover", help="Handovers and their marks.")
simulation_group = AppGroup("simulation", help="Simulated calls.")

_content = click.option(
    "--content",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Content folder; the site's own when not given.",
)
_file = click.argument("file", type=click.File("rb"), default="-", metavar="[FILE]")


def init_app(app: Flask) -> None:
    """Connects the commands."""
    for group in (content_group, handover_group, simulation_group):
        app.cli.add_command(group)


@content_group.command("check")
@_content
@click.option("--all", "everything", is_flag=True, help="Show all advice, also what is often as it should be.")
def check_content(root: Path | None, everything: bool) -> None:
    """Name every problem of the content, mark the scenarios' own examples, and advise.

    Prints a line a problem (file:line: what is wrong, how to mend it) and exits 1 when there is any. Advice begins
    with 'warning:' and never fails the check.
    """
    from app.authoring.checking import check  # the marker: only where something is marked

    report = check(_folder(root), everything)
    for warning in report.warnings:
        where = f"{warning.file}:{warning.line}:"
        click.echo(str(warning).replace(where, f"{where} warning:", 1))
    for problem in report.problems:
        click.echo(str(problem))
    if report.problems:
        raise click.exceptions.Exit(1)
    click.echo(report.summary)


@handover_group.command("mark")
@click.argument("scenario_id", metavar="SCENARIO")
@_content
@_file
def mark_handovers(scenario_id: str, root: Path | None, file: BinaryIO) -> None:
    """Mark handovers against SCENARIO: one line of JSON each, from FILE or standard input.

    A line holds "text", "fields" (item to text) or both, and may hold "decision" and "elapsed_seconds".
    """
    from app.authoring.lines import marked  # the marker: only where something is marked

    checklist, scenario = _load(_folder(root), scenario_id)
    lines = (line for line in file if line.strip())
    _answer(lines, lambda line: marked(checklist, scenario, line))


@simulation_group.command("ask")
@click.argument("scenario_id", metavar="SCENARIO")
@click.argument("person_id", metavar="PERSON")
@_content
@_file
def ask_questions(scenario_id: str, person_id: str, root: Path | None, file: BinaryIO) -> None:
    """Ask PERSON of SCENARIO one question a line, each by itself, from FILE or standard input.

    A line is the question, or JSON with "text" and "before" (what the person last said).
    """
    from app.authoring.lines import answered  # as above

    checklist, scenario = _load(_folder(root), scenario_id)
    person = _person(scenario, person_id)
    _answer(file, lambda line: answered(checklist, scenario, person, line))


def _folder(root: Path | None) -> Path:
    return root or settings().content_dir


def _load(root: Path, scenario_id: str) -> tuple[Checklist, Scenario]:
    """The checklist and the scenario; says on standard error what is wrong, and ends when they cannot be used."""
    known = sorted(file.stem for file in (root / "scenarios").glob("*.yml"))
    if scenario_id not in known:
        _refuse(f"There is no scenario '{scenario_id}' in {root}. There is: {', '.join(known) or 'none yet'}.")
    try:
        checklist, scenario, problems = load_for_marking(root, scenario_id)
    except ContentError as error:
        _refuse(f"The content cannot be used.\n{error}")
    for problem in problems:
        click.echo(str(problem), err=True)
    return checklist, scenario


def _person(scenario: Scenario, person_id: str) -> Person:
    try:
        return scenario.person(person_id)
    except KeyError:
        ids = ", ".join(person.id for person in scenario.people)
        _refuse(f"There is nobody '{person_id}' in '{scenario.id}'. There is: {ids}.")


def _refuse(message: str) -> NoReturn:
    click.echo(message, err=True)
    raise click.exceptions.Exit(CANNOT_BEGIN)


def _answer(lines: Iterable[bytes], answer: Callable[[str], dict[str, Any]]) -> None:
    """Answers each line as it is read; a line that cannot be answered says why, and the end is then exit code 1."""
    from app.authoring.lines import BadLine, as_text

    bad = False
    for line in lines:
        try:
            data = answer(as_text(line))
        except BadLine as error:
            data, bad = {"error": str(error)}, True
        # Half a surrogate pair may come in by JSON; what goes out is UTF-8 all the same.
        click.echo(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))
    if bad:
        raise click.exceptions.Exit(1)
