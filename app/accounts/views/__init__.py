"""Pages of this room, and what it plugs into every other."""

from flask import Flask, g, request

from app.accounts.queries import organisation, person_of_session
from app.accounts.views import blueprints, door, first_page, links, own_account, people, teams  # noqa: F401  views register themselves
from app.extensions import login_manager
from app.web.guards import Role
from app.web.registry import NavEntry, add_nav, add_panel

_WITHOUT_ORGANISATION = frozenset({None, "static", "web.health"})


def init_app(app: Flask) -> None:
    """Connects the room."""
    login_manager.user_loader(person_of_session)
    app.before_request(_know_organisation)
    app.register_blueprint(blueprints.accounts)
    app.register_blueprint(blueprints.people)
    add_nav(app, NavEntry(70, "People", "accounts.people", frozenset({Role.ADMINISTRATOR}), "people"))
    add_panel(app, 80, first_page.people_panel)


def _know_organisation() -> None:
    """Puts the organisation and its time zone on the request."""
    if request.endpoint not in _WITHOUT_ORGANISATION:
        g.organisation = organisation()
        if g.organisation is not None:
            g.time_zone = g.organisation.time_zone
