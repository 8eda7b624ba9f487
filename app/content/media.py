"""The kinds of files beside the texts that are served: pictures, films and captions. A file of another kind is not."""

from collections.abc import Mapping
from pathlib import PurePath

_PICTURES: Mapping[str, str] = {".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg"}
_KINDS: Mapping[str, str] = {**_PICTURES, ".mp4": "video/mp4", ".vtt": "text/vtt"}


def served_as(name: str) -> str | None:
    """The media type a file of this name is served as; None when it is not served."""
    return _KINDS.get(_ending(name))


def is_picture(name: str) -> bool:
    """Whether a file of this name is served as a picture."""
    return _ending(name) in _PICTURES


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()
