"""Guides, the glossary and a module on one page: what is looked up rather than read through."""

from pathlib import Path

import pytest

from tests.onboarding.test_practise import with_exercises

__all__ = ["with_exercises"]
GUIDE = """\
---
title: {title}
summary: How it is done.
minutes: 2
for: [{role}]
---

1. Look at the [handover](glossary:handover).
2. Read [the first one](module:first#the-second-part), and [ask](checklist:users).
"""
GLOSSARY = """\
terms:
- {id: handover, term: Handover, means: What the desk gives to the team., see: [desk]}
- {id: desk, term: Desk, also: [service desk], means: Where people ring.}
"""


@pytest.fixture(autouse=True)
def with_guides(app, tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "guides").mkdir()
    (content / "guides" / "sweep.md").write_text(GUIDE.format(title="Sweep the tools", role="agent"))
    (content / "guides" / "rate.md").write_text(GUIDE.format(title="Rate a handover", role="trainer"))
    (content / "glossary.yml").write_text(GLOSSARY)


def test_the_guides_for_ones_own_work_come_first(visit, cast):
    for person, first in ((cast.asha, "Sweep the tools"), (cast.tess, "Rate a handover")):
        page = visit(person).get("/guides").text
        assert "Two guides, each for one task." in page
        assert page.index("For you") < page.index(first) < page.index("For others")


def test_a_guide_links_to_the_rest_of_the_pack(visit, cast):
    page = visit(cast.asha).get("/guides/sweep").text
    assert '<a class="term" href="/glossary#handover" rel="noopener">handover</a>' in page
    assert 'href="/pack/first#the-second-part"' in page
    assert 'href="/checklist#users"' in page


def test_the_glossary_explains_each_word_and_points_on(visit, cast):
    page = visit(cast.asha).get("/glossary").text
    assert "Two words of the trade, explained." in page
    assert page.index('id="desk"') < page.index('id="handover"')
    assert 'See <a href="#desk">Desk</a>.' in page


def test_a_module_on_one_page_has_what_to_keep(visit, cast):
    page = visit(cast.asha).get("/pack/first/summary").text
    assert "Keep this." in page
    assert "Tell one from another" in page
    assert "Some words." not in page


def test_what_is_not_there_is_not_found(visit, cast):
    client = visit(cast.asha)
    assert client.get("/guides/nothing").status_code == 404
    assert client.get("/pack/nothing/summary").status_code == 404


@pytest.mark.parametrize("address", ["/guides", "/guides/sweep", "/glossary", "/pack/first/summary"])
def test_nobody_looks_anything_up_without_signing_in(visit, address):
    assert visit(None).get(address).status_code == 303


@pytest.mark.parametrize("address", ["/guides", "/guides/sweep", "/glossary", "/pack/first/summary"])
def test_a_page_asks_only_who_is_there(visit, cast, count_statements, address):
    client = visit(cast.asha)
    client.get(address)
    with count_statements() as seen:
        client.get(address)
    assert len([statement for statement in seen if statement.startswith("SELECT")]) == 1
