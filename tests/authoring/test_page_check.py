"""The check reads modules, guides and the glossary as a careful colleague would: each thing it says has its line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.authoring.pages.guessing import at_least
from app.authoring.pages.packing import PackOutcome, on_pack
from app.content.library import read_library

Look = Callable[[], list[str]]
_REWRITE = """\
exercises:
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
_GLOSSARY = """\
terms:
- {id: change-calendar, term: Change calendar, means: What is planned.}
- {id: desk, term: Desk, means: Those who are rung.}
"""


@pytest.fixture
def module(content: Path) -> Path:
    return content / "modules" / "first-things"


@pytest.fixture
def look(content: Path) -> Look:
    """What is said of the pack of the small content folder, a line each, problems first."""

    def lines() -> list[str]:
        found = _outcome(content).findings
        return [f"problem {each}" for each in found.problems] + [str(each) for each in found.warnings]

    return lines


def _outcome(content: Path, everything: bool = False) -> PackOutcome:
    library, problems = read_library(content)
    assert problems == []
    assert library is not None
    return on_pack(content, library, everything)


def write(module: Path, body: str) -> None:
    """A page of the module with this body, which begins on line 7."""
    head = (module / "index.md").read_text().split("---\n")[1]
    (module / "index.md").write_text(f"---\n{head}---\n{body}\n\n## On one screen\n\nThe service comes first.\n")


def test_a_page_with_nothing_amiss_is_measured_and_nothing_said(content: Path, look: Look) -> None:
    assert look() == []
    (measure,) = _outcome(content).measures
    assert str(measure) == "modules/first-things: 10 words, 5 minutes, reading ease 95, 12 questions"


def test_the_check_prints_a_line_a_module(app: Flask, content: Path) -> None:
    run: Result = app.test_cli_runner().invoke(args=["content", "check", "--content", str(content), "--all"])

    assert "modules/first-things: 10 words, 5 minutes, reading ease 95, 12 questions." in run.stdout.splitlines()
    assert "  hard to read, line " in run.stdout


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("About 40 % of them fail.", "index.md:7: '40 %' has no source"),
        ("It costs £5,600 a minute.", "'£5,600' has no source"),
        ("Line one.\n\n31 of 60 could not sign in.", "index.md:9: '31 of 60' has no source"),
        ("A survey asked people.", "'survey' has no source"),
        ("| Figure | Of |\n| --- | --- |\n| $400 billion | a year |", "index.md:9: '$400' has no source"),
        ("Text.[^a]\n\nAbout 40 % fail.\n\n[^a]: Somebody, 2020.", "index.md:9: '40 %' has no source"),
        ("A study of an invented firm.", "'study' has no source"),
    ],
)
def test_a_figure_without_a_source_is_named(module: Path, look: Look, body: str, what: str) -> None:
    write(module, body)
    (said,) = look()
    assert what in said


@pytest.mark.parametrize(
    "body",
    [
        "About 40 % of them fail.[^a]\n\n[^a]: Somebody, 2020.",
        "| Figure | Of |\n| --- | --- |\n| $400 billion | a year[^a] |\n\n[^a]: Somebody, 2020: 12 % of them.",
        'She said "31 of 60, about 40 %".',
        '!!! poor "So"\n    About 40 % fail, at £5 a minute.\n\n    Again 3 of 4.',
        "Tarrow is invented.\n\nIt loses £150 a minute.",
        "Tarrow is invented.\n\n## Next\n\n31 of 60 could not sign in.",
        "By the model this costs £150.",
        "Ring at 09:04, in 3 minutes.",
        "<!-- About 40 %. -->\n\nText.",
    ],
)
def test_a_figure_that_says_where_it_comes_from_is_not(module: Path, look: Look, body: str) -> None:
    write(module, body)
    assert look() == []


