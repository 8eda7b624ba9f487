"""Words as search sees them: where they stand in a text, and the key under which all forms of one are found.

Keys are made here and not by the database, so that both engines find the same, and what is marked on the page is what
was found. A key is of `a` to `z` and digits only, which neither engine reads as anything but one plain word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.language.stems import stem as english_stem

_LONGEST = 60
_ONE = r"[^\W_]+(?:['’][^\W_]+)*"
_WORD = re.compile(_ONE)
_JOINED = re.compile(rf"{_ONE}(?:[-‐‑]{_ONE})+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place there, and itself without capitals and accents."""

    start: int
    end: int
    folded: str


def words_of(text: str) -> Iterator[Word]:
    """Every word of a text, in order; parts joined by a hyphen are words of their own."""
    for match in _WORD.finditer(text):
        if folded := fold(match[0]):
            yield Word(match.start(), match.end(), folded)


def joined_words(text: str) -> Iterator[Word]:
    """What parts with a hyphen between them come to when written as one: `readback` of `read-back`."""
    for match in _JOINED.finditer(text):
        if folded := "".join(fold(part) for part in _WORD.findall(match[0])):
            yield Word(match.start(), match.end(), folded)


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """A word without capitals, accents and kinds of apostrophe; empty when nothing is left of it."""
    parts = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(character for character in parts if character.isalnum() or character == "'")


@lru_cache(maxsize=16384)
def key(folded: str) -> str:
    """What all forms of this word are found under: its stem, in plain characters."""
    return plain_key(stem(folded))


def stem(folded: str) -> str:
    """The stem of an English word; a word of another script as it is."""
    return english_stem(folded) if folded.isascii() else folded


@lru_cache(maxsize=16384)
def plain_key(folded: str) -> str:
    """A word in `a` to `z` and digits, whatever its script; what begins alike begins alike here too."""
    bare = folded.replace("'", "")[:_LONGEST]
    return bare if bare.isascii() else f"x{bare.encode(errors='replace').hex()}"


def keys_of(text: str) -> str:
    """The keys of a text in order, as an engine is given them; words joined by hyphens once more at the end."""
    return " ".join(key(word.folded) for word in (*words_of(text), *joined_words(text)))


def called(names: Iterable[str]) -> str:
    """These names as an index compares whole names with what was typed: each one's keys between bars."""
    return f"|{'|'.join(' '.join(key(word.folded) for word in words_of(name)) for name in names)}|"
