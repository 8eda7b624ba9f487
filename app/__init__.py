"""Baton: a Flask site that teaches service desks to hand major incidents over well."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import config
from config import Settings

if TYPE_CHECKING:
    from flask import Flask

# Flask and the rooms are imported by the functions below, so that a pure room can be used without any of them.


def create_app(settings: Settings | None = None) -> Flask:
    """The app, its rooms connected in order. Reads neither database nor content before they are needed."""
    from flask import Flask

    from app import extensions
    from app.accounts import views as accounts
    from app.authoring import views as authoring
    from app.calibration import views as calibration
    from app.database import db, has_model, prepare_engine
    from app.onboarding import views as onboarding
    from app.practice import views as practice
    from app.printables import views as printables
    from app.progress import views as progress
    from app.reports import views as reports
    from app.sample import cli as sample
    from app.web import views as web

    settings = settings or config.load()
    app = Flask(__name__, static_folder="web/static", instance_path=str(settings.instance_dir.resolve()))
    app.extensions["baton.settings"] = settings
    _configure(app, settings)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    migrations = Path(__file__).parent / "migrations"
    compared = {"render_as_batch": True, "compare_type": True, "include_name": has_model}
    extensions.migrate.init_app(app, db, directory=str(migrations), **compared)
    extensions.csrf.init_app(app)
    extensions.login_manager.init_app(app)
    for room in (web, accounts, progress, onboarding, practice, authoring, calibration, reports, printables, sample):
        room.init_app(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    secure = settings.address.startswith("https://")
    app.config.update(
        SECRET_KEY=settings.secret_key or _kept_secret(settings),
        SQLALCHEMY_DATABASE_URI=settings.database,
        SESSION_COOKIE_NAME="__Host-baton" if secure else "baton",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=settings.session_days),
        # Renewed by every answer, a late one would bring back a session that was signed out meanwhile.
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=256 * 1024,
        MAX_FORM_MEMORY_SIZE=256 * 1024,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.trusted_proxies:
        from werkzeug.middleware.proxy_fix import ProxyFix

        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _kept_secret(settings: Settings) -> str | None:
    """The secret of this installation, if it was made already; commands that need none run without."""
    file = settings.instance_dir / "secret-key"
    return file.read_text().strip() if file.is_file() else None
