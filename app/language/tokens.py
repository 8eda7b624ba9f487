"""Cuts folded text into words, numbers, signs and line ends."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from app.language.mentions import Placed

_TOKEN = re.compile(r"([^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d{3})*(?:\.\d+)?|\n|\S)")

# Minutes in each unit of time.
LENGTHS = {
    **dict.fromkeys(("min", "mins", "minute", "minutes", "minuts", "minits"), 1.0),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), 60.0),
    **dict.fromkeys(("day", "days"), 1440.0),
    **dict.fromkeys(("week", "weeks"), 10080.0),
    **dict.fromkeys(("sec", "secs", "second", "seconds"), 1 / 60),
}


Kind = Literal["word", "number", "sign", "line"]

# How far past the last token a reader may look; there it finds empty lines.
_AHEAD = 8


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of folded text by position: what each says, where it stands and its kind.

    Behind the last of the `count` tokens follow a few empty lines, so that readers can look ahead without asking.
    """

    count: int
    texts: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    kinds: Sequence[Kind]

    def first_from(self, place: int) -> int:
        """The first token that starts at this place of the text or behind it."""
        return bisect_left(self.starts, place, 0, self.count)

    def without(self, mentions: Iterable[Placed]) -> "Tokens":
        """The same tokens, those that values stand for blanked out so that no other reader takes them.

        A token that reaches into a value goes too: "10,011" of "10,0113 496 0182", where a telephone number begins.
        """
        texts, kinds = list(self.texts), list(self.kinds)
        for mention in mentions:
            first = bisect_right(self.ends, mention.start, 0, self.count)
            for at in range(first, self.first_from(mention.end)):
                texts[at], kinds[at] = "", "word"
        return Tokens(self.count, texts, self.starts, self.ends, kinds)


def tokenise(text: str) -> Tokens:
    """The tokens of folded text, in order."""
    parts = _TOKEN.split(text)
    borders = list(accumulate(map(len, parts)))
    texts = parts[1::2]
    kinds: list[Kind] = [
        "word" if word[0].isalpha() else "number" if word[0].isdecimal() else "line" if word == "\n" else "sign"
        for word in texts
    ]
    beyond = [len(text) + 1] * _AHEAD
    lines: list[Kind] = ["line"] * _AHEAD
    return Tokens(
        len(texts),
        [*texts, *[""] * _AHEAD],
        [*borders[0:-1:2], *beyond],
        [*borders[1::2], *beyond],
        [*kinds, *lines],
    )
