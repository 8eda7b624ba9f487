"""Pictures, films and captions of the content, as files."""

from pathlib import PurePosixPath

from flask import abort, send_from_directory
from werkzeug.wrappers import Response

from app.extensions import settings
from app.onboarding.views.blueprint import bp
from app.web.guards import SIGNED_IN, allow

_KINDS = {
    ".webp": "image/webp",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
}
_KEPT_SECONDS = 3600


@bp.get("/media/<path:name>")
@allow(SIGNED_IN)
def media(name: str) -> Response:
    """A picture, film or captions file below the content folder; a part of it where a browser asks for one."""
    kind = _KINDS.get(PurePosixPath(name).suffix)
    if kind is None:
        abort(404)
    answer = send_from_directory(
        settings().content_dir.resolve(), name, mimetype=kind, conditional=True, max_age=_KEPT_SECONDS
    )
    answer.headers["Cache-Control"] = f"private, max-age={_KEPT_SECONDS}"
    return answer
