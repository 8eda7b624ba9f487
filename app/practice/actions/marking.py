"""What a scorecard is made of, so that it can be made before its call is held: nobody's words wait for the marking of
another's handover."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from app.archive import queries as archive
from app.content.library import Library
from app.handover.scorecard import Handover, Scorecard
from app.handover.updating import Update, mark_with_updates
from app.practice.rows import AttemptRow, StepRow


@dataclass(frozen=True, slots=True)
class ToMark:
    """A handover given `elapsed_seconds` after the first call began, and the updates that followed it."""

    handover: Handover
    elapsed_seconds: float
    updates: tuple[Update, ...] = ()

    @classmethod
    def of_log(cls, steps: Sequence[StepRow]) -> Self:
        """The handover of this log with every update after it; StopIteration when it holds none."""
        step = next(step for step in steps if step.kind == "handed_over")
        handover = Handover(step.body["text"], step.body["fields"], step.body["decision"])
        return cls(handover, step.elapsed_seconds, updates_of(steps))

    def marked(self, attempt: AttemptRow, library: Library) -> Scorecard:
        """The scorecard on the content the attempt is pinned to; HandoverTooLong beyond 20,000 characters."""
        scenario = archive.scenario(library, attempt.scenario, attempt.scenario_hash)
        checklist = archive.checklist(library, attempt.checklist_hash)
        return mark_with_updates(checklist, scenario, self.handover, self.elapsed_seconds, self.updates)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was marked before the call was held, of a log read then."""

    steps: Sequence[StepRow]
    of: ToMark
    card: Scorecard


def marked(to_mark: ToMark, attempt: AttemptRow, library: Library, ahead: Ahead | None) -> Scorecard:
    """The scorecard; the one made ahead where it was made of the same."""
    return ahead.card if ahead is not None and ahead.of == to_mark else to_mark.marked(attempt, library)


def updates_of(steps: Sequence[StepRow]) -> tuple[Update, ...]:
    """The updates among these steps as the marker reads them."""
    return tuple(
        Update(str(step.body["text"]), step.elapsed_seconds, bool(step.body["corrects"]))
        for step in steps
        if step.kind == "updated"
    )
