"""A waived step is told as waived: in a person's row, in the team's figures, in the file for spreadsheets."""

import csv
from collections.abc import Callable
from io import StringIO

from flask.testing import FlaskClient

from tests.conftest import Cast
from tests.reports.conftest import Desk
from tests.reports.test_see_a_team import words

Visit = Callable[[int | None], FlaskClient]


def test_the_team_tells_done_and_waived_apart(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.completed(cast.asha, steps=5)
    desk.waived(cast.asha, "reports", by=cast.mina)

    page = words(visit(cast.mina).get(f"/teams/{cast.leeds}").text)

    assert "The one person here is ready." in page
    assert "1 step waived, of one person" in page
    assert "● 2 of 3 1 waived" in page


def test_a_waived_step_is_never_late_and_the_others_still_are(visit: Visit, cast: Cast, desk: Desk) -> None:
    late = desk.join("Nadia New", days_ago=60)
    desk.completed(late, steps=4)
    desk.waived(late, "reports", by=cast.mina)

    page = words(visit(cast.mina).get(f"/teams/{cast.leeds}/people/{late}").text)

    assert "Nadia is late with one thing." in page
    assert "4 of 6 done, 1 waived" in page
    assert "Waived: Took it live last month. (Mina Castellanos, 24 Nov)" in page


def test_the_file_names_what_is_waived(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.completed(cast.asha, steps=4)
    desk.waived(cast.asha, "exams", "reports", by=cast.mina)

    answer = visit(cast.mina).get(f"/teams/{cast.leeds}.csv")

    (asha,) = csv.DictReader(StringIO(answer.data.decode("utf-8-sig")))
    assert (asha["Calls passed"], asha["Calls on the path"], asha["Standing"]) == ("1", "3", "ready")
    assert len(asha["Waived"].split("; ")) == 2


def test_many_changes_take_no_more_statements(visit: Visit, cast: Cast, desk: Desk, count_statements) -> None:  # type: ignore[no-untyped-def]
    people = [desk.join(f"Person {n}") for n in range(3)]
    mina = visit(cast.mina)
    mina.get(f"/teams/{cast.leeds}")
    with count_statements() as few:
        mina.get(f"/teams/{cast.leeds}")
    for person in people + [desk.join(f"Somebody {n}") for n in range(30)]:
        desk.waived(person, "exams", "reports", by=cast.mina)
    with count_statements() as many:
        mina.get(f"/teams/{cast.leeds}")
    assert len(few) == len(many)
