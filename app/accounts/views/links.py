"""Choosing a password by a one-time link, and asking for one."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.accounts import queries
from app.accounts.actions import own_account
from app.accounts.actions.links import digest_of
from app.accounts.actions.outcomes import LinkGone, Refusal, SignedIn, Wait
from app.accounts.forms import ChoosePasswordForm, FirstAdministratorForm, ForgottenForm
from app.accounts.queries import LinkState
from app.accounts.views.answers import answer, begin_session
from app.accounts.views.blueprints import accounts as bp
from app.clock import now
from app.extensions import settings
from app.web.guards import ANYONE, allow


@bp.get("/link/<token>")
@allow(ANYONE)
def use_link(token: str) -> Response:
    """Asks for a password. The link stays good until one is chosen: mail programs open links to look at them."""
    link = queries.link(digest_of(token), now())
    if link is None or link.state != "open":
        return _gone(link)
    return _choice(token, link, _form(link, fresh=True))


@bp.post("/link/<token>")
@allow(ANYONE)
def choose_password(token: str) -> Response:
    """Takes the password, ends the link and signs in."""
    at = now()
    link = queries.link(digest_of(token), at)
    if link is None or link.state != "open":
        return _gone(link)
    form = _form(link)
    if not form.validate():
        return _choice(token, link, form, 422)
    outcome = own_account.choose_password(
        token=token,
        chosen=form.chosen.data,
        name=form.name.data if link.is_placeholder else None,
        email=form.email.data if link.is_placeholder else None,
        memory_kib=settings().password_memory_kib,
        at=at,
    )
    match outcome:
        case SignedIn(person_id):
            begin_session(person_id)
            return redirect(url_for("web.today"), 303)
        case Refusal(field, sentence):
            form[field].errors = [sentence]
            return _choice(token, link, form, 422)
        case LinkGone():
            return _gone(queries.link(digest_of(token), at))


@bp.get("/forgotten")
@allow(ANYONE)
def forgotten() -> Response:
    """Asks whose password is forgotten."""
    return _forgotten(ForgottenForm(formdata=None))


@bp.post("/forgotten")
@allow(ANYONE)
def ask_new_password() -> Response:
    """Answers the same whether or not somebody has the address."""
    form = ForgottenForm()
    if not form.validate():
        return _forgotten(form, 422)
    outcome = own_account.ask_new_password(
        email=form.email.data, client=request.remote_addr, settings=settings(), at=now()
    )
    if isinstance(outcome, Wait):
        return _forgotten(form, 429, wait=outcome.seconds)
    return _forgotten(form, asked=True)


def _form(link: LinkState, fresh: bool = False) -> Any:
    kind = FirstAdministratorForm if link.is_placeholder else ChoosePasswordForm
    return kind(formdata=None) if fresh else kind()


def _choice(token: str, link: LinkState, form: Any, status: int = 200) -> Response:
    return answer(render_template("accounts/choose_password.html", token=token, link=link, form=form), status)


def _gone(link: LinkState | None) -> Response:
    page = render_template("accounts/link_gone.html", link=link, hours=settings().link_hours)
    return answer(page, 410 if link else 404)


def _forgotten(form: Any, status: int = 200, asked: bool = False, wait: int = 0) -> Response:
    page = render_template(
        "accounts/forgotten.html",
        form=form,
        asked=asked,
        wait=wait,
        can_mail=bool(settings().mail_server),
        hours=settings().link_hours,
    )
    return answer(page, status, wait)
