"""A person's own account: who they are here, their password, their sessions."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts import queries
from app.accounts.actions import own_account
from app.accounts.actions.outcomes import Refusal, Wait
from app.accounts.forms import ChangePasswordForm
from app.accounts.queries import pages
from app.accounts.views.answers import answer, begin_session
from app.accounts.views.blueprints import accounts as bp
from app.clock import now
from app.extensions import settings
from app.web.guards import SIGNED_IN, allow


@bp.get("/account")
@allow(SIGNED_IN)
def my_account() -> Response:
    """Who one is here, and one's password."""
    return _account(ChangePasswordForm(formdata=None))


@bp.post("/account/password")
@allow(SIGNED_IN)
def change_password() -> Response:
    """Changes one's password; other sessions end, this one goes on."""
    form = ChangePasswordForm()
    if not form.validate():
        return _account(form, 422)
    person_id = current_user.id
    outcome = own_account.change_password(
        person_id=person_id,
        current=form.current.data,
        chosen=form.chosen.data,
        client=request.remote_addr,
        memory_kib=settings().password_memory_kib,
        at=now(),
    )
    match outcome:
        case Wait(seconds):
            return _account(form, 429, wait=seconds)
        case Refusal(field, sentence):
            form[field].errors = [sentence]
            return _account(form, 422)
    begin_session(person_id)
    flash("Your password is changed. Everywhere else you are signed out.", "good")
    return redirect(url_for("accounts.my_account"), 303)


@bp.post("/account/sign-out-everywhere")
@allow(SIGNED_IN)
def sign_out_everywhere() -> Response:
    """Ends one's sessions on other devices; this one goes on."""
    person_id = current_user.id
    own_account.sign_out_everywhere(person_id=person_id, at=now())
    begin_session(person_id)
    flash("Everywhere else you are signed out.", "good")
    return redirect(url_for("accounts.my_account"), 303)


def _account(form: Any, status: int = 200, wait: int = 0) -> Response:
    person = queries.person(current_user.id)
    page = render_template(
        "accounts/account.html", form=form, person=person, roles=pages.role_labels(person), wait=wait
    )
    return answer(page, status, wait)
