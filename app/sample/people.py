"""Reads the sample's data: who is in it, what they did, what they asked and what they handed over."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, TypeAdapter

from app.content.scenario import Decision
from app.content.shape import Shape
from app.practice.queries import LevelName
from app.web.guards import Role

_HERE = Path(__file__).parent


class SampleUpdate(Shape):
    """What is sent `after` so many seconds after a handover; `corrects`: it corrects what was written."""

    after: int = Field(ge=1, le=300)
    text: str
    corrects: bool = False


class SampleHandover(Shape):
    """A handover somebody of the sample makes, `elapsed_seconds` after the call began.

    `updates` follow it; `answers`, by item, are what they say when they are asked back.
    """

    quality: Literal["strong", "fair", "weak"] = "strong"
    decision: Decision
    elapsed_seconds: int
    text: str = ""
    fields: dict[str, str] = Field(default_factory=dict)
    updates: tuple[SampleUpdate, ...] = ()
    answers: dict[str, str] = Field(default_factory=dict)


class Deed(Shape):
    """Something done that many days ago, at that time: a module read and checked, a video watched, or its transcript
    read instead, or a call taken at a level."""

    days_ago: int = Field(ge=1)
    at: str = Field(pattern=r"^\d\d:\d\d$")
    module: str = ""
    tries: tuple[int, ...] = ()
    video: str = ""
    transcript: bool = False
    call: str = ""
    handover: int | None = None
    own: SampleHandover | None = None
    level: LevelName = "assessed"


class SamplePerson(Shape):
    """Somebody of the sample; `joined` in days ago."""

    name: str
    email: str
    roles: tuple[Role, ...]
    team: str = ""
    manages: tuple[str, ...] = ()
    joined: int
    story: str
    done: tuple[Deed, ...] = ()


class SampleOrganisation(Shape):
    """The whole of people.yml; `began` in days ago."""

    organisation: str
    time_zone: str
    began: int
    teams: tuple[str, ...]
    people: tuple[SamplePerson, ...]


class CallStep(Shape):
    """A question to somebody, or a look at a desk tool, that many seconds into a call."""

    at: int
    to: str = ""
    ask: str = ""
    look: str = ""


@lru_cache(maxsize=1)
def sample() -> SampleOrganisation:
    """Who is in the sample and what they did."""
    return SampleOrganisation.model_validate(_read("people.yml"))


@lru_cache(maxsize=1)
def handovers() -> Mapping[str, tuple[SampleHandover, ...]]:
    """The handovers of the sample by scenario, in their places."""
    return TypeAdapter(dict[str, tuple[SampleHandover, ...]]).validate_python(_read("handovers.yml"))


@lru_cache(maxsize=1)
def calls() -> Mapping[str, tuple[CallStep, ...]]:
    """What is asked and looked up in each scenario."""
    return TypeAdapter(dict[str, tuple[CallStep, ...]]).validate_python(_read("calls.yml"))


def stories() -> Mapping[str, str]:
    """What the sign-in page says of each person, by e-mail, the one to try first coming first."""
    return {person.email: person.story for person in sample().people}


def _read(name: str) -> Any:
    return yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))
