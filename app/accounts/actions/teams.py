"""What an administrator does with teams: add and rename."""

from datetime import datetime

from app.accounts import queries
from app.accounts.actions.alone import alone
from app.accounts.actions.outcomes import Refusal
from app.accounts.models import Team
from app.audit.actions import record

_TAKEN = Refusal("name", "There is a team of this name already.")


def add_team(*, name: str, actor_id: int | None, at: datetime) -> int | Refusal:
    """Adds a team and answers its id."""
    with alone() as session:
        if queries.is_team(name):
            return _TAKEN
        team = Team(name=name)
        session.add(team)
        session.flush()
        record(act="team added", subject=f"team:{team.id}", at=at, actor_id=actor_id, detail=name)
        return team.id


def rename_team(*, team_id: int, name: str, actor_id: int, at: datetime) -> Refusal | None:
    """Gives a team another name; None when it was done."""
    with alone() as session:
        if queries.is_team(name, but=team_id):
            return _TAKEN
        team = session.get_one(Team, team_id)
        if name != team.name:
            record(
                act="team renamed",
                subject=f"team:{team_id}",
                at=at,
                actor_id=actor_id,
                detail=f"from {team.name} to {name}",
            )
            team.name = name
    return None
