"""What people do to their own way in: choose, change and recover a password, end their sessions."""

import threading
from datetime import datetime
from typing import Any

from flask import Flask, current_app
from sqlalchemy import update

from app.accounts import mail, passwords, queries
from app.accounts.actions.alone import alone
from app.accounts.actions.links import digest_of, make_link, void_links
from app.accounts.actions.outcomes import LinkGone, Refusal, SignedIn, Wait
from app.accounts.actions.throttle import address_key, count_link_request, count_password_try, forgive
from app.accounts.models import OneTimeLink, Person
from app.accounts.rules import is_placeholder, password_mistake
from app.audit.actions import record
from app.database import transaction
from config import Settings


def change_password(
    *, person_id: int, current: str, chosen: str, client: str | None, memory_kib: int, at: datetime
) -> Wait | Refusal | None:
    """Replaces a person's password and ends their other sessions and open links; None when it was done."""
    person = queries.person(person_id)
    email, kept = person.email, person.password_hash
    if mistake := password_mistake(chosen, email):
        return Refusal("chosen", mistake)
    counted = count_password_try(email, client, at)
    if counted.wait_seconds:
        return Wait(counted.wait_seconds)
    if not passwords.matches(kept, current, memory_kib):
        return Refusal("current", "This is not your current password.")
    renewed = passwords.hashed(chosen, memory_kib)
    with transaction():
        forgive(counted, address_key(email))
        _set_password(person_id, renewed, at)
        record(act="password changed", subject=f"person:{person_id}", at=at, actor_id=person_id)
    return None


def sign_out_everywhere(*, person_id: int, at: datetime) -> None:
    """Ends every session of a person; they are dead at their next request."""
    with transaction() as session:
        session.get_one(Person, person_id).session_version += 1
        record(act="signed out everywhere", subject=f"person:{person_id}", at=at, actor_id=person_id)


def choose_password(
    *, token: str, chosen: str, name: str | None, email: str | None, memory_kib: int, at: datetime
) -> SignedIn | Refusal | LinkGone:
    """Uses a one-time link to set a password; the first administrator also says who they are."""
    link = queries.link(digest_of(token), at)
    if link is None or link.state != "open":
        return LinkGone()
    if mistake := password_mistake(chosen, email or link.email):
        return Refusal("chosen", mistake)
    password_hash = passwords.hashed(chosen, memory_kib)
    with alone() as session:
        if name and email and queries.is_taken(email, but_by=link.person_id):
            return Refusal("email", "Somebody here has this address already.")
        # As it was found: computing a hash takes a while, in which the link may have been used or ended.
        unused = (OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None), OneTimeLink.expires_at == link.since)
        used: Any = session.execute(update(OneTimeLink).where(*unused).values(used_at=at))
        if used.rowcount != 1:
            return LinkGone()
        if name and email and is_placeholder(link.email):
            person = session.get_one(Person, link.person_id)
            person.name, person.email = name, email
        _set_password(link.person_id, password_hash, at)
        record(act="password chosen", subject=f"person:{link.person_id}", at=at, actor_id=link.person_id)
    return SignedIn(link.person_id)


def ask_new_password(*, email: str, client: str | None, settings: Settings, at: datetime) -> Wait | None:
    """Mails a link to whoever has the address. Looking and mailing happen behind the answer, which tells nothing."""
    counted = count_link_request(email, client, at)
    if counted.wait_seconds:
        return Wait(counted.wait_seconds)
    if settings.mail_server:
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
        threading.Thread(target=_mail_link, args=(app, email, settings, at)).start()
    return None


def _mail_link(app: Flask, email: str, settings: Settings, at: datetime) -> None:
    with app.app_context():
        person = queries.active_person_by_email(email)
        if person is None:
            return
        known, hours, name = queries.organisation(), settings.link_hours, person.name
        organisation = known.name if known else ""
        made = make_link(person_id=person.id, purpose="new_password", hours=hours, actor_id=None, at=at)
        address = f"{settings.address}/link/{made.token}"
        mail.send(settings, mail.link(made.purpose, name, email, address, hours, organisation))


def _set_password(person_id: int, password_hash: str, at: datetime) -> None:
    """Keeps a new password's hash; sessions and open links made before end. Joins the caller's transaction."""
    with transaction() as session:
        person = session.get_one(Person, person_id)
        person.password_hash = password_hash
        person.session_version += 1
        void_links(person_id, at)
