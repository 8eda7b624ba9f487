"""Certificates that anybody can check."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from app.clock import now
from app.progress import queries
from app.progress.rules.serials import canonical_serial
from app.progress.views.blueprint import bp
from app.web.formats import local
from app.web.guards import ANYONE, allow


@bp.get("/certificates")
@allow(ANYONE)
def find_certificate() -> AnyResponse:
    """A field for the serial of a certificate; to its page when one was typed."""
    typed = request.args.get("serial", "").strip()
    serial = canonical_serial(typed)
    if serial is not None:
        return redirect(url_for("progress.certificate", serial=serial), 303)
    mistake = "A serial has eight letters and digits after BTN, such as BTN-7K3M-9QXD." if typed else ""
    return _unlisted("progress/find_certificate.html", 422 if typed else 200, typed=typed[:40], mistake=mistake)


@bp.get("/certificates/<serial>")
@allow(ANYONE)
def certificate(serial: str) -> AnyResponse:
    """What a certificate says and whether it stands, for anybody who has its serial."""
    canonical = canonical_serial(serial)
    if canonical is not None and canonical != serial:
        return redirect(url_for("progress.certificate", serial=canonical), 301)
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
