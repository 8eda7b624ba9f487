"""After the handover: the updates that may follow, and the questions back."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.clock import now
from app.extensions import library
from app.practice import actions, queries
from app.practice.forms import DECISIONS, AnswersForm, UpdateForm
from app.practice.rules.following import LONGEST_ANSWER
from app.practice.rules.refusals import AlreadyAnswered, NotAnswered, NotSentYet, Refused, TooLate
from app.practice.views.blueprint import bp
from app.web.guards import SIGNED_IN, allow

Answer = Response | str | tuple[str, int]


@bp.get("/practice/attempts/<int:attempt_id>/after")
@allow(SIGNED_IN)
def after(attempt_id: int) -> Answer:
    """The five minutes after the handover, then the questions back, then the debrief."""
    stage = queries.stage_of(attempt_id, current_user.id)
    if stage is None:
        abort(404)
    if stage in ("open", "closed"):
        return redirect(url_for(".room", attempt_id=attempt_id), 303)
    if stage == "finished":
        return redirect(url_for(".debrief", attempt_id=attempt_id), 303)
    if stage == "following":
        try:
            actions.still_there(attempt_id=attempt_id, person_id=current_user.id, at=now())
        except TooLate:
            return _end(attempt_id)
    return show_after(attempt_id)


@bp.post("/practice/attempts/<int:attempt_id>/updates")
@allow(SIGNED_IN)
def send_update(attempt_id: int) -> Answer:
    """Sends an update or a correction."""
    form = UpdateForm()
    actions.update(
        attempt_id=attempt_id,
        person_id=current_user.id,
        text=form.text.data,
        corrects=form.corrects.data,
        at=now(),
        sent=form.sent(),
    )
    if request.headers.get("HX-Request"):
        return show_after(attempt_id, is_sent=True)
    return redirect(url_for(".after", attempt_id=attempt_id, _anchor="handover"), 303)


@bp.post("/practice/attempts/<int:attempt_id>/updates/end")
@allow(SIGNED_IN)
def end_updates(attempt_id: int) -> Response:
    """Says that nothing more follows; words that were not sent keep it from being the end."""
    if UpdateForm().text.data.strip():
        raise NotSentYet
    return _end(attempt_id)


@bp.post("/practice/attempts/<int:attempt_id>/answers")
@allow(SIGNED_IN)
def answer(attempt_id: int) -> Response:
    """Answers the questions back, or passes them over."""
    form = AnswersForm()
    if not form.passes() and not any(words.strip() for words in form.answers().values()):
        raise NotAnswered("Write an answer, or pass the questions over.")
    actions.answer_back(
        attempt_id=attempt_id,
        person_id=current_user.id,
        answers={} if form.passes() else form.answers(),
        library=library(),
        at=now(),
    )
    return redirect(url_for(".debrief", attempt_id=attempt_id), 303)


@bp.errorhandler(NotSentYet)
@bp.errorhandler(NotAnswered)
@bp.errorhandler(AlreadyAnswered)
def _refused(refused: Refused) -> Answer:
    """The page again with every typed word and the reason."""
    code = 409 if isinstance(refused, AlreadyAnswered) else 422
    about = "words" if isinstance(refused, NotSentYet) else "answers"
    return show_after(int((request.view_args or {})["attempt_id"]), {about: str(refused)}), code


def show_after(attempt_id: int, why: dict[str, str] | None = None, asked: str = "", is_sent: bool = False) -> str:
    """The page that follows the handover, with what was typed in it; `why` something was refused, by part of it.

    Of an update that `is_sent` only the part of the page about updates.
    """
    page = queries.after_page(attempt_id, current_user.id, library(), now(), request.values.get("to", ""))
    if page is None:
        abort(404)
    update = UpdateForm()
    shown: dict[str, Any] = {
        "page": page.room,
        "after": page,
        "decisions": dict(DECISIONS),
        "why": why or {},
        "asked": asked,
        "typed": "" if asked or is_sent else update.text.data or "",
        "corrects": update.corrects.data and not is_sent,
        "answers": AnswersForm().answers(),
        "longest_answer": LONGEST_ANSWER,
    }
    if is_sent:
        return render_template("practice/after_update.html", **shown)
    return render_template("practice/after.html" if page.stage == "following" else "practice/asked_back.html", **shown)


def _end(attempt_id: int) -> Response:
    actions.end_follow_up(attempt_id=attempt_id, person_id=current_user.id, library=library(), at=now())
    return redirect(url_for(".after", attempt_id=attempt_id), 303)
