"""A running site with the sample organisation, and a real Chromium to visit it with."""

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from app import create_app
from app.clock import now
from app.database import db
from app.extensions import library
from app.sample.loading import load
from tests import machine
from tests.conftest import test_settings

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP = (1280, 900)
PHONE = (390, 844)
SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"


@dataclass(frozen=True, slots=True)
class Site:
    """The address of the running site and its app."""

    address: str
    app: Flask


def closing(app: WSGIApplication) -> WSGIApplication:
    """The app, whose every answer is closed even where the browser hangs up: Werkzeug's server, which listens once
    more before it closes one, leaves the file open when that listening fails."""

    def call(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer = app(environ, start_response)

        def pieces() -> Iterator[bytes]:
            try:
                yield from answer
            finally:
                if hasattr(answer, "close"):
                    answer.close()

        return pieces()

    return call


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with the sample organisation, served on a port of its own."""
    folder = tmp_path_factory.mktemp("site")
    app = create_app(test_settings(folder))
    with app.app_context():
        upgrade()
        load(library(), now())
        db.session.remove()
    server = make_server("127.0.0.1", 0, closing(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", app)
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright."""
    machine.need("Chromium", machine.chromium() is not None, "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page_of(site: Site, chromium: Browser) -> Callable[..., AbstractContextManager[Page]]:
    """`with page_of("Asha Verma", size=PHONE, scheme="dark") as page:` signed in by one click; what the browser
    complains about on its console fails the test."""

    @contextmanager
    def open_page(
        name: str | None, size: tuple[int, int] = DESKTOP, scheme: str = "light", **options: object
    ) -> Iterator[Page]:
        context = chromium.new_context(
            base_url=site.address,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion="reduce",
            **options,
        )
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if name is not None:
            page.goto("/sign-in")
            page.get_by_role("button", name=f"Be {name.split()[0]}").click()
            page.wait_for_url("**/")
        yield page
        context.close()
        assert [text for text in complaints if "the server responded with a status of" not in text] == []

    return open_page


def keep_picture(page: Page, folder: str, path: str) -> None:
    """Keeps a picture of the whole page below `build/screenshots`, for people to look at."""
    name = re.sub(r"[^a-z0-9]+", "-", path).strip("-") or "today"
    page.screenshot(path=SCREENSHOTS / folder / f"{name}.png", full_page=True)
