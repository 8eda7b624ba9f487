"""What managers and Major Incident Managers find on their first page."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient

from app.accounts.models import managed_team
from app.database import transaction
from tests.conftest import Cast
from tests.reports.conftest import TODAY, Desk
from tests.reports.test_see_a_team import words

Visit = Callable[[int | None], FlaskClient]


def test_a_manager_reads_how_the_team_stands_who_is_late_and_what_lapses(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.completed(cast.asha)
    desk.join("Dana Reyes", days_ago=12)
    desk.certified(desk.join("Cora Soon", days_ago=400), until=TODAY + timedelta(days=9))

    html = visit(cast.mina).get("/").text
    page = words(html)

    assert "Mina. Two of three are ready. One is late." in page
    assert "Late Dana Reyes ✕ since 19 Nov" in page
    assert "Lapses within 30 days Cora Soon lapses 3 Dec" in page
    assert f'href="/teams/{cast.leeds}"' in html


def test_a_manager_with_nothing_waiting_is_told_so(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.certified(cast.asha, until=TODAY + timedelta(days=90))

    assert "Nobody is late and no certificate lapses within 30 days." in visit(cast.mina).get("/").text


def test_a_major_incident_manager_is_led_to_checklist_and_calls(visit: Visit, cast: Cast) -> None:
    html = visit(cast.max).get("/").text

    assert "See what the service desk is taught to tell you." in html
    assert 'href="/checklist"' in html
    assert 'href="/practice"' in html


def test_one_thing_to_do_is_filled_on_the_first_page(app: Flask, visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.completed(cast.bo)
    desk.join("Dana Reyes", days_ago=12)
    with app.app_context(), transaction() as session:
        session.execute(managed_team.insert().values(person_id=cast.mina, team_id=cast.hull))

    of_mina, of_max = (visit(person).get("/").text for person in (cast.mina, cast.max))

    assert of_mina.count('class="button go"') == 1
    assert f'class="button go" href="/teams/{cast.leeds}"' in of_mina
    assert of_max.count('class="button go"') == 1


def test_teams_stand_in_the_bar_of_those_who_may_look(visit: Visit, cast: Cast) -> None:
    bar = {person: '<a href="/teams"' in visit(person).get("/").text for person in (cast.mina, cast.tess, cast.ada)}

    assert all(bar.values())
    assert '<a href="/teams"' not in visit(cast.asha).get("/").text
