"""Short exercises done inside a module: pick what a handover lacks, put steps in order, rewrite a line."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from app.content.scenario import Catalogue, Person, Scenario, Truth
from app.content.shape import Shape

_ID = r"^[a-z][a-z0-9-]*$"


class MissingExercise(Shape):
    """Which checklist items a `handover` lacks: those `missing`, offered among others it has `told`."""

    id: str = Field(pattern=_ID)
    kind: Literal["missing"]
    text: str
    handover: str
    missing: tuple[str, ...] = Field(min_length=1)
    told: tuple[str, ...] = Field(min_length=1)
    why: str


class OrderExercise(Shape):
    """Steps to put in order; `order` is the right one, and the page shows them shuffled."""

    id: str = Field(pattern=_ID)
    kind: Literal["order"]
    text: str
    order: tuple[str, ...] = Field(min_length=3)
    why: str

    @model_validator(mode="after")
    def _steps_differ(self) -> "OrderExercise":
        if len(set(self.order)) < len(self.order):
            raise ValueError("two steps are the same, so nobody can tell which comes first")
        return self


class RewriteExercise(Shape):
    """A `line` to rewrite from what was `told`, marked against `items` as a handover is, at the local time `now`.

    `good` is one way of writing it, shown afterwards; `catalogue` the names people use, where the items need them.
    """

    id: str = Field(pattern=_ID)
    kind: Literal["rewrite"]
    text: str
    now: datetime
    told: str
    line: str
    items: Mapping[str, Truth] = Field(min_length=1)
    catalogue: Catalogue = Catalogue()
    good: str
    why: str

    @cached_property
    def scenario(self) -> Scenario:
        """The little scenario the marker holds a rewritten line against."""
        nobody = Person(id="nobody", name="Nobody", role="nobody", opening=self.told, knows={})
        return Scenario(
            id="rewriting",
            title=self.text,
            now=self.now,
            setting=self.told,
            decision="raise",
            people=(nobody,),
            catalogue=self.catalogue,
            items=self.items,
        )


Exercise = Annotated[MissingExercise | OrderExercise | RewriteExercise, Field(discriminator="kind")]


class Practice(Shape):
    """The exercises of one module."""

    exercises: tuple[Exercise, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_differ(self) -> "Practice":
        ids = [exercise.id for exercise in self.exercises]
        if len(set(ids)) < len(ids):
            raise ValueError("two exercises have the same id")
        return self
