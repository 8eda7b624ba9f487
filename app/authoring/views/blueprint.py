"""The blueprint of the room, and who may see its pages."""

from flask import Blueprint

from app.content.library import Library
from app.content.problems import ContentError
from app.extensions import library
from app.web.guards import Role

bp = Blueprint("authoring", "app.authoring", template_folder="templates")
AUTHORS = (Role.TRAINER, Role.ADMINISTRATOR)


def running() -> Library | None:
    """What the site started with; None when that cannot be used."""
    try:
        return library()
    except ContentError:
        return None
