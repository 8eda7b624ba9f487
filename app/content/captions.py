"""Captions as WebVTT: reading and writing the small part of the format that videos here need."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TIME = r"(\d{2,}):(\d{2}):(\d{2}\.\d{3})"
_TIMING = re.compile(rf"{_TIME} --> {_TIME}$")
_MADE_OF = re.compile(r"^NOTE made of ([0-9a-f]+)$", re.MULTILINE)
LINE_LENGTH = 42


@dataclass(frozen=True, slots=True)
class Cue:
    """Words shown from `start` to `end`, in seconds; `line` is the number of the script's line they are of, from 0."""

    line: int
    start: float
    end: float
    words: str


class CaptionError(ValueError):
    """A captions file that cannot be read; `line` counts from 1."""

    def __init__(self, line: int, what: str) -> None:
        self.line = line
        super().__init__(what)


def read_captions(text: str) -> tuple[Cue, ...]:
    """The cues of a captions file as `write_captions` writes it. Raises CaptionError at the first mistake."""
    lines = text.replace("\r\n", "\n").split("\n")
    if not lines[0].startswith("WEBVTT"):
        raise CaptionError(1, "a captions file begins with WEBVTT")
    cues: list[Cue] = []
    number = 1
    for block in text.replace("\r\n", "\n").split("\n\n"):
        written = block.strip("\n").split("\n")
        if "-->" in block:
            cues.append(_cue(written, number, cues[-1].end if cues else 0.0))
        number += block.count("\n") + 2
    return tuple(cues)


def write_captions(cues: Sequence[Cue], made_of: str) -> str:
    """The captions file; `made_of` is kept in it, to know by what the video was made of."""
    blocks = [f"WEBVTT\n\nNOTE made of {made_of}"]
    for cue in cues:
        blocks.append(f"{cue.line}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n{_in_two(cue.words)}")
    return "\n\n".join(blocks) + "\n"


def made_of(text: str) -> str:
    """What `write_captions` was told the video is made of; empty when nothing."""
    found = _MADE_OF.search(text)
    return found.group(1) if found else ""


def _cue(written: list[str], number: int, after: float) -> Cue:
    if len(written) < 3 or not written[0].isdigit():
        raise CaptionError(number, "a cue is the number of its line, its times and its words")
    times = _TIMING.match(written[1])
    if times is None:
        raise CaptionError(number + 1, "times are written 00:00:01.000 --> 00:00:04.000")
    start, end = _seconds(*times.groups()[:3]), _seconds(*times.groups()[3:])
    if start < after - 0.001 or end <= start:
        raise CaptionError(number + 1, "this cue begins before the one above it ends, or ends before it begins")
    return Cue(int(written[0]), start, end, " ".join(written[2:]))


def _seconds(hours: str, minutes: str, seconds: str) -> float:
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _stamp(seconds: float) -> str:
    minutes, rest = divmod(round(seconds, 3), 60)
    return f"{int(minutes) // 60:02}:{int(minutes) % 60:02}:{rest:06.3f}"


def _in_two(words: str) -> str:
    """Words too long for a line, cut at the space nearest to the middle."""
    if len(words) <= LINE_LENGTH:
        return words
    middle = len(words) / 2
    spaces = [place for place, letter in enumerate(words) if letter == " "]
    if not spaces:
        return words
    cut = min(spaces, key=lambda place: abs(place - middle))
    return f"{words[:cut]}\n{words[cut + 1 :]}"
