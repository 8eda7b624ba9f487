"""What stands on a printed debrief."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.content.checklist import Checklist
from app.content.scenario import Decision
from app.practice.queries import DebriefPage

SHAPES: Mapping[str, str] = {"captured": "●", "partial": "◐", "unknown_stated": "?", "wrong": "✕", "missing": "○"}
WORDS: Mapping[str, str] = {
    "captured": "Captured",
    "partial": "Partly",
    "unknown_stated": "Stated unknown",
    "wrong": "Wrong",
    "missing": "Missing",
}
_DECISIONS: Mapping[Decision | None, str] = {
    "raise": "Raise",
    "attach": "Add to the open one",
    "security": "Security path",
    "none": "Not a major incident",
    None: "None",
}


@dataclass(frozen=True, slots=True)
class DebriefSheets:
    """The debrief as practice tells it, and what paper adds. `model` is the model handover, a paragraph a field."""

    page: DebriefPage
    organisation: str
    decision: str
    model: tuple[str, ...]
    printed_on: date


def debrief_sheets(page: DebriefPage, checklist: Checklist, organisation: str, printed_on: date) -> DebriefSheets:
    """The sheets of this debrief; `checklist` names the fields of the model handover."""
    model: list[str] = []
    if page.model is not None:
        labels = {item.id: item.label for item in checklist.items}
        fields = [f"{labels.get(item_id, item_id)}: {text}" for item_id, text in page.model.fields.items()]
        model = [text for text in (page.model.text.strip(), *fields) if text]
    return DebriefSheets(page, organisation, _DECISIONS[page.card.decision], tuple(model), printed_on)
