"""What the first page tells an administrator about people."""

from typing import Any

from flask import g

from app.accounts.queries import pages
from app.accounts.rules import waiting_headline
from app.accounts.views.answers import is_sample
from app.clock import now
from app.web.guards import Role
from app.web.registry import Panel


def people_panel(person: Any) -> Panel | None:
    """Whom to add or remind; in the sample organisation how to leave it."""
    if Role.ADMINISTRATOR not in person.roles:
        return None
    if is_sample():
        context = {"organisation": g.organisation.name}
        return Panel("accounts/panel_sample.html", context, "This is the sample organisation.")
    waiting = pages.waiting(now())
    if waiting.everybody > 1 and not waiting.count:
        return None
    headline = waiting_headline(waiting.everybody, waiting.count)
    return Panel("accounts/panel_people.html", {"waiting": waiting}, headline)
