"""Folds text so that case, accents, quotes, dashes and spacing do not matter, and maps every place back."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

Span = tuple[int, int]

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
        **dict.fromkeys("“”„‟″«»＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        "⁄": "/",
        "…": ".",
        "•": "\n",
        "·": "\n",
    }
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `starts[i]` and `ends[i]` are where its i-th character stands in the text as typed."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def as_typed(self, start: int, end: int) -> Span:
        """The span in the text as typed, in code points, of the folded characters `start` to `end`."""
        if start >= end:
            return (0, 0)
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        return "\n"
    if character.isspace():
        return " "
    folded = character.translate(_QUOTES)
    if folded != character:
        return folded
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(c for c in parts if not unicodedata.combining(c) and unicodedata.category(c) not in ("Cf", "Cc"))
    kept = kept.casefold().translate(_QUOTES)
    return f" {kept}" if "/" in kept and len(kept) > 1 else kept


def fold(text: str) -> Folded:
    """The folded text. Runs of spaces become one; an em dash stands with a space on either side."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = "\n"
    for place, character in enumerate(text):
        for folded in _fold_character(character):
            if folded == " " and last in " \n":
                continue
            if folded == "\n" and last == " ":
                out.pop(), starts.pop(), ends.pop()
            out.append(folded)
            starts.append(place)
            ends.append(place + 1)
            last = folded
    return Folded("".join(out), starts, ends)
