"""What every table is made of, and the one way to write: `transaction()`."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Dialect, Engine, MetaData, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.types import TypeDecorator

_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: only moments with a zone go in, and they come out in UTC from either engine."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


PlainJson = JSON().with_variant(JSONB(), "postgresql")


class Base(DeclarativeBase):
    """The base of every table; constraints are named alike on both engines."""

    registry = registry(
        metadata=MetaData(naming_convention=_NAMES),
        type_annotation_map={datetime: UtcDateTime, dict[str, Any]: PlainJson, list[str]: PlainJson},
    )


# Tables of one engine's own kind, made by a migration and told apart by it; no model says what they are.
ENGINES_OWN = ("search_section",)


def has_model(name: str | None, kind: str, _parents: object) -> bool:
    """Whether migrations compare this with the models: a table of an engine's own kind has none, nor have the tables
    FTS5 keeps behind it."""
    return kind != "table" or not str(name).startswith(ENGINES_OWN)


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

_writers = threading.Lock()


def prepare_engine(engine: Engine) -> None:
    """Sets SQLite up for many readers and durable writes; does nothing to another engine."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy owns BEGIN
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=10000",
        "foreign_keys=ON",
        "cache_size=-20000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    # SQLite's own knows the letters of English alone; searches are to find Łódź by łódź.
    connection.create_function("lower", 1, _in_lower_case, deterministic=True)


def _in_lower_case(words: object) -> object:
    return words.lower() if isinstance(words, str) else words


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("baton_begin", "BEGIN"))


@contextmanager
def transaction() -> Iterator[Session]:
    """Everything written inside is committed together or not at all; inside another one it joins that.

    On SQLite a writer begins IMMEDIATE behind a lock that blocks across threads and processes: polling SQLite's
    own lock costs writers hundreds of milliseconds (decision 0001).
    """
    session = db.session()
    if session.info.get("writing"):
        yield session
        return
    session.rollback()  # ends the read transaction; what was read before is read again when needed
    with _write_lock(db.engine):
        session.info["writing"] = True
        try:
            session.connection(execution_options={"baton_begin": "BEGIN IMMEDIATE"})
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop("writing", None)


@contextmanager
def _write_lock(engine: Engine) -> Iterator[None]:
    if engine.dialect.name != "sqlite" or not engine.url.database or engine.url.database == ":memory:":
        yield
        return
    with _writers:
        file = os.open(f"{engine.url.database}.lock", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        finally:
            os.close(file)
