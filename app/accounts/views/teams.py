"""The administrator's page about teams."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from app.accounts.actions import teams as actions
from app.accounts.actions.outcomes import Refusal
from app.accounts.forms import TeamForm
from app.accounts.queries import pages
from app.accounts.views.answers import answer
from app.accounts.views.blueprints import people as bp
from app.clock import now
from app.web.guards import Role, allow


@bp.get("/teams")
@allow(Role.ADMINISTRATOR)
def teams() -> Response:
    """All teams, each to rename, and one to add."""
    return _teams(TeamForm(formdata=None))


@bp.post("/teams")
@allow(Role.ADMINISTRATOR)
def add_team() -> AnyResponse:
    """Adds a team."""
    form = TeamForm()
    if not form.validate():
        return _teams(form, 422)
    outcome = actions.add_team(name=form.name.data, actor_id=current_user.id, at=now())
    if isinstance(outcome, Refusal):
        form.name.errors = [outcome.sentence]
        return _teams(form, 422)
    flash(f"{form.name.data} is added.", "good")
    return redirect(url_for("people.teams"), 303)


@bp.post("/teams/<int:team_id>")
@allow(Role.ADMINISTRATOR)
def rename_team(team_id: int) -> AnyResponse:
    """Renames a team."""
    if team_id not in {team.id for team in pages.teams()}:
        abort(404)
    form = TeamForm()
    if not form.validate():
        return _teams(TeamForm(formdata=None), 422, renamed=form, renamed_id=team_id)
    refusal = actions.rename_team(team_id=team_id, name=form.name.data, actor_id=current_user.id, at=now())
    if refusal:
        form.name.errors = [refusal.sentence]
        return _teams(TeamForm(formdata=None), 422, renamed=form, renamed_id=team_id)
    flash(f"The team is called {form.name.data} now.", "good")
    return redirect(url_for("people.teams"), 303)


def _teams(form: TeamForm, status: int = 200, renamed: TeamForm | None = None, renamed_id: int = 0) -> Response:
    values = {"form": form, "teams": pages.teams(), "renamed": renamed, "renamed_id": renamed_id}
    return answer(render_template("accounts/teams.html", **values), status)
