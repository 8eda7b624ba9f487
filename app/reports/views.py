"""Pages of this room: teams, one team, one person of it, and what managers see first."""

from urllib.parse import quote

from flask import Blueprint, Flask, Response, abort, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from app.accounts.models import KnownPerson
from app.clock import now
from app.extensions import library
from app.reports import queries, spreadsheet
from app.reports.rules.week import MOST
from app.web.formats import local
from app.web.guards import Role, allow
from app.web.registry import NavEntry, Panel, add_nav, add_panel

bp = Blueprint("reports", __name__, template_folder="templates")

_READERS = (Role.MANAGER, Role.TRAINER, Role.ADMINISTRATOR)


def init_app(app: Flask) -> None:
    """Connects the room."""
    app.register_blueprint(bp)
    add_nav(app, NavEntry(40, "Teams", "reports.teams", frozenset(_READERS), section="reports"))
    add_panel(app, 10, _managers_panel)
    add_panel(app, 30, _major_incident_managers_panel)


def _managers_panel(person: KnownPerson) -> Panel | None:
    """Where a manager's teams stand."""
    if Role.MANAGER not in person.roles:
        return None
    page = queries.managers_page(person, library(), now())
    return Panel("reports/managers_panel.html", {"page": page, "most": MOST}, headline=page.headline)


def _major_incident_managers_panel(person: KnownPerson) -> Panel | None:
    """The checklist the desk works with and the calls it practises with."""
    if Role.MAJOR_INCIDENT_MANAGER not in person.roles:
        return None
    page = library()
    context = {"items": len(page.checklist.items), "calls": len(page.scenarios)}
    return Panel(
        "reports/major_incident_managers_panel.html", context, "See what the service desk is taught to tell you."
    )


@bp.get("/teams")
@allow(*_READERS)
def teams() -> AnyResponse | str:
    """The teams somebody may look at; straight to it when it is only one."""
    page = queries.teams_page(current_user, library(), now())
    if len(page.teams) == 1:
        return redirect(url_for(".team", team_id=page.teams[0].id), 303)
    return render_template("reports/teams.html", page=page, moment=now())


@bp.get("/teams/<int:team_id>")
@allow(*_READERS)
def team(team_id: int) -> str:
    """Where a team stands."""
    return render_template("reports/team.html", page=_team(team_id), most=MOST)


@bp.get("/teams/<int:team_id>.csv")
@allow(*_READERS)
def team_csv(team_id: int) -> Response:
    """The same as a file for spreadsheets, sent as it is written."""
    page = _team(team_id)
    response = Response(spreadsheet.lines(page.rows, local(page.data_of)), mimetype="text/csv")
    name = quote(f"{page.name} {local(page.data_of):%Y-%m-%d}.csv")
    response.headers["Content-Disposition"] = f"attachment; filename=team-{page.id}.csv; filename*=UTF-8''{name}"
    return response


@bp.get("/teams/<int:team_id>/people/<int:person_id>")
@allow(*_READERS)
def member(team_id: int, person_id: int) -> str:
    """Where one person of a team stands."""
    page = queries.member_page(team_id, person_id, current_user, library(), now())
    if page is None:
        abort(404)
    return render_template("reports/member.html", page=page)


def _team(team_id: int) -> queries.TeamPage:
    page = queries.team_page(team_id, current_user, library(), now())
    if page is None:
        abort(404)
    return page
