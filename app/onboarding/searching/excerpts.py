"""The words around what was found, with what was found marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.onboarding.searching.asked import Phrase, Sought
from app.onboarding.searching.words import Word, joined_words, key, plain_key, words_of

_WIDTH = 240
# How far before the first match a sentence may begin for the excerpt to begin with it.
_LEAD = 90
_SENTENCE_ENDS = re.compile(r"[.?!…·][”’\")]? ")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `marked` when it is what was looked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    """Where something sought stands; `number` says which of the things sought it is."""

    start: int
    end: int
    number: int


def marked(text: str, sought: Sequence[Sought]) -> tuple[Piece, ...]:
    """The whole text in pieces."""
    return tuple(_pieces(text, _matches(text, sought), 0, len(text)))


def excerpt(text: str, sought: Sequence[Sought]) -> tuple[Piece, ...]:
    """About 240 characters of the text around as much of what was sought as fits, in pieces; its beginning when none
    of it stands there."""
    matches = _matches(text, sought)
    start = _beginning(text, min(_densest(matches), max(0, len(text) - _WIDTH)))
    end = _ending(text, start)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    pieces = list(_pieces(text, matches, start, end))
    return tuple(piece for piece in (Piece(before), *pieces, Piece(after)) if piece.text)


def _matches(text: str, sought: Sequence[Sought]) -> list[_Match]:
    """Every match in the order of the text; none begins within another."""
    ways = [(number, way) for number, one in enumerate(sought) for way in one.ways]
    found = [
        _Match(words[at].start, words[at + len(way.keys) - 1].end, number)
        for words in (list(words_of(text)), list(joined_words(text)))
        for keys in ([key(word.folded) for word in words],)
        for number, way in ways
        for at in _places(way, words, keys)
    ]
    kept: list[_Match] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _places(way: Phrase, words: Sequence[Word], keys: Sequence[str]) -> Iterator[int]:
    """The numbers of the words at which this way begins."""
    *begun, last = way.keys
    for at, one in enumerate(keys[len(begun) :]):
        fits = one == last or (
            way.unfinished and (one.startswith(last) or plain_key(words[at + len(begun)].folded).startswith(last))
        )
        if fits and keys[at : at + len(begun)] == begun:
            yield at


def _densest(matches: Sequence[_Match]) -> int:
    """Where the stretch with most of the different things sought begins; 0 when there is no match."""
    best, most = 0, 0
    for at, first in enumerate(matches):
        within = {match.number for match in matches[at:] if match.end - first.start <= _WIDTH - _LEAD}
        if len(within) > most:
            best, most = first.start, len(within)
    return best


def _beginning(text: str, at: int) -> int:
    """The start of a sentence some way before this place when there is one, else of a word."""
    if at <= _LEAD:
        return 0
    before = text[at - _LEAD : at]
    sentence = _SENTENCE_ENDS.search(before)
    return at - _LEAD + (sentence.end() if sentence else before.find(" ") + 1)


def _ending(text: str, start: int) -> int:
    if len(text) - start <= _WIDTH + _LEAD:
        return len(text)
    space = text.rfind(" ", start, start + _WIDTH)
    return space if space > start + _WIDTH // 2 else start + _WIDTH


def _pieces(text: str, matches: Sequence[_Match], start: int, end: int) -> Iterator[Piece]:
    at = start
    for match in matches:
        if match.start < start or match.end > end:
            continue
        yield Piece(text[at : match.start])
        yield Piece(text[match.start : match.end], marked=True)
        at = match.end
    yield Piece(text[at:end])
