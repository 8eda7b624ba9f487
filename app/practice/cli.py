"""`flask practice ...`: housekeeping of calls."""

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.clock import now
from app.extensions import library
from app.practice import actions, queries

practice = AppGroup("practice", help="Calls people practise with.")
phrasings = AppGroup("phrasings", help="Ways of asking that trainers added.")
practice.add_command(phrasings)


def init_app(app: Flask) -> None:
    """Connects the commands."""
    app.cli.add_command(practice)


@practice.command("close-abandoned")
def close_abandoned() -> None:
    """Close calls nobody came back to for 24 hours; all of them are kept."""
    closed = actions.close_abandoned(library=library(), at=now())
    click.echo(f"{closed} {'call' if closed == 1 else 'calls'} closed.")


@phrasings.command("export")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="A file to write; else they are printed.")
def export(to: Path | None) -> None:
    """Write what trainers added as labelled questions, a line of JSON each, for the question reader to learn from."""
    lines = list(queries.exported())
    text = "".join(f"{line}\n" for line in lines)
    if to is None:
        click.echo(text, nl=False)
        return
    to.write_text(text, encoding="utf-8")
    click.echo(f"{len(lines)} {'phrasing' if len(lines) == 1 else 'phrasings'} written to {to}.")
