"""What this machine can run for tests: a browser, a PostgreSQL, a PDF engine; what it cannot is counted aloud."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import pytest


def need(what: str, there: bool, install: str) -> None:
    """Skips the test when the machine lacks something, counted at the end; in CI (BATON_TEST_SKIPS=none) it fails."""
    if there:
        return
    if os.environ.get("BATON_TEST_SKIPS") == "none":
        pytest.fail(f"{what} is missing and nothing may be skipped here; install {install}")
    pytest.skip(f"{what} is missing; `make doctor` says how to install {install}")


def chromium() -> str | None:
    """Where Debian's Chromium is."""
    return shutil.which("chromium")


@lru_cache(maxsize=1)
def postgresql_programs() -> Path | None:
    """The folder of the newest PostgreSQL server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL of these tests alone, on a socket in a folder of its own; answers that folder."""
    programs = postgresql_programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="baton-pg-", dir="/tmp"))
    user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if user:
        shutil.chown(folder, "postgres", "postgres")

    def run(*command: str) -> None:
        subprocess.run([*user, *command], check=True, capture_output=True, cwd=folder)

    run(str(programs / "initdb"), "-D", f"{folder}/data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "-N")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
    run(str(programs / "pg_ctl"), "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start")
    try:
        yield str(folder)
    finally:
        run(str(programs / "pg_ctl"), "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
