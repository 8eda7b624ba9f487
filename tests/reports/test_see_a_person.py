"""A manager opens one person of their team: path, handovers, certificates."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.models import Person
from app.database import transaction
from app.web.guards import Role
from tests.conftest import NOON, Cast
from tests.reports.conftest import TODAY, Desk
from tests.reports.test_see_a_team import words

Visit = Callable[[int | None], FlaskClient]


def test_the_page_shows_path_handovers_and_certificates(visit: Visit, cast: Cast, desk: Desk) -> None:
    serial = desk.certified(cast.asha, until=TODAY + timedelta(days=200))
    older = desk.handed_over(cast.asha, 61, passed=False, days_ago=9)
    newer = desk.handed_over(cast.asha, 84, passed=True, days_ago=3)

    html = visit(cast.mina).get(f"/teams/{cast.leeds}/people/{cast.asha}").text
    page = words(html)

    assert "Asha is ready. The certificate stands until 12 June 2027." in page
    assert "6 of 6 done" in page
    assert html.index(f"/practice/attempts/{newer}/debrief") < html.index(f"/practice/attempts/{older}/debrief")
    assert f'href="/certificates/{serial}"' in html


def test_a_manager_or_administrator_may_take_the_certificate_away_and_a_trainer_not(
    visit: Visit, cast: Cast, desk: Desk
) -> None:
    serial = desk.certified(cast.asha, until=TODAY + timedelta(days=200))
    address = f"/teams/{cast.leeds}/people/{cast.asha}"

    offered = {
        person: f"/certificates/{serial}.pdf" in visit(person).get(address).text
        for person in (cast.mina, cast.ada, cast.tess)
    }

    assert offered == {cast.mina: True, cast.ada: True, cast.tess: False}


def test_somebody_at_the_start_is_shown_what_is_next(visit: Visit, cast: Cast, desk: Desk) -> None:
    new = desk.join("Nadia New", days_ago=1)

    page = words(visit(cast.mina).get(f"/teams/{cast.leeds}/people/{new}").text)

    assert "Nadia is on the way: six steps left." in page
    assert "next, due 30 Nov" in page
    assert "Nadia has not handed a simulated call over yet." in page
    assert "No certificate yet." in page


def test_somebody_whose_certificate_is_to_be_renewed_sees_the_calls_again(visit: Visit, cast: Cast, desk: Desk) -> None:
    soon = desk.join("Cora Soon", days_ago=400)
    desk.certified(soon, until=TODAY + timedelta(days=9))

    page = words(visit(cast.mina).get(f"/teams/{cast.leeds}/people/{soon}").text)

    assert "Cora is ready. The certificate stands until 3 December 2026." in page
    assert page.count("Simulated call, to be passed again") == 3


def test_a_lapsed_certificate_is_not_told_as_standing(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.certified(cast.asha, until=TODAY - timedelta(days=4))
    desk.completed(cast.asha)

    page = words(visit(cast.mina).get(f"/teams/{cast.leeds}/people/{cast.asha}").text)

    assert "Asha is ready. The certificate lapsed on 20 November 2026." in page


@pytest.mark.usefixtures("trainers_path")
def test_readiness_on_another_path_does_not_rest_on_a_former_certificate(visit: Visit, cast: Cast, desk: Desk) -> None:
    callum = desk.join("Callum Reed", days_ago=400, role=Role.TRAINER)
    serial = desk.certified(callum, until=TODAY - timedelta(days=4))
    desk.completed(callum)

    mina = visit(cast.mina)
    html = mina.get(f"/teams/{cast.leeds}").text
    page = words(mina.get(f"/teams/{cast.leeds}/people/{callum}").text)

    assert "Callum has done every step." in page
    assert "lapsed 20 November 2026" in page
    assert '<span class="muted">lapsed 20 Nov</span>' in html
    assert f"2026-11-20,{serial}" in mina.get(f"/teams/{cast.leeds}.csv").text


def test_an_administrator_is_not_sent_to_debriefs_that_are_not_theirs(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.handed_over(cast.asha, 84, passed=True)

    html = visit(cast.ada).get(f"/teams/{cast.leeds}/people/{cast.asha}").text

    assert "/debrief" not in html


def test_somebody_of_another_team_or_gone_is_not_there(app: Flask, visit: Visit, cast: Cast) -> None:
    mina = visit(cast.mina)

    assert mina.get(f"/teams/{cast.leeds}/people/{cast.bo}").status_code == 404
    assert mina.get(f"/teams/{cast.hull}/people/{cast.bo}").status_code == 404
    with app.app_context(), transaction() as session:
        session.get_one(Person, cast.asha).deactivated_at = NOON
    assert mina.get(f"/teams/{cast.leeds}/people/{cast.asha}").status_code == 404


def test_a_level_stands_beside_each_score_and_a_guided_pass_does_not_count(
    visit: Visit, cast: Cast, desk: Desk
) -> None:
    desk.handed_over(cast.asha, 61, passed=False, days_ago=9)
    desk.handed_over(cast.asha, 100, passed=True, days_ago=3, level="guided")

    client = visit(cast.mina)
    page = words(client.get(f"/teams/{cast.leeds}/people/{cast.asha}").text)
    team = words(client.get(f"/teams/{cast.leeds}").text)

    assert "Guided: a pass does not count 100 ○ passed" in page
    assert "Assessed 61 ○ not passed" in page
    assert "too few to read much into 0 of 1" in team
    assert "61 not passed" in team


def test_somebody_who_has_yet_to_join_is_shown_and_not_counted(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.completed(cast.asha)
    fay = desk.join("Fay Soon", days_ago=-30)

    client = visit(cast.mina)
    team = words(client.get(f"/teams/{cast.leeds}").text)

    assert "The one person here is ready." in team
    assert "Fay Soon joins 24 Dec, not counted yet" in team
    assert "Fay joins on 24 December 2026." in client.get(f"/teams/{cast.leeds}/people/{fay}").text
    assert "Fay Soon,2026-12-24,not joined yet" in client.get(f"/teams/{cast.leeds}.csv").text


def test_a_team_of_people_who_have_yet_to_join_says_so(visit: Visit, app: Flask, cast: Cast) -> None:
    with app.app_context(), transaction() as session:
        session.get_one(Person, cast.asha).joined_on = TODAY + timedelta(days=3)

    assert "Nobody in this team has joined yet." in visit(cast.mina).get(f"/teams/{cast.leeds}").text


def test_days_of_last_year_say_so(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.certified(cast.asha, until=TODAY + timedelta(days=10))

    page = words(visit(cast.mina).get(f"/teams/{cast.leeds}/people/{cast.asha}").text)

    assert "● done 4 Dec 2025" in page


def test_extra_time_is_shown_to_those_who_may_give_it_and_to_nobody_else(visit: Visit, app: Flask, cast: Cast) -> None:
    with app.app_context(), transaction() as session:
        session.get_one(Person, cast.asha).extra_time = 25

    address = f"/teams/{cast.leeds}/people/{cast.asha}"
    told = {
        person: "25 per cent more" in visit(person).get(address).text for person in (cast.mina, cast.ada, cast.tess)
    }

    assert told == {cast.mina: True, cast.ada: True, cast.tess: False}
