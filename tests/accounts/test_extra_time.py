"""Extra time: set by administrators and managers of the person's team, shown to nobody else."""

from datetime import date

import pytest

from app.accounts.models import Person, RoleHeld
from app.audit.models import AuditEntry
from app.web.guards import Role
from tests.accounts.conftest import database
from tests.conftest import NOON


def address(person_id):
    return f"/people/{person_id}/extra-time"


def extra_time_of(app, person_id):
    with database(app) as session:
        return session.get_one(Person, person_id).extra_time


@pytest.mark.parametrize("who", ["ada", "mina"])
@pytest.mark.parametrize(("sent", "kept"), [({"share": "50"}, 50), ({"share": "other", "other": "175"}, 175)])
def test_an_administrator_and_the_manager_of_the_team_set_it(app, visit, cast, who, sent, kept):
    answer = visit(getattr(cast, who)).post(address(cast.asha), data=sent, follow_redirects=True)
    assert answer.status_code == 200
    assert "It counts from their next call on." in answer.text
    assert extra_time_of(app, cast.asha) == kept
    with database(app) as session:
        logged = [(one.act, one.subject, one.actor_id, one.detail) for one in session.query(AuditEntry)]
    assert logged == [("extra time set", f"person:{cast.asha}", getattr(cast, who), f"from 0 to {kept} per cent")]


def test_the_same_again_is_not_logged_twice(app, visit, cast):
    client = visit(cast.ada)
    for _ in range(2):
        client.post(address(cast.asha), data={"share": "25"})
    with database(app) as session:
        assert session.query(AuditEntry).count() == 1


def test_it_can_be_taken_back(app, visit, cast):
    client = visit(cast.ada)
    client.post(address(cast.asha), data={"share": "100"})
    assert "Asha has twice the time." in client.get(address(cast.asha)).text
    client.post(address(cast.asha), data={"share": "0"})
    assert "Asha has the usual time." in client.get(address(cast.asha)).text
    assert extra_time_of(app, cast.asha) == 0


@pytest.mark.parametrize("who", ["asha", "bo", "tess", "max"])
def test_agents_trainers_and_major_incident_managers_are_refused(app, visit, cast, who):
    client = visit(getattr(cast, who))
    assert client.get(address(cast.asha)).status_code == 403
    assert client.post(address(cast.asha), data={"share": "50"}).status_code == 403
    assert extra_time_of(app, cast.asha) == 0


def test_a_manager_of_another_team_finds_nothing(app, visit, cast):
    client = visit(cast.mina)
    assert client.get(address(cast.bo)).status_code == 404
    assert client.post(address(cast.bo), data={"share": "50"}).status_code == 404
    assert extra_time_of(app, cast.bo) == 0


def test_who_managed_the_team_once_and_is_no_manager_now_finds_nothing(app, visit, cast):
    with database(app) as session:
        mina = session.get_one(Person, cast.mina)
        mina.roles_held = [RoleHeld(role=Role.TRAINER)]
    assert visit(cast.mina).get(address(cast.asha)).status_code == 403


@pytest.mark.parametrize("person_id", [999, 0])
def test_there_is_nothing_for_nobody(visit, cast, person_id):
    assert visit(cast.ada).get(address(person_id)).status_code == 404


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"share": "other", "other": "301"}, "Write a whole number from 0 to 300."),
        ({"share": "other", "other": "-1"}, "Write a whole number from 0 to 300."),
        ({"share": "other"}, "Write a whole number from 0 to 300."),
        ({"share": "other", "other": "much"}, "Write a whole number."),
        ({"share": "70"}, "Choose from the list."),
        ({}, "Choose"),
    ],
)
def test_what_is_no_share_comes_back_with_the_reason(app, visit, cast, sent, reason):
    answer = visit(cast.ada).post(address(cast.asha), data=sent)
    assert answer.status_code == 422
    assert reason in answer.text
    if "other" in sent:
        assert f'value="{sent["other"]}"' in answer.text
    assert extra_time_of(app, cast.asha) == 0


def test_the_person_sees_it_on_their_account(app, visit, cast):
    assert "tell your manager or an administrator" in visit(cast.asha).get("/account").text
    visit(cast.ada).post(address(cast.asha), data={"share": "25"})
    page = visit(cast.asha).get("/account").text
    assert "25 per cent more in every call" in page
    assert "Only you, the managers of your team and administrators are shown it." in page


def test_the_pages_of_a_person_lead_to_it_for_those_who_may_set_it(visit, cast):
    member = f"/teams/{cast.leeds}/people/{cast.asha}"
    assert address(cast.asha) in visit(cast.ada).get(f"/people/{cast.asha}").text
    assert address(cast.asha) in visit(cast.mina).get(member).text
    assert address(cast.asha) not in visit(cast.max).get(member).text


def test_the_page_takes_as_many_statements_for_many_people(app, visit, cast, count_statements):
    client = visit(cast.mina)
    client.get(address(cast.asha))
    with count_statements() as few:
        client.get(address(cast.asha))
    with database(app) as session:
        session.add_all(
            Person(
                name=f"Person {number}",
                email=f"p{number}@example.org",
                team_id=cast.leeds,
                joined_on=date(2026, 11, 2),
                created_at=NOON,
            )
            for number in range(30)
        )
    with count_statements() as many:
        client.get(address(cast.asha))
    assert len(many) == len(few)
