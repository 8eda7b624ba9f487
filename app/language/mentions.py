"""What a reader finds in a text: values with the place they stand at."""

from dataclasses import dataclass
from typing import Literal, Protocol


class Placed(Protocol):
    """Whatever stands at a place of a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """The place behind it."""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time of day. `minutes` are the possible minutes after midnight.

    `day` is 0 for today, -1 yesterday, 1 tomorrow, None when it is not said.
    """

    start: int
    end: int
    minutes: tuple[int, ...]
    day: int | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class DurationMention:
    """A length of time in minutes; `direction` -1 counts back from now, 1 ahead, 0 is a bare length."""

    start: int
    end: int
    minutes: float
    direction: Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number: `of` is the whole it is a part of, `share` a bare proportion, `kind` what sort of quantity it is."""

    start: int
    end: int
    value: float
    of: float | None = None
    kind: Literal["count", "money", "percent", "share", "ordinal"] = "count"
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class IdentifierMention:
    """A reference such as INC0093417 or E-417: its letters (may be empty) and its digits."""

    start: int
    end: int
    letters: str
    digits: str

    @property
    def bare(self) -> str:
        """The digits without leading zeros."""
        return self.digits.lstrip("0")


@dataclass(frozen=True, slots=True)
class PhoneMention:
    """A telephone number or extension as its digits, +44 written as 0."""

    start: int
    end: int
    digits: str


Mention = TimeMention | DurationMention | NumberMention | IdentifierMention | PhoneMention
