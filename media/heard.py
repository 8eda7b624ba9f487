"""Holds what a listener heard in a film against its captions, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from app.content.captions import Cue
from media.alike import begin_alike, in_words, sound, words_of

_AROUND = 2  # words shown before and after a stretch, to find it by


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A stretch of words that no hearing understood: its second, the words in their place, what each hearing has."""

    at: float
    before: str
    said: str
    after: str
    heard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """How much of a film is heard as it is written."""

    words: int
    otherwise: tuple[Otherwise, ...]

    @property
    def share(self) -> float:
        """The share of its words heard as written, 0 to 1."""
        missed = sum(len(stretch.said.split()) for stretch in self.otherwise)
        return 1 - missed / self.words if self.words else 1.0


def hold(cues: Sequence[Cue], hearings: Sequence[str]) -> Understood:
    """What the captions say against every hearing of the film. A word that one of them has is understood."""
    said = [(word, at) for cue in cues for word, at in _timed(cue)]
    words = [word for word, _ in said]
    instead = [_instead(words, in_words(words_of(hearing), words)) for hearing in hearings]
    missed = [number for number in range(len(words)) if all(number in heard for heard in instead)]
    stretches = []
    for _, run in groupby(enumerate(missed), key=lambda counted: counted[1] - counted[0]):
        numbers = [number for _, number in run]
        first, end = numbers[0], numbers[-1] + 1
        stretches.append(
            Otherwise(
                said[first][1],
                " ".join(words[max(0, first - _AROUND) : first]),
                " ".join(words[first:end]),
                " ".join(words[end : end + _AROUND]),
                tuple(" … ".join(dict.fromkeys(heard[number] for number in numbers)) for heard in instead),
            )
        )
    return Understood(len(words), tuple(stretches))


def _timed(cue: Cue) -> Iterator[tuple[str, float]]:
    """The words of a cue with their seconds, as if each letter took the same time."""
    written = words_of(cue.words)
    words = in_words(written, written)
    letters = sum(map(len, words)) or 1
    gone = 0
    for word in words:
        yield word, cue.start + (cue.end - cue.start) * gone / letters
        gone += len(word)


def _instead(said: Sequence[str], heard: Sequence[str]) -> dict[int, str]:
    """The numbers of the words that were not heard, with what was heard in place of the stretch each stands in."""
    sounds = SequenceMatcher(None, [sound(word) for word in said], [sound(word) for word in heard], autojunk=False)
    instead: dict[int, str] = {}
    for kind, first, end, begin, finish in sounds.get_opcodes():
        if kind != "equal":
            there = heard[begin:finish]
            instead |= {first + number: " ".join(there) for number in _missed(said[first:end], there)}
    return instead


def _missed(said: Sequence[str], heard: Sequence[str]) -> Iterator[int]:
    """The numbers of the words that are not in what was heard, not even as one word written as two."""
    number = place = 0
    while number < len(said):
        tries = ((start, *begin_alike(said[number:], heard[start:])) for start in range(place, len(heard)))
        start, ours, theirs = next((found for found in tries if found[1]), (place, 0, 0))
        if not ours:
            yield number
        number += ours or 1
        place = start + theirs
