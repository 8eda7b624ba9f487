"""Signing in, and what a person does to their own way in."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts import passwords, queries
from app.accounts.actions.links import void_links
from app.accounts.actions.throttle import Try, count_try, forgive
from app.accounts.models import Person
from app.accounts.rules import client_network, password_mistake
from app.audit.actions import record
from app.database import transaction

TRIES_PER_ADDRESS = 5
TRIES_PER_CLIENT = 20


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The password was right."""

    person_id: int


@dataclass(frozen=True, slots=True)
class Wait:
    """Too many tries: nothing was looked at, not even a right password."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, as a sentence, and the field it belongs to."""

    field: str
    sentence: str


def sign_in(
    *, email: str, password: str, client: str | None, memory_kib: int, at: datetime
) -> SignedIn | Wait | Refusal:
    """Checks e-mail and password; the answer takes as long for an address nobody has."""
    counted = _count(email, client, at)
    if counted.wait_seconds:
        return Wait(counted.wait_seconds)
    person = queries.active_person_by_email(email)
    kept = person.password_hash if person else None
    if not passwords.matches(kept, password, memory_kib) or person is None or kept is None:
        return Refusal("password", "E-mail and password do not go together.")
    renewed = passwords.hashed(password, memory_kib) if passwords.is_outdated(kept, memory_kib) else None
    with transaction() as session:
        forgive(counted, _address_key(email))
        if renewed:
            session.get_one(Person, person.id).password_hash = renewed
        record(act="signed in", subject=f"person:{person.id}", at=at, actor_id=person.id)
    return SignedIn(person.id)


def change_password(
    *, person_id: int, current: str, chosen: str, client: str | None, memory_kib: int, at: datetime
) -> Wait | Refusal | None:
    """Replaces a person's password and ends their other sessions and open links; None when it was done."""
    person = queries.person(person_id)
    if mistake := password_mistake(chosen, person.email):
        return Refusal("chosen", mistake)
    counted = _count(person.email, client, at)
    if counted.wait_seconds:
        return Wait(counted.wait_seconds)
    person = queries.person(person_id)
    if not passwords.matches(person.password_hash, current, memory_kib):
        return Refusal("current", "This is not your current password.")
    email, renewed = person.email, passwords.hashed(chosen, memory_kib)
    with transaction():
        forgive(counted, _address_key(email))
        set_password(person_id, renewed, at)
        record(act="password changed", subject=f"person:{person_id}", at=at, actor_id=person_id)
    return None


def set_password(person_id: int, password_hash: str, at: datetime) -> None:
    """Keeps a new password's hash; sessions and open links made before end. Joins the caller's transaction."""
    with transaction() as session:
        person = session.get_one(Person, person_id)
        person.password_hash = password_hash
        person.session_version += 1
        void_links(person_id, at)


def sign_out_everywhere(*, person_id: int, at: datetime) -> None:
    """Ends every session of a person; they are dead at their next request."""
    with transaction() as session:
        session.get_one(Person, person_id).session_version += 1
        record(act="signed out everywhere", subject=f"person:{person_id}", at=at, actor_id=person_id)


def enter_sample(*, person_id: int, at: datetime) -> None:
    """Notes that a visitor took the place of a sample person."""
    with transaction():
        record(act="signed in", subject=f"person:{person_id}", at=at, actor_id=person_id, detail="one click, sample")


def _count(email: str, client: str | None, at: datetime) -> Try:
    limits = {_address_key(email): TRIES_PER_ADDRESS, f"client:{client_network(client)}": TRIES_PER_CLIENT}
    return count_try(limits, at)


def _address_key(email: str) -> str:
    return f"address:{email}"
