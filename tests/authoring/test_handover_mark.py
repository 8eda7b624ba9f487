"""Handovers are marked by command: a line of JSON in, a line of JSON out, as soon as it is read."""

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
ITEMS = [
    "service", "symptom", "error", "started", "users", "sites", "not_affected", "impact", "deadline", "trend",
    "workaround", "change", "tried", "tickets", "contact", "team",
]  # fmt: skip

Mark = Callable[..., Result]


@pytest.fixture
def mark(app: Flask) -> Mark:
    def run(given: str | bytes, *args: str, scenario: str = "tills") -> Result:
        command = ["handover", "mark", scenario, "--content", str(LABELLED), *args]
        return app.test_cli_runner().invoke(args=command, input=given)

    return run


def outcomes(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_handover_gets_its_score_and_a_verdict_for_each_item_of_the_scenario(mark: Mark) -> None:
    line = {"text": "TillPay is down since 09:04.", "decision": "raise", "elapsed_seconds": 480}

    result = mark(json.dumps(line))

    assert result.exit_code == 0
    [card] = outcomes(result)
    assert list(card) == [
        "score", "passed", "completeness", "accuracy", "timeliness", "decision_right", "items", "unsupported",
        "projected_minutes",
    ]  # fmt: skip
    assert sorted(card["items"]) == sorted(ITEMS)
    assert card["items"]["service"]["verdict"] == "captured"
    assert [line["text"][start:end] for start, end in card["items"]["service"]["evidence"]] == ["TillPay"]
    assert all(list(item) == ["verdict", "evidence", "field_evidence", "reason"] for item in card["items"].values())
    assert card["timeliness"] == 100
    assert card["decision_right"] is True
    assert card["passed"] is False


def test_decision_time_and_text_may_be_absent(mark: Mark) -> None:
    lines = ['{"text": ""}', '{"fields": {"started": "09:04"}}', '{"text": null, "fields": {}, "decision": null}']

    result = mark("\n".join(lines))

    assert result.exit_code == 0
    assert [card["decision_right"] for card in outcomes(result)] == [False, False, False]


def test_a_handover_too_late_loses_timeliness(mark: Mark) -> None:
    [card] = outcomes(mark('{"text": "TillPay", "elapsed_seconds": 900}'))

    assert card["timeliness"] == 50


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("TillPay is down", "not JSON"),
        ("[1, 2]", "must be a JSON object"),
        ("{}", "neither 'text' nor 'fields'"),
        ('{"text": 7}', "'text' must be text"),
        ('{"fields": {"service": 7}}', "must give a text for each item"),
        ('{"fields": ["service"]}', "must give a text for each item"),
        ('{"fields": {"servcie": "TillPay"}}', "no item 'servcie'; it has service"),
        ('{"text": "a", "decision": "shout"}', "choose one of raise, attach, security, none"),
        ('{"text": "a", "decision": ["raise"]}', "choose one of"),
        ('{"text": "a", "elapsed_seconds": "480"}', "must be a number"),
        ('{"text": "a", "elapsed_seconds": true}', "must be a number"),
        ('{"text": "a", "elapsed_seconds": -1}', "must be from 0 to"),
        ('{"text": "a", "elapsed_seconds": NaN}', "must be from 0 to"),
        ('{"text": "a", "elapsed_seconds": 1' + "0" * 400 + "}", "must be from 0 to"),
        (json.dumps({"text": "a" * 20_001}), "20,001 characters"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_says_what_is_wrong_and_the_rest_is_marked(mark: Mark, line: str, wrong: str) -> None:
    result = mark(f'{line}\n{{"text": "TillPay"}}\n')

    assert result.exit_code == 1
    refused, card = outcomes(result)
    assert list(refused) == ["error"]
    assert wrong in refused["error"]
    assert card["items"]["service"]["verdict"] == "captured"


def test_a_line_that_is_not_utf_8_says_so(mark: Mark) -> None:
    result = mark(b'{"text": "caf\xe9"}\n{"text": "TillPay"}\n')

    assert result.exit_code == 1
    assert outcomes(result)[0] == {"error": "The line is not UTF-8 text."}


def test_half_a_character_and_empty_lines_do_not_stop_the_stream(mark: Mark) -> None:
    result = mark('\ufeff{"text": "TillPay \\ud800"}\n\n  \n{"text": "TillPay"}\n')

    assert result.exit_code == 0
    assert [card["items"]["service"]["verdict"] for card in outcomes(result)] == ["captured", "captured"]


def test_lines_may_come_from_a_file(mark: Mark, tmp_path: Path) -> None:
    file = tmp_path / "handovers.jsonl"
    file.write_text('{"text": "TillPay"}\n{"text": "Outlook"}\n')

    assert len(outcomes(mark("", str(file)))) == 2


def test_an_unknown_scenario_is_refused_with_the_names_there_are(mark: Mark) -> None:
    for name in ("tils", "../checklist"):
        result = mark("", scenario=name)

        assert result.exit_code == 2
        assert result.stdout == ""
        assert "airbase, airport" in result.stderr


def test_broken_content_is_refused_with_its_problems(app: Flask, content: Path) -> None:
    (content / "checklist.yml").write_text("items: []\n")

    result = app.test_cli_runner().invoke(args=["handover", "mark", "tills", "--content", str(content)], input="")

    assert result.exit_code == 2
    assert "checklist.yml:1:" in result.stderr


def test_problems_that_do_not_prevent_marking_go_to_standard_error(app: Flask, content: Path) -> None:
    scenario = content / "scenarios" / "tills.yml"
    scenario.write_text(scenario.read_text() + "colour: red\n")
    command = ["handover", "mark", "tills", "--content", str(content)]

    result = app.test_cli_runner().invoke(args=command, input='{"text": "TillPay"}')

    assert result.exit_code == 0
    assert "'colour' is not a key this file knows" in result.stderr
    assert len(outcomes(result)) == 1


def test_the_real_command_answers_each_line_before_the_next_is_sent(tmp_path: Path) -> None:
    """No database, no secret, no instance folder; and the stream is not held back until its end."""
    command = [Path(sys.executable).with_name("flask"), "handover", "mark", "tills", "--content", LABELLED]
    settings = {"PATH": os.environ["PATH"], "BATON_INSTANCE_DIR": str(tmp_path / "none")}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=settings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for text in ("TillPay", "Outlook"):
            process.stdin.write(json.dumps({"text": text}) + "\n")
            process.stdin.flush()
            assert "score" in json.loads(process.stdout.readline())
        _, errors = process.communicate(timeout=30)
    assert errors == ""
    assert process.returncode == 0
    assert not (tmp_path / "none").exists()
