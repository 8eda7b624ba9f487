"""Pages of this room, and what it plugs into every other."""

from flask import Flask, g, request

from app.accounts.queries import organisation, person_of_session
from app.accounts.views import signing_in
from app.extensions import login_manager

_WITHOUT_ORGANISATION = frozenset({None, "static", "web.health"})


def init_app(app: Flask) -> None:
    """Connects the room."""
    login_manager.user_loader(person_of_session)
    app.before_request(_know_organisation)
    app.register_blueprint(signing_in.bp)


def _know_organisation() -> None:
    """Puts the organisation's time zone on the request."""
    if request.endpoint not in _WITHOUT_ORGANISATION:
        g.organisation = organisation()
        if g.organisation is not None:
            g.time_zone = g.organisation.time_zone
