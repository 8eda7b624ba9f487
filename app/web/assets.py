"""Addresses of static files that change when the file does, so that browsers may keep them for a year."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, url_for

_STATIC = Path(__file__).parent / "static"


def init_app(app: Flask) -> None:
    """Offers `asset('css/baton.css')` to templates."""
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """The address of a static file with its version; a file that is not there gets an address all the same."""
    return url_for("static", filename=name, v=_version(name))


@lru_cache(maxsize=256)
def _version(name: str) -> str:
    file = _STATIC / name
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10] if file.is_file() else "none"
