"""Anybody signed in takes the whole pack away as a booklet."""

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import library, settings
from app.printables.booklet.page import booklet
from app.printables.render import kept
from tests.conftest import Cast
from tests.printables.conftest import A4, Pdf

Visit = Callable[[int | None], FlaskClient]


def test_the_booklet_has_a_cover_contents_with_page_numbers_and_bookmarks(
    app: Flask, visit: Visit, cast: Cast, tmp_path: Path
) -> None:
    answer = visit(cast.asha).get("/pack.pdf")

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Major Incident pack.pdf"'
    assert answer.headers["Cache-Control"] == "private, no-cache"
    pdf = Pdf(answer.data)
    assert (pdf.size, pdf.title) == (A4, "The Major Incident pack")
    assert pdf.failures == []
    assert pdf.fonts_left_out == []
    with app.app_context():
        modules = library().modules.values()
    pages = pdf.text.split("\f")
    assert "Northfold Group" in pages[0]
    for module in modules:
        found = re.search(re.escape(module.title[-18:]) + r"[ .]+(\d+)", "".join(pages[1:4]))
        assert found is not None, module.title
        number = int(found[1])
        assert module.title[:20] in pages[number - 1]
    made = next((tmp_path / "exports").iterdir())
    with pikepdf.open(made) as opened, opened.open_outline() as outline:
        bookmarks = [entry.title for entry in outline.root]
    assert {module.title for module in modules} | {"Contents", "Glossary"} == set(bookmarks)


def test_it_is_made_once_and_again_only_when_its_text_changes(app: Flask, tmp_path: Path) -> None:
    made = kept("<p>One</p>", "booklet", "a4", tmp_path)
    stamp = made.stat().st_mtime_ns
    assert kept("<p>One</p>", "booklet", "a4", tmp_path) == made
    assert made.stat().st_mtime_ns == stamp
    other = kept("<p>Two</p>", "booklet", "a4", tmp_path)
    assert [file.name for file in tmp_path.glob("booklet-*")] == [other.name]


def test_links_and_ids_are_the_booklets_own(app: Flask) -> None:
    with app.app_context():
        book = booklet(library(), "Northfold Group", settings().address)
    html = "".join(passage.html for chapter in book.chapters for passage in chapter.passages)
    assert 'href="/' not in html
    ids = [part.partition('"')[0] for part in html.split('id="')[1:]]
    assert len(ids) == len(set(ids))
    inside = {part.partition('"')[0] for part in html.split('href="#')[1:]}
    known = set(ids) | {chapter.slug for chapter in book.chapters} | {f"glossary--{term.id}" for term in book.terms}
    assert inside <= known


def test_another_paper_is_refused(visit: Visit, cast: Cast) -> None:
    assert visit(cast.asha).get("/pack.pdf?paper=foolscap").status_code == 400


def test_nobody_takes_it_without_signing_in(visit: Visit) -> None:
    assert visit(None).get("/pack.pdf").status_code == 303
