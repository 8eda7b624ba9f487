"""Sentences laid beside points: how surely each says each, by the pieces of one that are most like those of the other.

After Parikh et al., arXiv:1606.01933. All pairs are computed in one go, those too far apart to say anything not at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_ROUNDED = 3  # decimals: another order of adding up makes no other verdict

Floats = npt.NDArray[np.float32]
_Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Side:
    """A text as the encoder reads it: a vector for each piece, of length one as well, how much each is heeded, the
    text's own, and what each piece brings along wherever it is laid beside another text."""

    vectors: Floats
    even: Floats
    heeds: Floats
    mean: Floats
    brings: Floats


class Head:
    """The numbers by which two texts are laid side by side, taken from `sense.npz`."""

    def __init__(self, numbers: Mapping[str, Floats]) -> None:
        self._numbers = numbers
        rows = numbers["compares"]
        width = rows.shape[1] // 4
        self.of_point, self.of_sentence = (
            np.ascontiguousarray(rows[:, part * width :][:, :width].T) for part in (0, 1)
        )
        self._together = np.ascontiguousarray(rows[:, 2 * width : 4 * width].T)
        self._alike = rows[:, -1]
        self.steep = np.float32(5 * np.exp(numbers["steepness"]) / 20)
        self._nears: list[float] = numbers["nears"].tolist()

    def near(self, like: "Likeness") -> npt.NDArray[np.bool_]:
        """Which pairs are worth laying side by side, by what was learned of handovers (`evaluation.sense_nearness`):
        sentences by points. It is one pair in six."""
        *weights, offset = self._nears
        signs = zip(weights, like.signs(), strict=True)
        told = np.add.reduce([weight * sign for weight, sign in signs])
        near: npt.NDArray[np.bool_] = told >= -offset
        return near

    def compared(self, one: Floats, other: Floats, alike: Floats, brought: Floats) -> Floats:
        """What each piece and what is most like it on the other side make together, beside what they `brought` along,
        which is used up."""
        width = one.shape[1]
        together = np.empty((len(one), 2 * width), np.float32)
        np.multiply(one, other, out=together[:, :width])
        apart = np.subtract(one, other, out=together[:, width:])
        np.abs(apart, out=apart)
        brought += together @ self._together
        brought += alike[:, None] * self._alike
        brought += self._numbers["compares_offset"]
        return _bent(brought)

    def told(self, signs: Floats) -> Floats:
        """How surely it is said, and gone against, by the signs of a pair."""
        numbers = self._numbers
        inner = _bent(signs @ numbers["joins"].T + numbers["joins_offset"])
        told = inner @ numbers["says"].T + numbers["says_offset"]
        found: Floats = np.round(1 / (1 + np.exp(-told)), _ROUNDED)
        return found


class _Texts:
    """The pieces of some texts one after the other."""

    def __init__(self, sides: Sequence[Side]) -> None:
        self.vectors, self.even, self.heeds, self.brings = (
            np.concatenate([getattr(side, name) for side in sides]) for name in ("vectors", "even", "heeds", "brings")
        )
        self.means = np.stack([side.mean for side in sides])
        self.lengths = np.array([len(side.vectors) for side in sides])
        self.starts = np.cumsum(self.lengths) - self.lengths

    def places(self, texts: _Places) -> tuple[_Places, _Places]:
        """The places of all pieces of these texts, and where those of each begin among them."""
        lengths = self.lengths[texts]
        begin = np.cumsum(lengths) - lengths
        return np.repeat(self.starts[texts] - begin, lengths) + np.arange(lengths.sum()), begin


class Likeness:
    """How alike the pieces of sentences and of points are.

    By pieces: `alike` a sentence's and a point's, `best` each of a point's and the likest of a sentence, `likest` each
    of a sentence's and the likest of a point. By sentences and points: the likest as the point heeds its pieces
    (`heeded`) and as the sentence does, both texts' own vectors (`means`), and the `least` like piece of the point and
    the most.
    """

    def __init__(self, of: "_Texts", by: "_Texts") -> None:
        self.alike = by.even @ of.even.T
        ends = by.starts + by.lengths
        # By itself each, as that is quicker along columns than `reduceat`.
        rows = [self.alike[start:end].max(axis=0) for start, end in zip(by.starts, ends, strict=True)]
        self.best = np.stack(rows)
        self.likest = np.maximum.reduceat(self.alike, of.starts, axis=1)
        self.heeded = np.add.reduceat(self.best * of.heeds, of.starts, axis=1)
        self._heeded_back = np.add.reduceat(self.likest * by.heeds[:, None], by.starts, axis=0)
        self.means = by.means @ of.means.T
        self.least = np.minimum.reduceat(self.best, of.starts, axis=1)
        self._most = np.maximum.reduceat(self.best, of.starts, axis=1)

    def signs(self) -> tuple[Floats, ...]:
        """What tells whether a pair is worth laying side by side, each sentences by points."""
        return self.heeded, self._heeded_back, self.means, self.least, self._most


