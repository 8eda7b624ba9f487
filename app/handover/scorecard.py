"""What a marked handover is: the types that everything downstream of the marker reads and stores."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, get_args

from app.content.scenario import Decision, Verdict

MARKER_VERSION = "2026.11.23"

Span = tuple[int, int]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """Code points `start` to `end` of the text in the labelled field `field`."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Handover:
    """A handover as typed: free text, labelled fields (item id to text), or both, and the decision taken."""

    text: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class ItemMark:
    """The verdict on one item. `credit` is 0 to 1; spans are code points into the text as typed.

    `sent_after` is how many seconds after the handover an update brought it; 0 when the handover itself did. What
    stands in an update is placed in the field `update:1`, `update:2` and so on.
    """

    item: str
    verdict: Verdict
    credit: float
    critical: bool
    evidence: tuple[Span, ...]
    field_evidence: tuple[FieldSpan, ...]
    reason: str
    expected: str
    minutes_added: float
    sent_after: float = 0.0

    def to_data(self) -> dict[str, Any]:
        """This mark as plain JSON data; `from_data` gives it back exactly."""
        data = {key.name: getattr(self, key.name) for key in fields(self)}
        data["evidence"] = [list(span) for span in self.evidence]
        data["field_evidence"] = [[at.field, at.start, at.end] for at in self.field_evidence]
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "ItemMark":
        """The mark stored as `to_data` wrote it, or before there were updates; TypeError when a part is missing."""
        return cls(
            **{
                **data,
                "evidence": tuple((start, end) for start, end in data["evidence"]),
                "field_evidence": tuple(FieldSpan(*at) for at in data["field_evidence"]),
            }
        )


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A marked handover.

    `score`, `completeness`, `accuracy` and `timeliness` are 0 to 100. `items` are in the checklist's order and
    hold only what the scenario has. `cost` is what the projected minutes beyond 15 cost, in `currency`.
    """

    marker: str
    score: int
    passed: bool
    completeness: float
    accuracy: float
    timeliness: float
    claims_true: int
    claims_made: int
    decision: Decision | None
    decision_right: bool
    decision_expected: Decision
    pass_mark: int
    elapsed_seconds: float | None
    items: tuple[ItemMark, ...]
    unsupported: tuple[Span, ...]
    unsupported_fields: tuple[FieldSpan, ...]
    projected_minutes: float
    projected_low: float
    projected_high: float
    cost: float | None
    currency: str | None
    not_passed_because: tuple[str, ...]
    advice: tuple[str, ...]

    @property
    def minutes_to_first_communication(self) -> float | None:
        """Minutes from first ring to first communication: those until the handover and the projected first phase.

        None when nobody said when it was handed over, and where none is sent: nothing was raised, or nothing was to be.
        """
        if self.elapsed_seconds is None or "none" in (self.decision, self.decision_expected):
            return None
        return self.elapsed_seconds / 60 + self.projected_minutes

    def to_data(self) -> dict[str, Any]:
        """This scorecard as plain JSON data; `from_data` gives it back exactly."""
        data = {key.name: getattr(self, key.name) for key in fields(self)}
        data["items"] = [mark.to_data() for mark in self.items]
        data["unsupported"] = [list(span) for span in self.unsupported]
        data["unsupported_fields"] = [[at.field, at.start, at.end] for at in self.unsupported_fields]
        data["not_passed_because"] = list(self.not_passed_because)
        data["advice"] = list(self.advice)
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Scorecard":
        """The scorecard stored as `to_data` wrote it; KeyError or TypeError when a part is missing."""
        return cls(
            **{
                **data,
                "items": tuple(ItemMark.from_data(mark) for mark in data["items"]),
                "unsupported": tuple((start, end) for start, end in data["unsupported"]),
                "unsupported_fields": tuple(FieldSpan(*at) for at in data["unsupported_fields"]),
                "not_passed_because": tuple(data["not_passed_because"]),
                "advice": tuple(data["advice"]),
            }
        )
