"""The command that begins a new module."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.authoring.loading import checklist_of, content_option, folder, refuse
from app.authoring.module_skeleton import module_skeleton
from app.authoring.skeleton import BadName

module_group = AppGroup("module", help="Modules of the onboarding pack: begin them.")


@module_group.command("new")
@click.argument("slug")
@click.option("--title", default="", help="The heading of its page.")
@content_option
def new_module(slug: str, title: str, root: Path | None) -> None:
    """Write content/modules/SLUG with a commented page, questions and exercises, to be filled in.

    It can be checked and looked at at once; the check names what is still to be filled in.
    """
    content = folder(root)
    checklist = checklist_of(content)
    if checklist is None:
        refuse(
            f"The checklist in {content} cannot be read, and exercises ask for its items. "
            "See: .venv/bin/flask content check"
        )
    try:
        texts = module_skeleton(checklist, slug, title=title)
    except BadName as error:
        refuse(str(error))
    module = content / "modules" / slug
    try:
        module.mkdir(parents=True)
    except FileExistsError:
        refuse(f"{module} is there already and stays as it is. Choose another slug.")
    for name, text in texts.items():
        (module / name).write_text(text, encoding="utf-8")
    click.echo(f"{module} is written. Fill in its {', '.join(texts)}, then: .venv/bin/flask content check")
