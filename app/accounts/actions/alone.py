"""One at a time where a rule is about everybody: the last administrator, an address nobody else has, tries counted."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Organisation
from app.database import transaction


@contextmanager
def alone() -> Iterator[Session]:
    """A transaction that waits for every other of this kind: what it finds is still so when it writes.

    On SQLite every transaction is alone; PostgreSQL has them wait for the row of the organisation.
    """
    with transaction() as session:
        session.execute(select(Organisation.id).with_for_update())
        yield session
