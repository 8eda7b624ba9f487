"""How surely a sentence says a point of a truth, or goes against it, by a small encoder of sentences.

Each text is read by itself, so what a sentence says never depends on those around it. Then every piece of the point is
laid beside the pieces of the sentence that are most like it, and every piece of the sentence beside the point's
(`app.handover.side_by_side`). Taught by `python -m evaluation.train_sense`.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np

from app.handover.side_by_side import Floats, Head, Side, laid_side_by_side
from app.language.encoder import Encoder, opened
from app.language.wordpieces import BEGINNING, END, pieces

SENSE_FILE, HEAD_FILE = Path(__file__).with_name("sense.onnx"), Path(__file__).with_name("sense.npz")
LONGEST, WAYS = 62, 5  # pieces of a text that are read, ways of saying a point that are
_POINTS_KEPT, _SENTENCES_KEPT = 2_048, 512  # some ten kilobytes each
_SHORT, _AT_ONCE = 26, 64  # pieces of a short text, texts that are read in one go
_BESIDE = 24  # sentences that are laid beside all points in one go
_TINY, _OVER = 1e-12, np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Sense:
    """The encoder, and the numbers by which two texts are laid side by side."""

    encoder: Encoder
    head: Head

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
        """The texts as they are read: the short ones and the long ones by themselves, since in one go each takes the
        time of the longest."""
        known = self.encoder.known
        numbers = [[known[BEGINNING], *pieces(text, known)[:LONGEST], known[END]] for text in texts]
        found = dict[int, Side]()
        for long in (False, True):
            alike = [place for place, each in enumerate(numbers) if (len(each) > _SHORT) is long]
            for start in range(0, len(alike), _AT_ONCE):
                together = alike[start:][:_AT_ONCE]
                found |= zip(together, self._read([numbers[place] for place in together], role), strict=True)
        return [found[place] for place in range(len(texts))]

    def _read(self, numbers: Sequence[Sequence[int]], role: str) -> list[Side]:
        """Some texts by the numbers of their pieces in one go, each as if alone (`evaluation.encoder_graph`)."""
        lengths = np.array([len(each) for each in numbers])
        starts, places = np.cumsum(lengths) - lengths, np.arange(lengths.max())
        inside = places < lengths[:, None]
        at = np.concatenate([places[:length] for length in lengths])
        given = {
            "pieces": np.concatenate(numbers),
            "at": at,
            "back": np.repeat(np.arange(len(numbers)) * len(places), lengths) + at,
            "grid": np.where(inside, starts[:, None] + places, starts[:, None]),
            "there": np.where(inside, np.float32(0), _OVER),
        }
        vectors, heeds, mean = self.encoder.net.run([role, "weighs", "mean"], given)
        even, mean = _of_length_one(vectors), _of_length_one(mean)
        brings = vectors @ (self.head.of_point if role == "as_point" else self.head.of_sentence)
        ends = (starts + lengths).tolist()
        return [
            Side(vectors[start:end], even[start:end], heed[: end - start], own, brings[start:end])
            for start, end, heed, own in zip(starts.tolist(), ends, heeds, mean, strict=True)
        ]

    def compare(self, points: Sequence[Side], sentences: Sequence[Side]) -> Floats:
        """How surely each sentence says each point (0) and goes against it (1): points by sentences by two."""
        parts = [sentences[start:][:_BESIDE] for start in range(0, len(sentences), _BESIDE)]
        return np.concatenate([laid_side_by_side(self.head, points, part) for part in parts or [sentences]], axis=1)


@cache
def shipped_sense() -> Sense:
    """The sense this version of the program ships; read once a process."""
    with np.load(HEAD_FILE, allow_pickle=False) as head:
        return Sense(opened(SENSE_FILE.read_bytes()), Head({name: head[name] for name in head.files}))


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
