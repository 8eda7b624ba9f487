"""Teams: added and renamed by an administrator."""

import pytest
from flask import Flask

from app.accounts.models import Team
from app.audit.models import AuditEntry
from tests.accounts.conftest import Visit, acts, database
from tests.conftest import Cast


def test_the_page_shows_teams_with_their_people_and_managers(visit: Visit, cast: Cast) -> None:
    page = visit(cast.ada).get("/people/teams").text
    assert "Two teams." in page
    assert "One person. Managed by Mina Castellanos." in page
    assert "Nobody manages it yet." in page


def test_adding_a_team_writes_and_logs_it(app: Flask, visit: Visit, cast: Cast) -> None:
    answer = visit(cast.ada).post("/people/teams", data={"name": " Cardiff  desk "})
    assert answer.status_code == 303
    with database(app) as session:
        team = session.query(Team).filter_by(name="Cardiff desk").one()
    assert acts(app) == [("team added", f"team:{team.id}", cast.ada)]


def test_renaming_a_team_writes_and_logs_it(app: Flask, visit: Visit, cast: Cast) -> None:
    assert visit(cast.ada).post(f"/people/teams/{cast.hull}", data={"name": "Humber desk"}).status_code == 303
    with database(app) as session:
        assert session.get_one(Team, cast.hull).name == "Humber desk"
        assert session.query(AuditEntry).one().detail == "from Hull desk to Humber desk"


def test_a_team_may_change_the_case_of_its_own_name(visit: Visit, cast: Cast) -> None:
    assert visit(cast.ada).post(f"/people/teams/{cast.hull}", data={"name": "HULL desk"}).status_code == 303


@pytest.mark.parametrize(
    ("name", "reason"), [("", "Write the name."), ("x" * 81, "At most 80"), ("leeds DESK", "already")]
)
def test_a_name_that_cannot_be_taken_is_refused(app: Flask, visit: Visit, cast: Cast, name: str, reason: str) -> None:
    client = visit(cast.ada)
    for address in ("/people/teams", f"/people/teams/{cast.hull}"):
        answer = client.post(address, data={"name": name})
        assert answer.status_code == 422
        assert reason in answer.text
        assert 'value="Leeds desk"' in answer.text
    assert acts(app) == []


def test_a_name_differs_from_another_by_more_than_its_capitals_in_any_alphabet(visit: Visit, cast: Cast) -> None:
    ada = visit(cast.ada)
    assert ada.post("/people/teams", data={"name": "Łódź desk"}).status_code == 303
    assert ada.post("/people/teams", data={"name": "łÓDŹ desk"}).status_code == 422


def test_the_page_takes_as_many_statements_for_three_hundred_teams(
    app: Flask, visit: Visit, cast: Cast, count_statements
) -> None:
    client = visit(cast.ada)
    with count_statements() as few:
        client.get("/people/teams")
    with database(app) as session:
        session.add_all(Team(name=f"Desk {number}") for number in range(300))
    with count_statements() as many:
        assert "302 teams." in client.get("/people/teams").text
    assert len(few) == len(many)
