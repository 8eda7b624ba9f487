"""Every word that can be found, to complete the one being typed and to see what a mistyped one was meant to be."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.onboarding.searching.words import joined_words, stem, words_of

# Shorter words are a letter away from half of the others.
_SHORTEST_MENDED = 3
_FOR_TWO_SLIPS = 6


@dataclass(frozen=True)
class Vocabulary:
    """`words`: each folded word to how often it stands there; `ordered`: the same in the order of their letters."""

    words: Mapping[str, int]
    ordered: tuple[str, ...]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stem of every word."""
        return frozenset(map(stem, self.words))

    def beginning(self, begins: str) -> Iterator[str]:
        """The words that begin so."""
        for word in self.ordered[bisect_left(self.ordered, begins) :]:
            if not word.startswith(begins):
                return
            yield word

    def knows(self, folded: str, *, unfinished: bool = False) -> bool:
        """Whether this word can be found in any form; an `unfinished` one may go on."""
        return stem(folded) in self.stems or (unfinished and next(self.beginning(folded), None) is not None)

    def nearest(self, folded: str) -> str | None:
        """The word this one was most likely meant to be: fewest slips of the finger, then most often used."""
        if len(folded) < _SHORTEST_MENDED or not folded.isalpha():
            return None
        slips = 2 if len(folded) >= _FOR_TWO_SLIPS else 1
        near = process.extract(folded, self.ordered, scorer=OSA.distance, score_cutoff=slips, limit=None)
        near = [found for found in near if found[0].isalpha()]
        best = min(near, key=lambda found: (found[1], found[0][0] != folded[0], -self.words[found[0]]), default=None)
        return best[0] if best else None


def vocabulary_of(texts: Iterable[str]) -> Vocabulary:
    """The vocabulary of these texts."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(word.folded for word in words_of(text))
        counted.update(word.folded for word in joined_words(text))
    return Vocabulary(counted, tuple(sorted(counted)))
