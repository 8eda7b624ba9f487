"""Whether the files of the pack are small enough for a slow line."""

from collections.abc import Iterator
from pathlib import Path

from app.content.media import is_picture, served_as
from app.content.problems import Problem

LARGEST_PICTURE = 200_000
LARGEST_MEDIA = 3_000_000


def too_large(root: Path) -> Iterator[Problem]:
    """Pictures over 200 kB, and films and captions over 3 MB, of the content below `root`; what is not served is as
    large as it likes."""
    for file in sorted(root.rglob("*")):
        if served_as(file.name) is None:
            continue
        most = LARGEST_PICTURE if is_picture(file.name) else LARGEST_MEDIA
        size = file.stat().st_size
        if size > most:
            what = f"{_weight(size)}; {_weight(most)} is the most for people on a slow line."
            mend = "Save it smaller, as WebP." if most == LARGEST_PICTURE else "Shorten it, or save it smaller."
            yield Problem(str(file.relative_to(root)), 1, what, mend)


def _weight(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"
