"""How a draft came about: groups of keystrokes as differences, which folded in order give every state it had."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

TEXT, DECISION = "text", "decision"


@dataclass(frozen=True, slots=True)
class Words:
    """The state of a draft: one text, labelled fields without the empty ones, and the decision."""

    text: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    decision: str | None = None

    def parts(self) -> dict[str, str]:
        """Everything in it by the name of its part; what is empty is left out. The items are named by their ids."""
        named = {TEXT: self.text, DECISION: self.decision or "", **self.fields}
        return {part: words for part, words in named.items() if words}


class Change(Protocol):
    """At code point `start` of a part, `removed` of them went and `inserted` came."""

    @property
    def part(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def removed(self) -> int: ...
    @property
    def inserted(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Keystrokes:
    """A group of keystrokes in one part of a draft."""

    part: str
    start: int
    removed: int
    inserted: str


def typed(before: Words, after: Words) -> tuple[Keystrokes, ...]:
    """What was typed between two states, one group a part that changed."""
    was, is_now = before.parts(), after.parts()
    changed = [part for part in dict.fromkeys([*was, *is_now]) if was.get(part) != is_now.get(part)]
    return tuple(_between(part, was.get(part, ""), is_now.get(part, "")) for part in changed)


def fold(changes: Iterable[Change]) -> Words:
    """The state after these changes, in order, from an empty draft."""
    parts: dict[str, str] = {}
    for change in changes:
        parts[change.part] = after(parts.get(change.part, ""), change)
    text, decision = parts.pop(TEXT, ""), parts.pop(DECISION, "")
    return Words(text, {part: words for part, words in parts.items() if words}, decision or None)


def after(words: str, change: Change) -> str:
    """The words of a part after this change of it."""
    return words[: change.start] + change.inserted + words[change.start + change.removed :]


def _between(part: str, before: str, after: str) -> Keystrokes:
    """The one stretch in which two texts differ: their common beginning and, of the rest, their common end cut off."""
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    return Keystrokes(part, start, len(before) - start - end, after[start : len(after) - end])


def _common(one: str, other: str) -> int:
    """The length of the beginning both have; halving finds it without a loop over every letter."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
