"""Two hundred people in calls at once, the server killed twice meanwhile, and every step counted after: `make load`.

A real gunicorn on a database of its own serves people who take notes, ask, look things up and wait for news, each over
one connection as a browser would. Their hands do one thing at a time: a question takes its letters, and notes are taken
in between, saved as the page does (at least every three seconds of typing, a second after the last key, and after a
slow answer not before four times its time). What they ask are questions of the bank, each once; after a dozen, or when
they are hung up on, they hand over and take the next call. At a third and at two thirds of the time the server and
its workers are killed with SIGKILL and started again; what was not answered is sent again under the same name, as
the page does. Then the log is held against what was sent: nothing lost, nothing twice, every draft and handover as last
typed.
What sends runs on the same cores as the server, so people on machines of their own would wait less.
"""

import argparse
import asyncio
import math
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select

import config
from app import create_app
from app.accounts.models import Person, RoleHeld
from app.clock import now
from app.database import db, transaction
from app.extensions import library
from app.practice.models import AttemptStep, Draft
from app.sample.loading import load
from app.web.guards import Role
from evaluation.load_line import Answer, Cut, Line
from evaluation.phrasing_bank import read_bank

ROOT = Path(__file__).parent.parent
SCENARIOS = ("prices", "exams", "reports")
QUESTIONS_A_CALL = 12
TOOLS = ("monitoring", "changes", "tickets", "on_call")
WORDS = (
    "since", "about", "ten", "past", "nine", "the", "tills", "in", "every", "store", "of", "the", "west", "show", "old",
    "prices", "and", "nobody", "can", "change", "them", "by", "hand",
)  # fmt: skip
# How often a person does each, in seconds; a question every twelve seconds is a brisk call. Words are saved as below.
EVERY = {"ask": 12.0, "look up": 25.0, "news": 10.0}
KINDS = ("save", *EVERY, "hand over")
SECONDS_A_LETTER = 0.2  # sixty words a minute
LETTERS_A_WORD = 5
# How long the page waits, again and again, before it tries again (outbox.js, notes.js, room.js).
IN_OUTBOX = ("ask", "look up", "hand over")
TRIED_AGAIN_AFTER = {
    **dict.fromkeys(IN_OUTBOX, (1.0, 8.0, 15.0)), "save": (2.0, 4.0, 8.0, 15.0), "news": (5.0,)
}  # fmt: skip
LONGEST_SPREAD = 8.0  # outbox.js
# As app/web/static/js/notes.js has them.
SAVED_AT_LEAST_EVERY, SAVED_AFTER_LAST_KEY = 3.0, 1.0
REST, LONGEST_REST = 4, 15.0
TAKEN = (200, 204)
DOWN_SECONDS = 2.0
COMING_BACK_SECONDS = 12.0  # all two hundred send at once what waited, after some four seconds of starting
WANTED_P99 = 0.150


@dataclass
class Tally:
    """What the run saw: seconds each kind of request took (those whose line was cut apart), and refusals.

    `calm` are those sent when no server was away or had just come back: from `calm_from` on.
    """

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    calm: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    calm_from: float = 0.0
    sent_again: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)


@dataclass
class Call:
    """One call: what was sent under which name, what was last saved, and whether it was handed over."""

    address: str
    csrf: str
    to: str
    left_to_ask: list[str]
    revision: int = 0
    typed: float = 0.0
    notes_end: float = 0.0
    saved: str = ""
    sent: dict[str, str] = field(default_factory=dict)
    handed_over: bool = False

    @property
    def attempt_id(self) -> int:
        """The attempt it is."""
        return int(self.address.rsplit("/", 1)[1])


