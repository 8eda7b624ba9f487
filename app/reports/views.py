"""Pages of this room."""

from flask import Blueprint, Flask

bp = Blueprint("reports", __name__, template_folder="templates")


def init_app(app: Flask) -> None:
    """Connects the room."""
    app.register_blueprint(bp)
