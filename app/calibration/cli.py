"""`flask calibration ...`: taking finished ratings away."""

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.calibration import queries
from app.extensions import library

calibration = AppGroup("calibration", help="Ratings of handovers by people.")


def init_app(app: Flask) -> None:
    """Connects the commands."""
    app.cli.add_command(calibration)


@calibration.command("export")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="A file to write; else they are printed.")
def export(to: Path | None) -> None:
    """Write finished ratings as labelled handovers, a line of JSON each, without names."""
    lines = list(queries.exported(library()))
    text = "".join(f"{line}\n" for line in lines)
    if to is None:
        click.echo(text, nl=False)
        return
    to.write_text(text, encoding="utf-8")
    click.echo(f"{len(lines)} finished {'rating' if len(lines) == 1 else 'ratings'} written to {to}.")
