"""For trainers and administrators: the open disputes, and ruling on a verdict."""

from typing import Any, get_args

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from app.clock import now
from app.content.scenario import Verdict
from app.extensions import library
from app.practice import actions, queries
from app.practice.forms import RulingForm
from app.practice.rules.refusals import NotRuled, OwnAttempt, Refused, StaleRuling
from app.practice.views.blueprint import bp
from app.web.guards import Role, allow

_RULE = (Role.TRAINER, Role.ADMINISTRATOR)


@bp.get("/practice/disputes")
@allow(*_RULE)
def disputes() -> str:
    """The disputes that wait for a ruling."""
    return render_template("practice/disputes.html", page=queries.disputes_page(current_user, library()))


@bp.get("/practice/attempts/<int:attempt_id>/verdicts/<item>")
@allow(*_RULE)
def verdict(attempt_id: int, item: str) -> str:
    """One verdict with the words it rests on, to rule on."""
    return _verdict(attempt_id, item)


@bp.post("/practice/attempts/<int:attempt_id>/verdicts/<item>")
@allow(*_RULE)
def rule(attempt_id: int, item: str) -> Response:
    """Upholds or overrules it, for a reason."""
    form = RulingForm()
    overruled = actions.rule(
        attempt_id=attempt_id,
        item=item,
        verdict=form.verdict.data or "",
        reason=form.reason.data,
        seen=form.seen.data or 0,
        ruled_by=current_user.id,
        library=library(),
        at=now(),
    )
    flash("Overruled, and counted anew. The agent sees both." if overruled else "Upheld. The agent sees why.", "good")
    if queries.waiting_disputes(current_user.id).count or Role.TRAINER not in current_user.roles:
        return redirect(url_for(".disputes"), 303)
    return redirect(url_for(".debrief", attempt_id=attempt_id, _anchor=f"item-{item}"), 303)


@bp.errorhandler(OwnAttempt)
def _own(refused: OwnAttempt) -> Any:
    return current_app.handle_http_exception(Forbidden(str(refused)))


@bp.errorhandler(NotRuled)
@bp.errorhandler(StaleRuling)
def _refused(refused: Refused) -> tuple[str, int]:
    """The verdict as it stands now, with every typed word and the reasons."""
    form = RulingForm()
    stale = isinstance(refused, StaleRuling)
    mistakes = refused.mistakes if isinstance(refused, NotRuled) else {}
    typed = {"verdict": form.verdict.data, "reason": form.reason.data}
    address = request.view_args or {}
    page = _verdict(**address, typed=typed, mistakes=mistakes, stale=str(refused) if stale else "")
    return page, 409 if stale else 422


def _verdict(attempt_id: int, item: str, **refused: Any) -> str:
    page = queries.verdict_page(attempt_id, item, current_user, library())
    if page is None:
        abort(404)
    if page.own:
        raise OwnAttempt
    shown = {"typed": {}, "mistakes": {}, "stale": ""} | refused
    return render_template("practice/verdict.html", page=page, verdicts=get_args(Verdict), **shown)
