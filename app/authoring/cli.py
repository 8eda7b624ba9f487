"""The commands of authors."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Connects the commands."""
