"""An author checks the content: all problems at once, examples marked, advice that does not fail."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

Check = Callable[[], Result]


@pytest.fixture
def check(app: Flask, content: Path) -> Check:
    return lambda: app.test_cli_runner().invoke(args=["content", "check", "--content", str(content)])


def test_content_without_problems_is_counted_in_one_line(check: Check) -> None:
    result = check()

    assert result.exit_code == 0
    last = result.stdout.splitlines()[-1]
    assert last == "17 checklist items, 1 module, 1 scenario, 0 examples scored as expected, 5 warnings."


def test_every_problem_is_named_at_once_with_file_line_and_mend(check: Check, content: Path) -> None:
    path = content / "path.yml"
    path.write_text(path.read_text().replace("module: first-things", "module: last-things"))
    (content / "modules" / "first-things" / "index.md").write_text("No front matter.")
    scenario = content / "scenarios" / "tills.yml"
    scenario.write_text(scenario.read_text().replace("decision: raise", "decison: raise"))

    result = check()

    assert result.exit_code == 1
    problems = [line for line in result.stdout.splitlines() if "warning" not in line]
    assert any(line.startswith("path.yml:3: there is no module 'last-things'.") for line in problems)
    assert any(line.startswith("modules/first-things/index.md:1: ") for line in problems)
    assert any(re.match(r"scenarios/tills\.yml:\d+: 'decison' is not a key", line) for line in problems)
    assert "Remove it, or correct its spelling." in result.stdout


def test_an_example_that_scores_otherwise_is_named_with_both_marks(
    check: Check, add_to_scenario: Callable[[str], int]
) -> None:
    line = add_to_scenario(
        "examples:\n  - kind: model\n    text: TillPay is down.\n    decision: raise\n    expect: {score: [99, 100]}\n"
    )

    result = check()

    assert result.exit_code == 1
    assert re.search(
        rf"^scenarios/tills\.yml:{line + 1}: example 1 \(model\) scores \d+, expected 99 to 100 \(.*missing: .*started",
        result.stdout,
        re.MULTILINE,
    )


def test_an_example_that_passes_or_not_against_expectation_says_why(
    check: Check, add_to_scenario: Callable[[str], int]
) -> None:
    add_to_scenario("examples:\n  - text: Help please.\n    decision: raise\n    expect: {passed: true}\n")

    result = check()

    assert result.exit_code == 1
    assert "example 1 (other) does not pass, expected to. The score of" in result.stdout


def test_each_verdict_that_differs_is_a_warning_with_its_reason(
    check: Check, add_to_scenario: Callable[[str], int]
) -> None:
    expect = "{items: {service: missing, started: missing}}"
    add_to_scenario(f"examples:\n  - text: TillPay is down.\n    decision: raise\n    expect: {expect}\n")

    result = check()

    differing = [line for line in result.stdout.splitlines() if "example 1" in line]
    assert len(differing) == 1
    assert "warning" in differing[0]
    assert "'service' is captured, expected missing. " in differing[0]
    assert result.exit_code == 0


def test_examples_marked_as_expected_are_counted(check: Check, add_to_scenario: Callable[[str], int]) -> None:
    add_to_scenario(
        "examples:\n"
        "  - {kind: model, text: TillPay is down., expect: {items: {service: captured}}}\n"
        "  - {kind: thin, text: Help., expect: {passed: false}}\n"
        "  - {kind: wrong, text: Help., expect: {score: [0, 50]}}\n"
    )

    result = check()

    assert result.exit_code == 0
    assert "3 examples scored as expected, " in result.stdout
    assert "example 1 (model)" not in result.stdout


def test_an_example_too_long_to_mark_is_a_problem(check: Check, add_to_scenario: Callable[[str], int]) -> None:
    add_to_scenario(f"examples:\n  - text: {'long ' * 5000}\n")

    result = check()

    assert result.exit_code == 1
    assert "example 1 (other): This handover has" in result.stdout


def test_missing_kinds_of_example_are_warned_of_without_failing(check: Check) -> None:
    result = check()

    assert result.exit_code == 0
    for kind in ("model", "thin", "wrong"):
        assert f"scenarios/tills.yml:1: warning: there is no {kind} example." in result.stdout


def test_a_way_of_saying_two_items_is_warned_of(check: Check, content: Path) -> None:
    scenario = content / "scenarios" / "tills.yml"
    scenario.write_text(scenario.read_text().replace("- host not reachable", "- Cards  Declined"))

    result = check()

    assert result.exit_code == 0
    assert "'cards declined' is a way of saying 'symptom' and 'error'." in result.stdout


def test_the_same_time_or_count_in_two_items_is_warned_of(check: Check, content: Path) -> None:
    scenario = content / "scenarios" / "tills.yml"
    text = scenario.read_text().replace("time: '12:00'", "time: 2025-03-15T09:04").replace("count: 112", "count: 14")
    scenario.write_text(text)

    result = check()

    assert result.exit_code == 0
    assert "'started' is 09:04 and 'deadline' is 09:04" in result.stdout
    assert "'users' is 14 and 'sites' is 14" in result.stdout


def test_all_advice_is_shown_when_asked_for(app: Flask, content: Path) -> None:
    run = app.test_cli_runner().invoke
    usual = run(args=["content", "check", "--content", str(content)])
    every = run(args=["content", "check", "--content", str(content), "--all"])

    assert every.exit_code == 0
    assert set(usual.stdout.splitlines()[:-1]) < set(every.stdout.splitlines())
    assert "is a plain word; it counts only where nothing else is meant by it." in every.stdout


def test_scenarios_are_tried_even_when_there_is_no_path(
    check: Check, content: Path, add_to_scenario: Callable[[str], int]
) -> None:
    (content / "path.yml").unlink()
    add_to_scenario("examples:\n  - text: TillPay is down.\n    expect: {items: {service: missing}}\n")

    result = check()

    assert result.exit_code == 1
    assert "path.yml:1: there is no path. Add path.yml." in result.stdout
    assert "'service' is captured, expected missing" in result.stdout


def test_a_folder_that_is_not_there_is_refused(app: Flask, tmp_path: Path) -> None:
    result = app.test_cli_runner().invoke(args=["content", "check", "--content", str(tmp_path / "nowhere")])

    assert result.exit_code == 2
    assert "does not exist" in result.stderr
