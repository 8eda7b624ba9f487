"""Anybody signed in prints the checklist on one sheet."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.content.checklist import Checklist
from app.extensions import library
from app.printables.checklist.page import checklist_sheet
from app.web.formats import day
from tests.conftest import NOON, Cast
from tests.printables.conftest import A4, LETTER, Pdf

Visit = Callable[[int | None], FlaskClient]


@pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("letter", LETTER)])
def test_the_checklist_is_one_sheet_with_every_question(
    app: Flask, visit: Visit, cast: Cast, paper: str, size: tuple[int, int]
) -> None:
    answer = visit(cast.asha).get(f"/checklist.pdf?paper={paper}")

    assert answer.status_code == 200
    pdf = Pdf(answer.data)
    assert (pdf.pages, pdf.size) == (1, size)
    words = " ".join(pdf.text.split())
    with app.app_context():
        checklist = library().checklist
    for item in checklist.items:
        assert item.label in words
    assert words.count("◆") == 1 + sum(item.critical for item in checklist.items)
    assert f"Northfold Group · checklist {checklist.hash[:6]} (another when its words change)" in words
    assert "page 1 of 1" in words


def test_it_is_accessible_and_carries_its_fonts(visit: Visit, cast: Cast) -> None:
    pdf = Pdf(visit(cast.asha).get("/checklist.pdf").data)

    assert pdf.failures == []
    assert pdf.fonts_left_out == []
    assert pdf.title == "Handover checklist · Northfold Group"


def test_it_comes_as_a_private_download_with_a_name(visit: Visit, cast: Cast) -> None:
    answer = visit(cast.asha).get("/checklist.pdf")

    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Handover checklist.pdf"'
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_another_paper_is_refused(visit: Visit, cast: Cast) -> None:
    answer = visit(cast.asha).get("/checklist.pdf?paper=foolscap")

    assert answer.status_code == 400
    assert "Paper can be a4 or letter." in answer.text


def test_it_asks_strangers_to_sign_in(visit: Visit) -> None:
    assert visit(None).get("/checklist.pdf").status_code == 303


def test_groups_without_items_are_left_out(app: Flask) -> None:
    with app.app_context():
        items = tuple(item for item in library().checklist.items if item.group in ("where", "what"))
    sheet = checklist_sheet(Checklist(items=items), "Northfold Group", NOON.date())

    assert [title for title, _ in sheet.groups] == ["What", "Where"]
    assert day(sheet.printed_on) == "24 November 2026"
