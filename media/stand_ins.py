"""Content the product starts from while films are still to be made: something stands in for each of them."""

import shutil
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.content.captions import Cue, write_captions
from app.content.reading import as_shape, read_document
from app.content.script import Line, Script
from app.content.video import CAPTIONS, MEDIA, POSTER, SCRIPT, parse_video

_WORDS_A_MINUTE = 140
_MADE_OF_NOTHING = "0"
_MOVIE_HEADER = 100  # bytes


@contextmanager
def startable(content: Path) -> Iterator[Path]:
    """This content folder, or a copy of it with stand-ins where a video has no film or captions of older words.

    The product refuses such content, and has to run for the very film to be recorded. The folder stays as it is.
    """
    unmade = [script.parent for script in sorted((content / "videos").glob(f"*/{SCRIPT}")) if _is_unmade(script.parent)]
    if not unmade:
        yield content
        return
    with tempfile.TemporaryDirectory(prefix="baton-content-") as held:
        copy = shutil.copytree(content, Path(held) / content.name)
        for folder in unmade:
            _stand_in(copy / folder.relative_to(content))
        yield copy


def _is_unmade(folder: Path) -> bool:
    """Whether the files beside this script are not what it asks for; a mistake in the script is none of theirs."""
    script = _script(folder)
    return script is not None and bool(parse_video(folder, folder.name, {script.module})[1])


def _stand_in(folder: Path) -> None:
    script = _script(folder)
    if script is None:
        return
    cues = list(_cues(script.lines))
    (folder / CAPTIONS).write_text(write_captions(cues, _MADE_OF_NOTHING), encoding="utf-8")
    (folder / MEDIA).write_bytes(_film_without_pictures(cues[-1].end))
    (folder / POSTER).write_bytes(b"")


def _script(folder: Path) -> Script | None:
    text = (folder / SCRIPT).read_text(encoding="utf-8-sig")
    return as_shape(read_document(text, SCRIPT), Script)


def _cues(lines: tuple[Line, ...]) -> Iterator[Cue]:
    """A cue a line, as long as its words take to say."""
    at = 0.0
    for number, line in enumerate(lines):
        start, at = at, at + len(line.shows.split()) / _WORDS_A_MINUTE * 60
        yield Cue(number, start, at, line.shows)


def _film_without_pictures(seconds: float) -> bytes:
    """An MP4 that says how long it is and holds nothing else."""
    head = struct.pack(">IIIII", 0, 0, 0, 1000, round(seconds * 1000) + 1)
    return _box(b"moov", _box(b"mvhd", head.ljust(_MOVIE_HEADER, b"\0")))


def _box(kind: bytes, held: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(held), kind) + held
