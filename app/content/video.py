"""A video of the pack: its script, and the files `make videos` made of it."""

import hashlib
import struct
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.content.captions import CaptionError, Cue, read_captions
from app.content.problems import Problem
from app.content.reading import Document, as_shape, read_document
from app.content.script import Script

SCRIPT, MEDIA, CAPTIONS, POSTER = "script.yml", "video.mp4", "captions.vtt", "poster.webp"
LARGEST = 3 * 1024 * 1024
# Captions end with the last word; a moment of the last picture follows it.
_TAIL = 4.0
_MAKE = "Run `make videos`."


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of the script with the seconds it is spoken from and to."""

    start: float
    end: float
    words: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A scene in the transcript."""

    headline: str
    passages: tuple[Passage, ...]

    @property
    def start(self) -> float:
        """The second it begins at."""
        return self.passages[0].start


@dataclass(frozen=True)
class Video:
    """One video. `folder` is below the content folder; `duration` is in seconds."""

    slug: str
    folder: str
    script: Script
    cues: tuple[Cue, ...]
    duration: float

    @property
    def title(self) -> str:
        return self.script.title

    @property
    def summary(self) -> str:
        return self.script.summary

    @property
    def module(self) -> str:
        """The slug of the module it belongs to."""
        return self.script.module

    @property
    def media(self) -> str:
        """The film's path below the content folder."""
        return f"{self.folder}/{MEDIA}"

    @property
    def captions(self) -> str:
        """The captions' path below the content folder."""
        return f"{self.folder}/{CAPTIONS}"

    @property
    def poster(self) -> str:
        """The path of the picture shown before it plays, below the content folder."""
        return f"{self.folder}/{POSTER}"

    @property
    def seconds(self) -> int:
        """Whole seconds it takes, cut as players show them."""
        return int(self.duration)

    @property
    def minutes(self) -> int:
        """Whole minutes it takes, rounded up."""
        return -int(-self.duration // 60)

    @cached_property
    def hash(self) -> str:
        """What identifies a version of what is said: 16 hexadecimal digits of its SHA-256."""
        said = "\n".join(line.shows for line in self.script.lines)
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @cached_property
    def transcript(self) -> tuple[Chapter, ...]:
        """What is said, scene by scene, with its times."""
        times = {number: _span(self.cues, number) for number in {cue.line for cue in self.cues}}
        chapters, number = [], 0
        for scene in self.script.scenes:
            passages = tuple(Passage(*times[number + place], line.shows) for place, line in enumerate(scene.lines))
            chapters.append(Chapter(scene.headline, passages))
            number += len(scene.lines)
        return tuple(chapters)


def parse_video(folder: Path, file: str, modules: Container[str]) -> tuple[Video | None, list[Problem]]:
    """The video in this folder, or None, and every problem of it; `file` is the folder as problems name it."""
    text = _text(folder / SCRIPT)
    if text is None:
        return None, [Problem(f"{file}/{SCRIPT}", 1, "the video has no script.", f"Add {file}/{SCRIPT}.")]
    document = read_document(text, f"{file}/{SCRIPT}")
    script = as_shape(document, Script)
    if script is None:
        return None, document.problems
    problems = document.problems
    if script.module not in modules:
        problems.append(document.problem(("module",), f"there is no module '{script.module}'.", "Name one there is."))
    cues = _cues(folder, file, script, document)
    duration = _duration(folder, file, problems)
    _check_poster(folder, file, problems)
    if cues is None or duration is None:
        return None, problems
    if not cues[-1].end <= duration <= cues[-1].end + _TAIL:
        what = f"the captions end at {cues[-1].end:.1f} s, the film at {duration:.1f} s."
        problems.append(Problem(f"{file}/{CAPTIONS}", 1, what, _MAKE))
    return Video(folder.name, file, script, cues, duration), problems


def _cues(folder: Path, file: str, script: Script, document: Document) -> tuple[Cue, ...] | None:
    """The cues, or None with a problem: they must hold every line of the script, word for word and in order."""
    name = f"{file}/{CAPTIONS}"
    text = _text(folder / CAPTIONS)
    if text is None:
        document.problems.append(Problem(name, 1, "the video has no captions.", _MAKE))
        return None
    try:
        cues = read_captions(text)
    except CaptionError as error:
        document.problems.append(Problem(name, error.line, f"{error}.", _MAKE))
        return None
    scene_and_line = [(s, n) for s, scene in enumerate(script.scenes) for n in range(len(scene.lines))]
    for number, (line, place) in enumerate(zip(script.lines, scene_and_line, strict=True)):
        words = " ".join(cue.words for cue in cues if cue.line == number)
        if " ".join(line.shows.split()) != " ".join(words.split()):
            what = f"the captions say '{words}' here." if words else "the captions lack this line."
            document.problems.append(document.problem(("scenes", place[0], "lines", place[1]), what, _MAKE))
            return None
    if {cue.line for cue in cues} - set(range(len(script.lines))):
        document.problems.append(Problem(name, 1, "the captions hold lines the script has not.", _MAKE))
        return None
    return cues


def _duration(folder: Path, file: str, problems: list[Problem]) -> float | None:
    """How long the film is, or None with a problem."""
    name, film = f"{file}/{MEDIA}", folder / MEDIA
    if not film.is_file():
        problems.append(Problem(name, 1, "the film is missing.", _MAKE))
        return None
    size = film.stat().st_size
    if size > LARGEST:
        what = f"the film is {size / 1024**2:.1f} MB; {LARGEST // 1024**2} are allowed."
        problems.append(Problem(name, 1, what, "Shorten the script."))
    seconds = seconds_of(film)
    if seconds is None:
        problems.append(Problem(name, 1, "this is not an MP4 film.", _MAKE))
    return seconds


def _check_poster(folder: Path, file: str, problems: list[Problem]) -> None:
    if not (folder / POSTER).is_file():
        problems.append(Problem(f"{file}/{POSTER}", 1, "the picture shown before it plays is missing.", _MAKE))


def seconds_of(film: Path) -> float | None:
    """How long an MP4 file says that it is; None when it is none. Reads no more than the heads of its boxes."""
    with film.open("rb") as file:
        end = film.stat().st_size
        place = 0
        while place + 8 <= end:
            file.seek(place)
            size, kind = struct.unpack(">I4s", file.read(8))
            if kind == b"moov":
                place += 8  # the boxes within it come next
                continue
            if kind == b"mvhd":
                return _seconds(file.read(32))
            if size < 8:
                return None
            place += size
    return None


def _seconds(head: bytes) -> float | None:
    """The duration in a movie header: version and flags, two dates, a time scale, the duration in it."""
    if len(head) < 32:
        return None
    scale, length = struct.unpack(">IQ", head[20:32]) if head[0] == 1 else struct.unpack(">II", head[12:20])
    return float(length / scale) if scale else None


def _span(cues: tuple[Cue, ...], line: int) -> tuple[float, float]:
    own = [cue for cue in cues if cue.line == line]
    return own[0].start, own[-1].end


def _text(file: Path) -> str | None:
    """The text of a file; None when it is not there or not UTF-8."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, UnicodeDecodeError):
        return None
