"""Quotes, apostrophes, dashes and dots of texts that are no Markdown, as Markdown sets those of prose."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import yaml

import config
from app.content.library import Library
from app.content.prose import prose
from app.content.typography import typographic

CONTENT = config.load({}).content_dir
MARKUP = re.compile(r"<[^>]+>")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('Nobody can engage "third line".', "Nobody can engage “third line”."),
        ("It isn't the desks' fault, it's ours.", "It isn’t the desks’ fault, it’s ours."),
        ('"I\'ve been down the list."', "“I’ve been down the list.”"),
        ("He said: 'no'. ('Yes', then.)", "He said: ‘no’. (‘Yes’, then.)"),
        ("\"'Down' is all he said.\"", "“‘Down’ is all he said.”"),
        ('two lines:\n"one"\n"two"', "two lines:\n“one”\n“two”"),
        ("in the '90s -- or so... --- perhaps", "in the ’90s – or so… — perhaps"),
        ("“Set” already, and it’s kept.", "“Set” already, and it’s kept."),
        ("'", "’"),
        ("", ""),
    ],
)
def test_a_text_is_set_as_print_has_it(typed: str, printed: str) -> None:
    assert typographic(typed) == printed


def test_what_is_set_already_stays_as_it_is() -> None:
    once = typographic("\"It's 'down'\", she said...")
    assert typographic(once) == once


def test_glossary_checklist_exercises_and_questions_are_set_as_the_prose_beside_them_is() -> None:
    files = [CONTENT / "glossary.yml", CONTENT / "checklist.yml", *sorted(CONTENT.glob("modules/*/*.yml"))]
    texts = {text for file in files for text in _texts(yaml.safe_load(_read(file))) if re.search("['\"]", text)}
    assert texts
    assert {text: typographic(text) for text in texts} == {text: _as_prose(text) for text in texts}


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _texts(node: object) -> Iterator[str]:
    """Every text below this node, on one line."""
    if isinstance(node, str):
        yield " ".join(node.split())
    elif isinstance(node, dict):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def _as_prose(text: str) -> str:
    return unescape(MARKUP.sub("", prose(text).html)).strip()


def test_titles_summaries_and_objectives_are_set_when_a_page_is_read(whole_content: Library) -> None:
    modules, guides = whole_content.modules.values(), whole_content.guides.values()
    shown = [text for module in modules for text in (module.title, module.summary, *module.objectives)]
    shown += [text for guide in guides for text in (guide.title, guide.summary)]
    assert "Using the desk’s tools" in shown
    assert [text for text in shown if re.search("['\"]", text)] == []