def test_a_sum_in_another_section_than_the_invented_firm_is_named(module: Path, look: Look) -> None:
    write(module, "Tarrow is invented.\n\n## Next\n\nIt loses £150 a minute.")
    (said,) = look()
    assert "index.md:11: '£150' has no source" in said


def test_footnotes_and_references_must_meet(module: Path, look: Look) -> None:
    write(module, "Here.[^b]\n\n[^a]: Somebody, 2020.")
    assert [line.partition(" ")[2].partition(",")[0] for line in look()] == [
        "nothing refers to the footnote 'a'. Put [^a] where it belongs.",
        "there is no footnote 'b'",
    ]


def test_a_long_sentence_and_a_hard_page_are_named(module: Path, look: Look) -> None:
    hard = "Organisational communication necessitates interdepartmental consideration of responsibilities, " * 6
    write(module, f"Short.\n\n{hard.strip(', ')}.")
    said = look()
    assert any("index.md:1: the reading ease is " in line and "line 9:" in line for line in said)
    assert any("index.md:9: this sentence has 42 words" in line for line in said)


def test_of_one_rule_three_are_shown_and_the_rest_counted(content: Path, module: Path, look: Look) -> None:
    write(module, "\n\n".join(f"It costs £{number} a minute." for number in range(5)))
    assert len(look()) == 4
    assert "2 more like the one before it" in look()[-1]
    assert len(_outcome(content, everything=True).findings.warnings) == 5


def test_a_module_without_its_one_screen_is_named(module: Path, look: Look) -> None:
    index = module / "index.md"
    index.write_text(index.read_text().replace("## On one screen", "## In short"))
    assert "the page does not end in what to keep of it." in look()[0]


def test_a_shallow_pool_and_silent_options_are_named(module: Path, look: Look) -> None:
    check = module / "check.yml"
    text = check.read_text().partition("- id: first-thing-12")[0]
    check.write_text(text.replace(", feedback: They can wait.", "", 1).replace("why: Without", "why: ''\n  #", 1))
    said = look()
    assert any("check.yml:2: the pool has 11 of the 12 questions" in line for line in said)
    assert any("check.yml:8: an option of 'first-thing-1' has no feedback: “The reasons”" in line for line in said)
    assert any("the question 'first-thing-1' does not say why." in line for line in said)


def test_right_answers_that_are_longest_more_often_than_chance_are_named(module: Path, look: Look) -> None:
    check = module / "check.yml"
    check.write_text(check.read_text().replace("The service,", "The service is,", 8))
    said = look()
    assert any("check.yml:2: a right option is the longest in 8 of 12 questions" in line for line in said)
    assert any(line.startswith("modules:1: over all modules") for line in said)


def test_what_chance_may_do_is_not_named(module: Path, look: Look) -> None:
    check = module / "check.yml"
    check.write_text(check.read_text().replace("The service,", "The service is,", 7))
    assert look() == []


def test_a_right_answer_that_sticks_out_is_named(module: Path, look: Look) -> None:
    check = module / "check.yml"
    check.write_text(check.read_text().replace("The service,", "The service and nothing else,", 1))
    (said,) = look()
    assert "check.yml:3: the right option of 'first-thing-1' has 28 characters" in said


def test_right_answers_at_one_place_are_named(module: Path, look: Look) -> None:
    check = module / "check.yml"
    lines = check.read_text().splitlines(keepends=True)
    in_order = [line for line in lines if "- {text" not in line]
    first = "".join(sorted(lines[6:9], key=lambda line: "right: true" not in line))
    check.write_text("".join(line + (first if line.strip() == "options:" else "") for line in in_order))
    (said,) = look()
    assert "the right option stands at place 1 in 12 of 12 single choices." in said


@pytest.mark.parametrize(
    ("hits", "chances", "probability"),
    [(0, [0.25] * 4, 1.0), (4, [0.25] * 4, 0.25**4), (1, [0.5, 0.25], 0.625), (3, [0.5, 0.5], 0.0), (0, [], 1.0)],
)
def test_what_chance_does_is_worked_out_exactly(hits: int, chances: list[float], probability: float) -> None:
    assert at_least(hits, chances) == pytest.approx(probability)


