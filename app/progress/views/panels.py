"""What this room puts on the first page: the path of agents first, that of others beside."""

from app.accounts.models import KnownPerson
from app.clock import now
from app.extensions import library
from app.progress import queries
from app.web.formats import local
from app.web.guards import Role
from app.web.registry import Panel

_MOST = 4  # steps to do that the first page shows


def agents_path(person: KnownPerson) -> Panel | None:
    """Where an agent stands; beside it only a certificate when no path is theirs."""
    if Role.AGENT not in person.roles:
        return None
    page = _path_of(person)
    if page.total:
        return Panel("progress/path_panel.html", {"page": page, "most": _MOST}, headline=page.headline)
    return _certificate(page)


def others_path(person: KnownPerson) -> Panel | None:
    """Where somebody who takes no calls stands, in short, beside what they came for."""
    if Role.AGENT in person.roles:
        return None
    page = _path_of(person)
    if page.total:
        return Panel("progress/path_aside.html", {"page": page}, headline=page.headline, aside=True)
    return _certificate(page)


def _path_of(person: KnownPerson) -> queries.PathPage:
    return queries.path_of(person, library(), local(now()).date())


def _certificate(page: queries.PathPage) -> Panel | None:
    return Panel("progress/certificate_panel.html", {"held": page.former}, aside=True) if page.former else None
