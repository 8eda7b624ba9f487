"""Pure decisions about who may take a document away."""

from collections.abc import Collection

from app.web.guards import Role


def may_take_certificate(
    *, actor_id: int, roles: Collection[Role], managed_teams: Collection[int], holder_id: int, holder_team: int | None
) -> bool:
    """Whether this person may download a certificate: it is theirs, their team's, or they administer the site."""
    if actor_id == holder_id or Role.ADMINISTRATOR in roles:
        return True
    return Role.MANAGER in roles and holder_team in managed_teams
