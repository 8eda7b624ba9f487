"""A scenario: the people, the desk tools, what arrives when, and the truth an item. No code, only data."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from app.content.shape import Shape

Decision = Literal["raise", "attach", "security", "none"]
Choice = Literal["worse", "steady", "intermittent", "better"]
SignalKind = Literal["alert", "mail", "chat", "ticket", "news"]
ExampleKind = Literal["model", "thin", "wrong", "other"]
Verdict = Literal["captured", "partial", "unknown_stated", "wrong", "missing"]


class Truth(Shape):
    """What the author says is so for one checklist item.

    `truth` is a sentence for people; the rest is for the marker. `points` holds one tuple a thing the truth
    requires, each a few ways of saying it. `unknown`: nobody who can be reached knows. `none`: there is none.
    """

    truth: str
    points: tuple[tuple[str, ...], ...] = ()
    name: str | None = None
    names: tuple[str, ...] = ()
    all: bool = False
    time: str | None = None
    count: float | None = None
    of: float | None = None
    unit: str | None = None
    choice: Choice | None = None
    id: str | None = None
    ids: tuple[str, ...] = ()
    person: str | None = None
    phone: str | None = None
    none: bool = False
    unknown: bool = False

    @field_validator("points", mode="before")
    @classmethod
    def _one_way_may_stand_alone(cls, value: Any) -> Any:
        return [[way] if isinstance(way, str) else way for way in value] if isinstance(value, list) else value

    @field_validator("time")
    @classmethod
    def _time_is_a_clock_time(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"(\d{4}-\d\d-\d\d[T ])?([01]\d|2[0-3]):[0-5]\d", value):
            raise ValueError("write a time as '09:04', or '2026-03-13T23:30' when it is on another day")
        return value


class Belief(Shape):
    """Something a person believes that is not so, and the words they say it in."""

    about: str
    says: str


class Person(Shape):
    """Somebody of the cast. `arrives` is seconds after the first call began; `knows` is item to what they say."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    name: str
    role: str
    manner: str = "calm"
    arrives: float = Field(default=0, ge=0)
    opening: str
    knows: Mapping[str, str] = {}
    believes: tuple[Belief, ...] = ()


class Signal(Shape):
    """Something that arrives while the agent works, `at` seconds after the first call began."""

    at: float = Field(ge=0)
    kind: SignalKind = "alert"
    source: str
    text: str


class Catalogue(Shape):
    """Names of services, sites and teams, each with the other names people use for it."""

    services: Mapping[str, tuple[str, ...]] = {}
    sites: Mapping[str, tuple[str, ...]] = {}
    teams: Mapping[str, tuple[str, ...]] = {}


class Cost(Shape):
    """What a minute of this incident costs, in a named currency, and where the figure comes from."""

    amount: float = Field(ge=0)
    currency: str = Field(default="GBP", pattern=r"^[A-Z]{3}$")
    basis: str = ""


class Expectation(Shape):
    """What the author says an example must be marked as; `score` is the lowest and highest right mark."""

    score: tuple[int, int] | None = None
    passed: bool | None = None
    items: Mapping[str, Verdict] = {}


class Example(Shape):
    """A handover of the author's own that proves the scoring; the model one is shown in the debrief."""

    kind: ExampleKind = "other"
    text: str = ""
    fields: Mapping[str, str] = {}
    decision: Decision | None = None
    elapsed_seconds: float | None = None
    expect: Expectation = Expectation()


class Tool(Shape):
    """One of the desk tools as a table: column names (one empty name for plain lines) and rows of cells."""

    id: str
    columns: tuple[str, ...] = ("",)
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def label(self) -> str:
        return self.id.replace("_", " ").capitalize()

    @property
    def lines(self) -> tuple[str, ...]:
        """Each row as one line of text, as a reader would say it."""
        return tuple(" · ".join(cell for cell in row if cell) for row in self.rows)


class Scenario(Shape):
    """One simulated incident. `now` is the local time at which the first call begins, without a zone."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    title: str
    now: datetime
    setting: str
    brief: str = ""
    industry: str = ""
    minutes: int = Field(default=12, ge=1, le=60)
    decision: Decision
    decision_why: str = ""
    catalogue: Catalogue = Catalogue()
    people: tuple[Person, ...] = Field(min_length=1)
    signals: tuple[Signal, ...] = ()
    tools: tuple[Tool, ...] = ()
    items: Mapping[str, Truth]
    pass_mark: int = Field(default=75, ge=0, le=100)
    target_seconds: float = Field(default=600, gt=0)
    critical: tuple[str, ...] | None = None
    cost_per_minute: Cost | None = None
    examples: tuple[Example, ...] = ()
    hash: str = ""

    @field_validator("tools", mode="before")
    @classmethod
    def _tables_from_rows(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return [_tool(name, rows or []) for name, rows in value.items()]

    @model_validator(mode="after")
    def _people_differ(self) -> "Scenario":
        ids = [person.id for person in self.people]
        if len(set(ids)) < len(ids):
            raise ValueError("two people have the same id")
        return self

    def person(self, person_id: str) -> Person:
        """The member of the cast with this id; KeyError when there is none."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise KeyError(person_id)

    @property
    def model_example(self) -> Example | None:
        """The author's model handover, if there is one."""
        return next((example for example in self.examples if example.kind == "model"), None)


def _tool(name: str, rows: Any) -> Any:
    """A tool written as lines of text or as mappings of column to cell, as one table."""
    if not isinstance(rows, list):
        raise ValueError(f"the tool '{name}' must be a list of rows")
    columns: list[str] = []
    for row in rows:
        for column in row if isinstance(row, dict) else [""]:
            if column not in columns:
                columns.append(str(column))
    cells = [
        tuple("" if row.get(c) is None else str(row.get(c)) for c in columns)
        if isinstance(row, dict)
        else tuple(str(row) if c == "" else "" for c in columns)
        for row in rows
    ]
    return {"id": name, "columns": tuple(columns) or ("",), "rows": tuple(cells)}
