"""The real product, served to pictures and films: a fresh sample organisation at a moment that stands still."""

import random
import sqlite3
import string
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

from flask import Flask
from flask_migrate import upgrade
from werkzeug.serving import WSGIRequestHandler, make_server

import app.clock
import config
from app import create_app
from app.database import db
from app.extensions import library
from app.sample.loading import load
from app.sample.people import sample
from media.stand_ins import startable

_DATABASE = "baton.db"
_KEPT = "kept.db"
_SEED = 1
_PUBLIC_URL = "http://baton.northfold.example"


class Clock:
    """Stands in for `datetime` in app/clock.py: time goes by only when it is told to."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment.astimezone(UTC)

    def now(self, zone: tzinfo) -> datetime:
        """The moment, in this zone."""
        return self.moment.astimezone(zone)

    def go_on(self, seconds: float) -> None:
        """Lets so much time go by."""
        self.moment += timedelta(seconds=seconds)


class Site:
    """The running product at `address`, whose clock is `clock`."""

    def __init__(self, folder: Path, clock: Clock, address: str, chance: random.Random | None = None) -> None:
        self._chance = chance
        self._folder = folder
        self._began = clock.moment
        self.clock = clock
        self.address = address

    def keep(self) -> None:
        """Keeps the organisation as it is now, to begin anew from."""
        _copy(self._folder / _DATABASE, self._folder / _KEPT)

    def begin_anew(self) -> None:
        """Puts the organisation, the clock and what chance brings back to where they began."""
        _copy(self._folder / _KEPT, self._folder / _DATABASE)
        self.clock.moment = self._began
        if self._chance:
            self._chance.seed(_SEED)


def _copy(source: Path, target: Path) -> None:
    """Copies a database into another one under SQLite's own locks, as somebody may still be reading it."""
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(target, timeout=30)) as here:
        there.backup(here)


class _Quiet(WSGIRequestHandler):
    """Answers without a line a request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing."""


@contextmanager
def running(moment: datetime) -> Iterator[Site]:
    """The product with its sample organisation as it is at `moment`, served on a free port of this machine.

    The same moment and content give the same organisation, the serials of its certificates too. A moment without a zone
    is one of the sample organisation's. Films that are still to be made do not keep it from starting.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="baton-media-")))
        clock = Clock(moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(sample().time_zone)))
        stack.enter_context(patch.object(app.clock, "datetime", clock))
        chance = stack.enter_context(_chance_that_repeats())
        content = stack.enter_context(startable(config.ROOT / "content"))
        product = _with_sample(folder, content, clock)
        server = make_server("127.0.0.1", 0, product, threaded=True, request_handler=_Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        stack.callback(thread.join)
        stack.callback(server.shutdown)
        site = Site(folder, clock, f"http://127.0.0.1:{server.server_port}", chance)
        site.keep()
        yield site


@contextmanager
def _chance_that_repeats() -> Iterator[random.Random]:
    """Makes serials and one-time links the same each time. Only ever for an organisation that is thrown away."""
    chance = random.Random(_SEED)  # noqa: S311  nothing here is secret

    def token(size: int = 32) -> str:
        return "".join(chance.choices(string.ascii_letters + string.digits, k=size * 4 // 3))

    with (
        patch("secrets.choice", chance.choice),
        patch("secrets.randbelow", chance.randrange),
        patch("secrets.token_urlsafe", token),
    ):
        yield chance


def _with_sample(folder: Path, content: Path, clock: Clock) -> Flask:
    settings = config.load(
        {},
        content_dir=content,
        secret_key="of an organisation that is thrown away",  # noqa: S106
        instance_dir=folder,
        exports_dir=folder / "exports",
        public_url=_PUBLIC_URL,
        password_memory_kib=8,
    )
    product = create_app(settings)
    with product.app_context():
        upgrade()
        load(library(), clock.moment)
        db.session.remove()
    return product
