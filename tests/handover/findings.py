"""What the readers find in a text, before anything learned decides: for tests that must not hang on the weights."""

from functools import lru_cache
from typing import Any

from app.content.scenario import Scenario
from app.handover.compiling import compile_case
from app.handover.deciding import find_all
from app.handover.note import read_note
from app.handover.scorecard import Handover
from app.handover.signs import Finding
from tests.handover.cases import checklist, library, scenario

_PRESS = {
    "id": "hanna",
    "name": "Hanna Brightwell",
    "role": "branch lead",
    "opening": "Hello, nothing can be lent.",
    "knows": {"contact": "Me, on 01632 960 417."},
    "believes": [{"about": "change", "says": "They put new scanners in on Friday, it is that."}],
}


@lru_cache(maxsize=1)
def unchanged() -> Scenario:
    """The library where nothing was changed and a lead blames the new scanners."""
    return scenario(people=[_PRESS], items={"change": {"truth": "No change since May", "none": True}})


@lru_cache(maxsize=1)
def unexplained() -> Scenario:
    """The library where nobody knows what changed: the supplier does not show its changes."""
    truth = {"truth": "Not known; Fernleigh host it and do not show their changes", "unknown": True}
    return scenario(people=[_PRESS], items={"change": truth})


def found(text: str, item: str, within: Scenario | None = None, **fields: Any) -> Finding:
    """What is found about an item of the library, or of another scenario."""
    case = compile_case(checklist(), within or library())
    return find_all(checklist(), case, read_note(case, Handover(text, **fields), 300))[item]
