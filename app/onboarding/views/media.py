"""Pictures, films and captions of the content, as files."""

from flask import abort, send_from_directory
from werkzeug.wrappers import Response

from app.content.media import served_as
from app.extensions import settings
from app.onboarding.views.blueprint import bp
from app.web.guards import SIGNED_IN, allow

_KEPT_SECONDS = 3600


@bp.get("/media/<path:name>")
@allow(SIGNED_IN)
def media(name: str) -> Response:
    """A picture, film or captions file below the content folder; a part of it where a browser asks for one."""
    kind = served_as(name)
    if kind is None:
        abort(404)
    answer = send_from_directory(
        settings().content_dir.resolve(), name, mimetype=kind, conditional=True, max_age=_KEPT_SECONDS
    )
    answer.headers["Cache-Control"] = f"private, max-age={_KEPT_SECONDS}"
    return answer
