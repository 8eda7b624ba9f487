"""The videos: all of them, one to watch, and where somebody is in it."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import FloatField
from wtforms.validators import InputRequired, NumberRange

from app.clock import now
from app.content.video import Video
from app.extensions import library
from app.onboarding import actions
from app.onboarding.queries import videos as queries
from app.onboarding.views.blueprint import bp
from app.web.guards import SIGNED_IN, allow


class WatchingForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The second somebody is at."""

    seconds = FloatField(validators=[InputRequired(), NumberRange(0, 24 * 3600)])


@bp.get("/videos")
@allow(SIGNED_IN)
def videos() -> str:
    """Every video, and how far one is in each."""
    return render_template("onboarding/videos.html", page=queries.videos_page(current_user.id, library()))


@bp.get("/videos/<slug>")
@allow(SIGNED_IN)
def video(slug: str) -> str:
    """One video to watch, with its transcript; `at` is the second to begin at."""
    page = queries.video_page(current_user.id, slug, library())
    if page is None:
        abort(404)
    at = request.args.get("at", type=int)
    begins = at if at is not None and 0 < at < page.shown.video.duration else 0
    return render_template("onboarding/video.html", page=page, shown=page.shown, begins=begins)


@bp.post("/videos/<slug>/watching")
@allow(SIGNED_IN)
def keep_watching(slug: str) -> tuple[str, int]:
    """The player says where somebody is."""
    found = _video(slug)
    form = WatchingForm()
    if not form.validate():
        abort(422, "Where you are in the video was not understood.")
    actions.keep_second(person_id=current_user.id, video=found, seconds=form.seconds.data, library=library(), at=now())
    return "", 204


@bp.post("/videos/<slug>/transcript")
@allow(SIGNED_IN)
def read_transcript(slug: str) -> Response:
    """Somebody says that they have read the transcript."""
    found = _video(slug)
    actions.read_transcript(person_id=current_user.id, video=found, library=library(), at=now())
    flash(f"{found.title}: transcript read. It counts as watching does.", "good")
    return redirect(url_for(".video", slug=slug), 303)


def _video(slug: str) -> Video:
    found = library().videos.get(slug)
    if found is None:
        abort(404)
    return found
