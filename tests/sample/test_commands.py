"""`flask organisation`: what it makes, what it keeps, and that nobody gets in by a default."""

import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.accounts.models import OneTimeLink, Organisation, Person, Team
from app.database import Base, db
from app.practice.models import Attempt
from config import Settings
from tests.accounts.conftest import PASSWORD, database, give_password, sign_in
from tests.conftest import Cast

pytestmark = pytest.mark.xdist_group("sample")
CHOICE = {"name": "Ines Duarte", "email": "ines@example.org", "chosen": PASSWORD, "again": PASSWORD}


def run(app: Flask, *words: str, answer: str = "") -> Result:
    return app.test_cli_runner().invoke(args=["organisation", *words], input=answer)


def link_in(output: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/link/\S+)", output)
    assert found, output
    return found.group(1)


def test_an_empty_organisation_is_made_with_a_link_for_its_first_administrator(blank: Flask) -> None:
    done = run(blank, "prepare", "--empty", "--name", "Fenwick Freight", "--time-zone", "Europe/Dublin")
    assert done.exit_code == 0
    assert "Fenwick Freight is made, with nobody in it yet." in done.output
    with database(blank) as session:
        made = session.get_one(Organisation, 1)
        assert (made.name, made.time_zone, made.is_sample) == ("Fenwick Freight", "Europe/Dublin", False)
        assert [person.password_hash for person in session.query(Person)] == [None]
    client = blank.test_client()
    assert client.post(link_in(done.output), data=CHOICE).status_code == 303
    assert "Add your people." in client.get("/").text
    assert sign_in(blank.test_client(), "ines@example.org") == 303


def test_until_somebody_can_sign_in_each_start_prints_a_new_link_and_ends_the_old(blank: Flask) -> None:
    first = link_in(run(blank, "prepare", "--empty").output)
    done = run(blank, "prepare")
    assert "all data is kept. No administrator can sign in yet." in done.output
    second = link_in(done.output)
    client = blank.test_client()
    assert client.get(first).status_code == 410
    assert client.post(second, data=CHOICE).status_code == 303
    assert run(blank, "prepare").output == "Your organisation: all data is kept.\n"
    with database(blank) as session:
        assert session.query(Person).count() == 1


def test_an_organisation_that_lost_its_administrators_password_gets_a_link(app: Flask, cast: Cast) -> None:
    done = run(app, "prepare")
    with database(app) as session:
        assert session.query(OneTimeLink).one().person_id == cast.ada
    assert app.test_client().get(link_in(done.output)).status_code == 200


def test_with_an_administrator_who_can_sign_in_nothing_happens(app: Flask, cast: Cast) -> None:
    give_password(app, cast.ada)
    assert run(app, "prepare", "--sample").output == "Northfold Group: all data is kept.\n"
    with database(app) as session:
        assert session.query(Person).count() == 6
        assert session.query(OneTimeLink).count() == 0


def test_the_sample_is_loaded_once(blank: Flask) -> None:
    assert "The sample organisation is loaded." in run(blank, "prepare", "--sample").output
    with database(blank) as session:
        before = session.query(Attempt).count()
    assert run(blank, "prepare", "--sample").output == "Northfold Group: all data is kept.\n"
    with database(blank) as session:
        assert session.query(Attempt).count() == before > 0


def test_a_time_zone_nobody_knows_is_refused(blank: Flask) -> None:
    done = run(blank, "prepare", "--empty", "--time-zone", "Europe/Leeds")
    assert done.exit_code == 2
    assert "no time zone 'Europe/Leeds'" in done.output
    with database(blank) as session:
        assert session.query(Organisation).count() == 0


def test_leaving_the_sample_removes_every_row_and_begins_anew(sample: Flask) -> None:
    inside = sample.test_client()
    with database(sample) as session:
        ids = [person.id for person in session.query(Person)]
    assert inside.post(f"/sign-in/as/{ids[0]}").status_code == 303
    done = run(sample, "leave-sample", "--yes", "--name", "Fenwick Freight")
    assert done.exit_code == 0, done.output
    with database(sample) as session:
        counts = {table.name: session.query(table).count() for table in Base.metadata.sorted_tables}
    left = {name: count for name, count in counts.items() if count}
    assert left == {"organisation": 1, "person": 1, "role_held": 1, "one_time_link": 1, "audit_entry": 3}
    assert inside.get("/account").status_code == 303, "a session of the sample opens nothing here"
    assert sample.test_client().post(f"/sign-in/as/{ids[0]}").status_code == 404
    client = sample.test_client()
    assert client.post(link_in(done.output), data=CHOICE).status_code == 303
    assert "Fenwick Freight" in sample.test_client().get("/sign-in").text


@pytest.mark.parametrize(("answer", "left"), [("n\n", 14), ("", 14), ("y\n", 1)])
def test_leaving_the_sample_asks_first(sample: Flask, answer: str, left: int) -> None:
    run(sample, "leave-sample", answer=answer)
    with database(sample) as session:
        assert session.query(Person).count() == left


def test_an_organisation_of_ones_own_cannot_be_left(app: Flask, cast: Cast) -> None:
    done = run(app, "leave-sample", "--yes")
    assert done.exit_code == 1
    assert "This is not the sample organisation; nothing was changed." in done.output
    with database(app) as session:
        assert session.query(Team).count() == 2


def test_a_database_without_tables_is_named_with_what_to_do(tmp_path: Path) -> None:
    from app import create_app
    from tests.conftest import test_settings

    app = create_app(test_settings(tmp_path))
    for words in (("prepare",), ("leave-sample", "--yes")):
        done = run(app, *words)
        assert done.exit_code == 1
        assert "The database has no tables yet. Run '.venv/bin/flask db upgrade'" in done.output
    with app.app_context():
        db.engine.dispose()


def without_secret(app: Flask) -> Settings:
    held: Settings = app.extensions["baton.settings"]
    app.extensions["baton.settings"] = replace(held, secret_key="")
    return held


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(blank: Flask) -> None:
    kept = without_secret(blank).instance_dir / "secret-key"
    assert "A secret key was made" in run(blank, "prepare", "--empty").output
    first = kept.read_text()
    assert re.fullmatch(r"[0-9a-f]{64}\n", first)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "secret" not in run(blank, "prepare").output
    assert kept.read_text() == first
    assert first.strip() not in run(blank, "prepare").output


def test_no_secret_key_is_made_when_one_is_set(blank: Flask) -> None:
    run(blank, "prepare", "--empty")
    assert not (blank.extensions["baton.settings"].instance_dir / "secret-key").exists()
