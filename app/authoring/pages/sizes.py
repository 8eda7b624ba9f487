"""Whether the files of the pack are small enough for a slow line."""

from collections.abc import Iterator
from pathlib import Path

from app.content.problems import Problem

LARGEST_PICTURE = 200_000
LARGEST_MEDIA = 3_000_000
_PICTURES = frozenset({".webp", ".png", ".jpg", ".jpeg", ".gif"})
_MEDIA = frozenset({".mp4", ".webm", ".mp3", ".m4a", ".ogg"})


def too_large(root: Path) -> Iterator[Problem]:
    """Pictures over 200 kB, and films and sounds over 3 MB, of the content below `root`."""
    for file in sorted(root.rglob("*")):
        kind = file.suffix.lower()
        most = LARGEST_PICTURE if kind in _PICTURES else LARGEST_MEDIA if kind in _MEDIA else None
        if most is None:
            continue
        size = file.stat().st_size
        if size > most:
            what = f"{_weight(size)}; {_weight(most)} is the most for people on a slow line."
            mend = "Save it smaller, as WebP." if most == LARGEST_PICTURE else "Shorten it, or save it smaller."
            yield Problem(str(file.relative_to(root)), 1, what, mend)


def _weight(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"
