"""What rooms plug into the layout: entries of the navigation, tools beside it and panels of the first page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from flask import Flask, current_app, request, url_for

from app.web.guards import Role


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A link in the bar, for people with one of `roles` (everybody signed in when empty)."""

    order: int
    label: str
    endpoint: str
    roles: frozenset[Role] = frozenset()
    section: str = ""  # blueprint whose pages light this entry up, beside those under its address


@dataclass(frozen=True, slots=True)
class Tool:
    """A link that stands at the end of the bar on every page, at every width; `icon` is a template of the room's."""

    order: int
    label: str
    endpoint: str
    icon: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Something on the first page: a template of the room that owns it and what it shows.

    The template is given `leads`: whether it comes first, so that a page has one thing to do. `headline` is a whole
    sentence; the first panel's is the page's own. `aside` panels stand beside.
    """

    template: str
    context: Mapping[str, Any]
    headline: str = ""
    aside: bool = False


PanelBuilder = Callable[[Any], Panel | None]


def add_nav(app: Flask, entry: NavEntry) -> None:
    """Adds a link to the bar."""
    app.extensions.setdefault("baton.nav", []).append(entry)


def add_tool(app: Flask, tool: Tool) -> None:
    """Adds a tool to the end of the bar, for everybody signed in."""
    app.extensions.setdefault("baton.tools", []).append(tool)


def add_panel(app: Flask, order: int, build: PanelBuilder) -> None:
    """Adds a builder of a first-page panel: given the person signed in, it answers a panel or None."""
    app.extensions.setdefault("baton.panels", []).append((order, build))


def nav_for(person: Any) -> list[NavEntry]:
    """The links this person sees, in order."""
    entries: list[NavEntry] = current_app.extensions.get("baton.nav", [])
    seen = [entry for entry in entries if not entry.roles or entry.roles & person.roles]
    return sorted(seen, key=lambda entry: entry.order)


def lit(entries: Sequence[NavEntry]) -> NavEntry | None:
    """The link of the page being shown: its own, else the one whose address it stands under, else its section's."""
    own = [entry for entry in entries if entry.endpoint == request.endpoint]
    if own or any(tool.endpoint == request.endpoint for tool in tools()):
        return next(iter(own), None)
    above = (entry for entry in entries if request.path.startswith(f"{url_for(entry.endpoint)}/"))
    section = (entry for entry in entries if entry.section and entry.section == request.blueprint)
    return next(chain(above, section), None)


def tools() -> list[Tool]:
    """The tools of the bar, in order."""
    held: list[Tool] = current_app.extensions.get("baton.tools", [])
    return sorted(held, key=lambda tool: tool.order)


def panels_for(person: Any) -> list[Panel]:
    """The panels of this person's first page, in order."""
    builders: list[tuple[int, PanelBuilder]] = current_app.extensions.get("baton.panels", [])
    built = (build(person) for _, build in sorted(builders, key=lambda pair: pair[0]))
    return [panel for panel in built if panel is not None]
