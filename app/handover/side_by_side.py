"""Sentences laid beside points: how surely each says each, by the pieces of one that are most like those of the other.

After Parikh et al., arXiv:1606.01933. All pairs are computed in one go, those with hardly anything alike not at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# Two texts whose pieces are less alike than this, as each heeds its own, are not laid side by side: three pairs in
# four, of which none said anything (with 0.3 or more) or went against it (0.75) in 138 handovers.
_ALIKE = 0.6
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


def laid_side_by_side(head: Head, points: Sequence[Side], sentences: Sequence[Side]) -> Floats:
    """How surely each sentence says each point (0) and goes against it (1), 0 to 1: points by sentences by two; nought
    and nought of those that have hardly anything alike."""
    found = np.zeros((len(points), len(sentences), 2), np.float32)
    if not points or not sentences:
        return found
    of, by = _Texts(points), _Texts(sentences)
    alike = of.even @ by.even.T
    best = np.maximum.reduceat(alike, by.starts, axis=1)  # of each piece of a point, by sentences
    likest = np.maximum.reduceat(alike, of.starts, axis=0)  # of each piece of a sentence, by points
    heeded = np.add.reduceat(best * of.heeds[:, None], of.starts, axis=0)
    near = heeded + np.add.reduceat(likest * by.heeds, by.starts, axis=1) >= _ALIKE
    sentence, point = np.nonzero(near.T)
    if not len(point):
        return found
    places, begin = of.places(point)
    others, other_begin = by.places(sentence)
    beside, in_turn = _most_like(head, of, by, alike, point, sentence)
    most = best[places, np.repeat(sentence, of.lengths[point])]
    of_point = head.compared(of.vectors[places], beside, most, of.brings[places] + beside @ head.of_sentence)
    nearest = likest[np.repeat(point, by.lengths[sentence]), others]
    of_sentence = head.compared(in_turn, by.vectors[others], nearest, in_turn @ head.of_point + by.brings[others])
    signs = np.concatenate(
        [
            np.add.reduceat(of_point * of.heeds[places][:, None], begin),
            np.maximum.reduceat(of_point, begin),
            np.add.reduceat(of_sentence * by.heeds[others][:, None], other_begin),
            3 * (of.means @ by.means.T)[point, sentence][:, None],
            3 * heeded[point, sentence][:, None],
            np.minimum.reduceat(most, begin)[:, None],
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
        shares = np.exp(alike[places, span] * head.steep)
        beside.append(shares @ by.vectors[span] / shares.sum(axis=1)[:, None])
        ends = [*begin[1:].tolist(), len(places)]
        vectors = of.vectors[places]
        made = [shares[start:end].T @ vectors[start:end] for start, end in zip(begin.tolist(), ends, strict=True)]
        in_turn.append(np.concatenate(made) / np.add.reduceat(shares, begin, axis=0).reshape(-1, 1))
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
