"""What an administrator does with people, and what nobody else can."""

import re
from collections.abc import Callable
from datetime import date, datetime
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.models import OneTimeLink, Organisation, Person
from app.audit.models import AuditEntry
from tests.accounts.conftest import PASSWORD, Visit, acts, database, give_password, sign_in
from tests.conftest import NOON, Cast

Form = dict[str, str | list[str]]
Clock = Callable[[datetime], None]


def person_form(**other: str | list[str]) -> Form:
    base: Form = {"name": "Ida Berg", "email": "ida@example.org", "joined": "2026-11-20", "roles": ["agent"]}
    return base | other


def ada_form(**other: str | list[str]) -> Form:
    base: Form = {
        "name": "Ada Brightwell",
        "email": "ada@example.org",
        "joined": "2026-11-02",
        "roles": ["administrator"],
        "team": "",
    }
    return base | other


def shown_link(page: str) -> str:
    return "/link/" + page.split("/link/")[1].split("<")[0]


def test_adding_a_person_writes_exactly_this(app: Flask, visit: Visit, cast: Cast) -> None:
    client = visit(cast.ada)
    form = person_form(name="  Ida   Berg ", email=" Ida@Example.org", roles=["agent", "manager"], team=str(cast.leeds))
    answer = client.post("/people/new", data=form | {"managed": [str(cast.leeds), str(cast.hull)]})
    assert answer.status_code == 303
    with database(app) as session:
        ida = session.query(Person).filter_by(email="ida@example.org").one()
        assert (ida.name, ida.team_id, ida.joined_on) == ("Ida Berg", cast.leeds, date(2026, 11, 20))
        assert {held.role for held in ida.roles_held} == {"agent", "manager"}
        assert ida.password_hash is None
        assert ida.deactivated_at is None
        entries = [(entry.act, entry.actor_id, entry.detail) for entry in session.query(AuditEntry)]
        assert session.query(OneTimeLink).filter_by(person_id=ida.id, purpose="welcome").count() == 1
    assert entries == [("person added", cast.ada, "agent, manager"), ("link made", cast.ada, "welcome")]


def test_the_link_is_shown_once_and_lets_the_person_in(visit: Visit, cast: Cast) -> None:
    client = visit(cast.ada)
    page = client.post("/people/new", data=person_form(team=str(cast.leeds)), follow_redirects=True)
    link = shown_link(page.text)
    assert "It is shown only now." in page.text
    assert "It was not mailed" in page.text
    assert "/link/" not in client.get(page.request.path).text
    assert visit(None).post(link, data={"chosen": PASSWORD, "again": PASSWORD}).status_code == 303
    assert sign_in(visit(None), "ida@example.org") == 303


