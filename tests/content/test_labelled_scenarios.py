"""The labelled scenarios, written before this code and by other hands, load as they stand."""

from pathlib import Path

import pytest

from app.content.library import load_for_marking

LABELLED = Path(__file__).parents[2] / "labelled" / "content"
SCENARIOS = sorted(file.stem for file in (LABELLED / "scenarios").glob("*.yml"))


def test_they_are_all_here() -> None:
    assert len(SCENARIOS) == 139


@pytest.mark.parametrize("scenario_id", SCENARIOS)
def test_a_labelled_scenario_loads_as_it_stands(scenario_id: str) -> None:
    checklist, scenario, problems = load_for_marking(LABELLED, scenario_id)
    assert problems == []
    assert scenario.id == scenario_id
    assert set(scenario.items) <= set(checklist.ids())
    assert scenario.people[0].opening


def test_desk_tools_written_as_lines_stay_lines() -> None:
    _, bank, _ = load_for_marking(LABELLED, "bank")
    monitoring = next(tool for tool in bank.tools if tool.id == "monitoring")
    assert monitoring.columns == ("",)
    assert monitoring.lines[0].startswith("06:40 CRITICAL")
