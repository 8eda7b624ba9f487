"""Flask extensions, unbound, and the content every room reads."""

from flask import current_app
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

from app.content.library import Library, load_library
from app.database import db
from config import Settings

__all__ = ["csrf", "db", "library", "login_manager", "migrate", "settings"]

login_manager = LoginManager()
migrate = Migrate()
csrf = CSRFProtect()


def settings() -> Settings:
    """The settings of the running app."""
    held: Settings = current_app.extensions["baton.settings"]
    return held


def library() -> Library:
    """The content of the running app, read at first need; ContentError names every problem of it."""
    held = current_app.extensions.get("baton.library")
    if held is None:
        held = current_app.extensions["baton.library"] = load_library(settings().content_dir)
    return held
