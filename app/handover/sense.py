"""How surely a sentence says a point of a truth, or goes against it, by a small encoder of sentences.

Each text is read by itself, so what a sentence says never depends on those around it. Then every piece of the point is
laid beside the pieces of the sentence that are most like it, and every piece of the sentence beside the point's
(after Parikh et al., arXiv:1606.01933). Taught by `python -m evaluation.train_sense`.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from app.language.encoder import Encoder, opened
from app.language.wordpieces import BEGINNING, END, pieces

SENSE_FILE, HEAD_FILE = Path(__file__).with_name("sense.onnx"), Path(__file__).with_name("sense.npz")
LONGEST, WAYS = 62, 5  # pieces of a text that are read, ways of saying a point that are
_POINTS_KEPT, _SENTENCES_KEPT = 2_048, 512  # some ten kilobytes each
_AT_ONCE = 64  # texts that are read in one go
_TINY, _OVER = 1e-12, np.float32(-1e4)
_NEAR = 0.2  # two texts less alike than this are not laid side by side: 4 in 10, of which hardly any said the point
_ROUNDED = 3  # decimals: another order of adding up makes no other verdict

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Side:
    """A text as the encoder reads it: a vector for each piece, of length one as well, how much each is heeded, the
    text's own, and what each piece brings along wherever it is laid beside another text."""

    vectors: Floats
    even: Floats
    heeds: Floats
    mean: Floats
    brings: Floats


