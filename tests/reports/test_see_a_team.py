"""A manager sees where their team stands, in a sentence, four figures and a line a person."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.web.guards import Role
from tests.conftest import Cast
from tests.reports.conftest import TODAY, Desk

Visit = Callable[[int | None], FlaskClient]
Count = Callable[[], AbstractContextManager[list[str]]]


def words(html: str) -> str:
    """The text of a page as read aloud, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.index("<main") :]).split())


def row_of(html: str, name: str) -> str:
    """The words of one person's line of the table."""
    found = re.search(
        rf"<tr role=\"row\">\s*<th scope=\"row\" role=\"rowheader\"><a [^>]+>{name}</a>.*?</tr>", html, re.DOTALL
    )
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split())


def test_the_headline_figures_and_lines_say_where_everybody_stands(visit: Visit, cast: Cast, desk: Desk) -> None:
    bo = desk.join("Bela Ready", days_ago=90)
    desk.certified(bo, until=TODAY + timedelta(days=300))
    desk.handed_over(bo, 88, passed=True)
    soon = desk.join("Cora Soon", days_ago=400)
    desk.certified(soon, until=TODAY + timedelta(days=9))
    late = desk.join("Dana Reyes", days_ago=12)
    desk.completed(late, steps=1, check=False)
    desk.handed_over(late, 41, passed=False)

    html = visit(cast.mina).get(f"/teams/{cast.leeds}").text
    page = words(html)

    assert "Leeds desk · data of 24 November 2026, 12:00 GMT" in page
    assert "Two of four are ready. Two are late." in page
    assert row_of(html, "Bela Ready") == "Bela Ready ● 3 of 3 ● 3 of 3 ● 3 of 3 20 Sep 2027 88"
    assert "lapses 3 Dec" in row_of(html, "Cora Soon")
    assert row_of(html, "Dana Reyes").startswith("Dana Reyes ◐ 1 of 3 ○ 0 of 3 ○ 0 of 3 41 not passed ✕ since 19 Nov")
    assert "the knowledge check of" in row_of(html, "Dana Reyes")


