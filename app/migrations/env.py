"""Runs the migrations against the database of the settings, on SQLite and PostgreSQL alike."""

from typing import Any, Literal

from alembic import context
from flask import current_app

import app.accounts.models
import app.archive.models
import app.audit.models
import app.calibration.models
import app.onboarding.models
import app.practice.models
import app.progress.models  # noqa: F401  each import adds its tables to the metadata
from app.database import Base, UtcDateTime, db
from app.extensions import settings


def render_item(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """Writes our moments as the plain column type they are, so that a migration needs no code of the app."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, UtcDateTime) else False


def migrate() -> None:
    """Applies what is asked for in one transaction."""
    settings().instance_dir.mkdir(mode=0o700, parents=True, exist_ok=True)  # the first command of a fresh installation
    options = current_app.extensions["migrate"].configure_args
    with db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, render_item=render_item, **options)
        with context.begin_transaction():
            context.run_migrations()


migrate()
