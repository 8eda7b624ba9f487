"""One table of settings: name, type, default, environment variable, meaning. No secret and no serving here."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table. `kind` is the type a value given as text is read as."""

    name: str
    kind: type
    default: Any
    meaning: str

    @property
    def variable(self) -> str:
        return f"BATON_{self.name.upper()}"


SETTINGS = (
    Setting("database_url", str, "", "SQLAlchemy address; empty: SQLite in the instance folder."),
    Setting("secret_key", str, "", "Signs sessions and forms; empty: made once and kept in the instance folder."),
    Setting("host", str, "127.0.0.1", "Address the server listens on."),
    Setting("port", int, 8000, "Port the server listens on; `PORT` is read too."),
    Setting("workers", int, 4, "Server processes: two a core serve calls soonest."),
    Setting("threads", int, 2, "Threads a server process."),
    Setting("public_url", str, "", "Address people reach the site by; used in links and on paper."),
    Setting("trusted_proxies", int, 0, "How many proxies in front may say who the visitor is."),
    Setting("content_dir", Path, ROOT / "content", "Folder the organisation's content is read from."),
    Setting("instance_dir", Path, ROOT / "instance", "Folder of the database, the secret key and compiled templates."),
    Setting("exports_dir", Path, ROOT / "exports", "Folder finished documents are kept in; safe to delete."),
    Setting(
        "session_days",
        int,
        7,
        "Days after which a person signs in again, counted from the last time they sent something.",
    ),
    Setting("link_hours", int, 72, "Hours a one-time link (welcome, new password) can be used."),
    Setting("mail_server", str, "", "host:port of the mail server; empty: links are only shown, not mailed."),
    Setting("mail_from", str, "baton@localhost", "Sender of mails."),
    Setting("mail_user", str, "", "User name at the mail server."),
    Setting("mail_password", str, "", "Password at the mail server."),
    Setting("mail_starttls", bool, True, "Whether mail travels encrypted."),
    Setting("password_memory_kib", int, 65536, "Memory one Argon2 password check takes, in KiB."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting with its value; field names are those of the table."""

    database_url: str
    secret_key: str
    host: str
    port: int
    workers: int
    threads: int
    public_url: str
    trusted_proxies: int
    content_dir: Path
    instance_dir: Path
    exports_dir: Path
    session_days: int
    link_hours: int
    mail_server: str
    mail_from: str
    mail_user: str
    mail_password: str
    mail_starttls: bool
    password_memory_kib: int

    @property
    def address(self) -> str:
        """The public address, or the one listened on, without a closing slash."""
        everywhere = self.host.strip("[]") in ("0.0.0.0", "::", "")  # noqa: S104  not bound to, only named
        host = "127.0.0.1" if everywhere else self.host
        return self.public_url.rstrip("/") or f"http://{_with_port(host, self.port)}"

    @property
    def bind(self) -> str:
        """Host and port the server listens on, as one word."""
        return _with_port(self.host, self.port)

    @property
    def database(self) -> str:
        """The database address with its default filled in."""
        return self.database_url or f"sqlite:///{self.instance_dir / 'baton.db'}"


class SettingError(ValueError):
    """A setting cannot be read as what it is; says which, what was given and what is wanted."""


def load(environ: Mapping[str, str] = os.environ, **chosen: Any) -> Settings:
    """The settings of this environment; `chosen` stands before it. Raises SettingError for an unusable value."""
    values = {setting.name: _value(setting, environ) for setting in SETTINGS}
    unknown = chosen.keys() - {field.name for field in fields(Settings)}
    if unknown:
        raise SettingError(f"no such setting: {', '.join(sorted(unknown))}")
    return Settings(**(values | chosen))


def _with_port(host: str, port: int) -> str:
    """Host and port as one word; an IPv6 host in brackets, whether it was written with them or without."""
    bare = host.strip("[]")
    return f"[{bare}]:{port}" if ":" in bare else f"{bare}:{port}"


def _value(setting: Setting, environ: Mapping[str, str]) -> Any:
    given = environ.get(setting.variable)
    if given is None and setting.name == "port":
        given = environ.get("PORT")
    if given is None or given == "":
        return setting.default
    if setting.kind is bool:
        if given.lower() not in ("yes", "no", "true", "false", "1", "0"):
            raise SettingError(f"{setting.variable} is '{given}'; write yes or no.")
        return given.lower() in ("yes", "true", "1")
    try:
        return setting.kind(given)
    except ValueError:
        raise SettingError(f"{setting.variable} is '{given}'; a {setting.kind.__name__} is wanted.") from None