def test_worth_doing_gives_one_thing_a_person_by_name(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.completed(cast.asha)
    desk.join("Dana Reyes", days_ago=12)
    soon = desk.join("Cora Soon", days_ago=400)
    desk.certified(soon, until=TODAY + timedelta(days=9))
    weak = desk.join("Ewan Muir", days_ago=1)
    attempt = desk.handed_over(weak, 58, passed=False)

    html = visit(cast.mina).get(f"/teams/{cast.leeds}").text
    page = words(html)
    week = page[page.index("Worth doing this week") :]

    assert [week.index(name) for name in ("Cora Soon", "Dana Reyes", "Ewan Muir")] == sorted(
        week.index(name) for name in ("Cora Soon", "Dana Reyes", "Ewan Muir")
    )
    assert "Give time to Cora Soon : the certificate lapses after 3 December 2026. Three steps renew it" in week
    assert "Talk with Dana Reyes : joined 12 November; nothing of the path begun yet. The module" in week
    assert "Sit with Ewan Muir : the last handover scored 58 and did not pass." in week
    assert f'href="/practice/attempts/{attempt}/debrief"' in html
    assert "Asha" not in week
    assert "Nothing else is waiting on you." in week


def test_a_team_where_nothing_waits_says_so(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.certified(cast.asha, until=TODAY + timedelta(days=200))

    page = words(visit(cast.mina).get(f"/teams/{cast.leeds}").text)

    assert "The one person here is ready." in page
    assert "Nothing is waiting on you." in page


def test_an_empty_team_says_what_to_do(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.empty()

    html = visit(cast.mina).get(f"/teams/{cast.leeds}").text

    assert "Nobody is in this team yet." in html
    assert "An administrator adds them under People." in html
    assert ".csv" not in html


def test_people_without_a_path_are_shown_and_not_counted(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.certified(cast.asha, until=TODAY + timedelta(days=200))
    desk.join("Lena Lead", role=Role.TRAINER)

    html = visit(cast.mina).get(f"/teams/{cast.leeds}").text

    assert "The one person here is ready." in html
    assert "none is required" in row_of(html, "Lena Lead")


def test_what_people_without_a_path_hold_and_handed_over_is_in_no_figure(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.completed(cast.asha)
    lena = desk.join("Lena Lead", role=Role.TRAINER)
    desk.certified(lena, until=TODAY + timedelta(days=9))
    desk.handed_over(lena, 41, passed=False)

    html = visit(cast.mina).get(f"/teams/{cast.leeds}").text
    page = words(html)

    assert "The one person here is ready." in page
    assert "certificate lapses" not in page
    assert "lapse within 30 days 0" in page
    assert "last assessed handovers passed nobody on a path has handed an assessed call over yet 0 of 0" in page
    assert "3 Dec 2026 41 not passed" in row_of(html, "Lena Lead")


def test_only_steps_that_renew_the_certificate_are_said_to(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.certified(cast.asha, until=TODAY + timedelta(days=9))
    desk.added(cast.asha, "asking-well", by=cast.mina)

    page = words(visit(cast.mina).get(f"/teams/{cast.leeds}").text)

    scenarios = desk.app.extensions["baton.library"].scenarios
    minutes = sum(scenarios[slug].minutes for slug in ("prices", "exams", "reports"))
    assert f"Three steps renew it, about {minutes} minutes." in page


@pytest.mark.usefixtures("trainers_path")
def test_no_step_is_said_to_renew_a_certificate_of_a_former_path(visit: Visit, cast: Cast, desk: Desk) -> None:
    lena = desk.join("Lena Lead", days_ago=400, role=Role.TRAINER)
    desk.certified(lena, until=TODAY + timedelta(days=9))
    desk.added(lena, "asking-well", by=cast.mina)

    html = visit(cast.mina).get(f"/teams/{cast.leeds}").text
    page = words(html)

    assert "◐ 1 of 2 ◐ 1 of 2" in row_of(html, "Lena Lead")
    assert "3 Dec 2026" in row_of(html, "Lena Lead")
    assert "renew" not in page[page.index("Worth doing this week") :]
    assert "lapse within 30 days 0" in page


def test_a_team_of_somebody_else_is_not_there(visit: Visit, cast: Cast) -> None:
    mina = visit(cast.mina)

    assert mina.get(f"/teams/{cast.hull}").status_code == 404
    assert mina.get(f"/teams/{cast.hull}.csv").status_code == 404
    assert mina.get("/teams/999").status_code == 404


def test_trainers_and_administrators_see_every_team(visit: Visit, cast: Cast) -> None:
    for reader in (cast.tess, cast.ada):
        client = visit(reader)
        page = words(client.get("/teams").text)
        assert "Hull desk" in page
        assert "Leeds desk" in page
        assert client.get(f"/teams/{cast.hull}").status_code == 200


def test_one_team_is_opened_straight_away(visit: Visit, cast: Cast) -> None:
    answer = visit(cast.mina).get("/teams")

    assert (answer.status_code, answer.location) == (303, f"/teams/{cast.leeds}")


@pytest.mark.parametrize("address", ["/teams", "/teams/1", "/teams/1.csv", "/teams/1/people/1"])
def test_agents_and_strangers_are_kept_out(visit: Visit, cast: Cast, address: str) -> None:
    assert visit(cast.asha).get(address).status_code == 403
    assert visit(cast.max).get(address).status_code == 403
    assert visit(None).get(address).status_code == 303


def test_three_people_and_three_hundred_cost_the_same_statements(
    visit: Visit, cast: Cast, desk: Desk, count_statements: Count
) -> None:
    client = visit(cast.mina)
    addresses = (f"/teams/{cast.leeds}", f"/teams/{cast.leeds}.csv", "/")
    few, many = [], []
    desk.join("Second Person")
    desk.join("Third Person")
    for seen in (few, many):
        for address in addresses:
            with count_statements() as statements:
                assert client.get(address).status_code == 200
            seen.append(len(statements))
        if seen is few:
            for number in range(297):
                desk.join(f"Person{number} Of{number}")

    assert few == many


def test_a_manager_of_no_team_is_told_what_to_do(visit: Visit, cast: Cast, desk: Desk) -> None:
    new = desk.join("Nils Manager", role=Role.MANAGER)
    client = visit(new)

    assert "You have no team to look at yet." in client.get("/teams").text
    assert "You manage no team yet." in client.get("/").text
