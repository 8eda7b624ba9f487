"""Takes pictures of the running product: signs in, does the steps, and keeps the part that is asked for."""

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    FloatRect,
    Locator,
    Page,
    Playwright,
    ViewportSize,
)

from media.picture import Picture, Step
from media.site import Site

SCALE = 2
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--force-color-profile=srgb", "--lang=en-GB",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
]  # fmt: skip
# Wide enough for everything to be on the page; the window gets the picture's own width when the steps are done.
_WHILE_WORKING: ViewportSize = {"width": 1280, "height": 900}
_LONGEST = 30_000  # milliseconds for one step, on a machine that has other things to do
_PAPER_DOTS_PER_INCH = 110
_SIGN_OF_LIFE = 60  # seconds of silence after which a call would take its agent for gone
_MARKED = "outline: 3px solid #b3261e !important; outline-offset: 4px; border-radius: 6px;"
_RING = "(element, style) => { const plain = element.style.cssText; element.style.cssText += style; return plain; }"
# The page's clock stands where the server's does, so that what the page counts by itself is what the server says.
_STAND_STILL = """
  const Real = Date, at = %d;
  globalThis.Date = class extends Real {
    constructor(...given) { super(...(given.length ? given : [at])); }
    static now() { return at; }
  };
  performance.now = () => 0;
"""


class CannotTake(Exception):
    """A picture that cannot be taken as it is written; says which and why."""


