"""The commands of the sample organisation."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Connects the commands."""
