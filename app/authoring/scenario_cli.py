"""The commands for one scenario: begin a new one, play it, and print the schema an editor checks it by."""

import json
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click
from flask.cli import AppGroup

from app.authoring.loading import checklist_of, content_option, folder, load, refuse
from app.authoring.schema import scenario_schema
from app.authoring.skeleton import BadName, skeleton

if TYPE_CHECKING:
    from app.authoring.playing.call import Call

_WAIT = re.compile(r"wait ([0-9]{1,4})")

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
    checklist = checklist_of(content)
    if checklist is None:
        refuse(
            f"The checklist in {content} cannot be read, and a scenario is written for it. "
            "See: .venv/bin/flask content check"
        )
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
    click.echo(f"{file} is written. Fill it in, then: .venv/bin/flask content check")


@scenario_group.command("schema")
@content_option
def print_schema(root: Path | None) -> None:
    """Print the JSON schema of a scenario, by which an editor checks while you type."""
    click.echo(json.dumps(scenario_schema(checklist_of(folder(root))), indent=2, ensure_ascii=False))


@scenario_group.command("play")
@click.argument("scenario_id", metavar="SCENARIO")
@click.option("--fast", is_flag=True, help="Let the clock stand still but for the words 'wait 60'.")
@click.option("--script", type=click.File("r", encoding="utf-8"), help="Play the lines of this file; implies --fast.")
@content_option
def play(scenario_id: str, fast: bool, script: TextIO | None, root: Path | None) -> None:
    """Take the call of SCENARIO here: ask, look, ring, write, decide, hand over, and see the scorecard.

    With a script, ends with exit code 1 when one of its lines is no command.
    """
    from app.authoring.playing.call import Call, opening_lines  # the marker: only where something is marked

    call = Call(*load(folder(root), scenario_id))
    clock = _Clock(stands_still=fast or script is not None)
    _print(opening_lines(call.scenario))
    _print(call.arrived(clock.elapsed()))
    understood = True
    while not call.over:
        line = _next_line(call, script)
        if line is None:
            _print(call.end())
            break
        understood = _take(call, clock, line) and understood
    if script is not None and not understood:
        raise click.exceptions.Exit(1)


class _Clock:
    """Simulated seconds since the call began: the machine's own, or only those waited for."""

    def __init__(self, stands_still: bool) -> None:
        self.stands_still = stands_still
        self._began = time.monotonic()
        self._waited = 0.0

    def elapsed(self) -> float:
        """Seconds since the call began."""
        return self._waited if self.stands_still else time.monotonic() - self._began

    def wait(self, seconds: float) -> None:
        """Lets this many seconds go by, on a clock that stands still."""
        self._waited += seconds


def _next_line(call: "Call", script: TextIO | None) -> str | None:
    """The next line, None at the end; a script's is printed as if it had been typed."""
    if script is None:
        try:
            return input(call.prompt)
        except EOFError:
            return None
    line = script.readline()
    if not line:
        return None
    click.echo(f"{call.prompt}{line.rstrip()}")
    return line.rstrip("\r\n")


def _take(call: "Call", clock: _Clock, line: str) -> bool:
    """Prints what a line leads to; whether it was one of the commands."""
    from app.authoring.playing.call import NotUnderstood  # as above

    waited = _WAIT.fullmatch(line.strip()) if call.takes_commands else None
    try:
        if waited and not clock.stands_still:
            raise NotUnderstood("The clock runs by itself; 'wait' is for --fast.")
        if waited:
            clock.wait(float(waited.group(1)))
        _print(call.say("" if waited else line, clock.elapsed()))
    except NotUnderstood as error:
        _print([str(error)])
        return False
    return True


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
