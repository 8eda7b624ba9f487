"""A video of nine seconds without a picture in it, for tests of what is read and shown of videos."""

import struct
from pathlib import Path

SCRIPT = """\
title: Tills
summary: Two tills, and a third.
module: first
scenes:
- headline: Two tills
  lines:
  - shows: Two tills are down.
    brings: [{point: {words: Till 1}}]
  - Since 07:25. Nobody rang.
- headline: And a third
  columns: [What, How]
  lines:
  - {shows: And a third., brings: [{row: [Till, down]}]}
  - Ring Ann.
"""
CAPTIONS = """\
WEBVTT

NOTE made of 0123456789abcdef

0
00:00:01.000 --> 00:00:02.500
Two tills are down.

1
00:00:03.000 --> 00:00:04.000
Since 07:25.

1
00:00:04.000 --> 00:00:05.000
Nobody rang.

2
00:00:05.500 --> 00:00:06.500
And a third.

3
00:00:07.000 --> 00:00:08.000
Ring Ann.
"""


def film_of(seconds: float) -> bytes:
    """The head of an MP4 file that says it is so long; nothing in it can be played."""
    head = bytes(12) + struct.pack(">II", 1000, int(seconds * 1000)) + bytes(80)
    box = struct.pack(">I4s", len(head) + 8, b"mvhd") + head
    return struct.pack(">I4s4s", 12, b"ftyp", b"isom") + struct.pack(">I4s", len(box) + 8, b"moov") + box


def write_video(root: Path, slug: str, module: str = "first") -> Path:
    """A video below `root`/videos that belongs to this module; answers its folder."""
    folder = root / "videos" / slug
    folder.mkdir(parents=True)
    (folder / "script.yml").write_text(SCRIPT.replace("module: first", f"module: {module}"))
    (folder / "captions.vtt").write_text(CAPTIONS)
    (folder / "video.mp4").write_bytes(film_of(9.0))
    (folder / "poster.webp").write_bytes(b"RIFF")
    return folder
