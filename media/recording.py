"""Records the running product while a script's lines are spoken: real Chromium, real time, a pointer that is seen."""

import base64
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, CDPSession, Error, Locator, Page, expect

from app.content.script import Action, Recording, Scene
from media.drawing import HEIGHT, WIDTH, CannotDraw, Frame, Shown
from media.site import Clock, running

CAPTIONS = 112
"""The lowest strip of the picture, left to the captions."""

_SEEN = HEIGHT - CAPTIONS
_SHOWS_POINTER = Path(__file__).with_name("pointer.js").read_text()
_TICK = 0.05
_A_KEY = 32  # milliseconds
_PATIENCE = 20_000
_FRAME = 0.15  # seconds: more pictures than this are not kept


@dataclass(slots=True)
class _Film:
    """What the browser sent since the recording began: a moment and a picture each."""

    taken: list[tuple[float, bytes]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A scene as it came from the browser; made into frames once the recording is over, for that takes its time."""

    taken: Sequence[tuple[float, bytes]]
    ended: float
    starts: tuple[float, ...]

    def shown(self) -> Shown:
        """The scene as frames of the film."""
        return Shown(tuple(_frames(self.taken, self.ended)), self.starts)


class Camera:
    """A signed-in page of the running product, and the film of it."""

    def __init__(self, page: Page, session: CDPSession, clock: Clock, film: _Film) -> None:
        self._page = page
        self._session = session
        self._clock = clock
        self._film = film

    def record(self, scene: Scene, lengths: Sequence[float], after: float) -> Recorded:
        """The scene while its lines are spoken; a line lasts as long as its words or its actions, whichever is longer.

        Raises CannotDraw, with the action that did not work.
        """
        with _time_goes_by(self._clock):
            began = time.time()
            self._film.taken = [(began, self._page.screenshot())]
            self._session.send("Page.startScreencast", {"format": "jpeg", "quality": 95, "everyNthFrame": 2})
            starts = []
            for number, (line, length) in enumerate(zip(scene.lines, lengths, strict=True)):
                started = time.time()
                starts.append(started - began)
                for action in line.does:
                    self._try(action, scene)
                pause = after if number + 1 == len(scene.lines) else line.pause
                self._wait(started + length + pause - time.time())
                self._page.evaluate("filmRing(null)")
            self._session.send("Page.stopScreencast")
            ended = time.time()
        return Recorded(self._film.taken, ended, tuple(starts))

    def _try(self, action: Action, scene: Scene) -> None:
        try:
            self._do(action)
        except (Error, AssertionError) as error:
            said = action.model_dump(exclude_unset=True)
            raise CannotDraw(f"{scene.headline}: {said} did not work: {str(error).partition('Call log')[0]}") from error

    def _do(self, action: Action) -> None:
        page = self._page
        if action.open:
            page.goto(action.open)
        elif action.press:
            self._point_at(self._named(action.press)).click()
            page.wait_for_load_state()
        elif action.choose:
            self._point_at(page.get_by_label(action.choose).first).check()
        elif action.write:
            field = page.get_by_role("textbox", name=action.into).filter(visible=True).first
            self._point_at(field).click()
            page.keyboard.press("Control+End")
            if field.input_value():
                page.keyboard.press("Enter")
            page.keyboard.type(action.write, delay=_A_KEY)
        elif action.wait:
            expect(page.get_by_text(action.wait).filter(visible=True).first).to_be_visible(timeout=60_000)
        elif action.look:
            seen = page.locator(action.look).filter(visible=True).first
            seen.evaluate("(element) => filmSee(element)")
            self._wait(0.6)
            seen.evaluate("(element) => filmRing(element)")

    def _named(self, name: str) -> Locator:
        begins = re.compile(rf"^\s*{re.escape(name)}", re.IGNORECASE)
        found = self._page.get_by_role("button", name=begins).or_(self._page.get_by_role("link", name=begins))
        return found.or_(self._page.locator("summary").filter(has_text=begins)).filter(visible=True).first

    def _point_at(self, target: Locator) -> Locator:
        """Moves the pointer there, in the time a hand would take."""
        target.evaluate("(element) => element.scrollIntoView({ block: 'nearest', behavior: 'instant' })")
        box = target.bounding_box()
        if box is None:
            raise AssertionError("it is not to be seen")
        self._page.evaluate(
            "([x, y]) => filmPointer(x, y)", [box["x"] + min(box["width"] / 2, 80), box["y"] + box["height"] / 2]
        )
        self._wait(0.55)
        return target

    def _wait(self, seconds: float) -> None:
        """Waits, and lets the browser's pictures come in meanwhile."""
        if seconds > 0:
            self._page.wait_for_timeout(seconds * 1000)


@contextmanager
def camera(browser: Browser, recording: Recording) -> Iterator[Camera]:
    """The product with its sample organisation at the recording's moment, and a camera on one of its people's page."""
    with running(datetime.fromisoformat(recording.moment)) as site:
        context = browser.new_context(
            base_url=site.address,
            viewport={"width": WIDTH, "height": _SEEN},
            color_scheme="light",
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(_PATIENCE)
        context.add_init_script(_SHOWS_POINTER)
        page = context.new_page()
        page.goto("/sign-in")
        page.get_by_role("button", name=f"Be {recording.as_.split()[0]}").click()
        page.wait_for_url("**/")
        film = _Film()
        session = context.new_cdp_session(page)

        def keep(told: dict[str, Any]) -> None:
            film.taken.append((told["metadata"]["timestamp"], base64.b64decode(told["data"])))
            session.send("Page.screencastFrameAck", {"sessionId": told["sessionId"]})

        session.on("Page.screencastFrame", keep)
        yield Camera(page, session, site.clock, film)
        context.close()


@contextmanager
def _time_goes_by(clock: Clock) -> Iterator[None]:
    """Lets the site's clock run with the real one; between scenes it stands."""
    over = threading.Event()

    def tick() -> None:
        last = time.monotonic()
        while not over.wait(_TICK):
            this = time.monotonic()
            clock.go_on(this - last)
            last = this

    ticking = threading.Thread(target=tick, daemon=True)
    ticking.start()
    yield
    over.set()
    ticking.join()


def _frames(taken: Sequence[tuple[float, bytes]], ended: float) -> Iterator[Frame]:
    """The pictures with how long each stood, on the whole size of the film."""
    kept = [*taken[:1]]
    for moment, picture in taken[1:]:
        if moment - kept[-1][0] >= _FRAME:
            kept.append((moment, picture))
        else:  # what comes within a frame's time stands in its place, so that the last of a movement is seen
            kept[-1] = (kept[-1][0], picture)
    ends = [moment for moment, _ in kept[1:]] + [ended]
    for (began, picture), end in zip(kept, ends, strict=True):
        yield Frame(_on_whole(picture), end - began)


def _on_whole(picture: bytes) -> bytes:
    """The recorded picture above the strip for captions."""
    recorded = Image.open(BytesIO(picture)).convert("RGB")
    whole = Image.new("RGB", (WIDTH, HEIGHT), recorded.getpixel((2, _SEEN - 3)))
    whole.paste(recorded.crop((0, 0, WIDTH, _SEEN)), (0, 0))
    made = BytesIO()
    whole.save(made, "PNG", compress_level=1)
    return made.getvalue()
