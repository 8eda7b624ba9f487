"""The two blueprints of this room: the door and one's account, and the administrator's pages about people."""

from flask import Blueprint

accounts = Blueprint("accounts", __name__, template_folder="../templates")
people = Blueprint("people", __name__, url_prefix="/people")
