"""Links, pictures, terms and exercises of the pack are held against each other, and every mistake is named."""

import shutil
from pathlib import Path

import pytest

from app.content.library import read_library
from app.content.module import Module
from app.content.prose import prose
from tests.progress.tiny_content import write_module, write_tiny_content

PICTURE = "\n![The board](pictures/board.webp)\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_tiny_content(tmp_path / "content")


def whats(content: Path) -> list[str]:
    return [f"{problem.file}:{problem.line}: {problem.what}" for problem in read_library(content)[1]]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *(("module", "module"), ("guide", "guide"), ("scenario", "scenario"), ("video", "video")),
        *(("glossary", "term of the glossary"), ("checklist", "item of the checklist")),
    ],
)
def test_a_link_that_leads_nowhere_is_named_with_its_line(content: Path, kind: str, name: str) -> None:
    write_module(content, "first", f"\nSee [this]({kind}:nothing).\n")
    text = (content / "modules" / "first" / "index.md").read_text()
    line = text[: text.index(f"{kind}:nothing")].count("\n") + 1
    assert whats(content) == [f"modules/first/index.md:{line}: there is no {name} 'nothing'."]


def test_links_that_lead_somewhere_are_addresses(content: Path) -> None:
    write_module(content, "first", "\n[a](module:second) [b](checklist:users) [c](scenario:tills#x)\n")
    library, problems = read_library(content)
    assert problems == []
    assert library is not None
    html = library.modules["first"].prose.html
    assert all(f'href="{at}"' in html for at in ("/pack/second", "/checklist#users", "/practice/tills#x"))


def test_a_picture_needs_its_file_and_its_words(content: Path) -> None:
    write_module(content, "first", PICTURE + "\n![](pictures/plan.webp)\n")
    folder = content / "modules" / "first" / "pictures"
    folder.mkdir()
    (folder / "board.webp").write_bytes(b"x")
    found = whats(content)
    assert any("the picture 'modules/first/pictures/plan.webp' has no words." in what for what in found)
    assert any("there is no picture 'modules/first/pictures/plan.webp'." in what for what in found)
    assert not any("board.webp" in what for what in found)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a.webp", True), ("a.png", True), ("a.JPG", True), ("a.jpeg", False), ("a.gif", False), ("a.mp4", False)],
)
def test_a_picture_of_a_kind_that_is_not_shown_is_named(content: Path, name: str, shown: bool) -> None:
    write_module(content, "first", f"\n![The board](pictures/{name})\n")
    folder = content / "modules" / "first" / "pictures"
    folder.mkdir()
    (folder / name).write_bytes(b"x")
    said = f"'modules/first/pictures/{name}' is of no kind of picture that Baton shows."
    assert any(said in what for what in whats(content)) is not shown


def test_a_picture_is_loaded_from_beside_its_text() -> None:
    assert 'src="/media/guides/pictures/board.webp"' in prose(PICTURE, "guides").html


def test_a_picture_from_elsewhere_is_dropped_and_named(content: Path) -> None:
    write_module(content, "first", "\n![A board](https://elsewhere.example/board.png)\n")
    assert any("there is no picture" in what for what in whats(content))


def test_exercises_name_items_of_the_checklist(content: Path) -> None:
    exercise = "{id: x, kind: missing, text: t, handover: h, missing: [colour], told: [users], why: w}"
    (content / "modules" / "first" / "practice.yml").write_text(f"exercises:\n- {exercise}\n")
    assert whats(content) == ["modules/first/practice.yml:2: the checklist has no item 'colour'."]


@pytest.mark.parametrize(
    ("exercise", "what"),
    [
        ("{id: x, kind: riddle, text: t, why: w}", "riddle"),
        ("{id: x, kind: order, text: t, order: [a, b], why: w}", "order"),
        ("{id: x, kind: order, text: t, order: [a, b, a], why: w}", "two steps are the same"),
        ("{id: x, kind: rewrite, text: t, why: w}", "missing"),
    ],
)
def test_an_exercise_that_cannot_be_done_is_named(content: Path, exercise: str, what: str) -> None:
    (content / "modules" / "first" / "practice.yml").write_text(f"exercises:\n- {exercise}\n")
    found = whats(content)
    assert found
    assert all(problem.startswith("modules/first/practice.yml:2: ") for problem in found)
    assert any(what in problem for problem in found)


def test_a_term_points_to_terms_there_are(content: Path) -> None:
    (content / "glossary.yml").write_text("terms:\n- {id: desk, term: Desk, means: Where., see: [team]}\n")
    assert [what.partition(": ")[2] for what in whats(content)] == ["there is no term 'team'."]


def test_a_folder_without_guides_and_glossary_is_content_too(content: Path) -> None:
    library, problems = read_library(content)
    assert problems == []
    assert library is not None
    assert (len(library.guides), library.glossary.terms) == (0, ())


def test_a_guide_needs_its_front_matter(content: Path) -> None:
    (content / "guides").mkdir()
    (content / "guides" / "one.md").write_text("No head.\n")
    assert whats(content) == ["guides/one.md:1: the page must begin with its front matter between two lines of '---'."]


def test_parts_cut_the_page_where_exercises_stand(content: Path) -> None:
    write_module(content, "first", "\n[practice: x]\n\nAfter.\n\n[practice: gone]\n\nEnd.\n")
    order = "{id: x, kind: order, text: t, order: [a, b, c], why: w}"
    (content / "modules" / "first" / "practice.yml").write_text(f"exercises:\n- {order}\n")
    module = read_library(content)[0].modules["first"]  # type: ignore[union-attr]
    assert isinstance(module, Module)
    assert [part.exercise.id if part.exercise else None for part in module.parts] == ["x", None, None]
    assert module.placed == ("x", "gone")
    shutil.rmtree(content)
