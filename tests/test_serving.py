"""What the server refuses to start on, each as a sentence that says what to do."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask import Flask
from flask_migrate import downgrade

from app import create_app, serving
from app.accounts.models import Organisation
from app.database import db
from app.serving import listens_here_only, read_ahead, refusals
from config import ROOT
from tests.accounts.conftest import database
from tests.conftest import Cast, test_settings


def test_nothing_stands_against_a_prepared_installation(app: Flask, cast: Cast) -> None:
    assert refusals(app, "192.0.2.4") == []


def test_without_a_secret_key_it_says_how_to_get_one(app: Flask, cast: Cast) -> None:
    app.config["SECRET_KEY"] = None
    (reason,) = refusals(app, "127.0.0.1")
    assert reason.startswith("There is no secret key. Run '.venv/bin/flask organisation prepare'")


def test_each_content_problem_is_a_line_of_its_own(app: Flask, cast: Cast, tmp_path: Path) -> None:
    from dataclasses import replace

    broken = tmp_path / "content"
    broken.mkdir()
    (broken / "checklist.yml").write_text("items: 3\n")
    app.extensions["baton.settings"] = replace(app.extensions["baton.settings"], content_dir=broken)
    app.extensions.pop("baton.library", None)
    reasons = refusals(app, "127.0.0.1")
    assert len(reasons) >= 2
    assert any(reason.startswith("checklist.yml:") for reason in reasons)


def test_a_database_without_tables_must_be_migrated(tmp_path: Path) -> None:
    app = create_app(test_settings(tmp_path))
    assert refusals(app, "127.0.0.1") == [
        "The database has no tables yet. Run '.venv/bin/flask db upgrade', or start with 'make run'."
    ]


def test_a_database_of_an_older_version_must_be_migrated(app: Flask) -> None:
    with app.app_context():
        downgrade(revision="base")
        db.session.remove()
    (reason,) = refusals(app, "127.0.0.1")
    assert "Run '.venv/bin/flask db upgrade'" in reason


def test_a_database_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    app = create_app(test_settings(tmp_path / "not there"))
    (reason,) = refusals(app, "127.0.0.1")
    assert reason.startswith("The database cannot be opened")
    assert "BATON_INSTANCE_DIR" in reason


def test_without_an_organisation_it_says_how_to_make_one(app: Flask) -> None:
    with database(app) as session:
        session.delete(session.get_one(Organisation, 1))
    (reason,) = refusals(app, "127.0.0.1")
    assert reason.startswith("There is no organisation yet.")


@pytest.mark.parametrize(
    "bind",
    ["0.0.0.0", "0.0.0.0:8000", "192.0.2.4", "::", "[::]:8000", ":8000", "", "baton.example.org"],  # noqa: S104
)
def test_the_sample_is_not_served_to_other_machines(app: Flask, bind: str) -> None:
    with database(app) as session:
        session.get_one(Organisation, 1).is_sample = True
    (reason,) = refusals(app, bind)
    assert "lets anybody in with one click" in reason
    assert "leave-sample" in reason


@pytest.mark.parametrize(
    "bind",
    ["127.0.0.1", "127.0.0.1:8000", "127.9.9.9", "localhost", "localhost:80", "::1", "[::1]:8000", "unix:/run/x"],
)
def test_the_sample_is_served_to_this_machine(app: Flask, bind: str) -> None:
    assert listens_here_only(bind)
    with database(app) as session:
        session.get_one(Organisation, 1).is_sample = True
    assert refusals(app, bind) == []


def test_templates_compiled_once_are_kept_for_the_next_start(app: Flask, cast: Cast) -> None:
    kept = app.extensions["baton.settings"].instance_dir / "templates"
    read_ahead(app)
    compiled = {file.name: file.stat().st_mtime_ns for file in kept.iterdir()}
    assert compiled
    app.jinja_env.cache.clear()
    read_ahead(app)
    assert {file.name: file.stat().st_mtime_ns for file in kept.iterdir()} == compiled


def test_without_a_place_to_keep_templates_it_serves_all_the_same(app: Flask, cast: Cast) -> None:
    (app.extensions["baton.settings"].instance_dir / "templates").write_text("no folder")
    read_ahead(app)
    assert app.test_client().get("/healthz").status_code == 200


def test_a_port_another_program_listens_on_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_PATIENCE", 0.0)
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as other:
        port = other.getsockname()[1]
        assert serving.port_refusals([("127.0.0.1", port)]) == [
            f"Another program listens on 127.0.0.1:{port}. Stop it, or choose another port, such as PORT={port + 1}."
        ]
    assert serving.port_refusals([("127.0.0.1", port)]) == []


def test_a_port_that_is_let_go_of_meanwhile_is_waited_for() -> None:
    other = socket.create_server(("127.0.0.1", 0))
    port = other.getsockname()[1]
    threading.Timer(0.5, other.close).start()
    assert serving.port_refusals([("127.0.0.1", port)]) == []


def test_stopped_by_ctrl_c_it_ends_without_a_word(app: Flask, cast: Cast) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [str(Path(sys.executable).with_name("gunicorn")), "wsgi:app"],
        cwd=ROOT,
        env={
            **os.environ,
            "BATON_INSTANCE_DIR": str(app.extensions["baton.settings"].instance_dir),
            "BATON_SECRET_KEY": "of a test",
            "PORT": str(port),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert server.stdout is not None
    assert server.stdout.readline() == f"Baton is ready: http://127.0.0.1:{port}  (stop with Ctrl-C)\n"
    until_it_answers(port)
    os.killpg(server.pid, signal.SIGINT)  # as a terminal does: the workers hear of it as well
    assert server.communicate(timeout=60) == ("", None)
    assert server.returncode == 0


def until_it_answers(port: int) -> None:
    for _ in range(600):
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server never answered")
