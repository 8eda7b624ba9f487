"""The replay of a call, and what trainers say about its moments."""

from typing import Any

from flask import abort, current_app, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from app.clock import now
from app.extensions import library
from app.practice import actions, queries
from app.practice.forms import CommentForm
from app.practice.models import LONGEST_COMMENT
from app.practice.rules.refusals import NotCommented, OwnCall
from app.practice.views.blueprint import bp
from app.web.guards import SIGNED_IN, Role, allow


@bp.get("/practice/attempts/<int:attempt_id>/replay")
@allow(SIGNED_IN)
def replay(attempt_id: int) -> Response | str:
    """The call over its time; for who handed over, once nothing more can come in it."""
    page = queries.replay_page(attempt_id, current_user, library(), request.args.get("at", ""))
    if page is None:
        abort(404)
    if page.mine and not page.finished:
        return redirect(url_for(".after", attempt_id=attempt_id), 303)
    return _replay(page)


@bp.post("/practice/attempts/<int:attempt_id>/comments")
@allow(Role.TRAINER)
def say(attempt_id: int) -> Response:
    """Says something about a moment."""
    form = CommentForm()
    comment_id = actions.comment(
        attempt_id=attempt_id,
        person_id=current_user.id,
        elapsed_seconds=form.second(),
        text=form.text.data,
        at=now(),
    )
    return redirect(url_for(".replay", attempt_id=attempt_id, at=form.at.data, _anchor=f"comment-{comment_id}"), 303)


@bp.errorhandler(NotCommented)
def _not_commented(refused: NotCommented) -> tuple[str, int]:
    """The replay again at its moment, with the words as typed and the reason."""
    form = CommentForm()
    page = queries.replay_page(**request.view_args or {}, reader=current_user, library=library(), second=form.at.data)
    return _replay(page, why=str(refused), typed=form.text.data), 422


@bp.errorhandler(OwnCall)
def _own(refused: OwnCall) -> Any:
    return current_app.handle_http_exception(Forbidden(str(refused)))


def _replay(page: queries.ReplayPage | None, why: str = "", typed: str = "") -> str:
    return render_template("practice/replay.html", page=page, why=why, typed=typed, longest=LONGEST_COMMENT)
