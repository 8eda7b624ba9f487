"""Pages for those who write content: scenarios with the marker beside them, and the pages of the pack."""

from flask import Flask

from app.authoring import cli
from app.authoring.views import pages, scenarios  # noqa: F401  they put their pages on the blueprint
from app.authoring.views.blueprint import AUTHORS, bp
from app.web.registry import NavEntry, add_nav


def init_app(app: Flask) -> None:
    """Connects the room and its commands."""
    app.register_blueprint(bp)
    cli.init_app(app)
    add_nav(app, NavEntry(45, "Scenarios", "authoring.scenarios", frozenset(AUTHORS), section="authoring"))
