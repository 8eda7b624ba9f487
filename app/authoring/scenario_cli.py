"""The commands for one scenario: begin a new one, and the schema an editor checks it by."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from app.authoring.loading import content_option, folder, refuse
from app.authoring.schema import scenario_schema
from app.authoring.skeleton import BadName, skeleton
from app.content.checklist import Checklist
from app.content.library import parse_checklist

scenario_group = AppGroup("scenario", help="Scenarios: begin, try and describe them.")


@scenario_group.command("new")
@click.argument("scenario_id", metavar="ID")
@click.option("--title", default="", help="Shown in lists; it should not give the answer away.")
@click.option("--industry", default="", help="For example retail.")
@content_option
def new_scenario(scenario_id: str, title: str, industry: str, root: Path | None) -> None:
    """Write content/scenarios/ID.yml, a commented scenario to be filled in.

    It can be checked and played at once; the check names what is still to be filled in.
    """
    content = folder(root)
    checklist = _checklist(content)
    if checklist is None:
        refuse(f"The checklist in {content} cannot be read, and a scenario is written for it. See: flask content check")
    try:
        text = skeleton(checklist, scenario_id, title=title, industry=industry)
    except BadName as error:
        refuse(str(error))
    file = content / "scenarios" / f"{scenario_id}.yml"
    file.parent.mkdir(exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except FileExistsError:
        refuse(f"{file} is there already and stays as it is. Choose another id.")
    click.echo(f"{file} is written. Fill it in, then: flask content check")


@scenario_group.command("schema")
@content_option
def print_schema(root: Path | None) -> None:
    """Print the JSON schema of a scenario, by which an editor checks while you type."""
    click.echo(json.dumps(scenario_schema(_checklist(folder(root))), indent=2, ensure_ascii=False))


def _checklist(root: Path) -> Checklist | None:
    try:
        return parse_checklist((root / "checklist.yml").read_text(encoding="utf-8-sig"))[0]
    except (OSError, UnicodeDecodeError):
        return None
