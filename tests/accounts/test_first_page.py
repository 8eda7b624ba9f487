"""What the first page tells administrators about people."""

from datetime import date

from flask import Flask

from app.accounts.models import Organisation, Person
from tests.accounts.conftest import Visit, database, give_password
from tests.conftest import NOON, Cast


def test_it_names_who_has_not_chosen_a_password(app: Flask, visit: Visit, cast: Cast) -> None:
    for person in (cast.ada, cast.tess, cast.max):
        give_password(app, person)
    client = visit(cast.ada)
    client.post(f"/people/{cast.bo}/link")
    page = client.get("/").text
    assert "Three people have not chosen a password yet." in page
    for name in ("Asha Verma", "Bo Lindqvist", "Mina Castellanos"):
        assert f">{name}</a>" in page
    assert page.count("no link that works") == 2


def test_it_is_silent_when_everybody_is_in(app: Flask, visit: Visit, cast: Cast) -> None:
    for person in (cast.asha, cast.bo, cast.mina, cast.max, cast.tess, cast.ada):
        give_password(app, person)
    assert "password" not in visit(cast.ada).get("/").text


def test_somebody_alone_is_told_to_add_their_people(app: Flask, visit: Visit, cast: Cast) -> None:
    with database(app) as session:
        for person in session.query(Person).filter(Person.id != cast.ada):
            person.deactivated_at = NOON
    page = visit(cast.ada).get("/").text
    assert "Add your people." in page
    assert 'href="/people/new"' in page


def test_the_sample_tells_its_administrator_how_to_leave_it(app: Flask, visit: Visit, cast: Cast) -> None:
    with database(app) as session:
        session.get_one(Organisation, 1).is_sample = True
    page = visit(cast.ada).get("/").text
    assert 'flask organisation <span class="whole">leave-sample</span>' in page
    assert "not chosen a password" not in page


def test_others_see_nothing_of_it(visit: Visit, cast: Cast) -> None:
    for person in (cast.asha, cast.mina, cast.tess, cast.max):
        assert "chosen a password" not in visit(person).get("/").text


def test_it_takes_as_many_statements_for_three_hundred_people(
    app: Flask, visit: Visit, cast: Cast, count_statements
) -> None:
    client = visit(cast.ada)
    client.get("/")
    with count_statements() as few:
        client.get("/")
    with database(app) as session:
        session.add_all(
            Person(name=f"P {n}", email=f"p{n}@example.org", joined_on=date(2026, 11, 2), created_at=NOON)
            for n in range(300)
        )
    with count_statements() as many:
        assert "306 people have not chosen a password yet." in client.get("/").text
    assert len(few) == len(many)
