"""A small invented incident and builders with defaults, for the tests of the simulated room."""

from datetime import datetime
from pathlib import Path
from typing import Any

from app.content.checklist import Checklist
from app.content.library import load_for_marking
from app.content.scenario import Person, Scenario, Signal, Tool
from app.simulation.room import Step, StepKind

LABELLED = Path(__file__).resolve().parents[2] / "labelled" / "content"
NOW = datetime(2026, 3, 10, 8, 30)
MANNERS = ("calm", "brisk", "technical", "vague", "angry", "senior", "frightened", "chatty", "like a thunderstorm")


def checklist() -> Checklist:
    """The checklist of the labelled material."""
    return load_for_marking(LABELLED, "tills")[0]


def person(**changes: Any) -> Person:
    """A person who knows when it started and where, and is wrong about a change."""
    fields: dict[str, Any] = {
        "id": "nell",
        "name": "Nell Abara",
        "role": "duty librarian",
        "opening": "Hello, the desks in the library have all gone off.",
        "knows": {"started": "It went at five to eight.", "sites": "Here in Whitby, and they say Malton too."},
        "believes": [{"about": "change", "says": "It'll be that new carpet."}],
    }
    return Person(**{**fields, **changes})


def scenario(**changes: Any) -> Scenario:
    """One person from the start, one after five minutes, an alert after two."""
    fields: dict[str, Any] = {
        "id": "library",
        "title": "Lending desks off",
        "now": NOW,
        "setting": "A county's libraries.",
        "decision": "raise",
        "catalogue": {"services": {"ShelfMark": ["lending desks"]}, "sites": {"Whitby": [], "Malton": []}},
        "people": [person(), person(id="omar", name="Omar Dale", arrives=300, opening="Omar here, county IT.")],
        "signals": [Signal(at=120, source="Monitoring", text="ShelfMark: no answer")],
        "tools": [tool()],
        "items": {"service": {"truth": "ShelfMark", "name": "ShelfMark"}},
    }
    return Scenario(**{**fields, **changes})


def tool() -> Tool:
    """A ticket queue of two rows."""
    rows = (("INC0041", "Whitby", "desk off"), ("INC0042", "Malton", "Desk and printer off"))
    return Tool(id="tickets", columns=("number", "site", "text"), rows=rows)


def step(seq: int, kind: StepKind, elapsed_seconds: float, **body: Any) -> Step:
    """One step of an attempt."""
    return Step(seq, kind, elapsed_seconds, body)


def asked(seq: int, elapsed_seconds: float, person_id: str = "nell", answer: str = "It went at five to eight.") -> Step:
    """A question and its answer."""
    body = {"person": person_id, "text": "When was that?", "topics": ["started"], "asks_back": [], "answer": answer}
    return Step(seq, "asked", elapsed_seconds, body)
