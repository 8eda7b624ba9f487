"""What a trainer ruled is what managers read: on the page, in the file, of one person, in as many statements."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask.testing import FlaskClient

from tests.conftest import Cast
from tests.reports.conftest import Desk

Visit = Callable[[int | None], FlaskClient]
Count = Callable[[], AbstractContextManager[list[str]]]


def test_the_newest_ruling_counts_on_every_page_of_managers(visit: Visit, cast: Cast, desk: Desk) -> None:
    attempt = desk.handed_over(cast.asha, 71, passed=False)
    desk.ruled(attempt, 64, passed=False)
    desk.ruled(attempt, 83, passed=True, number=2)
    client = visit(cast.mina)

    team = client.get(f"/teams/{cast.leeds}").text
    assert "83" in team
    assert ">71<" not in team
    assert "not passed" not in team
    member = client.get(f"/teams/{cast.leeds}/people/{cast.asha}").text
    assert "83" in member
    assert ">71<" not in member
    line = next(line for line in client.get(f"/teams/{cast.leeds}.csv").text.splitlines() if "Asha" in line)
    assert ",83,yes," in line


def test_a_ruling_that_takes_the_pass_counts_too(visit: Visit, cast: Cast, desk: Desk) -> None:
    desk.ruled(desk.handed_over(cast.asha, 90, passed=True), 70, passed=False)

    line = next(line for line in visit(cast.mina).get(f"/teams/{cast.leeds}.csv").text.splitlines() if "Asha" in line)
    assert ",70,no," in line


def test_rulings_cost_no_statement(visit: Visit, cast: Cast, desk: Desk, count_statements: Count) -> None:
    client = visit(cast.mina)
    counts = []
    for number in (3, 20):
        for place in range(number):
            attempt = desk.handed_over(desk.join(f"Person{number} N{place}"), 60, passed=False)
            desk.ruled(attempt, 80, passed=True)
        with count_statements() as seen:
            client.get(f"/teams/{cast.leeds}")
        counts.append(len(seen))
    assert counts[0] == counts[1]
