"""Pages of this room, and what it plugs into every other."""

from flask import Flask

from app.accounts.models import KnownPerson
from app.clock import now
from app.extensions import library
from app.practice import cli, queries
from app.practice.rules.levels import LEVELS
from app.practice.views import (  # noqa: F401  views register themselves
    after,
    calls,
    debriefs,
    phrasings,
    replays,
    verdicts,
)
from app.practice.views.blueprint import bp
from app.web.guards import Role
from app.web.registry import NavEntry, Panel, add_nav, add_panel

_RULE = frozenset({Role.TRAINER, Role.ADMINISTRATOR})


def init_app(app: Flask) -> None:
    """Connects the room."""
    app.register_blueprint(bp)
    cli.init_app(app)
    add_nav(app, NavEntry(30, "Practice", "practice.scenarios", section="practice"))
    add_panel(app, 5, _open_call)
    add_panel(app, 8, _open_disputes)
    add_panel(app, 9, _commented)
    add_panel(app, 65, _not_understood)


def _open_call(person: KnownPerson) -> Panel | None:
    """The call this person has open, for the first page."""
    outcome = queries.open_attempt_of(person.id, now())
    if outcome is None:
        return None
    scenario = library().scenarios.get(outcome.scenario)
    title = scenario.title if scenario else outcome.scenario
    context = {"call": outcome, "level": LEVELS[outcome.level], "title": title}
    return Panel("practice/open_call.html", context, headline="Your call waits where you left it.")


def _open_disputes(person: KnownPerson) -> Panel | None:
    """The disputes that wait for a ruling by somebody like this person."""
    if not person.roles & _RULE:
        return None
    waiting = queries.waiting_disputes(person.id)
    if waiting.count == 0:
        return None
    return Panel("practice/open_disputes.html", {"waiting": waiting}, headline=waiting.headline)


def _not_understood(person: KnownPerson) -> Panel | None:
    """The questions nobody in a call made out, for trainers."""
    count = queries.not_understood_count() if Role.TRAINER in person.roles else 0
    return Panel("practice/not_understood.html", {"count": count}, aside=True) if count else None


def _commented(person: KnownPerson) -> Panel | None:
    """What trainers said lately about calls of this person."""
    said = queries.said_lately(person.id, library(), now())
    return Panel("practice/commented.html", {"said": said}, aside=True) if said else None
