"""A server as it is run, that can be killed, and a call on it in a real browser, with what the log then holds."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from app import create_app
from app.accounts.models import Person
from app.database import db
from app.practice.models import AttemptStep, Draft, Typing
from app.practice.rules.typing import fold
from tests.conftest import test_settings

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """gunicorn on a port and in a folder of its own; `app` reads the same database."""

    def __init__(self, folder: Path, database: Path) -> None:
        shutil.copy(database, folder / "baton.db")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.folder = folder
        self.address = f"http://127.0.0.1:{self.port}"
        self.app: Flask = create_app(test_settings(folder))
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        given = {
            "BATON_INSTANCE_DIR": str(self.folder),
            "BATON_EXPORTS_DIR": str(self.folder / "exports"),
            "BATON_SECRET_KEY": "not a secret",
            "BATON_WORKERS": "2",
            "PORT": str(self.port),
        }
        command = [sys.executable, "-m", "gunicorn", "wsgi:app"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=os.environ | given, start_new_session=True)
        self._wait()

    def kill(self) -> None:
        """Kills every process of it at once, as a power cut would."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.kill()
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def _wait(self) -> None:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self.address}/sign-in", timeout=5)  # noqa: S310  an address of our own
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        raise AssertionError("the server did not start")


@dataclass
class Caller:
    """A person in a call: their browser, the room, and what the server has of it."""

    server: Server
    context: BrowserContext
    page: Page
    attempt: int

    def steps(self, kind: str) -> list[dict[str, object]]:
        """The bodies of the steps of a kind, in order."""
        with self.server.app.app_context():
            query = db.session.query(AttemptStep).filter_by(attempt_id=self.attempt).order_by(AttemptStep.seq)
            found = [step.body for step in query if step.kind == kind]
            db.session.remove()
        return found

    def asked(self) -> list[object]:
        return [body["text"] for body in self.steps("asked")]

    def draft(self) -> str:
        """The text the server has; the keystrokes must fold to it."""
        with self.server.app.app_context():
            draft = db.session.get(Draft, self.attempt)
            rows = db.session.query(Typing).filter_by(attempt_id=self.attempt).order_by(Typing.revision, Typing.id)
            text = draft.text if draft else ""
            folded = fold(rows).text
            db.session.remove()
        assert draft is None or folded == text
        return text


def sign_in(server: Server, context: BrowserContext, person_id: int = 1) -> None:
    """Gives the browser a new session of this person, as signing in does."""
    with server.app.app_context():
        user = db.session.get_one(Person, person_id).get_id()
        db.session.remove()
    serializer = server.app.session_interface.get_signing_serializer(server.app)  # type: ignore[attr-defined]
    value = serializer.dumps({"_user_id": user, "_fresh": True})
    context.clear_cookies()
    context.add_cookies([{"name": "baton", "value": value, "url": server.address}])


@contextmanager
def at_a_call(server: Server, chromium: Browser, level: str = "assessed") -> Iterator[Caller]:
    """A call newly taken; an error in the page's scripts fails the test."""
    context = chromium.new_context(base_url=server.address, reduced_motion="reduce", locale="en-GB")
    mistakes: list[str] = []
    context.on("weberror", lambda error: mistakes.append(str(error.error)))
    sign_in(server, context)
    page = context.new_page()
    page.goto("/practice/prices")
    page.locator(f"form[action$='/start'] button[value='{level}']").click()
    page.wait_for_url("**/attempts/*")
    yield Caller(server, context, page, int(re.findall(r"\d+", page.url)[-1]))
    context.close()
    assert mistakes == []


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Presses Tab until the focus is there; where it stops on the way it must be seen."""
    for _ in range(80):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} cannot be reached by keyboard")
