"""Pages of this room, and what it plugs into every other."""

from flask import Flask, g, request

from app.accounts import queries
from app.accounts.models import Organisation, OwnOrganisation, SignedIn
from app.accounts.views import (  # noqa: F401  views register themselves
    blueprints,
    door,
    extra_time,
    first_page,
    links,
    own_account,
    people,
    teams,
)
from app.extensions import login_manager
from app.web.guards import Role
from app.web.registry import NavEntry, add_nav, add_panel

_WITHOUT_ORGANISATION = frozenset({None, "static", "web.health"})


def init_app(app: Flask) -> None:
    """Connects the room."""
    login_manager.user_loader(_person_of_session)
    app.before_request(_know_organisation)
    app.register_blueprint(blueprints.accounts)
    app.register_blueprint(blueprints.people)
    add_nav(app, NavEntry(70, "People", "accounts.people", frozenset({Role.ADMINISTRATOR}), "people"))
    add_panel(app, 80, first_page.people_panel)


def _person_of_session(session_id: str) -> SignedIn | None:
    """The person signed in; what came along of their organisation is put on the request."""
    found = queries.signed_in(session_id)
    if found is None:
        return None
    person, organisation = found
    _put_on_request(organisation)
    return person


def _know_organisation() -> None:
    """Puts the organisation and its time zone on the request of somebody who is not signed in."""
    if request.endpoint not in _WITHOUT_ORGANISATION and "organisation" not in g:
        _put_on_request(queries.organisation())


def _put_on_request(organisation: Organisation | OwnOrganisation | None) -> None:
    g.organisation = organisation
    if organisation is not None:
        g.time_zone = organisation.time_zone
