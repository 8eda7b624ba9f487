"""Signing in, by password or, in the sample organisation, by one click."""

from datetime import datetime

from sqlalchemy import update

from app.accounts import passwords, queries
from app.accounts.actions.outcomes import Refusal, SignedIn, Wait
from app.accounts.actions.throttle import address_key, count_password_try, forgive
from app.accounts.models import Person
from app.audit.actions import record
from app.database import transaction


def sign_in(
    *, email: str, password: str, client: str | None, memory_kib: int, at: datetime
) -> SignedIn | Wait | Refusal:
    """Checks e-mail and password; the answer takes as long for an address nobody has."""
    counted = count_password_try(email, client, at)
    if counted.wait_seconds:
        return Wait(counted.wait_seconds)
    person = queries.active_person_by_email(email)
    kept = person.password_hash if person else None
    if not passwords.matches(kept, password, memory_kib) or person is None or kept is None:
        return Refusal("password", "E-mail and password do not go together.")
    person_id = person.id
    renewed = passwords.hashed(password, memory_kib) if passwords.is_outdated(kept, memory_kib) else None
    with transaction() as session:
        forgive(counted, address_key(email))
        if renewed:
            unchanged = (Person.id == person_id, Person.password_hash == kept)  # they may have chosen another meanwhile
            session.execute(update(Person).where(*unchanged).values(password_hash=renewed))
        record(act="signed in", subject=f"person:{person_id}", at=at, actor_id=person_id)
    return SignedIn(person_id)


def enter_sample(*, person_id: int, at: datetime) -> None:
    """Notes that a visitor took the place of a sample person."""
    record(act="signed in", subject=f"person:{person_id}", at=at, actor_id=person_id, detail="one click, sample")
