"""Pages of this room."""

from flask import Blueprint, Flask

from app.accounts.queries import person_of_session
from app.extensions import login_manager

bp = Blueprint("accounts", __name__, template_folder="templates")


def init_app(app: Flask) -> None:
    """Connects the room."""
    login_manager.user_loader(person_of_session)
    app.register_blueprint(bp)
