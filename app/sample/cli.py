"""The commands that make an organisation: the sample one, or an empty one of one's own."""

from zoneinfo import available_timezones

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from flask_migrate import upgrade

from app.accounts import queries
from app.accounts.actions import organisation as actions
from app.accounts.actions.outcomes import NewLink
from app.clock import now
from app.database import transaction
from app.extensions import library, settings
from app.sample.loading import load
from app.sample.people import stories
from app.serving import make_secret_key, migration_refusals

commands = AppGroup("organisation", help="Make, keep and leave the organisation of this installation.")
_NAME = click.option("--name", default="Your organisation", help="Name of an empty organisation.")


def _known_zone(_context: click.Context, _option: click.Parameter, name: str) -> str:
    if name not in available_timezones():
        raise click.BadParameter(f"there is no time zone '{name}'; write one such as Europe/London.")
    return name


_ZONE = click.option(
    "--time-zone", default="Europe/London", callback=_known_zone, help="Its time zone, such as Europe/London."
)


def init_app(app: Flask) -> None:
    """Connects the commands, and tells the sign-in page who the sample people are."""
    app.cli.add_command(commands)
    app.extensions["baton.sample_stories"] = stories


@commands.command()
@click.option("--sample/--empty", default=True, help="What to make when there is no organisation yet.")
@click.option("--migrate", is_flag=True, help="Bring the database to this version first.")
@_NAME
@_ZONE
def prepare(sample: bool, migrate: bool, name: str, time_zone: str) -> None:
    """Make the secret key and an organisation where there is none; keep all data where there is one."""
    if migrate:
        upgrade()
    if make_secret_key(settings()):
        click.echo("A secret key was made in the instance folder.")
    _must_be_migrated()
    found = queries.organisation()
    if found is None and sample:
        load(library(), now())
        click.echo("The sample organisation is loaded. Sign in as anybody with one click.")
    elif found is None:
        _begin_empty(name, time_zone)
    elif not found.is_sample and not queries.can_an_administrator_sign_in():
        click.echo(f"{found.name}: all data is kept. No administrator can sign in yet.")
        _print_link()
    else:
        click.echo(f"{found.name}: all data is kept.")


@commands.command("leave-sample")
@click.option("--yes", is_flag=True, help="Do not ask.")
@_NAME
@_ZONE
def leave_sample(yes: bool, name: str, time_zone: str) -> None:
    """Remove the sample organisation with everything in it, and begin with an empty one."""
    _must_be_migrated()
    found = queries.organisation()
    if found is None or not found.is_sample:
        raise click.ClickException("This is not the sample organisation; nothing was changed.")
    if not yes:
        click.confirm(f"Remove {found.name} with all its people and history?", abort=True)
    with transaction():
        actions.remove_everything()
        _begin_empty(name, time_zone)


def _must_be_migrated() -> None:
    for refusal in migration_refusals(current_app):
        raise click.ClickException(refusal)


def _begin_empty(name: str, time_zone: str) -> None:
    with transaction():
        actions.make_organisation(name=name, time_zone=time_zone, is_sample=False, at=now())
        click.echo(f"{name} is made, with nobody in it yet.")
        _print_link()


def _print_link() -> None:
    made = actions.let_first_administrator_in(link_hours=settings().link_hours, at=now())
    if not isinstance(made, NewLink):
        raise click.ClickException(made.sentence)
    click.echo(f"The first administrator signs in here, once, within {settings().link_hours} hours:")
    click.echo(f"  {settings().address}/link/{made.token}")