def test_exercises_that_are_not_where_they_should_be_are_named(module: Path, look: Look) -> None:
    (module / "practice.yml").write_text(_REWRITE)
    write(module, "[practice: nowhere]\n\n- [practice: better-line]")
    said = look()
    assert any("problem" in line and "index.md:7: there is no exercise 'nowhere'." in line for line in said)
    assert any("problem" in line and "index.md:9: the reader sees '[practice: better-line]'" in line for line in said)
    assert any("practice.yml:2: 'better-line' stands nowhere on the page." in line for line in said)


def test_an_exercise_placed_twice_is_named(module: Path, look: Look) -> None:
    (module / "practice.yml").write_text(_REWRITE)
    write(module, "[practice: better-line]\n\nAgain.\n\n[practice: better-line]")
    (said,) = look()
    assert "index.md:7: the exercise 'better-line' stands here more than once." in said


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("good: Since 09:04.", "good: Since this morning.", "practice.yml:10: 'good' of 'better-line' does not earn"),
        ("line: some time ago", "line: since 09:04", "practice.yml:7: 'line' of 'better-line' earns everything"),
        ("good: Since 09:04.", f"good: {'long ' * 5000}", "practice.yml:2: This handover has"),
    ],
)
def test_the_real_marker_marks_both_lines(module: Path, look: Look, old: str, new: str, what: str) -> None:
    (module / "practice.yml").write_text(_REWRITE)
    write(module, "[practice: better-line]")
    assert look() == []

    (module / "practice.yml").write_text(_REWRITE.replace(old, new))

    (said,) = look()
    assert said.startswith("problem ")
    assert what in said


def test_terms_nothing_leads_to_and_terms_not_linked_are_named(content: Path, module: Path, look: Look) -> None:
    (content / "glossary.yml").write_text(_GLOSSARY)
    write(module, 'Say which service.\n\nThe desk reads the change\ncalendars. "A change calendar" is quoted.')
    said = look()
    assert any("index.md:9: 'change calendars' is in the glossary" in line for line in said)
    assert [line.partition(":")[2][:2] for line in said if line.startswith("glossary.yml")] == ["2:", "3:"]

    write(module, "The [desk](glossary:desk) reads the [change calendar](glossary:change-calendar).")
    assert look() == []


def test_a_term_whose_words_link_to_what_explains_them_is_linked(content: Path, module: Path, look: Look) -> None:
    (content / "glossary.yml").write_text(_GLOSSARY.partition("- {id: desk")[0])
    write(module, "Read the [change calendar](checklist:change).")
    (said,) = look()
    assert said.startswith("glossary.yml:2: nothing leads to the term 'Change calendar'.")


def test_files_too_large_for_a_slow_line_are_named(content: Path, look: Look) -> None:
    (content / "guides" / "pictures").mkdir(parents=True)
    (content / "guides" / "pictures" / "wall.webp").write_bytes(bytes(200_001))
    (content / "guides" / "pictures" / "door.webp").write_bytes(bytes(200_000))
    (content / "modules" / "first-things" / "talk.mp4").write_bytes(bytes(3_000_001))
    assert [line.partition(" is the most")[0] for line in look()] == [
        "guides/pictures/wall.webp:1: 200 kB; 200 kB",
        "modules/first-things/talk.mp4:1: 3.0 MB; 3.0 MB",
    ]


def test_a_guide_is_read_like_a_module_s_page(content: Path, look: Look) -> None:
    (content / "guides").mkdir()
    head = "---\ntitle: One thing\nsummary: How.\nminutes: 1\nfor: [agent]\n---\n"
    (content / "guides" / "one-thing.md").write_text(f"{head}A survey asked people.\n")
    (said,) = look()
    assert said.startswith("guides/one-thing.md:7: 'survey' has no source")
