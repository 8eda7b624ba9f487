"""The page that gives a person extra time: for administrators and for the managers of their team."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from app.accounts.actions import extra_time as actions
from app.accounts.forms import ExtraTimeForm
from app.accounts.queries import pages
from app.accounts.rules import MOST_EXTRA_TIME, USUAL_EXTRA_TIMES
from app.accounts.views.answers import answer
from app.accounts.views.blueprints import people as bp
from app.clock import now
from app.web.guards import Role, allow

_GIVE = (Role.ADMINISTRATOR, Role.MANAGER)


@bp.get("/<int:person_id>/extra-time")
@allow(*_GIVE)
def extra_time(person_id: int) -> Response:
    """How much more time a person has, to change it."""
    page = _page_of(person_id)
    is_usual = page.per_cent in USUAL_EXTRA_TIMES
    share = str(page.per_cent) if is_usual else "other"
    form = ExtraTimeForm(formdata=None, share=share, other=None if is_usual else page.per_cent)
    return _extra_time(page, form)


@bp.post("/<int:person_id>/extra-time")
@allow(*_GIVE)
def give_extra_time(person_id: int) -> AnyResponse:
    """Gives a person more time, from their next call on."""
    page, form = _page_of(person_id), ExtraTimeForm()
    if not form.validate():
        return _extra_time(page, form, 422)
    refusal = actions.set_extra_time(person_id=person_id, per_cent=form.per_cent(), actor_id=current_user.id, at=now())
    if refusal:
        form[refusal.field].errors = [refusal.sentence]
        return _extra_time(page, form, 422)
    flash("Saved. It counts from their next call on.", "good")
    return redirect(url_for("people.extra_time", person_id=person_id), 303)


def _page_of(person_id: int) -> pages.ExtraTimePage:
    page = pages.extra_time(person_id, current_user)
    return page if page is not None else abort(404)


def _extra_time(page: pages.ExtraTimePage, form: ExtraTimeForm, status: int = 200) -> Response:
    return answer(render_template("accounts/extra_time.html", page=page, form=form, most=MOST_EXTRA_TIME), status)
