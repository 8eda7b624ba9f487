"""Who may call what: every view says so with `@allow(...)`, and what says nothing is refused."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

View = TypeVar("View", bound=Callable[..., Any])


class Role(StrEnum):
    """What a person may be; a person may be several."""

    AGENT = "agent"
    TRAINER = "trainer"
    MAJOR_INCIDENT_MANAGER = "major_incident_manager"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Role.AGENT: "Agent",
    Role.TRAINER: "Trainer",
    Role.MAJOR_INCIDENT_MANAGER: "Major Incident Manager",
    Role.MANAGER: "Manager",
    Role.ADMINISTRATOR: "Administrator",
}

ANYONE = "anyone"
SIGNED_IN = "signed in"


def allow(*who: Role | str) -> Callable[[View], View]:
    """Declares who may call a view: ANYONE, SIGNED_IN, or one or more roles."""

    def mark(view: View) -> View:
        view.allowed = frozenset(who)  # type: ignore[attr-defined]
        return view

    return mark


def allowed_to(view: Any) -> frozenset[Role | str] | None:
    """What `@allow` said of this view; None when nothing was said."""
    declared: frozenset[Role | str] | None = getattr(view, "allowed", None)
    return declared


def init_app(app: Flask) -> None:
    """Holds every request against its view's declaration, before anything else of it runs."""
    static: Any = app.view_functions["static"]
    allow(ANYONE)(static)
    app.before_request(_guard)


def _guard() -> Response | None:
    if request.endpoint is None:
        return None  # no such address, or not with this method: the error page answers
    allowed = allowed_to(current_app.view_functions[request.endpoint])
    if allowed is None:
        abort(403)
    if ANYONE in allowed:
        return None
    if not current_user.is_authenticated:
        return _to_sign_in()
    if SIGNED_IN not in allowed and not allowed & current_user.roles:
        abort(403)
    return None


def _to_sign_in() -> Response:
    """To the sign-in page and back again. A part of a page that sends something is told instead: were the whole
    page to leave, what is typed on it would be lost."""
    part = "HX-Request" in request.headers
    if part and request.method != "GET":
        abort(401)
    target = request.full_path.rstrip("?") if request.method == "GET" else "/"
    if part:
        here = urlsplit(request.headers.get("HX-Current-URL", "/")).path
        return Response(status=401, headers={"HX-Redirect": url_for("accounts.sign_in", next=here)})
    if target != "/":
        flash("Sign in to go on.", "note")
    return redirect(url_for("accounts.sign_in", next=target), 303)
