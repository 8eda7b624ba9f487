"""Verdicts on the scenarios that the product ships."""

from functools import lru_cache
from pathlib import Path

from app.content.checklist import Checklist
from app.content.library import load_for_marking
from app.content.scenario import Scenario, Verdict
from app.handover.marking import mark
from app.handover.scorecard import Handover

_CONTENT = Path(__file__).resolve().parents[2] / "content"


@lru_cache(maxsize=8)
def shipped(name: str) -> tuple[Checklist, Scenario]:
    """The checklist and a scenario that the product ships."""
    return load_for_marking(_CONTENT, name)[:2]


def verdict(scenario: str, item: str, text: str) -> Verdict:
    """The verdict on an item of a shipped scenario in a note that says this."""
    checklist, its = shipped(scenario)
    card = mark(checklist, its, Handover(text, decision=its.decision), 600)
    return next(each.verdict for each in card.items if each.item == item)