@dataclass
class Caller:
    """One person and their calls, the newest last; `next_scenario` numbers the one they take next."""

    person_id: int
    next_scenario: int
    questions: Sequence[str]
    line: Line
    tally: Tally
    chance: random.Random
    calls: list[Call] = field(default_factory=list)
    rests_until: float = 0.0
    saving: asyncio.Task[None] | None = None
    one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    outbox: asyncio.Lock = field(default_factory=asyncio.Lock)
    line_is_back: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def call(self) -> Call:
        """The call they are in."""
        return self.calls[-1]

    async def sign_in(self) -> None:
        """Signs in by the sample's one click."""
        door = await self.line.get("/sign-in")
        await self.line.post(f"/sign-in/as/{self.person_id}", {"csrf_token": _value(door, "csrf_token")})

    async def take_call(self) -> None:
        """Takes the next call; tries again while there is no line."""
        scenario = SCENARIOS[self.next_scenario % len(SCENARIOS)]
        self.next_scenario += 1
        while True:
            try:
                async with self.one_at_a_time:
                    self.calls.append(await self._started(scenario))
                return
            except Cut:
                await asyncio.sleep(self.chance.uniform(1.0, 3.0))

    async def _started(self, scenario: str) -> Call:
        brief = await self.line.get(f"/practice/{scenario}")
        form: dict[str, object] = {"csrf_token": _value(brief, "csrf_token"), "level": "assessed"}
        taken = await self.line.post(f"/practice/{scenario}/start", form)
        address = re.sub(r"^https?://[^/]+|[?#].*$", "", taken.location)
        room = await self.line.get(address)
        asked = self.chance.sample(self.questions, QUESTIONS_A_CALL)
        return Call(address, _value(room, "csrf_token"), _value(room, "to"), asked)

    async def stay(self, until: float) -> None:
        """Does everything a person in a call does until this moment of the monotonic clock."""
        await asyncio.gather(*(self._again_and_again(what, until) for what in EVERY))
        if self.saving is not None:
            await self.saving

    async def _again_and_again(self, what: str, until: float) -> None:
        doing: dict[str, Callable[[float], Awaitable[None]]] = {
            "ask": self._take_notes_and_ask,
            "look up": self._look_up,
            "news": self._news,
        }
        await asyncio.sleep(self.chance.uniform(0, EVERY[what]))
        while time.monotonic() < until:
            began = time.monotonic()
            pause = EVERY[what] * self.chance.uniform(0.8, 1.2)
            await doing[what](pause)
            await asyncio.sleep(max(0.0, pause - (time.monotonic() - began)))

    async def _take_notes_and_ask(self, seconds: float) -> None:
        """So many seconds of typing: notes first, then a question, which is sent at their end."""
        call = self.call
        question = call.left_to_ask.pop()
        typing_it = len(question) * SECONDS_A_LETTER
        now = time.monotonic()
        call.notes_end = now + max(0.0, seconds - typing_it)
        if self.saving is None or self.saving.done():
            self.saving = asyncio.create_task(self._save_notes(call))
        await asyncio.sleep(call.notes_end - now + typing_it)
        answer = await self._step(call, "ask", {"to": call.to, "text": question, "seq": 0})
        if not call.left_to_ask or "has hung up" in answer.body:
            await self._hand_over(call)

    async def _save_notes(self, call: Call) -> None:
        """Saves the notes being taken when the page would, until the last of them are saved."""
        first_key = typed_until = time.monotonic()
        while typed_until < call.notes_end:
            due = min(first_key + SAVED_AT_LEAST_EVERY, call.notes_end + SAVED_AFTER_LAST_KEY)
            await asyncio.sleep(max(due, self.rests_until) - time.monotonic())
            typed_before, typed_until = typed_until, min(time.monotonic(), call.notes_end)
            call.typed += (typed_until - typed_before) / (LETTERS_A_WORD * SECONDS_A_LETTER)
            await self._save(call)
            first_key = time.monotonic()

    async def _save(self, call: Call) -> None:
        words = _notes(call)
        began = time.monotonic()
        form: dict[str, object] = {"text": words, "decision": "raise", "revision": call.revision}
        answer = await self._until_answered(call, "save", "draft", form)
        self.rests_until = time.monotonic() + min(REST * (time.monotonic() - began), LONGEST_REST)
        found = re.search(r'data-revision="(\d+)"', answer.body)
        if answer.status == 200 and found:
            call.revision, call.saved = int(found.group(1)), words

    async def _look_up(self, _seconds: float) -> None:
        words = self.chance.choice(("", "", "P1", "service", "today"))
        await self._step(self.call, "look up", {"tool": self.chance.choice(TOOLS), "words": words})

    async def _news(self, _seconds: float) -> None:
        await self._until_answered(self.call, "news", "news", {"to": self.call.to})
        self.line_is_back.set()

    async def _hand_over(self, call: Call) -> None:
        """Hands over what was noted, reads what follows and takes the next call."""
        if self.saving is not None:
            await self.saving
        words = _notes(call)
        answer = await self._step(
            call, "hand over", {"text": words, "decision": "raise", "revision": call.revision, "seq": 0}
        )
        if answer.status in TAKEN:
            call.saved, call.handed_over = words, True
        await self.take_call()

    async def _step(self, call: Call, what: str, form: dict[str, object]) -> Answer:
        name = str(uuid.uuid4())
        async with self.outbox:
            answer = await self._until_answered(call, what, what.replace(" ", "-"), {**form, "sent_id": name})
        if answer.status in TAKEN:
            call.sent[name] = what
        return answer

    async def _until_answered(self, call: Call, what: str, part: str, form: dict[str, object]) -> Answer:
        """Sends it when the line is free, and the very same again as the page does for as long as it breaks."""
        first, cuts, broken_since = time.monotonic(), 0, 0.0
        while True:
            try:
                async with self.one_at_a_time:
                    began = time.monotonic()
                    waited = int((began - first) * 1000)
                    answer = await self.line.post(
                        f"{call.address}/{part}", {"csrf_token": call.csrf, "waited": waited, **form}
                    )
            except Cut:
                waits = TRIED_AGAIN_AFTER[what]
                broken_since = broken_since or time.monotonic()
                await self._wait(what, waits[min(cuts, len(waits) - 1)] * self.chance.uniform(0.75, 1.25), broken_since)
                cuts += 1
                continue
            if cuts:
                self.tally.sent_again[what] += 1
            else:
                took = time.monotonic() - began
                self.tally.seconds[what].append(took)
                if began >= self.tally.calm_from:
                    self.tally.calm[what].append(took)
            if answer.status not in TAKEN:
                self.tally.refused[f"{what} {answer.status} {_words(answer)}"] += 1
            return answer

    async def _wait(self, what: str, seconds: float, broken_since: float) -> None:
        """The page's outbox goes on within as long as the line was broken since the news got through."""
        if what not in IN_OUTBOX:
            await asyncio.sleep(seconds)
            return
        until = time.monotonic() + seconds
        self.line_is_back.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.line_is_back.wait(), seconds)
            spread = self.chance.uniform(0.0, min(time.monotonic() - broken_since, LONGEST_SPREAD))
            await asyncio.sleep(min(spread, until - time.monotonic()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs it and prints what was seen; exits with 1 when a step was lost or doubled or a draft is not as typed."""
    parser = argparse.ArgumentParser(prog="load", description=str(__doc__).partition(":")[0])
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=90.0)
    parser.add_argument("--kills", type=int, default=2)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        settings = config.load({}, instance_dir=Path(folder), secret_key="for the load test")
        app = create_app(settings)
        people = _people(app, asked.people)
        callers, tally = asyncio.run(_run(Path(folder), people, asked.seconds, asked.kills))
        faults = _faults(app, callers)
    _print(tally, callers, asked.kills)
    for fault in faults:
        sys.stdout.write(f"FAULT {fault}\n")
    sys.exit(1 if faults else 0)


def _people(app: Flask, number: int) -> list[int]:
    """The ids of so many agents of a sample organisation made for this run."""
    with app.app_context():
        upgrade()
        load(library(), now())
        with transaction() as session:
            agents = [
                Person(name=f"Agent {n}", email=f"agent{n}@load.example", joined_on=now().date(), created_at=now(),
                       roles_held=[RoleHeld(role=Role.AGENT)])
                for n in range(number)
            ]  # fmt: skip
            session.add_all(agents)
            session.flush()
            ids = [agent.id for agent in agents]
        db.session.remove()
        db.engine.dispose()
    return ids


async def _run(folder: Path, people: Sequence[int], seconds: float, kills: int) -> tuple[list[Caller], Tally]:
    port, tally = _free_port(), Tally()
    with _serving(folder, port) as server:
        await _answers(port)
        questions = [p.text for p in read_bank() if p.style == "plain" and not p.before]
        callers = [
            Caller(person, number, questions, Line(port), tally, random.Random(person))
            for number, person in enumerate(people)
        ]
        for caller in callers:  # a morning's arrivals, not a stampede: signing in is measured elsewhere
            await caller.sign_in()
            await caller.take_call()
        began = time.monotonic()
        staying = asyncio.gather(*(caller.stay(began + seconds) for caller in callers))
        for number in range(kills):
            await asyncio.sleep(max(0.0, began + seconds * (number + 1) / (kills + 1) - time.monotonic()))
            tally.calm_from = math.inf
            server.kill()
            await asyncio.sleep(DOWN_SECONDS)
            server.start()
            tally.calm_from = time.monotonic() + COMING_BACK_SECONDS
        await staying
        for caller in callers:
            caller.line.hang_up()
    return callers, tally


@dataclass
class Server:
    """The real server, which can be killed and started again."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it as `make run` does, in a process group of its own."""
        environment = {
            **os.environ,
            "BATON_INSTANCE_DIR": str(self.folder),
            "BATON_SECRET_KEY": "for the load test",
            "PORT": str(self.port),
        }
        command = [str(Path(sys.executable).with_name("gunicorn")), "wsgi:app"]
        self.process = subprocess.Popen(  # noqa: S603  our own server
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
        )

    def kill(self) -> None:
        """SIGKILL to the server and all its workers."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None


@contextmanager
def _serving(folder: Path, port: int) -> Iterator[Server]:
    """The server while it is needed."""
    server = Server(folder, port)
    server.start()
    try:
        yield server
    finally:
        server.kill()


async def _answers(port: int) -> None:
    """Waits until the server answers."""
    for _ in range(200):
        try:
            await Line(port).get("/healthz")
            return
        except Cut:
            await asyncio.sleep(0.2)
    sys.exit("The server does not answer.")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _faults(app: Flask, callers: Sequence[Caller]) -> list[str]:
    """Every step that was lost or doubled, and every draft or handover that is not as last sent."""
    with app.app_context():
        faults = [fault for caller in callers for call in caller.calls for fault in _faults_of(call)]
        db.session.remove()
        db.engine.dispose()
    return faults


def _faults_of(call: Call) -> list[str]:
    steps = db.session.scalars(select(AttemptStep).filter_by(attempt_id=call.attempt_id)).all()
    stored = Counter(step.sent_id for step in steps if step.sent_id)
    lost = [what for name, what in call.sent.items() if name not in stored]
    # A look-up that repeats the last one is that one, by design.
    faults = [f"a lost {what}" for what in lost if what != "look up"]
    faults += [f"{name} stands {n} times" for name, n in stored.items() if n > 1]
    draft = db.session.get(Draft, call.attempt_id)
    handed_over = next((step.body["text"] for step in steps if step.kind == "handed_over"), None)
    if call.handed_over and handed_over != call.saved:
        faults.append("the handover is not as it was sent")
    if not call.handed_over and (draft.text if draft else "") != call.saved:
        faults.append("the draft is not as last saved")
    return [f"attempt {call.attempt_id}: {fault}" for fault in faults]


def _print(tally: Tally, callers: Sequence[Caller], kills: int) -> None:
    write = sys.stdout.write
    write(f"{len(callers)} people at once, the server killed {kills} times\n")
    write(f"{'request':10} {'answered':>9} {'p50 ms':>8} {'p99 ms':>8} {'calm p99':>8} {'sent again':>11}\n")
    for what in filter(tally.seconds.get, KINDS):  # a short run is over before anybody hands over
        p50, p99, calm = statistics.median(tally.seconds[what]), _p99(tally.seconds[what]), _p99(tally.calm[what])
        figures = "".join(f"{seconds * 1000:9.0f}" for seconds in (p50, p99, calm))
        write(f"{what:10} {len(tally.seconds[what]):9}{figures} {tally.sent_again[what]:11}\n")
    calls = [call for caller in callers for call in caller.calls]
    handed_over = sum(call.handed_over for call in calls)
    write(f"{len(calls)} calls, {handed_over} of them handed over\n")
    write(f"steps answered and looked for in the log: {sum(len(call.sent) for call in calls)}\n")
    for refusal, times in sorted(tally.refused.items()):
        write(f"refused: {refusal}, {times} times\n")
    whole, still, wanted = (
        f"{p * 1000:.0f}" for p in (_p99(tally.seconds["ask"]), _p99(tally.calm["ask"]), WANTED_P99)
    )
    write(f"a question's 99th percentile is {whole} ms, {still} ms while nothing was away; wanted is under {wanted}\n")


def _notes(call: Call) -> str:
    """What has been noted of a call so far."""
    return " ".join(WORDS[at % len(WORDS)] for at in range(min(1 + int(call.typed), 160)))


def _p99(seconds: Sequence[float]) -> float:
    """The 99th percentile of these, in seconds; nought of none."""
    ordered = sorted(seconds)
    return ordered[int(0.99 * (len(ordered) - 1))] if ordered else 0.0


def _words(answer: Answer) -> str:
    """The beginning of what an answer says."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.body).split())[:80]


def _value(answer: Answer, name: str) -> str:
    """The value of the first field of this name on a page."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]+)"', answer.body)
    if found is None:
        sys.exit(f"There is no {name} on the page ({answer.status}): {answer.body[:400]}")
    return found.group(1)


if __name__ == "__main__":
    main()
