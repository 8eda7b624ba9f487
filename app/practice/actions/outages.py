"""The pulse of the serving processes, and the outages its gaps show."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from app.database import transaction
from app.practice.models import Outage, Pulse
from app.practice.rules.outages import PULSE, was_away

__all__ = ["PULSE", "beat"]

_FORGOTTEN = timedelta(days=7)


def beat(*, server: str, at: datetime) -> bool:
    """Notes that this server process is alive; whether it found that none had been for a while.

    Such a gap becomes an Outage once, whichever process comes back first.
    """
    try:
        return _beat(server, at)
    except IntegrityError:  # another server noted the same outage at the same moment
        return _beat(server, at)


def _beat(server: str, at: datetime) -> bool:
    with transaction() as session:
        last = session.scalar(select(func.max(Pulse.at)))
        away = was_away(last, at)
        if away:
            session.add(Outage(began_at=last, ended_at=at))
        own = session.get(Pulse, server)
        if own is None:
            session.execute(delete(Pulse).where(Pulse.at < at - _FORGOTTEN, Pulse.server != server))
            session.add(Pulse(server=server, at=at))
        else:
            own.at = max(own.at, at)
    return away
