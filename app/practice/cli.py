"""`flask practice ...`: housekeeping of calls."""

import click
from flask import Flask
from flask.cli import AppGroup

from app.clock import now
from app.practice import actions

practice = AppGroup("practice", help="Calls people practise with.")


def init_app(app: Flask) -> None:
    """Connects the commands."""
    app.cli.add_command(practice)


@practice.command("close-abandoned")
def close_abandoned() -> None:
    """Close calls nobody came back to for 24 hours; all of them are kept."""
    closed = actions.close_abandoned(at=now())
    click.echo(f"{closed} {'call' if closed == 1 else 'calls'} closed.")
