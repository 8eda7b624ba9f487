"""The organisation itself: made once, its first administrator let in, everything removed again."""

from datetime import datetime

from sqlalchemy import delete

from app.accounts import queries
from app.accounts.actions.outcomes import NewLink, Refusal
from app.accounts.actions.people import PersonFacts, add_person, renew_link
from app.accounts.models import Organisation, Person
from app.accounts.rules import PLACEHOLDER_EMAIL
from app.audit.actions import record
from app.database import Base, transaction
from app.web.guards import Role


def make_organisation(*, name: str, time_zone: str, is_sample: bool, at: datetime) -> None:
    """Makes the one organisation of this installation."""
    with transaction() as session:
        session.add(Organisation(id=1, name=name, time_zone=time_zone, is_sample=is_sample, created_at=at))
        session.flush()
        record(act="organisation made", subject="organisation:1", at=at, detail=name)


def let_first_administrator_in(*, link_hours: int, at: datetime) -> NewLink | Refusal:
    """A link for an administrator who has no password yet; when there is none, for a new one, who says who they are."""
    with transaction() as session:
        person_id = queries.administrator_to_let_in() or _add_placeholder(at)
        session.get_one(Person, person_id).deactivated_at = None
        return renew_link(person_id=person_id, link_hours=link_hours, actor_id=None, at=at)


def remove_everything() -> None:
    """Empties every table; joins the caller's transaction."""
    with transaction() as session:
        session.expunge_all()
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(delete(table))


def _add_placeholder(at: datetime) -> int:
    facts = PersonFacts(
        name="First administrator",
        email=PLACEHOLDER_EMAIL,
        roles=frozenset({Role.ADMINISTRATOR}),
        team_id=None,
        joined_on=at.date(),
    )
    added = add_person(facts, actor_id=None, at=at)
    if isinstance(added, Refusal):
        raise ValueError(added.sentence)
    return added