def likeness(points: Sequence[Side], sentences: Sequence[Side]) -> Likeness:
    """How alike these points and sentences are."""
    return Likeness(_Texts(points), _Texts(sentences))


def laid_side_by_side(head: Head, points: Sequence[Side], sentences: Sequence[Side]) -> Floats:
    """How surely each sentence says each point (0) and goes against it (1), 0 to 1: points by sentences by two; nought
    and nought of those that are too far apart."""
    found = np.zeros((len(points), len(sentences), 2), np.float32)
    if not points or not sentences:
        return found
    of, by = _Texts(points), _Texts(sentences)
    like = Likeness(of, by)
    sentence, point = np.nonzero(head.near(like))
    if not len(point):
        return found
    places, begin = of.places(point)
    others, other_begin = by.places(sentence)
    beside, in_turn = _most_like(head, of, by, like.alike, point, sentence)
    most = like.best[np.repeat(sentence, of.lengths[point]), places]
    of_point = head.compared(of.vectors[places], beside, most, of.brings[places] + beside @ head.of_sentence)
    nearest = like.likest[others, np.repeat(point, by.lengths[sentence])]
    of_sentence = head.compared(in_turn, by.vectors[others], nearest, in_turn @ head.of_point + by.brings[others])
    signs = np.concatenate(
        [
            np.add.reduceat(of_point * of.heeds[places][:, None], begin),
            np.maximum.reduceat(of_point, begin),
            np.add.reduceat(of_sentence * by.heeds[others][:, None], other_begin),
            3 * like.means[sentence, point][:, None],
            3 * like.heeded[sentence, point][:, None],
            like.least[sentence, point][:, None],
        ],
        axis=1,
    )
    found[point, sentence] = head.told(signs)
    return found


def _most_like(
    head: Head, of: _Texts, by: _Texts, alike: Floats, points: _Places, sentences: _Places
) -> tuple[Floats, Floats]:
    """What is most like each piece on the other side, for all pairs one after the other: of the points' pieces among
    the sentence's, and of the sentence's among the point's."""
    beside, in_turn = [], []
    for sentence, inside in _runs(sentences):
        places, begin = of.places(points[inside])
        span = slice(by.starts[sentence], by.starts[sentence] + by.lengths[sentence])
        shares = np.exp(alike[span].take(places, axis=1) * head.steep)
        beside.append(shares.T @ by.vectors[span] / shares.sum(axis=0)[:, None])
        ends = [*begin[1:].tolist(), len(places)]
        vectors = of.vectors[places]
        made = [shares[:, start:end] @ vectors[start:end] for start, end in zip(begin.tolist(), ends, strict=True)]
        in_turn.append(np.concatenate(made) / np.add.reduceat(shares, begin, axis=1).T.reshape(-1, 1))
    return np.concatenate(beside), np.concatenate(in_turn)


def _runs(ordered: _Places) -> Iterator[tuple[int, slice]]:
    """Each number in turn and where it stands among these, which are in order."""
    numbers, starts = np.unique(ordered, return_index=True)
    ends = [*starts[1:].tolist(), len(ordered)]
    for number, start, end in zip(numbers.tolist(), starts.tolist(), ends, strict=True):
        yield number, slice(start, end)


def _bent(x: Floats) -> Floats:
    """GELU in its form with tanh."""
    bent = x * x
    bent *= np.float32(0.044715)
    bent += 1
    bent *= x
    bent *= np.float32(0.7978845608)
    np.tanh(bent, out=bent)
    bent += 1
    bent *= x
    bent *= np.float32(0.5)
    return bent
