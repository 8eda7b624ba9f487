"""The debrief, and seeing one of its verdicts differently."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.clock import now
from app.extensions import library
from app.practice import actions, queries
from app.practice.forms import SHORT_DECISIONS, DisputeForm
from app.practice.rules.refusals import AlreadyDisputed, NotDisputed, Refused
from app.practice.views.blueprint import bp
from app.web.formats import local
from app.web.guards import SIGNED_IN, allow


@bp.get("/practice/attempts/<int:attempt_id>/debrief")
@allow(SIGNED_IN)
def debrief(attempt_id: int) -> Response | str:
    """What a handover was marked as, and what to try next; for its owner once nothing more can come in it."""
    if queries.stage_of(attempt_id, current_user.id) in ("following", "asked_back"):
        return redirect(url_for(".after", attempt_id=attempt_id), 303)
    return _debrief(attempt_id)


@bp.post("/practice/attempts/<int:attempt_id>/verdicts/<item>/dispute")
@allow(SIGNED_IN)
def dispute(attempt_id: int, item: str) -> Response:
    """Tells the trainers that somebody sees a verdict on their own handover differently."""
    form = DisputeForm()
    actions.dispute(attempt_id=attempt_id, person_id=current_user.id, item=item, sentence=form.sentence.data, at=now())
    return redirect(url_for(".debrief", attempt_id=attempt_id, _anchor=f"item-{item}"), 303)


@bp.errorhandler(NotDisputed)
@bp.errorhandler(AlreadyDisputed)
def _refused(refused: Refused) -> tuple[str, int]:
    """The debrief again, with the sentence as typed and the reason."""
    address = request.view_args or {}
    page = _debrief(**address, why=str(refused), sentence=DisputeForm().sentence.data)
    return page, 409 if isinstance(refused, AlreadyDisputed) else 422


def _debrief(attempt_id: int, item: str = "", why: str = "", sentence: str = "") -> str:
    page = queries.debrief_page(attempt_id, current_user, library())
    if page is None:
        abort(404)
    labels = {known.id: known.label for known in library().checklist.items}
    refused = {"item": item, "why": why, "sentence": sentence}
    said = queries.comments_on(attempt_id)
    today = local(now()).date()
    return render_template(
        "practice/debrief.html",
        page=page,
        said=said,
        certificate=queries.certificate_earned(page, current_user, today),
        next=queries.next_call(page, current_user, library(), today),
        short=SHORT_DECISIONS,
        labels=labels,
        refused=refused,
    )
