"""The blueprint every page of this room belongs to."""

from flask import Blueprint

bp = Blueprint("practice", __name__, template_folder="../templates")
