"""What stands on the checklist sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.content.checklist import Checklist, ChecklistItem, Group

GROUPS: Mapping[Group, str] = {
    "what": "What",
    "when": "When",
    "where": "Where",
    "so_what": "So what",
    "who": "Who",
}

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class ChecklistSheet:
    """The items by group, groups and items in their order; `version` is the beginning of
    the checklist's hash: enough to tell two sheets apart."""

    organisation: str
    groups: tuple[tuple[str, tuple[ChecklistItem, ...]], ...]
    version: str
    printed_on: date


def checklist_sheet(checklist: Checklist, organisation: str, printed_on: date) -> ChecklistSheet:
    """The sheet of this checklist; groups without items are left out."""
    members = {group: tuple(item for item in checklist.items if item.group == group) for group in GROUPS}
    groups = tuple((GROUPS[group], items) for group, items in members.items() if items)
    return ChecklistSheet(organisation, groups, checklist.hash[:_DIGITS], printed_on)
