"""`python -m media.videos`: builds the videos of content/videos whose script, look or product changed."""

import argparse
import hashlib
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Playwright, sync_playwright

from app.content.captions import Cue, made_of, write_captions
from app.content.problems import ContentError
from app.content.reading import as_shape, read_document
from app.content.script import Script
from app.content.video import CAPTIONS, LARGEST, MEDIA, POSTER, SCRIPT
from media import drawing, film, narration, recording
from media.camera import CannotTake, open_browser
from media.drawing import CannotDraw, Frame, Shown
from media.film import CannotFilm
from media.narration import CannotSpeak, Narrated

ROOT = Path(__file__).resolve().parents[1]
BEFORE, AFTER, OPENING, ENDING = 0.45, 0.75, 1.7, 1.2
"""Seconds of silence before and after the words of a scene, on the title and on the last picture."""

_LOOK = (
    *("media/drawing.py", "media/spoken.py", "media/voice.py", "media/slides/*"),
    *("app/web/static/css/tokens.css", "app/web/static/css/base.css", "app/web/static/css/shapes.css"),
)
_PRODUCT = (
    *("media/recording.py", "media/pointer.js", "media/site.py", "content/checklist.yml", "content/scenarios/*.yml"),
    *("app/practice/**/*.py", "app/practice/templates/**/*.html", "app/handover/*.py", "app/simulation/*.py"),
    *(f"app/web/static/css/{sheet}.css" for sheet in ("practice", "after", "debrief")),
)


class CannotBuild(Exception):
    """A video that cannot be built; says which and why."""


def main(arguments: list[str] | None = None) -> int:
    """Builds what changed, or only the videos named; says what it did. Answers 1 when one could not be built."""
    parser = argparse.ArgumentParser(prog="python -m media.videos", description=__doc__)
    parser.add_argument(
        "slugs", nargs="*", help="videos to build even if nothing changed; without any, those that changed"
    )
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="the content folder")
    parser.add_argument("--voice", type=Path, required=True, help="the Python of the voice's environment")
    given = parser.parse_args(arguments)
    folders = [given.content / "videos" / slug for slug in given.slugs] or [
        script.parent for script in sorted((given.content / "videos").glob(f"*/{SCRIPT}"))
    ]
    with sync_playwright() as playwright:
        return build(folders, playwright, given.voice, always=bool(given.slugs))


def build(folders: Iterable[Path], playwright: Playwright, voice: Path, *, always: bool) -> int:
    """Builds the videos of these folders that changed, or all `always`, and says of each what came of it.

    Answers 1 when one could not be built; the others are built all the same.
    """
    failed = 0
    for folder in folders:
        try:
            print(_build_if_changed(folder, playwright, voice, always=always))
        except (CannotBuild, CannotDraw, CannotFilm, CannotSpeak, CannotTake, ContentError) as error:
            print(f"{folder.name}: {error}", file=sys.stderr)
            failed = 1
    return failed


def _build_if_changed(folder: Path, playwright: Playwright, voice: Path, *, always: bool) -> str:
    text, script = _read(folder)
    mark = fingerprint(text, script)
    captions = folder / CAPTIONS
    complete = all((folder / name).is_file() for name in (MEDIA, CAPTIONS, POSTER))
    if complete and not always and made_of(captions.read_text()) == mark:
        return f"{folder.name}: nothing changed"
    lines = narration.narrate(script.lines, voice, ROOT / "build" / "media" / "voice")
    with open_browser(playwright) as browser:
        poster, shown = _pictures(browser, script, lines)
    frames = [Frame(poster, OPENING), *(frame for scene in shown for frame in scene.frames)]
    frames[-1] = Frame(frames[-1].picture, frames[-1].seconds + ENDING)
    starts = list(_starts(shown))
    rate = lines[0].rate
    sound = film.voice_track(
        [(start, line.samples) for start, line in zip(starts, lines, strict=True)],
        sum(frame.seconds for frame in frames),
        rate,
    )
    film.make_film(frames, sound, rate, folder / MEDIA)
    cues = [cue for number, line in enumerate(lines) for cue in line.cues(number, starts[number])]
    captions.write_text(write_captions(cues, mark), encoding="utf-8")
    Image.open(io.BytesIO(poster)).convert("RGB").save(folder / POSTER, quality=88, method=6)
    return _report(folder, script, cues)


def _read(folder: Path) -> tuple[str, Script]:
    file = folder / SCRIPT
    if not file.is_file():
        raise CannotBuild(f"there is no {SCRIPT}.")
    text = file.read_text(encoding="utf-8-sig")
    document = read_document(text, f"videos/{folder.name}/{SCRIPT}")
    script = as_shape(document, Script)
    if script is None or document.problems:
        raise CannotBuild("\n" + "\n".join(str(problem) for problem in document.problems))
    return text, script


def fingerprint(text: str, script: Script) -> str:
    """What a video is made of: its script, the look, and of a recording the product as well."""
    patterns = _LOOK + (_PRODUCT if script.recording else ())
    held = hashlib.sha256(text.encode())
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file() and "__pycache__" not in file.parts:
                held.update(file.read_bytes())
    return held.hexdigest()[:16]


def _pictures(browser: Browser, script: Script, lines: list[Narrated]) -> tuple[bytes, list[Shown]]:
    """The title card and every scene, drawn or recorded."""
    waiting = iter(lines)
    lengths = {number: [next(waiting).seconds for _ in scene.lines] for number, scene in enumerate(script.scenes)}
    recorded = {number: scene for number, scene in enumerate(script.scenes) if scene.is_recorded}
    with drawing.slides(browser) as page:
        poster = drawing.title_card(page, script)
        shown = {
            number: drawing.draw(page, script, scene, lengths[number], BEFORE, AFTER)
            for number, scene in enumerate(script.scenes)
            if number not in recorded
        }
    if recorded and script.recording is not None:
        with recording.camera(browser, script.recording) as camera:
            taken = {number: camera.record(scene, lengths[number], AFTER) for number, scene in recorded.items()}
        shown |= {number: scene.shown() for number, scene in taken.items()}
    return poster, [shown[number] for number in sorted(shown)]


def _starts(shown: list[Shown]) -> Iterator[float]:
    """The second each line is begun at, counted from the beginning of the film."""
    at = OPENING
    for scene in shown:
        yield from (at + start for start in scene.starts)
        at += scene.seconds


def _report(folder: Path, script: Script, cues: list[Cue]) -> str:
    words = sum(len(line.shows.split()) for line in script.lines)
    size = (folder / MEDIA).stat().st_size
    minutes, seconds = divmod(round(cues[-1].end), 60)
    rate = words / cues[-1].end * 60
    said = f"{folder.name}: {minutes}:{seconds:02}, {size / 1024**2:.2f} MB, {words} words, {rate:.0f} a minute"
    if size > LARGEST:
        raise CannotBuild(f"{said}; {LARGEST // 1024**2} MB are allowed")
    return said


if __name__ == "__main__":
    sys.exit(main())
