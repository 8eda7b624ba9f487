"""What must be true before the site is served, every reason not to start, and the pulse while it is served."""

import errno
import ipaddress
import os
import secrets
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.exc import SQLAlchemyError

from app.accounts import queries
from app.clock import now
from app.content.problems import ContentError
from app.database import db
from app.extensions import library
from app.handover.sense import shipped_sense
from app.practice.actions.outages import PULSE, beat
from app.practice.queries.rehearsing import rehearse
from app.simulation.encoder import shipped_encoder
from app.simulation.model import shipped_model
from app.simulation.phrases import phrases
from config import Settings

_PATIENCE = 5.0  # seconds that what is being stopped may take
_MIGRATE = "Run '.venv/bin/flask db upgrade', or start with 'make run'."


def make_secret_key(settings: Settings) -> bool:
    """Makes the secret of this installation, readable by its owner alone; False when there is one already."""
    if settings.secret_key:
        return False
    settings.instance_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(settings.instance_dir / "secret-key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
    return True


def refusals(app: Flask, bind: str) -> list[str]:
    """Every reason not to serve, as sentences; empty when nothing stands against it.

    `bind` is the host listened on, with or without its port, or `unix:<path>`.
    """
    with app.app_context():
        found = [*_secret_refusals(app), *_content_refusals()]
        unmigrated = migration_refusals(app)
        found += unmigrated or _organisation_refusals(bind)
        db.session.remove()
    return found


def port_refusals(addresses: Iterable[tuple[Any, ...]]) -> list[str]:
    """Why these addresses (host and port first) cannot be listened on; waits some seconds for one to be let go of.

    Sockets that share a port would let a second server begin unnoticed beside the first.
    """
    return [
        f"Another program listens on {host}:{port}. Stop it, or choose another port, such as PORT={port + 1}."
        for host, port, *_ in addresses
        if not _is_let_go_of(host, port)
    ]


def _is_let_go_of(host: str, port: int) -> bool:
    until = time.monotonic() + _PATIENCE
    while _is_listened_on(host, port):
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def _is_listened_on(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False


def read_ahead(app: Flask) -> None:
    """Reads what understands questions and makes pages, and rehearses the calls people are in, once for all workers:
    none of them makes its first caller wait for it, least of all when everybody comes back at once."""
    shipped_encoder()
    shipped_sense()
    shipped_model()
    phrases()
    _keep_templates(app)
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)
    with app.app_context():
        rehearse(library(), now())
        db.session.remove()


def _keep_templates(app: Flask) -> None:
    """Keeps compiled templates beside the database, where that can be written: two seconds at the first start alone."""
    kept = app.extensions["baton.settings"].instance_dir / "templates"
    with suppress(OSError):
        kept.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.access(kept, os.W_OK | os.X_OK):
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(kept))


def listens_here_only(bind: str) -> bool:
    """Whether this address can be reached from this machine alone."""
    if bind.startswith("unix:"):
        return True
    host = bind[1:].partition("]")[0] if bind.startswith("[") else bind
    if host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def migration_refusals(app: Flask) -> list[str]:
    """Why the database cannot be used by this version; empty when it can."""
    head = ScriptDirectory(str(app.extensions["migrate"].directory)).get_current_head()
    try:
        with db.engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError as error:
        reason = str(error).splitlines()[0]
        return [f"The database cannot be opened ({reason}). Check BATON_DATABASE_URL and BATON_INSTANCE_DIR."]
    if current is None:
        return [f"The database has no tables yet. {_MIGRATE}"]
    if current != head:
        return [f"The database is at step {current} and this version needs {head}. {_MIGRATE}"]
    return []


def keep_pulse(app: Flask) -> Callable[[], None]:
    """Notes every few seconds, from a thread of its own, that this process serves; answers what stops it.

    The time calls lose while no process does is given back to them.
    """
    stopped = threading.Event()
    server = f"{socket.gethostname()}:{os.getpid()}"[-120:]

    def run() -> None:
        while True:
            _beat(app, server)
            if stopped.wait(PULSE.total_seconds()):
                return

    threading.Thread(target=run, name="pulse", daemon=True).start()
    return stopped.set


def _beat(app: Flask, server: str) -> None:
    """One beat; a database that does not answer is no reason to end, the next beat tries again."""
    with app.app_context():
        try:
            if beat(server=server, at=now()):
                sys.stderr.write("Baton was away; the clock of every open call stood meanwhile.\n")
        except SQLAlchemyError as error:
            sys.stderr.write(f"No pulse could be noted: {str(error).splitlines()[0]}\n")
        finally:
            db.session.remove()


def _secret_refusals(app: Flask) -> list[str]:
    if app.config["SECRET_KEY"]:
        return []
    return [
        "There is no secret key. Run '.venv/bin/flask organisation prepare', which makes one, or set BATON_SECRET_KEY."
    ]


def _content_refusals() -> list[str]:
    try:
        library()
    except ContentError as error:
        return [str(problem) for problem in error.problems]
    return []


def _organisation_refusals(bind: str) -> list[str]:
    organisation = queries.organisation()
    if organisation is None:
        return ["There is no organisation yet. Run '.venv/bin/flask organisation prepare --sample' or '--empty'."]
    if organisation.is_sample and not listens_here_only(bind):
        return [
            f"The sample organisation lets anybody in with one click, and {bind} can be reached from other machines. "
            "Listen on 127.0.0.1, or run '.venv/bin/flask organisation leave-sample' first."
        ]
    return []
