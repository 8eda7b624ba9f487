"""Cuts folded text into words, numbers, signs and line ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d{3})*(?:\.\d+)?|\n|\S")

# Minutes in each unit of time.
LENGTHS = {
    **dict.fromkeys(("min", "mins", "minute", "minutes", "minuts", "minits"), 1.0),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), 60.0),
    **dict.fromkeys(("day", "days"), 1440.0),
    **dict.fromkeys(("week", "weeks"), 10080.0),
    **dict.fromkeys(("sec", "secs", "second", "seconds"), 1 / 60),
}


@dataclass(frozen=True, slots=True)
class Token:
    """One token of folded text."""

    start: int
    end: int
    text: str
    kind: Literal["word", "number", "sign", "line"]


def tokenise(text: str) -> list[Token]:
    """The tokens of folded text, in order."""
    tokens = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        kind: Literal["word", "number", "sign", "line"] = (
            "line" if word == "\n" else "number" if word[0].isdecimal() else "word" if word[0].isalpha() else "sign"
        )
        tokens.append(Token(match.start(), match.end(), word, kind))
    return tokens


def text_at(tokens: Sequence[Token], at: int) -> str:
    """The text of the token at this position; empty beyond the end."""
    return tokens[at].text if at < len(tokens) else ""