@dataclass(frozen=True, slots=True)
class Sense:
    """The encoder, and the numbers by which two texts are laid side by side."""

    encoder: Encoder
    head: Mapping[str, Floats]

    def point(self, item: str, ways: Sequence[str]) -> Side:
        """A point by some ways of saying it."""
        return self.points([(item, tuple(ways))])[0]

    def points(self, points: Sequence[tuple[str, tuple[str, ...]]]) -> list[Side]:
        """Points by their items and some ways of saying them."""
        return self._sides([f"{_spoken(item)}: {' / '.join(ways[:WAYS])}" for item, ways in points], "as_point")

    def sentence(self, text: str, section: str | None) -> Side:
        """A sentence of a handover, and whose heading or field it stands under."""
        return self.sentences([(text, section)])[0]

    def sentences(self, sentences: Sequence[tuple[str, str | None]]) -> list[Side]:
        """Sentences of handovers, each with whose heading or field it stands under."""
        return self._sides([f"{_spoken(s)}: {text}" if s else text for text, s in sentences], "as_sentence")

    def _sides(self, texts: Sequence[str], role: str) -> list[Side]:
        return [side for start in range(0, len(texts), _AT_ONCE) for side in self._read(texts[start:][:_AT_ONCE], role)]

    def _read(self, texts: Sequence[str], role: str) -> list[Side]:
        """Some texts in one go, each as if it were alone (`evaluation.encoder_graph`)."""
        known = self.encoder.known
        numbers = [[known[BEGINNING], *pieces(text, known)[:LONGEST], known[END]] for text in texts]
        lengths = np.array([len(each) for each in numbers])
        starts, places = np.cumsum(lengths) - lengths, np.arange(lengths.max())
        inside = places < lengths[:, None]
        at = np.concatenate([places[:length] for length in lengths])
        given = {
            "pieces": np.concatenate(numbers),
            "at": at,
            "back": np.repeat(np.arange(len(texts)) * len(places), lengths) + at,
            "grid": np.where(inside, starts[:, None] + places, starts[:, None]),
            "there": np.where(inside, np.float32(0), _OVER),
        }
        vectors, heeds, mean = self.encoder.net.run([role, "weighs", "mean"], given)
        even, mean = _of_length_one(vectors), _of_length_one(mean)
        mine, theirs, *_ = self._parts(vectors.shape[-1])
        brings = vectors @ (mine if role == "as_point" else theirs)
        ends = (starts + lengths).tolist()
        return [
            Side(vectors[start:end], even[start:end], heed[: end - start], own, brings[start:end])
            for start, end, heed, own in zip(starts.tolist(), ends, heeds, mean, strict=True)
        ]

    def _parts(self, width: int) -> tuple[Floats, Floats, Floats, Floats]:
        """The numbers for what one side is, what the other is, what both are and how far apart they are."""
        rows = self.head["compares"]
        mine, theirs, both, apart = (rows[:, part * width : (part + 1) * width].T for part in range(4))
        return mine, theirs, both, apart

    def compare(self, points: Sequence[Side], sentence: Side) -> Floats:
        """A row a point: how surely this sentence says it and how surely it goes against it, 0 to 1; 0 and 0 of one
        that is hardly like it as a whole."""
        near = [row for row, point in enumerate(points) if point.mean @ sentence.mean >= _NEAR]
        found = np.zeros((len(points), 2), np.float32)
        if near:
            found[near] = self._compare([points[row] for row in near], sentence)
        return found

    def _compare(self, points: Sequence[Side], sentence: Side) -> Floats:
        head = self.head
        mine, theirs, *_ = self._parts(sentence.vectors.shape[-1])
        starts = np.cumsum([0, *(len(point.vectors) for point in points)])[:-1]
        owner = np.repeat(np.arange(len(points)), [len(point.vectors) for point in points])
        said, even, heeded = (
            np.concatenate([getattr(point, name) for point in points]) for name in ("vectors", "even", "heeds")
        )
        alike = even @ sentence.even.T
        steep = alike * np.float32(5 * np.exp(head["steepness"]) / 20)
        beside = _shares(steep, 1) @ sentence.vectors
        best = alike.max(axis=1)
        brought = np.concatenate([point.brings for point in points])
        brought += beside @ theirs
        of_point = self._compared(said, beside, best, brought)
        most = np.maximum.reduceat(steep, starts)
        lifted = np.exp(steep - most[owner])
        lifted /= np.add.reduceat(lifted, starts)[owner]
        of_sentence: Floats = np.stack(
            [lifted[start : start + len(p.vectors)].T @ p.vectors for start, p in zip(starts, points, strict=True)]
        )
        nearest: Floats = np.maximum.reduceat(alike, starts)
        brought_too: Floats = of_sentence @ mine + sentence.brings[None]
        other = self._compared(of_sentence, sentence.vectors[None], nearest, brought_too)
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
        told = inner @ head["says"].T + head["says_offset"]
        found: Floats = np.round(1 / (1 + np.exp(-told)), _ROUNDED)
        return found

    def _compared(self, one: Floats, other: Floats, alike: Floats, brought: Floats) -> Floats:
        """What each piece and what is most like it on the other side make together, beside what they bring along."""
        *_, both, apart = self._parts(one.shape[-1])
        whole = brought + (one * other) @ both + np.abs(one - other) @ apart
        return _bent(whole + alike[..., None] * self.head["compares"][:, -1] + self.head["compares_offset"])


@cache
def shipped_sense() -> Sense:
    """The sense this version of the program ships; read once a process."""
    with np.load(HEAD_FILE, allow_pickle=False) as head:
        return Sense(opened(SENSE_FILE.read_bytes()), {name: head[name] for name in head.files})


Text = TypeVar("Text", bound=Hashable)


class Kept(Generic[Text]):
    """Texts as the shipped sense read them, the last ones kept."""

    def __init__(self, most: int, read: Callable[[Sequence[Text]], list[Side]]) -> None:
        self._most, self._read, self._sides = most, read, dict[Text, Side]()

    def __call__(self, texts: Sequence[Text]) -> list[Side]:
        found = {text: self._sides.get(text) for text in texts}
        missing = [text for text, side in found.items() if side is None]
        read = dict(zip(missing, self._read(missing), strict=True)) if missing else {}
        self._sides |= read
        for text in list(self._sides)[: -self._most]:
            self._sides.pop(text, None)
        return [found[text] or read[text] for text in texts]

    def forget(self) -> None:
        """Keeps none of them any longer."""
        self._sides.clear()


points_heard = Kept[tuple[str, tuple[str, ...]]](_POINTS_KEPT, lambda texts: shipped_sense().points(texts))
sentences_heard = Kept[tuple[str, str | None]](_SENTENCES_KEPT, lambda texts: shipped_sense().sentences(texts))


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
