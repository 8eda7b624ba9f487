"""What every command of authors begins with: the content folder, a scenario of it, and a refusal that says why."""

from pathlib import Path
from typing import NoReturn

import click

from app.content.checklist import Checklist
from app.content.library import load_for_marking, parse_checklist
from app.content.problems import ContentError
from app.content.scenario import Scenario
from app.extensions import settings

CANNOT_BEGIN = 2

content_option = click.option(
    "--content",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Content folder; the site's own when not given.",
)


def folder(root: Path | None) -> Path:
    """The content folder named, else the site's own."""
    return root or settings().content_dir


def checklist_of(root: Path) -> Checklist | None:
    """The checklist of this folder; None when it cannot be read."""
    try:
        return parse_checklist((root / "checklist.yml").read_text(encoding="utf-8-sig"))[0]
    except (OSError, UnicodeDecodeError):
        return None


def load(root: Path, scenario_id: str) -> tuple[Checklist, Scenario]:
    """The checklist and the scenario; says on standard error what is wrong, and ends when they cannot be used."""
    known = sorted(file.stem for file in (root / "scenarios").glob("*.yml"))
    if scenario_id not in known:
        refuse(f"There is no scenario '{scenario_id}' in {root}. There is: {', '.join(known) or 'none yet'}.")
    try:
        checklist, scenario, problems = load_for_marking(root, scenario_id)
    except ContentError as error:
        refuse(f"The content cannot be used.\n{error}")
    for problem in problems:
        click.echo(str(problem), err=True)
    return checklist, scenario


def refuse(message: str) -> NoReturn:
    """Ends the command with this message on standard error."""
    click.echo(message, err=True)
    raise click.exceptions.Exit(CANNOT_BEGIN)
