"""What the question reader looks at: hashed words, word pairs and characters of a text and of what came before."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from app.simulation.vocabulary import kind
from app.simulation.words import tokens

WORD_BUCKETS = 1 << 14
KIND_BUCKETS = 1 << 14
CHARACTER_BUCKETS = 1 << 15
BEFORE_BUCKETS = 1 << 11
BUCKETS = WORD_BUCKETS + KIND_BUCKETS + CHARACTER_BUCKETS + BEFORE_BUCKETS
_LONGEST = 400

Buckets = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float32]
Found = tuple[Buckets, Weights]


def features(text: str, classed: str, before: str, idf: npt.NDArray[np.floating]) -> Found:
    """Buckets and weights of one folded text; `classed` has names replaced, `before` is what was said before it.

    Words, kinds, characters and what came before each have length one, so that a long text weighs like a short one.
    """
    words = tokens(classed[:_LONGEST])
    kinds = [kind(word) for word in words]
    parts = (
        (_word_grams(words), WORD_BUCKETS),
        (_kind_grams(kinds), KIND_BUCKETS),
        (_character_grams(tokens(text[:_LONGEST])), CHARACTER_BUCKETS),
        ((kind(word) for word in tokens(before[:_LONGEST])), BEFORE_BUCKETS),
    )
    found, start = [], 0
    for grams, size in parts:
        found.append(_weighed(grams, start, size, idf))
        start += size
    return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])


def _word_grams(words: Sequence[str]) -> Iterator[str]:
    """Single words, neighbours and words one apart, between a mark for the beginning and one for the end."""
    framed = ["^", *words, "$"]
    yield from words
    yield from (f"{a} {b}" for a, b in pairwise(framed))
    yield from (f"{a} * {b}" for a, b in zip(framed, framed[2:], strict=False))


def _kind_grams(kinds: Sequence[str]) -> Iterator[str]:
    """The same over kinds of words, and three in a row."""
    yield from _word_grams(kinds)
    framed = ["^", *kinds, "$"]
    yield from (f"{a} {b} {c}" for a, b, c in zip(framed, framed[1:], framed[2:], strict=False))


def _character_grams(words: Sequence[str]) -> Iterator[str]:
    """Two to five characters within each word and its spaces."""
    for word in words:
        padded = f" {word} "
        for size in (2, 3, 4, 5):
            for start in range(max(1, len(padded) - size + 1)):
                yield padded[start : start + size]


def _weighed(grams: Iterator[str], start: int, size: int, idf: npt.NDArray[np.floating]) -> Found:
    hashed = np.fromiter((crc32(gram.encode()) % size for gram in grams), dtype=np.int64)
    if not len(hashed):
        return hashed, np.zeros(0, dtype=np.float32)
    buckets, counts = np.unique(hashed + start, return_counts=True)
    weights = ((1 + np.log(counts)) * idf[buckets]).astype(np.float32)
    return buckets, weights / np.float32(np.linalg.norm(weights) or 1)
