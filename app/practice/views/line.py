"""What the scripts of the call room need of the server beside the pages: a token after signing in again, a way on."""

from flask import Response as PlainText
from flask import abort, redirect, request
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from app.practice import queries
from app.practice.forms import new_sent_id
from app.practice.views.blueprint import bp
from app.web.guards import SIGNED_IN, allow

bp.add_app_template_global(new_sent_id)


@bp.get("/practice/attempts/<int:attempt_id>/token")
@allow(SIGNED_IN)
def token(attempt_id: int) -> PlainText:
    """A fresh token for the forms of a room that stayed open while its person signed out and in again.

    404 where somebody else has signed in: what waits on the device is not theirs to send.
    """
    if not queries.is_of(attempt_id, current_user.id):
        abort(404)
    return PlainText(generate_csrf(), mimetype="text/plain")


def to_page(address: str) -> Response:
    """To another page; the room's own scripts are told where it is and go there when nothing waits any more."""
    if request.headers.get("HX-Request"):
        return Response(status=204, headers={"HX-Redirect": address})
    return redirect(address, 303)
