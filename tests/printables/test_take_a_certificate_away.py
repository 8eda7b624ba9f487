"""A certificate is taken away on paper by its holder, their managers and administrators."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.clock import now
from app.database import db
from app.extensions import library
from app.printables.certificate.page import name_size
from app.printables.rules import may_take_certificate
from app.progress.actions import complete
from app.progress.models import Certificate
from app.web.guards import Role
from tests.completions import KINDS
from tests.conftest import Cast
from tests.printables.conftest import A4, LETTER, SERIAL, Pdf

Visit = Callable[[int | None], FlaskClient]
Issue = Callable[..., str]

NAMES = [
    "Asha Verma",
    "Αλεξάνδρα Παπαδοπούλου-Οικονόμου",
    "Светлана Достоевская",
    "Łucja Żółć",
    "Maximiliane-Charlotte Freifrau von und zu Hohenstein-Wittgenstein und Oldenburg-Delmenhorst, geborene Mustermann",
]


@pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("letter", LETTER)])
def test_a_certificate_is_one_landscape_sheet_that_says_who_what_and_until_when(
    visit: Visit, cast: Cast, issue: Issue, paper: str, size: tuple[int, int]
) -> None:
    answer = visit(cast.asha).get(f"/certificates/{issue()}.pdf?paper={paper}")

    assert answer.status_code == 200
    pdf = Pdf(answer.data)
    assert (pdf.pages, pdf.size) == (1, (size[1], size[0]))
    words = " ".join(pdf.text.split())
    for said in (
        "Asha Verma",
        "Certificate: Major incident handover",
        "Northfold Group",
        "20 November 2026",
        "20 November 2027",
        SERIAL,
        f"http://127.0.0.1:8000/certificates/{SERIAL}",
    ):
        assert said in words


def test_a_certificate_earned_with_a_call_waived_does_not_say_that_every_call_was_handed_over(
    app: Flask, visit: Visit, cast: Cast
) -> None:
    with app.app_context():
        *done, waived = library().paths.steps
        for kind, slug in ((kind, step.slug) for step in done for kind in KINDS[step.kind]):
            complete(
                person_id=cast.asha, kind=kind, slug=slug, content_hash="v1", score=90, library=library(), at=now()
            )
    step = f"/teams/{cast.leeds}/people/{cast.asha}/path/{waived.kind}/{waived.slug}"
    visit(cast.mina).post(f"{step}/waive", data={"reason": "Took it live."})
    with app.app_context():
        serial = db.session.scalars(select(Certificate.serial)).one()

    words = " ".join(Pdf(visit(cast.asha).get(f"/certificates/{serial}.pdf").data).text.split())

    assert "has done everything asked of them for this certificate." in words
    assert "every simulated call" not in words


@pytest.mark.parametrize("name", NAMES)
def test_any_name_fits_is_accessible_and_can_be_read_back(visit: Visit, cast: Cast, issue: Issue, name: str) -> None:
    pdf = Pdf(visit(cast.asha).get(f"/certificates/{issue(name)}.pdf").data)

    assert pdf.pages == 1
    assert pdf.failures == []
    assert pdf.fonts_left_out == []
    assert name.replace(" ", "") in "".join(pdf.text.split())
    assert pdf.title == f"Certificate {SERIAL} · {name}"


def test_the_file_is_named_after_serial_and_holder(visit: Visit, cast: Cast, issue: Issue) -> None:
    answer = visit(cast.asha).get(f"/certificates/{issue()}.pdf")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="Certificate {SERIAL} Asha Verma.pdf"'
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_name_in_another_script_names_the_file_too(visit: Visit, cast: Cast, issue: Issue) -> None:
    answer = visit(cast.asha).get(f"/certificates/{issue('Светлана')}.pdf")

    assert "filename*=UTF-8''Certificate%20BTN-7K3M-9QXD%20%D0%A1" in answer.headers["Content-Disposition"]


def test_the_manager_of_the_team_and_an_administrator_may_have_it(visit: Visit, cast: Cast, issue: Issue) -> None:
    address = f"/certificates/{issue()}.pdf"

    assert [visit(person).get(address).status_code for person in (cast.mina, cast.ada)] == [200, 200]


def test_others_are_told_there_is_nothing(visit: Visit, cast: Cast, issue: Issue) -> None:
    address = f"/certificates/{issue()}.pdf"

    assert [visit(person).get(address).status_code for person in (cast.bo, cast.max, cast.tess)] == [404, 404, 404]
    assert visit(cast.ada).get("/certificates/BTN-2222-2222.pdf").status_code == 404


def test_strangers_are_asked_to_sign_in(visit: Visit, issue: Issue) -> None:
    assert visit(None).get(f"/certificates/{issue()}.pdf").status_code == 303


@pytest.mark.parametrize(
    ("roles", "managed", "team", "may"),
    [
        ({Role.MANAGER}, {7}, 7, True),
        ({Role.MANAGER}, {8}, 7, False),
        ({Role.MANAGER}, set(), None, False),
        ({Role.AGENT}, {7}, 7, False),
        ({Role.TRAINER, Role.MAJOR_INCIDENT_MANAGER}, set(), 7, False),
        ({Role.ADMINISTRATOR}, set(), None, True),
    ],
)
def test_who_may_take_it(roles: set[Role], managed: set[int], team: int | None, may: bool) -> None:
    found = may_take_certificate(actor_id=1, roles=roles, managed_teams=managed, holder_id=2, holder_team=team)

    assert found is may


def test_longer_names_are_written_smaller() -> None:
    assert [name_size("x" * length) for length in (24, 25, 44, 45, 120)] == [
        "short", "long", "long", "longest", "longest",
    ]  # fmt: skip
