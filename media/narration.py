"""The voice of a video: every line spoken once, kept, and told when each of its sentences ends."""

import hashlib
import json
import re
import subprocess
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.content.captions import LINE_LENGTH, Cue
from app.content.script import Line
from media.spoken import spoken

Samples = NDArray[np.int16]
_VOICE = Path(__file__).with_name("voice.py")
_SENTENCE = re.compile(r"(?<=[.?!])(?=['\"”’]?\s)['\"”’]?\s+(?=[\"“'‘]?[A-Z0-9£$])")
_BETWEEN_SENTENCES = 0.4
_QUIET = 120  # of 32767: what the voice's own silence before and after words stays under
_LONGEST_CUE = 2 * LINE_LENGTH


class CannotSpeak(Exception):
    """The voice's environment is missing or failed; says what to do."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is shown, with its sound."""

    shows: str
    samples: Samples


@dataclass(frozen=True, slots=True)
class Narrated:
    """A line, spoken."""

    sentences: tuple[Sentence, ...]
    rate: int

    @property
    def samples(self) -> Samples:
        """The whole line's sound."""
        gap = np.zeros(int(_BETWEEN_SENTENCES * self.rate), dtype=np.int16)
        parts = [sentence.samples for sentence in self.sentences]
        return np.concatenate([piece for part in parts for piece in (part, gap)][:-1])

    @property
    def seconds(self) -> float:
        """How long the line is."""
        return len(self.samples) / self.rate

    def cues(self, line: int, start: float) -> list[Cue]:
        """The captions of this line when it is begun at `start`: a sentence each, long ones cut at a breath."""
        made, at = [], start
        for sentence in self.sentences:
            length = len(sentence.samples) / self.rate
            pieces = cut(sentence.shows)
            letters = sum(map(len, pieces))
            for piece in pieces:
                end = at + length * len(piece) / letters
                made.append(Cue(line, round(at, 3), round(end, 3), piece))
                at = end
            at += _BETWEEN_SENTENCES
        return made


def narrate(lines: Sequence[Line], python: Path, kept: Path) -> list[Narrated]:
    """Every line spoken by the voice in the environment of `python`; what `kept` has already is not spoken again.

    Raises CannotSpeak.
    """
    if not python.exists():
        raise CannotSpeak("The voice is not installed; `make videos` installs it.")
    kept.mkdir(parents=True, exist_ok=True)
    sentences = [sentences_of(line) for line in lines]
    wanted = {said: kept / f"{_name(said)}.wav" for line in sentences for _, said in line}
    new = [{"words": said, "file": str(file)} for said, file in wanted.items() if not file.exists()]
    if new:
        done = subprocess.run([python, _VOICE], input=json.dumps(new), text=True, capture_output=True)  # noqa: S603
        if done.returncode:
            raise CannotSpeak(f"The voice failed: {done.stderr.strip()[-400:]}")
    return [_narrated(line, wanted) for line in sentences]


def cut(words: str) -> list[str]:
    """A sentence in pieces short enough for two lines of captions, cut after a comma where that does."""
    if len(words) <= _LONGEST_CUE:
        return [words]
    count = -(-len(words) // _LONGEST_CUE)
    wanted = len(words) / count
    spaces = [place for place, letter in enumerate(words) if letter == " " and place <= _LONGEST_CUE]
    best = min(spaces, key=lambda place: abs(place - wanted) - (25 if words[place - 1] in ",;:" else 0))
    return [words[:best], *cut(words[best + 1 :])]


def sentences_of(line: Line) -> list[tuple[str, str]]:
    """What is shown and what is said, sentence by sentence; a line with `says` of its own is one."""
    if line.says:
        return [(line.shows, line.says)]
    ends = [0, *(found.end() for found in _SENTENCE.finditer(line.shows)), len(line.shows)]
    return [(shows, spoken(shows)) for start, end in pairwise(ends) if (shows := line.shows[start:end].strip())]


def _name(said: str) -> str:
    return hashlib.sha256(_VOICE.read_bytes() + said.encode()).hexdigest()[:24]


def _narrated(line: Sequence[tuple[str, str]], files: dict[str, Path]) -> Narrated:
    made, rate = [], 0
    for shows, said in line:
        with wave.open(str(files[said])) as file:
            rate = file.getframerate()
            made.append(Sentence(shows, _trimmed(np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16))))
    return Narrated(tuple(made), rate)


def _trimmed(samples: Samples) -> Samples:
    """Without the silence before and after, so that pauses are the script's; a breath of it stays."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > _QUIET)
    if not len(loud):
        return samples
    return samples[max(0, loud[0] - 400) : loud[-1] + 1600]
