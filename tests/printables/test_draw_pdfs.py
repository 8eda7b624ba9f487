"""Drawing a PDF loads nothing from outside, and says plainly when the machine cannot do it."""

import builtins
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.printables import render as drawing
from tests.conftest import Cast
from tests.printables.conftest import Pdf

PAGE = (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A page</title></head><body>{}</body></html>'
)


@pytest.fixture
def without_pango(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine on which loading WeasyPrint fails the way it does without Pango."""
    load = builtins.__import__

    def refuse(name: str, *more: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libgobject-2.0-0'")
        return load(name, *more, **named)

    monkeypatch.setattr(drawing, "_LIBRARIES", ("libnowhere.so.0",))
    monkeypatch.setattr(builtins, "__import__", refuse)
    drawing.trouble.cache_clear()
    yield
    monkeypatch.undo()
    drawing.trouble.cache_clear()


def test_a_machine_without_the_libraries_says_what_to_install(
    without_pango: None, visit: Callable[[int | None], FlaskClient], cast: Cast
) -> None:
    answer = visit(cast.asha).get("/checklist.pdf")

    assert drawing.trouble()
    assert answer.status_code == 503
    assert "PDFs are switched off on this machine" in answer.text
    assert "libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0" in answer.text


def test_a_machine_whose_libraries_have_other_names_is_tried_in_earnest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_LIBRARIES", ("libnowhere.so.0",))
    drawing.trouble.cache_clear()

    assert not drawing.trouble()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "baton-font:../../../wsgi.py"])
def test_nothing_is_loaded_from_outside(address: str, caplog: pytest.LogCaptureFixture) -> None:
    pdf = drawing.render(PAGE.format(f'<h1>A</h1><img alt="A picture" src="{address}">'), "checklist", "a4")

    assert Pdf(pdf).pages == 1
    refused = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(refused) == 1
    assert "documents load nothing from outside" in refused[0]
    caplog.clear()


def test_style_and_fonts_are_made_once_a_paper() -> None:
    drawing.render(PAGE.format("<h1>A</h1>"), "checklist", "a4")
    made = drawing._style.cache_info().misses
    drawing.render(PAGE.format("<h1>B</h1>"), "checklist", "a4")

    assert drawing._style.cache_info().misses == made
