"""Pages of this room: one's own path, changing somebody's, certificates, and what stands on the first page."""

from flask import Flask

from app.progress.views import certificates, changing, panels, path  # noqa: F401  views register themselves
from app.progress.views.blueprint import bp
from app.web.guards import Role
from app.web.registry import NavEntry, add_nav, add_panel


def init_app(app: Flask) -> None:
    """Connects the room."""
    app.register_blueprint(bp)
    add_nav(app, NavEntry(10, "Your path", "progress.path", frozenset({Role.AGENT})))
    add_panel(app, 10, panels.agents_path)
    add_panel(app, 40, panels.others_path)
