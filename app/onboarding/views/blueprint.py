"""The blueprint of the pack's pages."""

from flask import Blueprint, abort

from app.content.module import Module
from app.extensions import library

bp = Blueprint("onboarding", "app.onboarding", template_folder="templates")


def module_of(slug: str) -> Module:
    """The module of this name; 404 when the pack has none."""
    found = library().modules.get(slug)
    if found is None:
        abort(404)
    return found