def test_two_people_never_share_a_session_even_when_ids_are_used_again(app: Flask, visit: Visit, cast: Cast) -> None:
    """Else a cookie of a removed organisation would open the next one."""
    visit(cast.ada).post("/people/new", data=person_form(team=str(cast.leeds)))
    with database(app) as session:
        assert session.query(Person).filter_by(email="ida@example.org").one().session_version >= 1_000


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"name": ""}, "Write the name."),
        ({"name": "x" * 121}, "At most 120 characters."),
        ({"email": "no address"}, "Write a whole e-mail address"),
        ({"email": "ASHA@example.org"}, "Somebody here has this address already."),
        ({"joined": "next week"}, "Write the day, such as 2026-11-24."),
        ({"joined": "0026-11-20"}, "Write a year between 1970 and 2100."),
        ({"roles": []}, "Tick at least one role."),
        ({"roles": ["emperor"]}, "Choose from the list."),
        ({"team": ""}, "Choose the desk this agent works on"),
        ({"team": "999"}, "Choose from the list."),
        ({"team": "x"}, "Choose from the list."),
        ({"roles": ["manager"], "team": ""}, "Tick the teams this manager answers for."),
        ({"managed": ["1"]}, "Only a manager answers for teams"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_mistake_is_named_and_what_was_typed_is_kept(
    app: Flask, visit: Visit, cast: Cast, wrong: Form, reason: str
) -> None:
    form = person_form(team=str(cast.leeds)) | wrong
    answer = visit(cast.ada).post("/people/new", data=form)
    assert answer.status_code == 422
    assert reason in answer.text
    if form["name"] == "Ida Berg":
        assert 'value="Ida Berg"' in answer.text
    with database(app) as session:
        assert session.query(Person).count() == 6
    assert acts(app) == []


def test_changing_a_person_writes_and_logs_what_changed(app: Flask, visit: Visit, cast: Cast) -> None:
    form = person_form(
        name="Bo Ek", email="bo@example.org", roles=["agent", "trainer"], team=str(cast.leeds), joined="2026-11-02"
    )
    assert visit(cast.ada).post(f"/people/{cast.bo}", data=form).status_code == 303
    with database(app) as session:
        bo = session.get_one(Person, cast.bo)
        assert (bo.name, bo.team_id, {held.role for held in bo.roles_held}) == (
            "Bo Ek",
            cast.leeds,
            {"agent", "trainer"},
        )
        entry = session.query(AuditEntry).one()
    assert (entry.act, entry.subject) == ("person changed", f"person:{cast.bo}")
    assert entry.detail == "name; team; roles from agent to agent, trainer"


def test_saving_without_a_change_logs_nothing(app: Flask, visit: Visit, cast: Cast) -> None:
    assert visit(cast.ada).post(f"/people/{cast.ada}", data=ada_form()).status_code == 303
    assert acts(app) == []


def test_a_new_address_ends_links_sent_to_the_old_one(visit: Visit, cast: Cast) -> None:
    client = visit(cast.ada)
    link = shown_link(client.post(f"/people/{cast.bo}/link", follow_redirects=True).text)
    form = person_form(name="Bo", email="new@example.org", team=str(cast.hull))
    client.post(f"/people/{cast.bo}", data=form)
    assert visit(None).get(link).status_code == 410


def test_an_address_of_somebody_else_cannot_be_taken(visit: Visit, cast: Cast) -> None:
    form = person_form(name="Bo", email="asha@example.org", team=str(cast.hull))
    answer = visit(cast.ada).post(f"/people/{cast.bo}", data=form)
    assert answer.status_code == 422
    assert "Somebody here has this address already." in answer.text


def test_a_new_link_ends_the_one_before(visit: Visit, cast: Cast) -> None:
    client = visit(cast.ada)
    first = shown_link(client.post(f"/people/{cast.bo}/link", follow_redirects=True).text)
    second = shown_link(client.post(f"/people/{cast.bo}/link", follow_redirects=True).text)
    assert visit(None).get(first).status_code == 410
    assert visit(None).get(second).status_code == 200


def test_a_link_made_for_one_person_is_not_shown_on_anothers_page(visit: Visit, cast: Cast) -> None:
    client = visit(cast.ada)
    client.post(f"/people/{cast.bo}/link")
    assert "/link/" not in client.get(f"/people/{cast.asha}").text.replace(f"/people/{cast.asha}/link", "")


def test_deactivating_ends_access_at_once_and_reactivating_gives_it_back(
    app: Flask, visit: Visit, cast: Cast, asha: int
) -> None:
    ada, here = visit(cast.ada), visit(asha)
    answer = ada.post(f"/people/{asha}/deactivate", follow_redirects=True)
    assert "Asha Verma can no longer sign in." in answer.text
    assert here.get("/account").status_code == 303
    assert sign_in(visit(None), "asha@example.org") == 422
    ada.post(f"/people/{asha}/deactivate")
    ada.post(f"/people/{asha}/reactivate")
    assert here.get("/account").status_code == 303
    assert sign_in(visit(None), "asha@example.org") == 303
    assert [act for act, _, _ in acts(app)] == ["person deactivated", "person reactivated", "signed in"]


def test_a_deactivated_person_gets_no_link(visit: Visit, cast: Cast) -> None:
    ada = visit(cast.ada)
    ada.post(f"/people/{cast.bo}/deactivate")
    answer = ada.post(f"/people/{cast.bo}/link")
    assert answer.status_code == 409
    assert "Bo Lindqvist is deactivated. Reactivate them first." in answer.text


def test_nobody_deactivates_themselves(visit: Visit, cast: Cast) -> None:
    answer = visit(cast.ada).post(f"/people/{cast.ada}/deactivate")
    assert answer.status_code == 409
    assert "You cannot deactivate yourself." in answer.text


def test_nobody_takes_the_administrator_role_from_themselves(visit: Visit, cast: Cast) -> None:
    answer = visit(cast.ada).post(f"/people/{cast.ada}", data=ada_form(roles=["trainer"]))
    assert answer.status_code == 422
    assert "You cannot take the administrator role from yourself." in answer.text


def test_the_last_active_administrator_stays(app: Flask, cast: Cast) -> None:
    """Two administrators who deactivate each other at once: the second is refused."""
    from app.accounts.actions.outcomes import Refusal
    from app.accounts.actions.people import PersonFacts, change_person, deactivate
    from app.web.guards import Role

    with database(app):
        refused = deactivate(person_id=cast.ada, actor_id=cast.tess, at=NOON)
    assert refused == Refusal("", "This is the last active administrator. Make somebody else administrator first.")
    facts = PersonFacts(
        name="Ada",
        email="ada@example.org",
        roles=frozenset({Role.TRAINER}),
        team_id=None,
        joined_on=date(2026, 11, 2),
    )
    with database(app):
        refused = change_person(cast.ada, facts, actor_id=cast.tess, at=NOON)
    assert refused is not None
    assert refused.field == "roles"
    assert "last active administrator" in refused.sentence


def test_with_a_second_administrator_the_first_can_go(app: Flask, visit: Visit, cast: Cast) -> None:
    client = visit(cast.ada)
    form = person_form(name="Tess", email="tess@example.org", roles=["administrator"], team="")
    client.post(f"/people/{cast.tess}", data=form)
    assert visit(cast.tess).post(f"/people/{cast.ada}/deactivate").status_code == 303
    assert client.get("/people").status_code == 303


def test_a_role_given_or_taken_counts_at_the_next_request(visit: Visit, cast: Cast) -> None:
    tess = visit(cast.tess)
    assert tess.get("/people").status_code == 403
    form = person_form(name="Tess", email="tess@example.org", roles=["administrator", "trainer"], team="")
    visit(cast.ada).post(f"/people/{cast.tess}", data=form)
    assert tess.get("/people").status_code == 200


PAGES = ("/people", "/people/new", "/people/1", "/people/teams")
POSTS = (
    "/people/new",
    "/people/1",
    "/people/1/deactivate",
    "/people/1/reactivate",
    "/people/1/link",
    "/people/teams",
    "/people/teams/1",
)


@pytest.mark.parametrize("who", ["asha", "mina", "max", "tess"])
def test_only_administrators_come_here(app: Flask, visit: Visit, cast: Cast, who: str) -> None:
    client: FlaskClient = visit(getattr(cast, who))
    assert {client.get(page).status_code for page in PAGES} == {403}
    assert {client.post(page).status_code for page in POSTS} == {403}
    assert ">People</a>" not in client.get("/account").text
    assert acts(app) == []


def test_people_and_teams_that_are_not_there_are_not_found(visit: Visit, cast: Cast) -> None:
    client = visit(cast.ada)
    assert client.get("/people/999").status_code == 404
    for page in ("/people/999", "/people/999/deactivate", "/people/999/reactivate", "/people/999/link"):
        assert client.post(page, data=person_form(team=str(cast.leeds))).status_code == 404
    assert client.post("/people/teams/999", data={"name": "X"}).status_code == 404


def test_the_list_says_how_many_and_who_is_not_in_yet(app: Flask, visit: Visit, cast: Cast) -> None:
    for person in (cast.ada, cast.tess, cast.max, cast.mina):
        give_password(app, person)
    client = visit(cast.ada)
    client.post(f"/people/{cast.bo}/deactivate")
    page = client.get("/people").text
    assert "Six people. One without a password yet, one deactivated." in page
    assert page.count("No password yet") == 1
    assert page.count("Deactivated") == 1


@pytest.mark.parametrize(
    ("search", "found"),
    [("verma", {"Asha Verma"}), ("BO@", {"Bo Lindqvist"}), ("hull", {"Bo Lindqvist"}), ("%", set()), ("_", set())],
)
def test_the_search_looks_into_name_address_and_team(visit: Visit, cast: Cast, search: str, found: set[str]) -> None:
    page = visit(cast.ada).get("/people", query_string={"q": search}).text
    names = {"Asha Verma", "Bo Lindqvist", "Mina Castellanos", "Max Oyelaran", "Tess Holloway"}
    assert {name for name in names if name in page} == found
    if not found:
        assert "Nobody is found under" in page


def test_a_search_is_written_back_safely(visit: Visit, cast: Cast) -> None:
    page = visit(cast.ada).get("/people", query_string={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


def test_the_list_takes_as_many_statements_for_three_hundred_people(
    app: Flask, visit: Visit, cast: Cast, count_statements
) -> None:
    client = visit(cast.ada)
    client.get("/people")
    with count_statements() as few:
        client.get("/people")
    with database(app) as session:
        session.add_all(
            Person(
                name=f"Person {n:03}",
                email=f"p{n}@example.org",
                team_id=cast.hull,
                joined_on=date(2026, 11, 2),
                created_at=NOON,
            )
            for n in range(300)
        )
    with count_statements() as many:
        page = client.get("/people").text
    assert len(few) == len(many) <= 7, many
    assert "The first 200 of 306 by name." in page


def test_every_signed_in_page_costs_the_same_few_statements_before_its_own(
    visit: Visit, cast: Cast, count_statements
) -> None:
    client = visit(cast.asha)
    with count_statements() as seen:
        client.get("/account")
    about = [statement.split("FROM")[1].split()[0] for statement in seen if "FROM" in statement]
    assert about[0] == "person"
    assert "organisation" in seen[1]
    assert "role_held" in seen[1]
    assert len(seen) <= 5, seen


@pytest.mark.parametrize("name", ["   ", " \t ", "…", "\u3164\u3164"])
def test_a_name_of_no_letters_is_refused(visit: Visit, cast: Cast, name: str) -> None:
    answer = visit(cast.ada).post("/people/new", data=person_form(name=name, team=str(cast.leeds)))
    assert answer.status_code == 422
    assert "Write the name" in answer.text


@pytest.mark.parametrize("sign", ["\u202e", "\u0000", "\u0007", "\u200b", "\u2066", "\ue000"])
def test_signs_that_nobody_sees_are_refused_in_names_and_what_was_typed_stays(
    visit: Visit, cast: Cast, sign: str
) -> None:
    client = visit(cast.ada)
    answer = client.post("/people/new", data=person_form(name=f"Ida{sign} Berg", team=str(cast.leeds)))
    assert answer.status_code == 422
    assert f"There is a sign in it that cannot be seen (U+{ord(sign):04X}" in answer.text
    assert f"Ida{sign} Berg" in answer.text
    assert "ida@example.org" in answer.text
    assert client.post("/people/teams", data={"name": f"York{sign} desk"}).status_code == 422
    address = client.post("/people/new", data=person_form(email=f"ida{sign}@example.org", team=str(cast.leeds)))
    assert address.status_code == 422


@pytest.mark.parametrize("name", ["Siân O’Neill-Żak", "王小明", "می\u200cخواهم", "J. R."])
def test_names_of_every_script_are_taken(visit: Visit, cast: Cast, name: str) -> None:
    assert visit(cast.ada).post("/people/new", data=person_form(name=name, team=str(cast.leeds))).status_code == 303


def test_nobody_joins_years_from_now(visit: Visit, cast: Cast, clock: Clock) -> None:
    clock(NOON)
    client = visit(cast.ada)
    refused = client.post("/people/new", data=person_form(joined="2031-01-05", team=str(cast.leeds)))
    assert refused.status_code == 422
    assert "5 January 2031 is more than a year away. Look at the year once more." in refused.text
    assert client.post("/people/new", data=person_form(joined="2027-02-01", team=str(cast.leeds))).status_code == 303


def test_no_role_is_ticked_beforehand_and_each_says_what_it_brings(visit: Visit, cast: Cast) -> None:
    page = visit(cast.ada).get("/people/new").text
    assert "checked" not in page
    assert "Agent<span" in page
    assert ", brings the path “Ready to hand over”" in page


def test_what_somebody_else_changed_meanwhile_stays_when_it_was_left_alone_here(
    app: Flask, visit: Visit, cast: Cast
) -> None:
    client = visit(cast.ada)
    before = asha_form(client, cast)
    client.post(f"/people/{cast.asha}", data=before | {"team": str(cast.hull)})
    assert client.post(f"/people/{cast.asha}", data=before | {"name": "Asha Rao"}).status_code == 303
    with database(app) as session:
        asha = session.get_one(Person, cast.asha)
        assert (asha.name, asha.team_id) == ("Asha Rao", cast.hull)


def test_who_changes_what_somebody_else_changed_meanwhile_is_told_and_may_save_once_more(
    app: Flask, visit: Visit, cast: Cast
) -> None:
    client = visit(cast.ada)
    before = asha_form(client, cast)
    client.post(f"/people/{cast.asha}", data=before | {"name": "Asha Rao", "team": str(cast.hull)})
    told = client.post(f"/people/{cast.asha}", data=before | {"name": "Asha Roy"})
    assert told.status_code == 409
    assert "Somebody else changed this meanwhile, to “Asha Rao”." in told.text
    assert 'value="Asha Roy"' in told.text
    assert f'<option selected value="{cast.hull}">' in told.text
    with database(app) as session:
        assert session.get_one(Person, cast.asha).name == "Asha Rao"
    again = before | {"name": "Asha Roy", "team": str(cast.hull), "shown": shown(told.text)}
    assert client.post(f"/people/{cast.asha}", data=again).status_code == 303
    with database(app) as session:
        asha = session.get_one(Person, cast.asha)
        assert (asha.name, asha.team_id) == ("Asha Roy", cast.hull)


def test_a_page_that_says_nothing_of_what_it_showed_is_taken_at_its_word(app: Flask, visit: Visit, cast: Cast) -> None:
    client = visit(cast.ada)
    form = asha_form(client, cast) | {"name": "Asha Rao"}
    for said in ("", "[1]", "nonsense", "7"):
        assert client.post(f"/people/{cast.asha}", data=form | {"shown": said}).status_code == 303


def test_in_the_sample_somebody_just_added_has_no_password_yet(app: Flask, visit: Visit, cast: Cast) -> None:
    with database(app) as session:
        session.get_one(Organisation, 1).is_sample = True
    client = visit(cast.ada)
    added = client.post("/people/new", data=person_form(team=str(cast.leeds)))
    assert "No password yet. Their link works until" in client.get(added.location).text
    assert "A sample person" in client.get(f"/people/{cast.asha}").text
    people = client.get("/people").text
    assert people.count("No password yet") == 1
    assert "Seven people. One without a password yet." in people


def test_a_search_that_finds_nobody_says_so(visit: Visit, cast: Cast) -> None:
    assert "Nobody is found." in visit(cast.ada).get("/people?q=zzzz").text


def asha_form(client: FlaskClient, cast: Cast) -> Form:
    """What Asha's page sends when nothing is changed on it."""
    page = client.get(f"/people/{cast.asha}").text
    return person_form(
        name="Asha Verma", email="asha@example.org", joined="2026-11-02", team=str(cast.leeds), shown=shown(page)
    )


def shown(page: str) -> str:
    """What a page says it showed."""
    found = re.search(r'name="shown" type="hidden" value="([^"]*)"', page)
    assert found is not None
    return unescape(found[1])
