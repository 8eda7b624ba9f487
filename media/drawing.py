"""Draws the slides of a video in the product's own look, frame by frame, in real Chromium."""

import mimetypes
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from playwright.sync_api import Browser, Page, Route

from app.content.script import Line, Part, Scene, Script

WIDTH, HEIGHT = 1280, 720
RATE = 15
_HERE = Path(__file__).parent / "slides"
_WEB = Path(__file__).resolve().parents[1] / "app" / "web"
_ADDRESS = "http://slides.invalid"
_ARRIVING = (0.35, 0.7)  # how far what arrives has come in the first frames of a line
_MOVING = 6  # frames a second while a clock runs or a lane grows


class CannotDraw(Exception):
    """A scene that cannot be drawn as it is written; says which and why."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture (PNG) and how long it stands, in seconds."""

    picture: bytes
    seconds: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A scene as frames; `starts` are the seconds, from its beginning, at which each of its lines is begun."""

    frames: tuple[Frame, ...]
    starts: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """How long the scene is."""
        return sum(frame.seconds for frame in self.frames)


@dataclass(frozen=True, slots=True)
class _Brought:
    part: Part
    at: int


@dataclass(frozen=True, slots=True)
class _Lane:
    name: str
    stretches: tuple[_Brought, ...]


@contextmanager
def slides(browser: Browser) -> Iterator[Page]:
    """A page of Chromium that draws slides; what it loads comes from this project and from nowhere else."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", locale="en-GB")
    page = context.new_page()
    page.route("**/*", _serve)
    yield page
    context.close()


def title_card(page: Page, script: Script) -> bytes:
    """The picture a video opens with, which is also its poster."""
    _open(page, _template("title.html", script=script))
    return page.screenshot()


def draw(page: Page, script: Script, scene: Scene, lengths: Sequence[float], before: float, after: float) -> Shown:
    """The scene, line by line; `lengths` are the seconds each line is spoken, `before` and `after` those of silence.

    Raises CannotDraw for what does not fit the picture and for marked words that do not stand in it.
    """
    _open(page, _slide(script, scene))
    mistakes = [str(error) for error in page.evaluate("globalThis.mistakes ?? []")]
    if mistakes:
        raise CannotDraw(f"{scene.headline}: {mistakes[0]}")
    page.evaluate("show(99, 1, 1, null); fit()")
    if over := page.evaluate("over()"):
        raise CannotDraw(f"{scene.headline}: {over} pixels more than fit; take something out.")
    frames = [Frame(_shot(page, -1, 1, 1, scene.lines[0]), before)]
    starts, at = [], before
    for number, (line, length) in enumerate(zip(scene.lines, lengths, strict=True)):
        last = number + 1 == len(scene.lines)
        seconds = length + (after if last else line.pause)
        starts.append(at)
        frames += _line(page, number, line, seconds, length)
        at += seconds
    return Shown(tuple(frames), tuple(starts))


def _line(page: Page, number: int, line: Line, seconds: float, spoken: float) -> list[Frame]:
    """The frames of one line: what arrives comes in, then all stands still, unless a clock runs or a lane grows."""
    moves = line.clock is not None or any(part.stretch for part in line.brings)
    if not moves:
        coming = _ARRIVING if line.brings else ()
        frames = [Frame(_shot(page, number, share, 1, line), 1 / RATE) for share in coming]
        return [*frames, Frame(_shot(page, number, 1, 1, line), seconds - len(frames) / RATE)]
    count = max(2, int(spoken * _MOVING))
    frames = [
        Frame(_shot(page, number, min(1, (step + 1) / 3), step / count, line), spoken / count) for step in range(count)
    ]
    return [*frames, Frame(_shot(page, number, 1, 1, line), seconds - spoken)]


def _shot(page: Page, number: int, arriving: float, share: float, line: Line) -> bytes:
    time = None
    if line.clock is not None:
        start, end = line.clock
        time = start + (end - start) * (share if number >= 0 else 0)
    page.evaluate(
        "([line, arriving, share, time]) => show(line, arriving, share, time)", [number, arriving, share, time]
    )
    return page.screenshot()


def _slide(script: Script, scene: Scene) -> str:
    brought = [_Brought(part, -1) for part in scene.begins]
    brought += [_Brought(part, number) for number, line in enumerate(scene.lines) for part in line.brings]
    rest = [one for one in brought if not one.part.row and not one.part.stretch]
    lanes = [
        _Lane(name, tuple(one for one in brought if one.part.stretch and one.part.stretch.lane == number))
        for number, name in enumerate(scene.lanes, 1)
    ]
    return _template(
        "slide.html",
        title=script.title,
        scene=scene,
        rows=[one for one in brought if one.part.row],
        here=[one for one in rest if not one.part.beside],
        beside=[one for one in rest if one.part.beside],
        lanes=lanes,
        clock=any(line.clock for line in scene.lines),
        marks=[(number, _typographic(words)) for number, line in enumerate(scene.lines) for words in line.marks],
    )


def _template(name: str, **values: object) -> str:
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=_typographic
    )
    mark = (_WEB / "templates" / "web" / "mark.svg").read_text()
    return environment.get_template(name).render(mark=mark, **values)


def _typographic(value: object) -> object:
    """Quotation marks and apostrophes as they are printed; what is no plain text stays."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return re.sub(r'"([^"]*)"', r"“\1”", value).replace("'", "’")


def _open(page: Page, html: str) -> None:
    page.unroute(f"{_ADDRESS}/slide")
    page.route(f"{_ADDRESS}/slide", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(f"{_ADDRESS}/slide")
    page.evaluate("document.fonts.ready")


def _serve(route: Route) -> None:
    path = route.request.url.removeprefix(_ADDRESS)
    file = _HERE / path.removeprefix("/slides/") if path.startswith("/slides/") else _WEB / path.removeprefix("/")
    if not file.is_file():
        route.abort()
        return
    route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "")
