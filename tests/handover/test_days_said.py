"""On which day a fault is told to have begun, or to be due for repair."""

from functools import lru_cache

import pytest

from app.content.scenario import Scenario
from tests.handover.cases import scenario
from tests.handover.findings import found

NOTE = "LoanDesk is down at Alderbrook. "


@lru_cache(maxsize=1)
def dated() -> Scenario:
    """The library where loans have failed since a Tuesday in November, with a deadline on a Friday."""
    return scenario(
        items={
            "started": {"truth": "4 November, 09:12", "time": "2025-11-04T09:12"},
            "deadline": {
                "truth": "Exam loans close on Friday 14 November at 14:00",
                "time": "2025-11-14T14:00",
                "points": [["exam loans close", "exam loans deadline"]],
            },
        }
    )


@pytest.mark.parametrize("said", ["Since 6 Nov.", "Start is 7 November.", "Running since Monday.", "It began on 3/11."])
def test_another_day_is_wrong(said: str) -> None:
    assert found(NOTE + said, "started", dated()).plainly_wrong


@pytest.mark.parametrize("said", ["Since 4 Nov.", "Running since Tuesday.", "It began in November."])
def test_the_right_day_without_its_hour_is_too_little(said: str) -> None:
    finding = found(NOTE + said, "started", dated())
    assert finding.vague
    assert not finding.plainly_wrong


@pytest.mark.parametrize(
    "said",
    [
        "Four of them start in May.",
        "Maybe since 6 Nov?",
        "It ran clean since Monday.",
        "New scanners since 3 November.",
        "Not since 3 Nov.",
    ],
)
def test_a_doubt_or_another_thing_since_a_day_is_not_wrong(said: str) -> None:
    assert not found(NOTE + said, "started", dated()).plainly_wrong


def test_the_hour_on_another_day_is_wrong() -> None:
    assert found(NOTE + "Exam loans close Thursday 14:00.", "deadline", dated()).plainly_wrong
    right = found(NOTE + "Exam loans close Friday 14:00.", "deadline", dated())
    assert right.right
    assert not right.plainly_wrong


def test_what_is_due_told_at_another_hour_is_wrong() -> None:
    assert found(NOTE + "Exam 15:30.", "deadline").plainly_wrong
    assert not found(NOTE + "Exam maybe 15:30?", "deadline").plainly_wrong
