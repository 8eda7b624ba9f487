"""How surely a sentence says a point of a truth, by a small encoder of sentences.

Each text is read by itself, so what a sentence says never depends on those around it. Then every piece of the point is
laid beside the pieces of the sentence that are most like it, and every piece of the sentence beside the point's
(after Parikh et al., arXiv:1606.01933). Taught by `python -m evaluation.train_sense`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.language.encoder import Encoder, opened
from app.language.wordpieces import BEGINNING, END, pieces

SENSE_FILE, HEAD_FILE = Path(__file__).with_name("sense.onnx"), Path(__file__).with_name("sense.npz")
LONGEST, WAYS = 62, 5  # pieces of a text that are read, ways of saying a point that are
_POINTS_KEPT, _SENTENCES_KEPT = 2_048, 512  # some ten kilobytes each
_TINY = 1e-12
_ROUNDED = 3  # decimals: another order of adding up makes no other verdict

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Side:
    """A text as the encoder reads it: a vector for each piece, of length one as well, how much each is heeded, and
    the text's own."""

    vectors: Floats
    even: Floats
    heeds: Floats
    mean: Floats


@dataclass(frozen=True, slots=True)
class Sense:
    """The encoder, and the numbers by which two texts are laid side by side."""

    encoder: Encoder
    head: Mapping[str, Floats]

    def point(self, item: str, ways: Sequence[str]) -> Side:
        """A point by some ways of saying it."""
        return self._side(f"{_spoken(item)}: {' / '.join(ways[:WAYS])}", as_sentence=False)

    def sentence(self, text: str, section: str | None) -> Side:
        """A sentence of a handover, and whose heading or field it stands under."""
        return self._side(f"{_spoken(section)}: {text}" if section else text, as_sentence=True)

    def _side(self, text: str, as_sentence: bool) -> Side:
        known = self.encoder.known
        numbers = [known[BEGINNING], *pieces(text, known)[:LONGEST], known[END]]
        given = {"pieces": np.array(numbers), "said": np.array([len(numbers)])}
        vectors, weighs, mean = self.encoder.net.run(
            ["as_sentence" if as_sentence else "as_point", "weighs", "mean"], given
        )
        return Side(vectors, _of_length_one(vectors), _shares(weighs, 0)[:, 0], _of_length_one(mean))

    def compare(self, points: Sequence[Side], sentence: Side) -> Floats:
        """For each point how surely this sentence says it, 0 to 1."""
        head = self.head
        starts = np.cumsum([0, *(len(point.vectors) for point in points)])[:-1]
        owner = np.repeat(np.arange(len(points)), [len(point.vectors) for point in points])
        said, even, heeded = (
            np.concatenate([getattr(point, name) for point in points]) for name in ("vectors", "even", "heeds")
        )
        alike = even @ sentence.even.T
        steep = alike * np.float32(5 * np.exp(head["steepness"]) / 20)
        beside = _shares(steep, 1) @ sentence.vectors
        best = alike.max(axis=1)
        of_point = self._compared(said, beside, best)
        most = np.maximum.reduceat(steep, starts)
        lifted = np.exp(steep - most[owner])
        lifted /= np.add.reduceat(lifted, starts)[owner]
        of_sentence = np.stack(
            [lifted[start : start + len(p.vectors)].T @ p.vectors for start, p in zip(starts, points, strict=True)]
        )
        other = self._compared(of_sentence, sentence.vectors[None], np.maximum.reduceat(alike, starts))
        signs = np.concatenate(
            [
                np.add.reduceat(of_point * heeded[:, None], starts),
                np.maximum.reduceat(of_point, starts),
                (other * sentence.heeds[None, :, None]).sum(axis=1),
                3 * np.stack([p.mean for p in points]) @ sentence.mean[:, None],
                3 * np.add.reduceat(best * heeded, starts)[:, None],
                np.minimum.reduceat(best, starts)[:, None],
            ],
            axis=1,
        )
        inner = _bent(signs @ head["joins"].T + head["joins_offset"])
        told = inner @ head["says"] + head["says_offset"]
        found: Floats = np.round(1 / (1 + np.exp(-told)), _ROUNDED)
        return found

    def _compared(self, one: Floats, other: Floats, alike: Floats) -> Floats:
        """What each piece and what is most like it on the other side make together."""
        rows, width = self.head["compares"], one.shape[-1]
        mine, theirs, both, apart = (rows[:, part * width : (part + 1) * width].T for part in range(4))
        whole = one @ mine + other @ theirs + (one * other) @ both + np.abs(one - other) @ apart
        return _bent(whole + alike[..., None] * rows[:, -1] + self.head["compares_offset"])


@cache
def shipped_sense() -> Sense:
    """The sense this version of the program ships; read once a process."""
    with np.load(HEAD_FILE, allow_pickle=False) as head:
        return Sense(opened(SENSE_FILE.read_bytes()), {name: head[name] for name in head.files})


@lru_cache(maxsize=_POINTS_KEPT)
def point_heard(item: str, ways: tuple[str, ...]) -> Side:
    """A point as the shipped sense reads it."""
    return shipped_sense().point(item, ways)


@lru_cache(maxsize=_SENTENCES_KEPT)
def sentence_heard(text: str, section: str | None) -> Side:
    """A sentence as the shipped sense reads it."""
    return shipped_sense().sentence(text, section)


def _spoken(item: str) -> str:
    return item.replace("_", " ")


def _of_length_one(x: Floats) -> Floats:
    even: Floats = x / (np.sqrt((x * x).sum(axis=-1, keepdims=True)) + np.float32(_TINY))
    return even


def _shares(x: Floats, axis: int) -> Floats:
    lifted = np.exp(x - x.max(axis=axis, keepdims=True))
    shares: Floats = lifted / lifted.sum(axis=axis, keepdims=True)
    return shares


def _bent(x: Floats) -> Floats:
    bent: Floats = x * (1 + np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x))) / 2
    return bent
