"""What the sentence encoder is taught: every phrasing, and made ones: two joined, something said before, a slip."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.content.scenario import Scenario
from app.simulation.model import TALK
from app.simulation.words import plain_words
from evaluation.phrasing_bank import HOUSE, Phrasing
from evaluation.question_trainer import HOUSE_WEIGHT

# A round of learning takes every line by others and this share of the lines of the house, which are twice as many.
HOUSE_SHARE = 0.5
JOINED_SHARE, BEFORE_SHARE, SLIP_SHARE = 0.3, 0.25, 0.12
_JOINS = (", ", " and ", "? ", " ", ". ", ", and ", " also ", "; ", "? and ", " - ")
_LONGEST_JOINED, _LONGEST_SECOND = 22, 16
_LETTERS = "abcdefghijklmnoprstuwy"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text, what was said before it, the labels it means, which of the labels that is certain of, its weight."""

    text: str
    before: str
    wanted: npt.NDArray[np.bool_]
    certain: npt.NDArray[np.bool_]
    weight: float


class Lessons:
    """The lessons of a bank; each round makes others of them, the same ones for the same seed."""

    def __init__(self, bank: Sequence[Phrasing], scenarios: Mapping[str, Scenario], items: tuple[str, ...]) -> None:
        labels = (*items, *TALK)
        self.items = len(items)
        self.plain = [_lesson(p, scenarios[p.scenario], labels) for p in bank]
        self.seconds = [s for s in self.plain if not s.before and len(s.text.split()) < _LONGEST_SECOND]
        known = {
            known.says
            for scenario in scenarios.values()
            for person in scenario.people
            for known in person.knows.values()
        }
        tills = scenarios["tills"]
        self.said = [s.before for s in self.plain if s.before] + [plain_words(said, tills) for said in sorted(known)]

    def round(self, chance: random.Random) -> Iterator[Lesson]:
        """The lessons of one round, in the order of the bank."""
        for lesson in self.plain:
            if lesson.weight == 1 or chance.random() < HOUSE_SHARE:
                yield self._varied(lesson, chance)

    def _varied(self, lesson: Lesson, chance: random.Random) -> Lesson:
        text, before = lesson.text, lesson.before
        if not before and chance.random() < JOINED_SHARE and len(text.split()) < _LONGEST_JOINED:
            lesson = self._joined(lesson, chance.choice(self.seconds), chance)
            text = lesson.text
        if not before and chance.random() < BEFORE_SHARE:
            before = chance.choice(self.said)
        if chance.random() < SLIP_SHARE:
            text = slipped(text, chance)
        return Lesson(text, before, lesson.wanted, lesson.certain, lesson.weight)

    def _joined(self, first: Lesson, second: Lesson, chance: random.Random) -> Lesson:
        """Both in one line, asking for what either asks for; talk counts only where neither asks for anything."""
        join = chance.choice(_JOINS)
        bare = join[0] in "?,.;" or chance.random() < 0.5
        wanted = first.wanted | second.wanted
        surely = (first.wanted & first.certain) | (second.wanted & second.certain)
        certain = np.where(wanted, surely, first.certain & second.certain)
        if wanted[: self.items].any():
            wanted[self.items :] = False
        elif wanted[self.items :].sum() > 1:
            certain[self.items :] = False
        text = (first.text.rstrip("?. ") if bare else first.text) + join + second.text
        return Lesson(text, "", wanted, certain, first.weight)


def slipped(text: str, chance: random.Random) -> str:
    """The text with one or two slips of the fingers in words of four letters and more."""
    words = text.split(" ")
    for _ in range(chance.choice((1, 1, 2))):
        place = chance.randrange(len(words))
        if len(words[place]) > 3:
            words[place] = _slip(words[place], chance)
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    at, kind = chance.randrange(len(word) - 1), chance.random()
    if kind < 0.35:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind < 0.65:
        return word[:at] + word[at + 1 :]
    if kind < 0.8:
        return word[:at] + word[at] + word[at:]
    return word[:at] + chance.choice(_LETTERS) + word[at + 1 :]


def _lesson(p: Phrasing, scenario: Scenario, labels: tuple[str, ...]) -> Lesson:
    return Lesson(
        text=plain_words(p.text, scenario),
        before=plain_words(p.before, scenario),
        wanted=np.array([label in p.topics or label == p.talk for label in labels]),
        certain=np.array([label not in p.also_ok for label in labels]),
        weight=HOUSE_WEIGHT if p.made_by in HOUSE else 1.0,
    )
