"""The pages of the onboarding pack."""

from flask import Flask

from app.onboarding.views import (  # noqa: F401  they put their pages on the blueprint
    checks,
    guides,
    media,
    modules,
    practice,
    search,
    videos,
)
from app.onboarding.views.blueprint import bp
from app.web.registry import NavEntry, Tool, add_nav, add_tool


def init_app(app: Flask) -> None:
    """Connects the room; templates of every room can ask `last_try_at` a check how the reader did."""
    app.register_blueprint(bp)
    app.jinja_env.globals["last_try_at"] = checks.last_try_at
    add_nav(app, NavEntry(20, "Pack", "onboarding.pack", section="onboarding"))
    add_nav(app, NavEntry(25, "Guides", "onboarding.guides"))
    add_nav(app, NavEntry(60, "Checklist", "onboarding.checklist"))
    add_tool(app, Tool(10, "Search", "onboarding.search", "onboarding/search.svg"))
