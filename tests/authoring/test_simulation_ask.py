"""Questions are asked by command: one a line, each by itself."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
LABELLED = ROOT / "labelled" / "content"

Ask = Callable[..., Result]


@pytest.fixture
def ask(app: Flask) -> Ask:
    def run(given: str, scenario: str = "tills", person: str = "caller") -> Result:
        command = ["simulation", "ask", scenario, person, "--content", str(LABELLED)]
        return app.test_cli_runner().invoke(args=command, input=given)

    return run


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_plain_question_is_answered_with_what_the_person_knows(ask: Ask) -> None:
    result = ask("When did it start?\nWhich service is affected?\n")

    assert result.exit_code == 0
    assert answers(result) == [
        {"topics": ["started"], "asks_back": [], "answer": "09:04 today."},
        {"topics": ["service"], "asks_back": [], "answer": "TillPay card payments."},
    ]


def test_each_question_stands_by_itself(ask: Ask) -> None:
    first, second = answers(ask("When did it start?\nWhen did it start?\n"))

    assert first == second


def test_a_json_question_may_carry_what_was_said_before(ask: Ask) -> None:
    line = json.dumps({"text": "Could you repeat that, please?", "before": "It is the tills."})

    [answer] = answers(ask(line))

    assert answer["topics"] == []
    assert answer["answer"].endswith("It is the tills.")


@pytest.mark.parametrize("line", ["{ when did it start?", '{"text": 7}', '{"question": "When did it start?"}', "{}"])
def test_a_line_that_only_begins_like_json_is_a_plain_question(ask: Ask, line: str) -> None:
    result = ask(line + "\n")

    assert result.exit_code == 0
    [answer] = answers(result)
    assert list(answer) == ["topics", "asks_back", "answer"]


def test_an_empty_line_is_a_silence_and_is_answered(ask: Ask) -> None:
    [silence, answer] = answers(ask("\nWhen did it start?\n"))

    assert silence["topics"] == []
    assert answer["topics"] == ["started"]


def test_a_question_too_long_says_so_and_the_rest_is_answered(ask: Ask) -> None:
    result = ask("when " * 500 + "\nWhen did it start?\n")

    assert result.exit_code == 1
    refused, answer = answers(result)
    assert "2000 is the most" in refused["error"]
    assert answer["topics"] == ["started"]


def test_an_unknown_person_is_refused_with_the_ids_there_are(ask: Ask) -> None:
    result = ask("", person="priya")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "There is: caller." in result.stderr


def test_an_unknown_scenario_is_refused_with_the_names_there_are(ask: Ask) -> None:
    result = ask("", scenario="shop")

    assert result.exit_code == 2
    assert "airbase, airport" in result.stderr


def test_the_real_command_needs_neither_database_nor_secret(tmp_path: Path) -> None:
    command = [Path(sys.executable).with_name("flask"), "simulation", "ask", "tills", "caller", "--content", LABELLED]
    settings = {"PATH": os.environ["PATH"], "BATON_INSTANCE_DIR": str(tmp_path / "none")}

    done = subprocess.run(
        command, cwd=ROOT, env=settings, input="When did it start?\n", capture_output=True, text=True, check=True
    )

    assert json.loads(done.stdout)["topics"] == ["started"]
    assert done.stderr == ""
