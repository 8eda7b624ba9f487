"""The administrator's pages about people."""

from typing import Any

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask import session as browser_session
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from app.accounts import mail, queries
from app.accounts.actions import people as actions
from app.accounts.actions.outcomes import NewLink, Overtaken, Refusal
from app.accounts.actions.people import PersonFacts
from app.accounts.forms import PersonForm
from app.accounts.queries import pages
from app.accounts.views.answers import answer, is_sample
from app.accounts.views.blueprints import accounts, people
from app.clock import now
from app.extensions import library, settings
from app.web.formats import day, local
from app.web.guards import Role, allow


@accounts.get("/people", endpoint="people")
@allow(Role.ADMINISTRATOR)
def everybody() -> str:
    """Everybody, or whom a search finds."""
    search = request.args.get("q", "").strip()[:100]
    return render_template("accounts/people.html", page=pages.people(search, is_sample=is_sample()))


@people.get("/new")
@allow(Role.ADMINISTRATOR)
def new() -> Response:
    """The form for a person to add."""
    return _new(PersonForm(formdata=None, joined=local(now()).date(), roles=[]))


@people.post("/new")
@allow(Role.ADMINISTRATOR)
def add() -> AnyResponse:
    """Adds a person and shows their link on the next page."""
    form = PersonForm()
    form.offer(queries.teams())
    if not form.validate():
        return _new(form, 422)
    facts, hours = form.facts(), settings().link_hours
    outcome = actions.welcome_person(facts, link_hours=hours, actor_id=current_user.id, at=now())
    if isinstance(outcome, Refusal):
        form[outcome.field].errors = [outcome.sentence]
        return _new(form, 422)
    return _show_link(outcome, facts.name, facts.email)


@people.get("/<int:person_id>")
@allow(Role.ADMINISTRATOR)
def person(person_id: int) -> Response:
    """One person; a link just made is shown this once."""
    page = _page_of(person_id)
    form = PersonForm(
        formdata=None,
        name=page.name,
        email=page.email,
        joined=page.joined_on,
        roles=list(page.roles),
        team=page.team_id,
        managed=list(page.managed_team_ids),
        shown=_facts(page).written(),
    )
    return _person(page, form, link=browser_session.pop("new_link", None))


@people.post("/<int:person_id>")
@allow(Role.ADMINISTRATOR)
def change(person_id: int) -> AnyResponse:
    """Changes what is kept of a person: what was changed on the page, beside what others changed meanwhile."""
    page, form = _page_of(person_id), PersonForm()
    form.offer(queries.teams())
    if not form.validate():
        return _person(page, form, 422)
    facts, shown = form.facts(), form.facts_shown()
    refusal = actions.change_person(person_id, facts, actor_id=current_user.id, at=now(), shown=shown)
    if isinstance(refusal, Overtaken):
        form.take_over(_facts(_page_of(person_id)))
        return _overtaken(_page_of(person_id), form, refusal)
    if refusal:
        form[refusal.field].errors = [refusal.sentence]
        return _person(page, form, 422)
    flash("Saved.", "good")
    return redirect(url_for("people.person", person_id=person_id), 303)


@people.post("/<int:person_id>/deactivate")
@allow(Role.ADMINISTRATOR)
def deactivate(person_id: int) -> AnyResponse:
    """Ends a person's access at once."""
    page = _page_of(person_id)
    refusal = actions.deactivate(person_id=person_id, actor_id=current_user.id, at=now())
    if refusal:
        abort(409, refusal.sentence)
    flash(f"{page.name} can no longer sign in. What they did is kept.", "good")
    return redirect(url_for("people.person", person_id=person_id), 303)


@people.post("/<int:person_id>/reactivate")
@allow(Role.ADMINISTRATOR)
def reactivate(person_id: int) -> AnyResponse:
    """Lets a person back in."""
    page = _page_of(person_id)
    actions.reactivate(person_id=person_id, actor_id=current_user.id, at=now())
    flash(f"{page.name} can sign in again.", "good")
    return redirect(url_for("people.person", person_id=person_id), 303)


@people.post("/<int:person_id>/link")
@allow(Role.ADMINISTRATOR)
def renew_link(person_id: int) -> AnyResponse:
    """Makes a new one-time link and shows it on the next page."""
    page = _page_of(person_id)
    hours = settings().link_hours
    outcome = actions.renew_link(person_id=person_id, link_hours=hours, actor_id=current_user.id, at=now())
    if isinstance(outcome, Refusal):
        abort(409, outcome.sentence)
    return _show_link(outcome, page.name, page.email)


def _page_of(person_id: int) -> pages.PersonPage:
    page = pages.person(person_id, now())
    return page if page is not None else abort(404)


def _facts(page: pages.PersonPage) -> PersonFacts:
    return PersonFacts(
        name=page.name,
        email=page.email,
        roles=frozenset(map(Role, page.roles)),
        team_id=page.team_id,
        managed_team_ids=frozenset(page.managed_team_ids),
        joined_on=page.joined_on,
    )


def _overtaken(page: pages.PersonPage, form: PersonForm, overtaken: Overtaken) -> Response:
    """The form with what was typed, and at each field what somebody else made of it; saving again overrules them."""
    teams = {team.id: team.name for team in queries.teams()}
    kept = {
        "name": page.name,
        "email": page.email,
        "joined": day(page.joined_on),
        "roles": ", ".join(Role(role).label for role in page.roles),
        "team": teams[page.team_id] if page.team_id else "No team",
        "managed": ", ".join(teams[team] for team in page.managed_team_ids) or "none",
    }
    for name in overtaken.fields:
        form[name].errors = [
            f"Somebody else changed this meanwhile, to “{kept[name]}”. What you wrote is not saved yet: "
            "save once more to have it so."
        ]
    return _person(page, form, 409)


def _show_link(made: NewLink, name: str, email: str) -> AnyResponse:
    """Mails the link when there is a mail server, and keeps it for the next page alone."""
    base = settings().public_url.rstrip("/") or request.host_url.rstrip("/")
    address = f"{base}{url_for('accounts.use_link', token=made.token)}"
    message = mail.link(made.purpose, name, email, address, settings().link_hours, g.organisation.name)
    mailed = mail.send(settings(), message)
    browser_session["new_link"] = {"person": made.person_id, "address": address, "mailed": mailed}
    return redirect(url_for("people.person", person_id=made.person_id), 303)


def _new(form: PersonForm, status: int = 200) -> Response:
    form.offer(queries.teams())
    return answer(render_template("accounts/person_new.html", form=form, brings=_brings()), status)


def _person(page: pages.PersonPage, form: PersonForm, status: int = 200, link: Any = None) -> Response:
    form.offer(queries.teams())
    shown = link if link and link["person"] == page.id else None
    values = {"page": page, "form": form, "link": shown, "hours": settings().link_hours, "is_sample": is_sample()}
    values["brings"] = _brings()
    return answer(render_template("accounts/person.html", **values), status)


def _brings() -> dict[str, str]:
    """What each role brings with it: the paths asked of whoever holds it."""
    paths = {role: [f"“{path.title}”" for path in library().paths.of([role])] for role in Role}
    return {role: f"brings the path {' and '.join(titles)}" for role, titles in paths.items() if titles}
