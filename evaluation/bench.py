"""What the main pages cost, as multiples of a bare Flask route timed in the same run: `make bench`.

CPU seconds of this process over requests through the whole WSGI stack (routing, session, guard, statements, template),
so that the network of the machine does not matter; medians over interleaved rounds, so that its mood matters little.
"""

import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import event, select

import config
from app import create_app
from app.accounts.models import Person
from app.clock import now
from app.database import db
from app.extensions import library
from app.handover.marking import mark
from app.handover.scorecard import Handover
from app.practice.models import Attempt
from app.progress.models import Certificate
from app.sample.loading import load

ROUNDS = 7
SECONDS_A_ROUND = 0.25


@dataclass(frozen=True, slots=True)
class Operation:
    """Something to time; `statements` is how many SQL statements it took when counted."""

    name: str
    run: Callable[[], object]
    statements: int | None = None


def main() -> None:
    """Prints a line an operation: its CPU milliseconds, its multiple of the bare route, its statements."""
    with tempfile.TemporaryDirectory() as folder, site(Path(folder)) as app:
        bare = Operation("bare Flask route (the reference)", bare_route())
        operations = [bare, *operations_of(app)]
        measured: dict[str, list[float]] = {operation.name: [] for operation in operations}
        for operation in operations:
            operation.run()
        for _ in range(ROUNDS):
            for operation in operations:
                measured[operation.name].append(cpu_seconds(operation.run))
    reference = statistics.median(measured[bare.name])
    print(f"{'operation':44} {'CPU ms':>9} {'x bare':>8} {'SQL':>4}")
    for operation in operations:
        ratios = [own / ref for own, ref in zip(measured[operation.name], measured[bare.name], strict=True)]
        cost = statistics.median(measured[operation.name]) * 1000
        shown = "" if operation.statements is None else str(operation.statements)
        print(f"{operation.name:44} {cost:9.3f} {statistics.median(ratios):8.1f} {shown:>4}")
    print(f"reference {reference * 1000:.3f} ms; medians of {ROUNDS} interleaved rounds")


def cpu_seconds(run: Callable[[], object]) -> float:
    """CPU seconds one run takes, averaged over as many as fit into a round."""
    done, began = 0, time.process_time()
    while (spent := time.process_time() - began) < SECONDS_A_ROUND:
        run()
        done += 1
    return spent / done


def bare_route() -> Callable[[], object]:
    """A Flask app that says hello and nothing else."""
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: "hello")
    client = app.test_client()
    return lambda: client.get("/")


@contextmanager
def site(folder: Path) -> Iterator[Flask]:
    """The app with the sample organisation on a database of its own."""
    app = create_app(config.load({}, instance_dir=folder, secret_key="for the bench"))
    with app.app_context():
        upgrade()
        load(library(), now())
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def operations_of(app: Flask) -> list[Operation]:
    """The pages of somebody with a history and of their manager, an autosave, the marker alone, a certificate PDF."""
    with app.app_context():
        certificate = db.session.scalars(select(Certificate).order_by(Certificate.id)).first()
        assert certificate is not None
        person_id, serial = certificate.person_id, certificate.serial
        attempt = select(Attempt.id).where(Attempt.person_id == person_id, Attempt.state == "handed_over")
        debrief = db.session.scalar(attempt.order_by(Attempt.id.desc()))
        module = library().paths.steps[0].slug
        manager = db.session.scalar(select(Person.id).where(Person.name == "Mina Castellanos"))
    agent, boss = signed_in(app, person_id), signed_in(app, manager)
    pages = [
        ("first page", agent, "/"),
        ("module page", agent, f"/pack/{module}"),
        ("checklist page", agent, "/checklist"),
        ("scenario list", agent, "/practice"),
        ("debrief page", agent, f"/practice/attempts/{debrief}/debrief"),
        ("team page", boss, "/teams/1"),
        ("certificate PDF", agent, f"/certificates/{serial}.pdf"),
    ]
    timed = [counted(app, name, page(client, address)) for name, client, address in pages]
    room = client_in_room(agent)
    timed.append(counted(app, "call room page", page(agent, room.address)))
    timed.append(counted(app, "note autosave (durable)", room.save))
    timed.append(Operation("mark a handover of about 150 words", marking(app)))
    return timed


def page(client: FlaskClient, address: str) -> Callable[[], object]:
    """Opens a page and makes sure it came."""

    def run() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    return run


def counted(app: Flask, name: str, run: Callable[[], object]) -> Operation:
    """The operation with the SQL statements its second run took."""
    run()
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    run()
    event.remove(engine, "before_cursor_execute", note)
    return Operation(name, run, len([statement for statement in seen if not statement.startswith("BEGIN")]))


def signed_in(app: Flask, person_id: int | None) -> FlaskClient:
    """A client in the sample's one-click session of this person."""
    client = app.test_client()
    client.post(f"/sign-in/as/{person_id}", data={"csrf_token": token(client.get("/sign-in").text)})
    return client


def token(html: str) -> str:
    """The form token of a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', html)
    assert found is not None
    return found.group(1)


@dataclass(slots=True)
class OpenRoom:
    """A call under way, to save its draft again and again as typing does."""

    client: FlaskClient
    address: str
    csrf: str
    revision: int = 0

    def save(self) -> None:
        """Saves a draft as the page's script does."""
        words = {"csrf_token": self.csrf, "text": f"Tills at old prices, {self.revision}", "revision": self.revision}
        answer = self.client.post(f"{self.address}/draft", data=words, headers={"HX-Request": "true"})
        assert answer.status_code == 200, answer.text
        self.revision += 1


def client_in_room(client: FlaskClient) -> OpenRoom:
    """Takes a call and answers its room."""
    csrf = token(client.get("/practice/prices").text)
    answer = client.post("/practice/prices/start", data={"csrf_token": csrf})
    return OpenRoom(client, re.sub(r"^https?://[^/]+|[?#].*$", "", answer.location), csrf)


def marking(app: Flask) -> Callable[[], object]:
    """Marks a scenario's model handover."""
    with app.app_context():
        content = library()
    scenario = content.scenarios["prices"]
    model = scenario.model_example
    assert model is not None
    handover = Handover(text=model.text, decision=model.decision)
    return lambda: mark(content.checklist, scenario, handover, model.elapsed_seconds)


if __name__ == "__main__":
    main()
