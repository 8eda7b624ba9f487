"""The worked examples in docs/scoring.md, run."""

import re
from pathlib import Path

import pytest

from app.content.scenario import Verdict
from app.handover.scorecard import ItemMark
from app.handover.scoring import credit, minutes_added, project, timeliness, total_score
from tests.handover.cases import checklist

DOCUMENT = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text(encoding="utf-8")


def examples(kind: str) -> list[str]:
    """The lines of every fenced block of this kind."""
    blocks = re.findall(rf"```{kind}\n(.*?)```", DOCUMENT, re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def numbers(line: str) -> list[float]:
    return [float(number) for number in re.findall(r"\d+", line)]


@pytest.mark.parametrize("line", examples("score"))
def test_scores_in_the_document(line: str) -> None:
    complete, accurate, timely, score = numbers(line)
    assert total_score(complete, accurate, timely) == score


@pytest.mark.parametrize("line", examples("timeliness"))
def test_timeliness_in_the_document(line: str) -> None:
    target, elapsed, expected = numbers(line)
    assert timeliness(elapsed, target) == expected


@pytest.mark.parametrize("line", examples("projection"))
def test_projections_in_the_document(line: str) -> None:
    said, minutes = line.split(" -> ")
    verdict = said.split()[0]
    named = set() if verdict == "nothing" else {name.strip() for name in said.removeprefix(verdict).split(",")}
    assert named <= set(checklist().ids())
    marks = [_mark(item.id, verdict if item.id in named else "captured", item.minutes) for item in checklist().items]
    assert project(marks).minutes == float(minutes)


def _mark(item: str, verdict: str, minutes: float) -> ItemMark:
    given: Verdict = "missing"
    if verdict in ("captured", "partial", "wrong"):
        given = verdict  # type: ignore[assignment]
    return ItemMark(item, given, credit(given, False), False, (), (), "", "", minutes_added(given, False, minutes))


def test_the_document_has_an_example_of_each_kind() -> None:
    assert all(examples(kind) for kind in ("score", "timeliness", "projection"))
