"""Which rows of the desk tools are tickets that can be linked."""

import re
from collections.abc import Sequence

from app.content.scenario import Scenario

QUEUE = "tickets"
_NUMBER = re.compile(r"[A-Z]{2,6}-?\d{3,}\b")


def ticket_of(row: Sequence[str]) -> str:
    """The ticket number a row begins with; empty when it begins with none."""
    found = _NUMBER.match(row[0].strip()) if row else None
    return found.group() if found else ""


def tickets_of(scenario: Scenario) -> frozenset[str]:
    """The numbers of all tickets in the queue of a scenario."""
    rows = (row for tool in scenario.tools if tool.id == QUEUE for row in tool.rows)
    return frozenset(filter(None, map(ticket_of, rows)))
