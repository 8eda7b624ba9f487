"""The path on the first page, and certificates that anybody can check."""

from typing import Any

from flask import Blueprint, Flask, Response, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from app.accounts.models import KnownPerson
from app.clock import now
from app.extensions import library
from app.progress import queries, rules
from app.web.formats import local
from app.web.guards import ANYONE, allow
from app.web.registry import Panel, add_panel

bp = Blueprint("progress", __name__, template_folder="templates")


def init_app(app: Flask) -> None:
    """Connects the room."""
    app.register_blueprint(bp)
    add_panel(app, 10, _path_panel)


def _path_panel(person: KnownPerson) -> Panel | None:
    """Where this person stands, for the first page; beside it only a certificate when no path is theirs."""
    today = local(now()).date()
    page = queries.path_of(person, library(), today)
    if page.total:
        return Panel("progress/path_panel.html", {"page": page}, headline=page.headline)
    if page.certificate:
        return Panel("progress/certificate_panel.html", {"page": page}, aside=True)
    return None


@bp.get("/certificates")
@allow(ANYONE)
def find_certificate() -> AnyResponse:
    """A field for the serial of a certificate; to its page when one was typed."""
    typed = request.args.get("serial", "").strip()
    serial = rules.canonical_serial(typed)
    if serial is not None:
        return redirect(url_for(".certificate", serial=serial), 303)
    mistake = "A serial has eight letters and digits after BTN, such as BTN-7K3M-9QXD." if typed else ""
    return _unlisted("progress/find_certificate.html", 422 if typed else 200, typed=typed[:40], mistake=mistake)


@bp.get("/certificates/<serial>")
@allow(ANYONE)
def certificate(serial: str) -> AnyResponse:
    """What a certificate says and whether it stands, for anybody who has its serial."""
    canonical = rules.canonical_serial(serial)
    if canonical is not None and canonical != serial:
        return redirect(url_for(".certificate", serial=canonical), 301)
    page = queries.certificate(canonical, local(now()).date()) if canonical else None
    if page is None:
        mistake = "No certificate has this serial. Check it against the paper, sign by sign."
        return _unlisted("progress/find_certificate.html", 404, typed=serial[:40], mistake=mistake)
    mine = current_user.is_authenticated and current_user.id == page.person_id
    return _unlisted("progress/certificate.html", 200, page=page, mine=mine)


def _unlisted(template: str, status: int, **context: Any) -> Response:
    """A public page that search engines are asked to leave out."""
    response = make_response(render_template(template, **context), status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
