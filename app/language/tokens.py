"""Cuts folded text into words, numbers, signs and line ends."""

import re
from dataclasses import dataclass
from typing import Literal

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d{3})*(?:\.\d+)?|\n|\S")


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
