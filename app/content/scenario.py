"""A scenario: the people, the desk tools, what arrives when, and the truth an item. No code, only data."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from app.content.shape import Shape

Decision = Literal["raise", "attach", "security", "none"]
Choice = Literal["worse", "steady", "intermittent", "better"]
SignalKind = Literal["alert", "mail", "chat", "ticket", "news", "said"]
Needs = Literal["nothing", "acknowledgement", "asking_twice"]
ExampleKind = Literal["model", "thin", "wrong", "other"]
Verdict = Literal["captured", "partial", "unknown_stated", "wrong", "missing"]


_EVENT = r"^((asked|looked_up|spoke_to|rang|acknowledged|linked):[A-Za-z][A-Za-z0-9_-]*|handed_over)$"


class TruthNow(Shape):
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


class LaterTruth(TruthNow):
    """What is so from `at` on, in seconds after the first call began: it has grown worse, or turned out smaller."""

    at: float = Field(gt=0)


class Truth(TruthNow):
    """The truth of an item from the start, and what it becomes `later`."""

    later: tuple[LaterTruth, ...] = ()


class Belief(Shape):
    """Something a person believes that is not so, and the words they say it in."""

    about: str
    says: str


class LaterWords(Shape):
    """What a person says of an item from `at` on, in seconds after the first call began."""

    at: float = Field(gt=0)
    says: str


class Knowledge(Shape):
    """What a person knows of an item, in their words.

    `at_first` is said until what it `needs` was done: their situation acknowledged, or the question asked a second
    time. Without words for it they put the question off in the way of their manner.
    """

    says: str
    at_first: str = ""
    needs: Needs = "nothing"
    later: tuple[LaterWords, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _a_sentence_may_stand_alone(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"says": value}
        if isinstance(value, dict) and value.get("at_first") and "needs" not in value:
            return {**value, "needs": "asking_twice"}
        return value

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything they ever say of it that is so."""
        return self.says, *(words.says for words in self.later)

    def says_at(self, elapsed_seconds: float) -> str:
        """What they say of it at this simulated second."""
        return next((words.says for words in reversed(self.later) if words.at <= elapsed_seconds), self.says)


class Detail(Shape):
    """What a person says when asked about one `name` of the catalogue; `tells` is the item it belongs to."""

    name: str
    says: str
    tells: str = ""


class Person(Shape):
    """Somebody of the cast; `knows` is item to what they say.

    They ring `arrives` seconds after the first call began, or after the event named by `after`. One who is `rung`
    does not ring: the agent may ring them, from `busy_until` on. They go at `leaves`, or when their `patience` (a
    number of fruitless questions) is used up. `agrees`: they say yes to what a question suggests. What is left out
    of the last two goes by their manner.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    name: str
    role: str
    manner: str = "calm"
    arrives: float = Field(default=0, ge=0)
    after: str = Field(default="", pattern=rf"^$|{_EVENT}")
    rung: bool = False
    busy_until: float = Field(default=0, ge=0)
    leaves: float | None = Field(default=None, gt=0)
    leaving: str = ""
    patience: int | None = Field(default=None, ge=1)
    agrees: bool | None = None
    opening: str
    knows: Mapping[str, Knowledge] = {}
    believes: tuple[Belief, ...] = ()
    about: tuple[Detail, ...] = ()

    @property
    def knows_texts(self) -> tuple[str, ...]:
        """Everything true they ever say when asked."""
        return *(text for known in self.knows.values() for text in known.texts), *(each.says for each in self.about)


class Signal(Shape):
    """Something that arrives while the agent works.

    It comes `at` seconds after the first call began; with `after`, so long after that event and at the latest at
    `by`, when one is given. What is `said` is said by `person` on their line, unasked.
    """

    at: float = Field(default=0, ge=0)
    after: str = Field(default="", pattern=rf"^$|{_EVENT}")
    by: float | None = Field(default=None, gt=0)
    kind: SignalKind = "alert"
    source: str = ""
    person: str = ""
    text: str

    @model_validator(mode="after")
    def _somebody_says_it(self) -> "Signal":
        if (self.kind == "said") != bool(self.person):
            raise ValueError("a signal of the kind 'said' needs 'person', and no other has one")
        if self.kind != "said" and not self.source:
            raise ValueError("say where it comes from with 'source'")
        return self


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
    """One simulated incident. `now` is the local time at which the first call begins, without a zone.

    `phrasings` are the author's own ways of asking, by item, beside those everybody has.
    """

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
    phrasings: Mapping[str, tuple[str, ...]] = {}
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

    def as_of(self, elapsed_seconds: float | None) -> "Scenario":
        """This scenario with what is so at this simulated second; as it begins when none is given."""
        seconds = 0.0 if elapsed_seconds is None else elapsed_seconds
        return next((stage for at, stage in reversed(self._stages) if at <= seconds), self)

    @cached_property
    def _stages(self) -> tuple[tuple[float, "Scenario"], ...]:
        """The scenario after each change of a truth, by the second of the change."""
        moments = sorted({later.at for truth in self.items.values() for later in truth.later})
        return tuple((at, self.model_copy(update={"items": self._items_at(at)})) for at in moments)

    def _items_at(self, seconds: float) -> dict[str, Truth]:
        items = dict(self.items)
        for item, truth in self.items.items():
            for later in truth.later:
                if later.at <= seconds:
                    items[item] = Truth(**later.model_dump(exclude={"at"}))
        return items

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