@contextmanager
def open_browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium. Raises CannotTake where there is none."""
    found = shutil.which("chromium")
    if found is None:
        raise CannotTake("Chromium is missing; `make doctor` says how to install it.")
    browser = playwright.chromium.launch(executable_path=found, args=_FLAGS)
    try:
        yield browser
    finally:
        browser.close()


class Camera:
    """Takes pictures one after the other, each from an organisation begun anew.

    A picture that goes on from the one before is taken in the same window, without doing everything again.
    `patience`, in milliseconds, is for one step.
    """

    def __init__(self, site: Site, browser: Browser, patience: float = _LONGEST) -> None:
        self._site = site
        self._browser = browser
        self._patience = patience
        self._page: Page | None = None
        self._before: Picture | None = None

    def take(self, picture: Picture) -> Image.Image:
        """The picture, of which everything that is done before it is known. Raises CannotTake, with its name."""
        try:
            page, steps = self._where_to_go_on(picture)
            if picture.paper:
                return _first_sheet(page.context, picture.paper)
            for step in steps:
                _try(step, page, self._site)
            self._before = picture
            return _shot(page, picture)
        except (Error, CannotTake) as error:
            self.put_away()
            raise CannotTake(f"{picture.name}: {_first_line(error)}") from error

    def put_away(self) -> None:
        """Closes the window."""
        if self._page is not None:
            self._page.context.close()
        self._page = self._before = None

    def _where_to_go_on(self, picture: Picture) -> tuple[Page, tuple[Step, ...]]:
        """The page to work on, and the steps still to be done there."""
        before = self._before
        if self._page and before and (before.as_, before.at) == (picture.as_, picture.at) and not picture.paper:
            done = len(before.steps)
            if picture.steps[:done] == before.steps:
                return self._page, picture.steps[done:]
        self.put_away()
        self._page = self._signed_in(picture.as_)
        if not picture.paper:
            self._page.goto(picture.at)
        return self._page, picture.steps

    def _signed_in(self, name: str) -> Page:
        self._site.begin_anew()
        context = self._browser.new_context(
            base_url=self._site.address,
            viewport=_WHILE_WORKING,
            device_scale_factor=SCALE,
            color_scheme="light",
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(self._patience)
        page = context.new_page()
        _stand_still(page, self._site)
        page.goto("/sign-in")
        page.get_by_role("button", name=f"Be {name.split()[0]}", exact=True).click()
        page.wait_for_url("**/")
        return page


def _try(step: Step, page: Page, site: Site) -> None:
    try:
        _do(step, page, site)
    except Error as error:
        said = step.model_dump(exclude_unset=True)
        raise CannotTake(f"{said} did not work on {urlsplit(page.url).path}: {_first_line(error)}") from error


def _shot(page: Page, picture: Picture) -> Image.Image:
    """The picture of the page as it is, which is left as it was."""
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    ringed = [_named(page, name).element_handle() for name in picture.mark]
    plain = [element.evaluate(_RING, _MARKED) for element in ringed]
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    page.evaluate("document.fonts.ready")
    shot = page.screenshot(clip=_part(page, picture), full_page=bool(picture.of), animations="disabled", caret="hide")
    for element, style in zip(ringed, plain, strict=True):
        element.evaluate("(element, style) => { element.style.cssText = style; }", style)
    page.set_viewport_size(_WHILE_WORKING)
    return Image.open(io.BytesIO(shot)).convert("RGB")


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _stand_still(page: Page, site: Site) -> None:
    page.add_init_script(f"{{ {_STAND_STILL % int(site.clock.moment.timestamp() * 1000)} }}")


def _do(step: Step, page: Page, site: Site) -> None:
    if step.open:
        page.goto(step.open)
    elif step.press:
        _named(page, step.press).click()
        page.wait_for_load_state()
    elif step.key:
        page.keyboard.press(step.key)
    elif step.see:
        page.get_by_text(step.see).filter(visible=True).first.wait_for()
    elif step.wait:
        _let_go_by(step.wait, page, site)
    for label, words in (step.fill or {}).items():
        _field(page, label).fill(words)
    for label, option in (step.choose or {}).items():
        _field(page, label).select_option(label=option)


def _let_go_by(seconds: int, page: Page, site: Site) -> None:
    """Lets time go by on both clocks, with the page looked at again often enough for a call to go on."""
    while seconds > 0:
        piece = min(seconds, _SIGN_OF_LIFE)
        site.clock.go_on(piece)
        _stand_still(page, site)
        page.reload()
        seconds -= piece


def _named(page: Page, name: str) -> Locator:
    """What can be pressed or chosen and is called so, from the beginning of its name; buttons before links."""
    begins = _beginning(name)
    kinds = [page.get_by_role("button", name=begins), page.locator("summary").filter(has_text=begins)]
    kinds += [page.get_by_role("radio", name=begins), page.get_by_role("checkbox", name=begins)]
    kinds += [page.get_by_role("link", name=begins)]
    seen = [kind.filter(visible=True) for kind in kinds]
    reduce(Locator.or_, seen).first.wait_for()
    return next(kind for kind in seen if kind.count()).first


def _beginning(name: str) -> re.Pattern[str]:
    """Matches a name that begins with these words."""
    return re.compile(rf"^\s*{re.escape(name)}(?!\w)", re.IGNORECASE)


def _field(page: Page, label: str) -> Locator:
    return page.get_by_label(_beginning(label)).and_(page.locator("input, textarea, select")).filter(visible=True).first


def _part(page: Page, picture: Picture) -> FloatRect | None:
    """The smallest rectangle round everything the picture is of, in pixels of the page; None for the window."""
    boxes = [box for selector in picture.of for box in [_box(page, selector)]]
    if not boxes:
        return None
    wide, pad = picture.width, picture.padding
    left = max(0.0, min(box["x"] for box in boxes) - pad)
    top = max(0.0, min(box["y"] for box in boxes) - pad)
    right = min(float(wide), max(box["x"] + box["width"] for box in boxes) + pad)
    bottom = max(box["y"] + box["height"] for box in boxes) + pad
    return {"x": left, "y": top, "width": right - left, "height": min(bottom - top, float(picture.most))}


def _box(page: Page, selector: str) -> FloatRect:
    """Where the first element of this selector lies on the page, however far down."""
    page.locator(selector).first.wait_for(state="visible")
    box: FloatRect = page.locator(selector).first.evaluate(
        "(element) => { const at = element.getBoundingClientRect();"
        " return { x: at.x + scrollX, y: at.y + scrollY, width: at.width, height: at.height }; }"
    )
    return box


def _first_sheet(context: BrowserContext, address: str) -> Image.Image:
    """The first page of the PDF at this address, with a hairline round it."""
    answer = context.request.get(address)
    if not answer.ok:
        raise CannotTake(f"{urlsplit(address).path} answers {answer.status}")
    draw = shutil.which("pdftoppm")
    if draw is None:
        raise CannotTake("pdftoppm is missing; `make doctor` says how to install poppler-utils.")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.pdf"
        file.write_bytes(answer.body())
        command = [draw, "-r", str(_PAPER_DOTS_PER_INCH), "-png", "-singlefile", str(file), str(file.with_suffix(""))]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603  a program of the system, on our file
        with Image.open(file.with_suffix(".png")) as sheet:
            framed = Image.new("RGB", (sheet.width + 4, sheet.height + 4), "#c4ccd2")
            framed.paste(sheet.convert("RGB"), (2, 2))
    return framed
