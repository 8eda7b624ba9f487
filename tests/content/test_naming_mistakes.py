"""Whatever an author gets wrong is named with its file and line and how to mend it, all of it at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.content.library import (
    load_for_marking,
    load_library,
    parse_checklist,
    parse_module,
    parse_scenario,
    read_library,
)
from app.content.problems import ContentError, Problem

CHECKLIST = """\
items:
- id: service
  label: Service affected
  labels: [service]
  kind: name
  ask: Which service is it?
  weight: 5
  critical: true
  minutes: 8
- id: started
  label: Since when
  labels: [since when]
  kind: time
  ask: When did it start?
  weight: 4
  minutes: 5
- id: contact
  label: Whom to call back
  kind: contact
  ask: Who can answer?
  weight: 5
  minutes: 8
"""
SCENARIO = """\
id: tills
title: Tills stand still
now: "2026-11-24T09:05"
setting: A store rings.
decision: raise
catalogue:
  services: {TillPay: [tills, card machines]}
people:
- id: priya
  name: Priya Nair
  role: store manager
  opening: Nothing works.
  knows: {started: About four minutes past nine.}
items:
  service: {truth: TillPay, name: TillPay}
  started: {truth: Since 09:04, time: "09:04"}
  contact: {truth: Priya Nair, person: Priya Nair, phone: 01632 960 101}
"""
INDEX = """\
---
title: A module
summary: What it is about.
minutes: 10
objectives:
- Tell one thing from another
---
# Hello
"""
CHECK = """\
draw: 1
questions:
- id: one
  kind: single
  text: Which?
  why: Because.
  options:
  - {text: This, right: true}
  - {text: That}
  - {text: Neither}
"""
PATH = """\
title: Ready
steps:
- module: basics
  due_days: 7
- scenario: tills
  due_days: 14
