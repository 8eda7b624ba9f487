"""The first page, and what every page shares."""

from typing import Any

from flask import Blueprint, Flask, render_template
from flask_login import current_user

from app.clock import now
from app.web import addresses, assets, errors, formats, guards, headers
from app.web.guards import ANYONE, SIGNED_IN, allow
from app.web.registry import NavEntry, add_nav, lit, nav_for, panels_for, tools

bp = Blueprint("web", __name__, template_folder="templates")


def init_app(app: Flask) -> None:
    """Connects the room: numbers of addresses, guard, then headers, formats, error pages and the first page."""
    addresses.init_app(app)
    guards.init_app(app)
    headers.init_app(app)
    assets.init_app(app)
    formats.init_app(app)
    errors.init_app(app)
    app.register_blueprint(bp)
    app.context_processor(_shared)
    add_nav(app, NavEntry(0, "Today", "web.today"))


def _shared() -> dict[str, Any]:
    """Called for parts of a page too, so what only a whole page needs is a function."""
    return {"nav": lambda: nav_for(current_user) if current_user.is_authenticated else [], "lit": lit, "tools": tools}


@bp.get("/")
@allow(SIGNED_IN)
def today() -> str:
    """What is this person's to do."""
    return render_template("web/today.html", panels=panels_for(current_user), moment=now())


@bp.get("/healthz")
@allow(ANYONE)
def health() -> tuple[str, int]:
    """Whether the process answers; says nothing else."""
    return "ok\n", 200
