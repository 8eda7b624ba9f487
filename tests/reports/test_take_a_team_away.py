"""A manager takes their team away as CSV that a spreadsheet can open safely."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from flask.testing import FlaskClient

from tests.conftest import Cast
from tests.reports.conftest import TODAY, Desk

Visit = Callable[[int | None], FlaskClient]


def test_each_person_is_a_line_under_headings(visit: Visit, cast: Cast, desk: Desk) -> None:
    serial = desk.certified(cast.asha, until=TODAY + timedelta(days=200))
    desk.handed_over(cast.asha, 84, passed=True)
    desk.join("Dana, Reyes", days_ago=12)

    answer = visit(cast.mina).get(f"/teams/{cast.leeds}.csv")

    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbfPerson,Joined,")
    assert "Content-Length" not in answer.headers
    asha, dana = csv.DictReader(StringIO(answer.data.decode("utf-8-sig")))
    assert asha == {
        "Person": "Asha Verma",
        "Joined": "2026-11-02",
        "Standing": "ready",
        "Modules read": "3",
        "Checks passed": "3",
        "Modules on the path": "3",
        "Calls passed": "3",
        "Calls on the path": "3",
        "Videos watched or read": "0",
        "Videos on the path": "0",
        "Waived": "",
        "Certificate until": "2027-06-12",
        "Certificate serial": serial,
        "Last score": "84",
        "Last handover passed": "yes",
        "Late": "",
        "Late since": "",
        "Data of": "2026-11-24T12:00+00:00",
    }
    assert dana["Person"] == "Dana, Reyes"
    assert dana["Standing"] == "late"
    assert dana["Late since"] == "2026-11-19"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_a_name_that_looks_like_a_formula_stays_text(visit: Visit, cast: Cast, desk: Desk, sign: str) -> None:
    desk.join(f"{sign}SUM(A1:A9)")

    answer = visit(cast.mina).get(f"/teams/{cast.leeds}.csv")

    names = [row["Person"] for row in csv.DictReader(StringIO(answer.data.decode("utf-8-sig"), newline=""))]
    assert f"'{sign}SUM(A1:A9)" in names


def test_the_file_is_named_after_team_and_day(visit: Visit, cast: Cast) -> None:
    answer = visit(cast.mina).get(f"/teams/{cast.leeds}.csv")

    named = f"attachment; filename=team-{cast.leeds}.csv; filename*=UTF-8''Leeds%20desk%202026-11-24.csv"
    assert answer.headers["Content-Disposition"] == named
