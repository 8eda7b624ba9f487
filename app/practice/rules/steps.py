"""The log of an attempt as the simulation reads it."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, cast

from app.simulation.room import Step, StepKind


class LoggedStep(Protocol):
    """A row of the log; the database allows no other kinds than the simulation's."""

    @property
    def seq(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def elapsed_seconds(self) -> float: ...
    @property
    def body(self) -> Mapping[str, Any]: ...


def as_steps(rows: Iterable[LoggedStep]) -> list[Step]:
    """These rows as steps, in the order given."""
    return [Step(row.seq, cast(StepKind, row.kind), row.elapsed_seconds, row.body) for row in rows]
