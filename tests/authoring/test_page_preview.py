"""A trainer looks at a module or a guide in the browser, with answers and what the check says; the disk counts."""

import os
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Cast

HX = {"HX-Request": "true"}
MODULE = "/authoring/modules/first-things"
GUIDE = "/authoring/guides/one-thing"
Visit = Callable[[int | None], FlaskClient]
Edit = Callable[[str, str, str], None]

_GUIDE = """\
---
title: One thing
summary: How to say it.
minutes: 1
for: [agent]
---
Say it in [the first module](module:first-things).
"""
_PRACTICE = """\
exercises:
- id: what-lacks
  kind: missing
  text: What is missing?
  handover: It is down.
  missing: [contact]
  told: [symptom]
  why: Nobody can be asked.
- id: in-order
  kind: order
  text: Put in order.
  order: [One step, Two steps, Three steps]
  why: One leads to the other.
- id: better-line
  kind: rewrite
  text: Say when.
  now: 2026-11-24T09:25
  told: It went at four minutes past nine.
  line: some time ago
  items:
    started: {truth: Since 09:04, time: "09:04"}
  good: Since 09:04.
  why: The logs can be searched.
"""


@pytest.fixture
def edit(app: Flask, content: Path) -> Edit:
    """The site on the small content folder, with exercises and a guide; answers a function that edits a file."""
    app.extensions["baton.settings"] = replace(app.extensions["baton.settings"], content_dir=content)
    module = content / "modules" / "first-things"
    (module / "practice.yml").write_text(_PRACTICE)
    placed = "\n\n[practice: what-lacks]\n\n[practice: in-order]\n\n[practice: better-line]\n\n## On one screen"
    index = (module / "index.md").read_text()
    (module / "index.md").write_text(index.replace("\n\n## On one screen", placed))
    (content / "guides").mkdir()
    (content / "guides" / "one-thing.md").write_text(_GUIDE)

    def change(name: str, old: str, new: str) -> None:
        file = content / name
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))
        later = file.stat().st_mtime_ns + 1_000_000
        os.utime(file, ns=(later, later))

    return change


@pytest.fixture
def tess(visit: Visit, cast: Cast, edit: Edit) -> FlaskClient:
    return visit(cast.tess)


def seen(page: str) -> str:
    """The address a page asks again at."""
    found = re.search(r'data-hx-get="([^"]+)"', page)
    assert found
    return found[1]


def test_the_list_shows_modules_and_guides_with_what_the_check_says(tess: FlaskClient, edit: Edit) -> None:
    assert "One module and one guide, with nothing to mend." in tess.get("/authoring/pages").text

    edit("guides/one-thing.md", "module:first-things", "module:last-things")
    page = tess.get("/authoring/pages").text

    assert "One module and one guide; one has something to mend." in page
    assert "there is no module &#39;last-things&#39;." in page
    assert "guides/one-thing.md:7" in page
    assert "reading ease" in page
    assert "/authoring/pages" in tess.get("/authoring/scenarios").text


def test_a_module_is_shown_with_exercises_questions_right_answers_and_figures(tess: FlaskClient) -> None:
    page = tess.get(MODULE).text

    for text in (
        *("Say which service.", "Exercise", "Contact on site", "Two steps", "Since 09:04.", "some time ago"),
        *("first-thing-12", "It says whom to engage.", "reading ease", "Nothing to mend"),
    ):
        assert text in page
    assert page.count('class="right"') == 12
    assert "[practice" not in page


def test_a_guide_is_shown_with_its_links(tess: FlaskClient) -> None:
    page = tess.get(GUIDE).text

    assert 'href="/authoring/modules/first-things"' in page
    assert "How to say it." in page
    assert "The knowledge check" not in page


def test_what_the_check_says_stands_beside_it_with_file_and_line(tess: FlaskClient, edit: Edit) -> None:
    edit("modules/first-things/index.md", "Say which service.", "A survey says 9 of 10 services fail.")
    edit("modules/first-things/practice.yml", "good: Since 09:04.", "good: Since this morning.")
    edit("modules/first-things/check.yml", ", feedback: They can wait.", "")

    page = tess.get(MODULE).text

    assert "modules/first-things/index.md:7" in page
    assert "&#39;survey&#39; has no source" in page
    assert "does not earn &#39;started&#39; in full" in page
    assert "No feedback yet" in page
    assert "1 problem to mend" in page


def test_the_page_asks_for_news_and_gets_them_only_when_there_are_any(tess: FlaskClient, edit: Edit) -> None:
    address = seen(tess.get(MODULE).text)
    assert tess.get(address, headers=HX).status_code == 204

    edit("modules/first-things/index.md", "Say which service.", "Name the service.")
    answer = tess.get(address, headers=HX)

    assert answer.status_code == 200
    assert "Name the service." in answer.text
    assert "<title>" not in answer.text
    assert tess.get(seen(answer.text), headers=HX).status_code == 204
    assert "Name the service." in tess.get(address).text


def test_a_new_picture_or_page_to_link_to_is_news_as_well(tess: FlaskClient, edit: Edit, content: Path) -> None:
    edit("guides/one-thing.md", "module:first-things", "guide:two-things")
    page = tess.get(GUIDE).text
    assert "there is no guide &#39;two-things&#39;." in page

    (content / "guides" / "two-things.md").write_text(_GUIDE)

    assert "Nothing to mend" in tess.get(seen(page), headers=HX).text


