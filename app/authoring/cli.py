"""The commands of authors: check content, mark handovers, ask questions, write and play a scenario.

None needs a database or a secret.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO

import click
from flask import Flask
from flask.cli import AppGroup

from app.authoring.loading import content_option, folder, load, refuse
from app.authoring.scenario_cli import scenario_group
from app.content.scenario import Person, Scenario

content_group = AppGroup("content", help="Content an organisation edits.")
handover_group = AppGroup("handover", help="Handovers and their marks.")
simulation_group = AppGroup("simulation", help="Simulated calls.")

_file = click.argument("file", type=click.File("rb"), default="-", metavar="[FILE]")


def init_app(app: Flask) -> None:
    """Connects the commands."""
    for group in (content_group, handover_group, simulation_group, scenario_group):
        app.cli.add_command(group)


@content_group.command("check")
@content_option
@click.option("--all", "everything", is_flag=True, help="Show all advice, also what is often as it should be.")
def check_content(root: Path | None, everything: bool) -> None:
    """Name every problem of the content, mark the scenarios' own examples, and advise.

    Prints a line a problem (file:line: what is wrong, how to mend it) and exits 1 when there is any. Advice begins
    with 'warning:' and never fails the check. Without problems a line a module follows: words, minutes, reading ease.
    """
    from app.authoring.checking import check  # the marker: only where something is marked

    report = check(folder(root), everything)
    for warning in report.warnings:
        where = f"{warning.file}:{warning.line}:"
        click.echo(str(warning).replace(where, f"{where} warning:", 1))
    for problem in report.problems:
        click.echo(str(problem))
    if report.problems:
        raise click.exceptions.Exit(1)
    for module in report.modules:
        click.echo(f"{module}.")
        for sentence in module.hardest if everything else ():
            click.echo(f"  hard to read, line {sentence.line}: {sentence.text}")
    click.echo(report.summary)


@handover_group.command("mark")
@click.argument("scenario_id", metavar="SCENARIO")
@content_option
@_file
def mark_handovers(scenario_id: str, root: Path | None, file: BinaryIO) -> None:
    """Mark handovers against SCENARIO: one line of JSON each, from FILE or standard input.

    A line holds "text", "fields" (item to text) or both, and may hold "decision" and "elapsed_seconds".
    """
    from app.authoring.lines import marked  # the marker: only where something is marked

    checklist, scenario = load(folder(root), scenario_id)
    lines = (line for line in file if line.strip())
    _answer(lines, lambda line: marked(checklist, scenario, line))


@simulation_group.command("ask")
@click.argument("scenario_id", metavar="SCENARIO")
@click.argument("person_id", metavar="PERSON")
@content_option
@_file
def ask_questions(scenario_id: str, person_id: str, root: Path | None, file: BinaryIO) -> None:
    """Ask PERSON of SCENARIO one question a line, each by itself, from FILE or standard input.

    A line is the question, or JSON with "text" and "before" (what the person last said).
    """
    from app.authoring.lines import answered  # as above

    checklist, scenario = load(folder(root), scenario_id)
    person = _person(scenario, person_id)
    _answer(file, lambda line: answered(checklist, scenario, person, line))


def _person(scenario: Scenario, person_id: str) -> Person:
    try:
        return scenario.person(person_id)
    except KeyError:
        ids = ", ".join(person.id for person in scenario.people)
        refuse(f"There is nobody '{person_id}' in '{scenario.id}'. There is: {ids}.")


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
