"""What somebody typed, read: words all of which must be there, phrases in quotes, the last word perhaps unfinished."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.onboarding.searching.vocabulary import Vocabulary
from app.onboarding.searching.words import fold, joined_words, key, plain_key, words_of

LONGEST = 200
_QUOTED = re.compile(r'"([^"]*)"')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_TOGETHER = re.compile(r"\S+")
# A word of one or two letters begins too many others.
_SHORTEST_UNFINISHED = 3
# What a question is asked with rather than about; left out where anything else remains.
_SMALL = frozenset(
    {
        "a", "about", "am", "an", "and", "any", "are", "at", "be", "been", "but", "by", "can", "could", "did", "do",
        "does", "for", "from", "had", "has", "have", "how", "i", "if", "in", "is", "it", "its", "me", "my", "of", "on",
        "or", "our", "shall", "should", "so", "than", "that", "the", "their", "them", "then", "there", "these", "they",
        "this", "those", "to", "was", "we", "were", "what", "when", "where", "which", "who", "whom", "why", "will",
        "with", "would", "you", "your",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """Keys that must follow each other; the last one may go on when `unfinished`."""

    keys: tuple[str, ...]
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing that must be there, in any of these ways; `typed` is how it was written, with its quotes."""

    ways: tuple[Phrase, ...]
    typed: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of what was typed: in quotes, or a run of characters without a space."""

    text: str
    quoted: bool


def sought(typed: str, vocabulary: Vocabulary) -> tuple[Sought, ...]:
    """Everything that must be found, each thing once; empty when nothing typed is a word."""
    pieces = [piece for piece in _pieces(typed) if any(True for _ in words_of(piece.text))]
    large = [piece for piece in pieces if piece.quoted or fold(piece.text) not in _SMALL] or pieces
    last = pieces[-1] if pieces else None
    found = {
        ways: Sought(ways, f'"{piece.text}"' if piece.quoted else piece.text)
        for piece in large
        if (ways := _ways(piece, vocabulary, unfinished=piece is last and not piece.quoted))
    }
    return tuple(found.values())


def mended(typed: str, vocabulary: Vocabulary) -> str | None:
    """The same with each word nobody wrote anywhere as the one it was likely meant to be; None when none is."""
    words = list(words_of(typed))
    text = typed
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if vocabulary.knows(word.folded, unfinished=place == len(words) - 1):
            continue
        if meant := vocabulary.nearest(word.folded):
            text = text[: word.start] + meant + text[word.end :]
    return " ".join(text.split()) if text != typed else None


def alone(wanted: Sequence[Sought], vocabulary: Vocabulary) -> tuple[str, ...]:
    """What may be found where all of this is not: each part of it by itself, and the words of one phrase apart."""
    parts = [one.typed for one in wanted] if len(wanted) > 1 else [one.typed.strip('"') for one in wanted if _long(one)]
    known = (part for part in parts if all(vocabulary.knows(word.folded) for word in words_of(part)))
    return tuple(known)


def _long(one: Sought) -> bool:
    return len(one.ways[0].keys) > 1


def _pieces(typed: str) -> Iterator[_Piece]:
    """What was typed, cut at its quotes and spaces; a quote that is never closed means nothing."""
    for number, text in enumerate(_QUOTED.split(typed.translate(_QUOTES))):
        if number % 2:
            yield _Piece(text.strip(), quoted=True)
            continue
        for match in _TOGETHER.finditer(text):
            yield _Piece(match[0], quoted=False)


def _ways(piece: _Piece, vocabulary: Vocabulary, *, unfinished: bool) -> tuple[Phrase, ...]:
    """The ways a piece may stand in a text: its words together, or as one word where it is written with a hyphen."""
    words = [word.folded for word in words_of(piece.text)]
    begun = tuple(map(key, words[:-1]))
    ways = [Phrase((*begun, key(words[-1])))]
    joined = next(joined_words(piece.text), None)
    if joined and not piece.quoted:
        ways.append(Phrase((key(joined.folded),)))
    if unfinished and len(words[-1]) >= _SHORTEST_UNFINISHED:
        ways.append(Phrase((*begun, plain_key(words[-1])), unfinished=True))
        ways += [Phrase((*begun, ending)) for ending in _endings(words[-1], vocabulary)]
    return tuple(dict.fromkeys(ways))


def _endings(begins: str, vocabulary: Vocabulary) -> list[str]:
    """The keys of words that begin so, where their stem has already left that beginning: `communicati` has none."""
    keys = {key(word) for word in vocabulary.beginning(begins)}
    return sorted(one for one in keys if not one.startswith(plain_key(begins)))