def test_a_new_video_to_link_to_is_news_as_well(tess: FlaskClient, edit: Edit, content: Path) -> None:
    edit("guides/one-thing.md", "module:first-things", "video:one-call")
    page = tess.get(GUIDE).text
    assert "there is no video &#39;one-call&#39;." in page

    (content / "videos" / "one-call").mkdir(parents=True)
    (content / "videos" / "one-call" / "script.yml").write_text("title: One call\n")

    assert "Nothing to mend" in tess.get(seen(page), headers=HX).text


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("module:asking-well", '<a href="/pack/asking-well" rel="noopener">this</a>'),
        ("module:asking-well#prompts", '<a href="/pack/asking-well#prompts" rel="noopener">this</a>'),
        ("glossary:handover", '<a class="term" href="/glossary#handover" rel="noopener">this</a>'),
        ("module:first-things", '<a href="/authoring/modules/first-things" title="New on the disk'),
        ("guide:one-thing", '<a href="/authoring/guides/one-thing" title="New on the disk'),
        ("scenario:tills", '<a href="/authoring/scenarios/tills" title="New on the disk'),
        ("glossary:brand-new", '<span class="unserved" title="Not served yet'),
        ("video:brand-new", '<span class="unserved" title="Not served yet'),
        ("module:nowhere", '<span class="unserved" title="Not served yet'),
    ],
)
def test_a_link_to_what_readers_do_not_have_yet_leads_to_its_preview_or_nowhere(
    tess: FlaskClient, edit: Edit, link: str, shown: str
) -> None:
    edit("guides/one-thing.md", "[the first module](module:first-things)", f"[this]({link}), [that](module:a-call)")
    page = tess.get(GUIDE).text

    assert shown in page
    assert ">this</" in page


def test_every_link_of_a_module_opens_something(tess: FlaskClient, edit: Edit) -> None:
    edit("modules/first-things/index.md", "Say which service.", "Read [**one** thing](guide:one-thing) first.")

    answer = tess.get(MODULE)
    found = re.search(r'<a href="([^"]+)" title="[^"]+"><strong>one</strong> thing</a>', answer.text)

    assert found
    assert tess.get(found[1]).status_code == 200


@pytest.mark.parametrize(
    ("address", "name", "old", "new"),
    [
        (MODULE, "modules/first-things/check.yml", "kind: single", "kind: singel"),
        (MODULE, "modules/first-things/index.md", "minutes: 5", "minutes: soon"),
        (MODULE, "checklist.yml", "items:", "itmes:"),
        (GUIDE, "guides/one-thing.md", "minutes: 1", "minutes: soon"),
    ],
)
def test_a_broken_file_shows_its_problems_and_the_last_good_version(
    tess: FlaskClient, edit: Edit, address: str, name: str, old: str, new: str
) -> None:
    before = tess.get(address).text
    assert "last good version" not in before

    edit(name, old, new)
    page = tess.get(address).text

    assert "What you see is the last good version of them." in page
    assert f"{name}:" in page
    assert "Say" in page
    assert "something to mend." in tess.get("/authoring/pages").text

    edit(name, new, old)
    assert "last good version" not in tess.get(address).text


def test_a_page_that_never_could_be_read_shows_only_its_problems(tess: FlaskClient, edit: Edit, content: Path) -> None:
    edit("modules/first-things/check.yml", "kind: single", "kind: singel")
    page = tess.get(MODULE)

    assert page.status_code == 200
    assert "This page cannot be read yet." in page.text
    assert "Choose one of the words listed." in page.text

    (content / "modules" / "first-things" / "check.yml").unlink()
    assert "there is no such file." in tess.get(MODULE).text
    (content / "modules" / "first-things" / "index.md").write_bytes(b"\xff")
    assert "the file is not UTF-8 text." in tess.get(MODULE).text


@pytest.mark.parametrize("address", ["modules/nowhere", "modules/..", "guides/..%2Fpath", "guides/one-thing.md"])
def test_a_page_that_is_not_there_is_not_found(tess: FlaskClient, address: str) -> None:
    assert tess.get(f"/authoring/{address}").status_code == 404


def test_only_trainers_and_administrators_see_it(visit: Visit, cast: Cast, edit: Edit) -> None:
    for person, code in ((cast.asha, 403), (cast.mina, 403), (cast.max, 403), (cast.tess, 200), (cast.ada, 200)):
        client = visit(person)
        assert [client.get(page).status_code for page in ("/authoring/pages", MODULE, GUIDE)] == [code] * 3
    assert visit(None).get(MODULE).status_code == 303


def test_no_page_reads_more_than_who_is_there(
    tess: FlaskClient, count_statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    seen_statements = set()
    for page in ("/authoring/pages", MODULE, GUIDE):
        with count_statements() as statements:
            tess.get(page)
        seen_statements.add(len(statements))
    assert len(seen_statements) == 1


def test_every_shipped_page_can_be_looked_at(visit: Visit, cast: Cast, app: Flask) -> None:
    page = visit(cast.tess).get("/authoring/pages").text

    assert "with nothing to mend." in page
