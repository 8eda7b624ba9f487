"""Who rings first, and what is so later: what an author gets wrong is named with its line and how to mend it."""

import pytest

from app.content.library import parse_checklist, parse_scenario
from app.content.problems import Problem
from tests.content.test_naming_mistakes import CHECKLIST, SCENARIO, line_of

SOONER_AND_LATER = (
    "{truth: Since 09:04, time: '09:04', later: "
    "[{at: %d, truth: Sooner, time: '09:02'}, {at: %d, truth: Later, time: '09:05'}]}"
)


def problems(old: str, new: str) -> list[Problem]:
    assert old in SCENARIO
    checklist, _ = parse_checklist(CHECKLIST)
    return parse_scenario(SCENARIO.replace(old, new), "scenarios/tills.yml", checklist)[1]


@pytest.mark.parametrize("key", ["arrives: 20", "rung: true", "after: 'looked_up:monitoring'"])
def test_a_call_needs_somebody_who_rings_at_the_beginning(key: str) -> None:
    found = problems("role: store manager", f"role: store manager\n  {key}")
    assert [problem.what for problem in found] == ["nobody rings at the beginning, so there is no call to answer."]
    assert found[0].line == line_of(SCENARIO, "people:")


@pytest.mark.parametrize(("first", "second", "count"), [(60, 120, 0), (120, 60, 1), (60, 60, 1)])
def test_what_is_so_later_stands_in_its_order(first: int, second: int, count: int) -> None:
    found = problems('{truth: Since 09:04, time: "09:04"}', SOONER_AND_LATER % (first, second))
    assert [problem.what for problem in found] == ["these do not stand in the order of their 'at'."] * count


def test_what_somebody_says_later_stands_in_its_order() -> None:
    later = "started: {says: About four., later: [{at: 90, says: B.}, {at: 30, says: A.}]}"
    found = problems("knows: {started: About four minutes past nine.}", f"knows: {{{later}}}")
    assert [problem.mend for problem in found] == ["Put the earliest first."]
