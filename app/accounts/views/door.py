"""Signing in and out."""

from typing import Any

from flask import Response, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask import session as browser_session
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from app.accounts import queries
from app.accounts.actions import signing_in
from app.accounts.actions.outcomes import Refusal, SignedIn, Wait
from app.accounts.forms import SignInForm
from app.accounts.queries import pages
from app.accounts.rules import is_loopback, own_path
from app.accounts.views.answers import answer, begin_session, is_sample
from app.accounts.views.blueprints import accounts as bp
from app.clock import now
from app.extensions import settings
from app.web.guards import ANYONE, SIGNED_IN, allow


@bp.get("/sign-in")
@allow(ANYONE)
def sign_in() -> AnyResponse:
    """The door; in the sample organisation also everybody one can be."""
    target = own_path(request.args.get("next"))
    if current_user.is_authenticated and not is_sample():
        return redirect(target, 303)
    return _door(SignInForm(formdata=None, next=target))


@bp.post("/sign-in")
@allow(ANYONE)
def enter() -> AnyResponse:
    """Lets somebody in who knows e-mail and password."""
    form = SignInForm()
    if not form.validate():
        return _door(form, 422)
    outcome = signing_in.sign_in(
        email=form.email.data,
        password=form.password.data,
        client=request.remote_addr,
        memory_kib=settings().password_memory_kib,
        at=now(),
    )
    match outcome:
        case SignedIn(person_id):
            begin_session(person_id)
            return redirect(own_path(form.next.data), 303)
        case Wait(seconds):
            return _door(form, 429, wait=seconds)
        case Refusal(_, sentence):
            form.password.errors = [sentence]
            return _door(form, 422)


@bp.post("/sign-in/as/<int:person_id>")
@allow(ANYONE)
def enter_as(person_id: int) -> AnyResponse:
    """Takes the place of a sample person with one click, at this machine only."""
    if queries.sample_person(person_id) is None:
        abort(404)
    if not is_loopback(request.remote_addr):
        abort(403, "The sample organisation can only be visited from the machine it runs on.")
    signing_in.enter_sample(person_id=person_id, at=now())
    begin_session(person_id)
    return redirect(url_for("web.today"), 303)


@bp.post("/sign-out")
@allow(SIGNED_IN)
def sign_out() -> AnyResponse:
    """Ends this session."""
    browser_session.clear()
    flash("You are signed out.", "note")
    return redirect(url_for("accounts.sign_in"), 303)


def _door(form: Any, status: int = 200, wait: int = 0) -> Response:
    told = current_app.extensions.get("baton.sample_stories")
    groups = pages.sample_groups(told() if told else {}) if is_sample() else ()
    page = render_template("accounts/sign_in.html", form=form, organisation=g.organisation, groups=groups, wait=wait)
    return answer(page, status, wait)
