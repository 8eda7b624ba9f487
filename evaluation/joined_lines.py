"""Lines of different items joined into one sentence, as handovers tell several things in a breath."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.sense_lessons import Line

_TWO = 0.6  # of sentences that are joined; the others are of three lines
_BETWEEN = (", ", ", ", "; ", " and ", " but ", " - ", " / ", " + ")
_ENDS = ".!?; "


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the lines it was made of, no two of them about the same item."""

    text: str
    lines: tuple[Line, ...]

    def about(self, item: str) -> Line | None:
        """The line in it that is about an item."""
        return next((line for line in self.lines if line.item == item), None)


def sentences(lines: Sequence[Line], alone: float, chance: random.Random) -> list[Sentence]:
    """Every line once, in a sentence of its own (so many of them) or with one or two more."""
    left, found = chance.sample(lines, len(lines)), []
    while left:
        size = 1 if chance.random() < alone else 2 if chance.random() < _TWO else 3
        group, rest = list[Line](), list[Line]()
        for line in left:
            fits = len(group) < size and all(line.item != other.item for other in group)
            (group if fits else rest).append(line)
        found.append(Sentence(_joined([line.text for line in group], chance), tuple(group)))
        left = rest
    return found


def _joined(texts: Sequence[str], chance: random.Random) -> str:
    whole = texts[0]
    for text in texts[1:]:
        whole = f"{whole.rstrip(_ENDS)}{chance.choice(_BETWEEN)}{_begun_small(text, chance)}"
    return whole


def _begun_small(text: str, chance: random.Random) -> str:
    return text[:1].lower() + text[1:] if chance.random() < 0.5 else text