certificate: {title: Handover}
"""


def scenario_problems(text: str) -> list[Problem]:
    checklist, _ = parse_checklist(CHECKLIST)
    return parse_scenario(text, "scenarios/tills.yml", checklist)[1]


def module_problems(index: str = INDEX, check: str = CHECK) -> list[Problem]:
    checklist, _ = parse_checklist(CHECKLIST)
    return parse_module("basics", index, check, "modules/basics", checklist)[1]


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "modules" / "basics").mkdir(parents=True)
    for name, text in {
        "checklist.yml": CHECKLIST,
        "path.yml": PATH,
        "scenarios/tills.yml": SCENARIO,
        "modules/basics/index.md": INDEX,
        "modules/basics/check.yml": CHECK,
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_content_without_a_mistake_loads(folder: Path) -> None:
    assert load_library(folder).scenarios["tills"].person("priya").name == "Priya Nair"


SCENARIO_MISTAKES = {
    "a missing key": ("title: Tills stand still\n", "", "'title' is missing.", "Add this key.", "id: tills"),
    "an unknown key": (
        "decision: raise",
        "decison: raise\ndecision: raise",
        "'decison' is not a key this file knows.",
        "Remove it, or correct its spelling.",
        "decison",
    ),
    "an unknown key deep inside": (
        "role: store manager",
        "role: store manager\n  mood: cross",
        "'people.0.mood' is not a key this file knows.",
        "Remove it, or correct its spelling.",
        "mood",
    ),
    "a key written twice": (
        "setting: A store rings.",
        "setting: A store rings.\nsetting: Another.",
        "the key 'setting' stands twice here.",
        "Keep one of them.",
        "Another",
    ),
    "a word that is not one of the choices": (
        "decision: raise",
        "decision: escalate",
        "'decision': Input should be 'raise', 'attach', 'security' or 'none'.",
        "Choose one of the words listed.",
        "escalate",
    ),
    "a time that is none": (
        'time: "09:04"',
        'time: "9.04"',
        "'items.started.time': write a time as '09:04', or '2026-03-13T23:30' when it is on another day.",
        "",
        "9.04",
    ),
    "a truth of the wrong kind": (
        'started: {truth: Since 09:04, time: "09:04"}',
        "started: {truth: Since 09:04, count: 4}",
        "'started' has nothing the marker can look for.",
        "Give 'time' or 'points', or 'unknown: true' when nobody can know.",
        "count: 4",
    ),
    "an item the checklist does not have": (
        "  started: {truth",
        "  begun: {truth",
        "the checklist has no item 'begun'.",
        "Use one of its ids.",
        "begun",
    ),
    "a person who knows of no such item": (
        "knows: {started:",
        "knows: {begun:",
        "Priya Nair knows about 'begun', which the checklist does not have.",
        "Use one of its ids.",
        "begun",
    ),
    "a belief about no such item": (
        "  knows: {",
        "  believes:\n  - {about: begun, says: At nine.}\n  knows: {",
        "Priya Nair believes something about 'begun', which the checklist does not have.",
        "Use one of its ids.",
        "begun",
    ),
    "a name outside the catalogue": (
        "name: TillPay}",
        "name: PayTill}",
        "'PayTill' is not in the scenario's catalogue.",
        "Add it there with the other names people use.",
        "PayTill",
    ),
    "a critical item without a truth": (
        "decision: raise",
        "decision: raise\ncritical: [impact]",
        "'impact' is critical here but has no truth.",
        "Add its truth.",
        "critical",
    ),
    "an example of an item that is not there": (
        "people:",
        "examples:\n- {text: x, expect: {items: {impact: missing}}}\npeople:",
        "the example speaks of 'impact', which this scenario does not have.",
        "Use an item of this scenario.",
        "- {text: x",
    ),
    "text where a list belongs": (
        "catalogue:",
        "critical: service\ncatalogue:",
        "'critical': Input should be a valid tuple.",
        "Write a list here, one entry a line, each after '- '.",
        "critical",
    ),
    "a number where text belongs": (
        "title: Tills stand still",
        "title: 417",
        "'title': Input should be a valid string.",
        "Write text here; in quotes when it is only digits, or true, false or null.",
        "417",
    ),
    "an empty list of people": (
        SCENARIO[SCENARIO.index("people:") : SCENARIO.index("items:")],
        "people: []\n",
        "'people' must hold at least one entry.",
        "",
        "people: []",
    ),
}


@pytest.mark.parametrize("mistake", SCENARIO_MISTAKES)
def test_a_mistake_in_a_scenario_is_named_with_its_line_and_mend(mistake: str) -> None:
    before, after, what, mend, at = SCENARIO_MISTAKES[mistake]
    assert before in SCENARIO
    text = SCENARIO.replace(before, after, 1)
    assert only(scenario_problems(text)) == Problem("scenarios/tills.yml", line_of(text, at), what, mend)


MODULE_MISTAKES = {
    "no front matter": (lambda: module_problems(index="# Hello\n"), "index.md", 1, "must begin with its front matter"),
    "minutes of nought": (
        lambda: module_problems(index=INDEX.replace("minutes: 10", "minutes: 0")),
        "index.md",
        4,
        "'minutes': Input should be greater than or equal to 1.",
    ),
    "no objectives": (
        lambda: module_problems(index=INDEX.replace("\n- Tell one thing from another", " []")),
        "index.md",
        5,
        "'objectives' must hold at least one entry.",
    ),
    "two right answers to a single choice": (
        lambda: module_problems(check=CHECK.replace("{text: That}", "{text: That, right: true}")),
        "check.yml",
        3,
        "exactly one is right",
    ),
    "steps in a question of another kind": (
        lambda: module_problems(check=CHECK.replace("  why:", "  order: [a, b, c]\n  why:")),
        "check.yml",
        3,
        "only an ordering question has 'order'",
    ),
    "an ordering question without steps": (
        lambda: module_problems(check=CHECK.replace("single", "ordering")),
        "check.yml",
        3,
        "needs 'order' with three or more steps",
    ),
    "nothing to find missing": (
        lambda: module_problems(check=CHECK.replace("single", "missing")),
        "check.yml",
        3,
        "needs the 'handover' it is about",
    ),
    "a pool that is too shallow": (
        lambda: module_problems(check=CHECK.replace("draw: 1", "draw: 6")),
        "check.yml",
        1,
        "draws 6 questions from a pool of 1.",
    ),
}


@pytest.mark.parametrize("mistake", MODULE_MISTAKES)
def test_a_mistake_in_a_module_is_named_with_its_file_and_line(mistake: str) -> None:
    problems: Callable[[], list[Problem]]
    problems, file, line, what = MODULE_MISTAKES[mistake]
    found = only(problems())
    assert (found.file, found.line) == (f"modules/basics/{file}", line)
    assert what in found.what


def test_a_missing_question_may_only_offer_checklist_items() -> None:
    check = CHECK.replace("single", "missing").replace("  why:", "  handover: A handover.\n  why:")
    assert [(problem.line, problem.what) for problem in module_problems(check=check)] == [
        (9, "the checklist has no item 'This'."),
        (10, "the checklist has no item 'That'."),
        (11, "the checklist has no item 'Neither'."),
    ]


def test_an_unknown_key_beside_a_deeper_mistake_shows_both() -> None:
    check = CHECK.replace("{text: That}", "{text: That, right: true}").replace("  why:", "  colour: red\n  why:")
    first, second = module_problems(check=check)
    assert "'questions.0.colour' is not a key" in first.what
    assert "exactly one is right" in second.what


def test_an_unknown_key_does_not_keep_a_scenario_from_being_tried() -> None:
    scenario, problems = parse_scenario(SCENARIO + "weather: grey\n", "scenarios/tills.yml", None)
    assert scenario is not None
    assert only(problems).line == SCENARIO.count("\n") + 1


@pytest.mark.parametrize(
    "text", ["title: Tills: all of them\n", "people: [a\n", "\ttitle: x\n", "title: !x y\n", "a: \0"]
)
def test_what_is_not_yaml_is_named_with_its_line(text: str) -> None:
    problem = only(scenario_problems("id: tills\n" + text))
    assert problem.line in (1, 2, 3)
    assert problem.mend == "Check the indentation and quote text that holds ': ' or begins with a special sign."


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "417"])
def test_a_file_without_keys_and_values_is_named(text: str) -> None:
    assert only(scenario_problems(text)) == Problem("scenarios/tills.yml", 1, "the file must hold keys and values.")


@pytest.mark.parametrize("text", ["items: &all [*all]\n", "setting: &x {a: b}\nbrief: *x\n"])
def test_a_list_or_mapping_used_twice_is_refused_rather_than_followed_for_ever(text: str) -> None:
    problem = only(scenario_problems(text))
    assert problem.what == "what is written here is used again with '*'."
    assert problem.mend == "Write it out in both places."


def test_several_mistakes_in_several_files_come_together_in_the_order_of_the_files(folder: Path) -> None:
    (folder / "scenarios" / "tills.yml").write_text(SCENARIO.replace("decision: raise", "decision: maybe\nmood: grey"))
    (folder / "path.yml").write_text(PATH.replace("scenario: tills", "scenario: shops") + "colour: red\n")
    (folder / "modules" / "basics" / "check.yml").write_text(CHECK.replace("kind: single", "kind: guess"))
    _, problems = read_library(folder)
    assert [problem.file for problem in problems] == sorted(problem.file for problem in problems)
    assert {(problem.file, problem.line) for problem in problems} >= {
        ("scenarios/tills.yml", 5),
        ("scenarios/tills.yml", 6),
        ("modules/basics/check.yml", 4),
        ("path.yml", 5),
        ("path.yml", 8),
    }
    with pytest.raises(ContentError) as raised:
        load_library(folder)
    assert str(raised.value).splitlines() == [str(problem) for problem in problems]


def test_a_step_to_nowhere_says_what_there_is(folder: Path) -> None:
    (folder / "path.yml").write_text(PATH.replace("module: basics", "module: basic"))
    assert str(only(read_library(folder)[1])) == "path.yml:3: there is no module 'basic'. Use one of: basics."


@pytest.mark.parametrize(
    "step",
    [
        "- due_days: 3\n",
        "- {module: basics, scenario: tills, due_days: 3}\n",
        "- {video: a, module: basics, due_days: 3}\n",
    ],
)
def test_a_step_names_one_thing(folder: Path, step: str) -> None:
    (folder / "path.yml").write_text(PATH.replace("steps:\n", "steps:\n" + step))
    assert "a step names either a module, a scenario or a video" in only(read_library(folder)[1]).what


def test_a_step_that_stands_twice_is_named(folder: Path) -> None:
    (folder / "path.yml").write_text(PATH.replace("steps:\n", "steps:\n- {module: basics, due_days: 3}\n"))
    assert str(only(read_library(folder)[1])) == "path.yml:4: 'basics' stands twice on the path. Keep one."


@pytest.mark.parametrize("name", ["checklist.yml", "path.yml", "scenarios/tills.yml", "modules/basics/index.md"])
def test_a_file_that_is_not_utf_8_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes("Grüße".encode("latin-1"))
    assert Problem(name, 1, "the file is not UTF-8 text.", "Save it as UTF-8.") in read_library(folder)[1]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("checklist.yml", "there is no checklist."),
        ("path.yml", "there is no path."),
        ("modules/basics/index.md", "the module has no page."),
        ("modules/basics/check.yml", "the module has no knowledge check."),
    ],
)
def test_a_file_that_is_not_there_is_asked_for(folder: Path, name: str, what: str) -> None:
    (folder / name).unlink()
    assert Problem(name, 1, what, f"Add {name}.") in read_library(folder)[1]


def test_a_byte_order_mark_does_no_harm(folder: Path) -> None:
    for name in ("modules/basics/index.md", "scenarios/tills.yml"):
        (folder / name).write_text((folder / name).read_text(), encoding="utf-8-sig")
    assert load_library(folder).modules["basics"].title == "A module"


def test_a_scenario_under_another_name_or_ending_is_named(folder: Path) -> None:
    (folder / "scenarios" / "shops.yml").write_text(SCENARIO)
    (folder / "scenarios" / "bank.yaml").write_text(SCENARIO)
    assert [str(problem) for problem in read_library(folder)[1]] == [
        "scenarios/bank.yaml:1: this file is not read. Name it bank.yml.",
        "scenarios/shops.yml:1: the id 'tills' and the file name differ. Name the file tills.yml.",
    ]


def test_the_same_id_twice_in_a_checklist_is_named() -> None:
    checklist, problems = parse_checklist(CHECKLIST.replace("id: started", "id: service"))
    assert checklist is None
    assert "these ids stand twice: service" in only(problems).what


def test_marking_a_scenario_that_is_not_there_says_so(folder: Path) -> None:
    with pytest.raises(ContentError, match="there is no scenario 'shops'"):
        load_for_marking(folder, "shops")
