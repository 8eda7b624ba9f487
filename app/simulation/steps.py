"""What the agent did in an attempt, step by step, as everything in this room reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

StepKind = Literal["asked", "looked_up", "rang", "linked", "paused", "resumed", "handed_over", "updated"]
STEP_KINDS: tuple[StepKind, ...] = get_args(StepKind)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the agent did, `elapsed_seconds` simulated seconds after the first call began.

    Body of `asked`: person, text, and the Reply (older steps lack some of it); of `looked_up`: tool, search; of `rang`:
    person, answered; of `linked`: ticket; of `handed_over`: text, fields, decision; of `updated`: text, corrects.
    """

    seq: int
    kind: StepKind
    elapsed_seconds: float
    body: Mapping[str, Any]
