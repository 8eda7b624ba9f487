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

Reading = tuple[str, str, str]
"""A folded text, the same with names replaced by their class, and what was said before it."""
Found = tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]
"""Buckets, and a weight for each."""


def counted(reading: Reading) -> list[Found]:
    """The buckets of words, of kinds, of characters and of what came before, with how much each is there."""
    text, classed, before = reading
    words = tokens(classed[:_LONGEST])
    parts = (
        (_word_grams(words), WORD_BUCKETS),
        (_kind_grams([kind(word) for word in words]), KIND_BUCKETS),
        (_character_grams(tokens(text[:_LONGEST])), CHARACTER_BUCKETS),
        ((kind(word) for word in tokens(before[:_LONGEST])), BEFORE_BUCKETS),
    )
    found, start = [], 0
    for grams, size in parts:
        hashed = np.fromiter((crc32(gram.encode()) % size for gram in grams), dtype=np.int64)
        buckets, counts = np.unique(hashed + start, return_counts=True)
        found.append((buckets, (1 + np.log(counts)).astype(np.float32)))
        start += size
    return found


def weighed(found: list[Found], idf: npt.NDArray[np.floating]) -> Found:
    """The same in one row, rare buckets weighing more; each part has length one, so that a long text weighs like a
    short one."""
    weights = [counts * idf[buckets] for buckets, counts in found]
    weights = [w / np.float32(np.linalg.norm(w) or 1) for w in weights]
    return np.concatenate([buckets for buckets, _ in found]), np.concatenate(weights, dtype=np.float32)


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
