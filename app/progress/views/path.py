"""One's own path."""

from flask import render_template
from flask_login import current_user

from app.clock import now
from app.extensions import library
from app.progress import queries
from app.progress.views.blueprint import bp
from app.web.formats import local
from app.web.guards import SIGNED_IN, allow


@bp.get("/path")
@allow(SIGNED_IN)
def path() -> str:
    """Everything required of the person signed in, the one next thing first."""
    page = queries.path_of(current_user, library(), local(now()).date())
    return render_template("progress/path.html", page=page)
