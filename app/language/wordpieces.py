"""Cuts a text into the pieces of words the sentence encoder knows: the longest first, from the left."""

import re
import unicodedata
from collections.abc import Mapping

BEGINNING, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
INSIDE = "##"
_LONGEST_WORD = 60
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


def pieces(text: str, known: Mapping[str, int]) -> list[int]:
    """The numbers of the pieces of a text, in order; what no piece spells is one unknown piece a word."""
    return [piece for word in words(text) for piece in _cut(word, known)]


def words(text: str) -> list[str]:
    """Runs of letters and digits, and every other mark by itself, in lower case and without accents."""
    bare = text.lower()
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFD", bare) if unicodedata.category(c) != "Mn")
    found: list[str] = _WORD.findall(bare)
    return found


def _cut(word: str, known: Mapping[str, int]) -> list[int]:
    """One word's pieces, the longest known beginning first; the unknown piece when it is endless or cannot be spelt."""
    if word in known:
        return [known[word]]
    if len(word) > _LONGEST_WORD:
        return [known[UNKNOWN]]
    found: list[int] = []
    start = 0
    while start < len(word):
        lead = INSIDE if start else ""
        end = next((end for end in range(len(word), start, -1) if lead + word[start:end] in known), 0)
        if not end:
            return [known[UNKNOWN]]
        found.append(known[lead + word[start:end]])
        start = end
    return found
