"""Undoes the hard line breaks that mail programs and terminals put into text, so that a sentence is read as one."""

import re
from itertools import pairwise

from app.language.vocabulary import VOCABULARY

_NARROWEST, _WIDEST = 50, 100
_AT_LEAST, _MOST = 2, 0.6
_LINE = re.compile(r"[^\r\n]+")
_BREAK = re.compile(r"\r?\n")
_ENDED = frozenset(".!?:;|")
# A line of a list or of a form begins anew.
_BEGINS = re.compile(r"\s*(?:[-*+>#|\[(•·]|\d{1,2}[.)]\s|[^\W\d][^\n:=?]{0,40}[:=])")
_LAST_WORD = re.compile(r"([a-z]+)$")


def unwrapped(text: str) -> str:
    """The text with spaces for the line breaks inside its sentences; every other character stays in its place.

    A break is one of them where the next word would not have fitted into the line. In a text whose lines end where
    their writer wanted, few do: then only those count behind a comma or a small word.
    """
    lines = list(_LINE.finditer(text))
    width = max((line.end() - line.start() for line in lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return text
    unfinished = [(line, after) for line, after in pairwise(lines) if _is_unfinished(text, line, after)]
    full = [(line, after) for line, after in unfinished if _is_full(line, after, width)]
    wrapped = len(full) >= max(_AT_LEAST, _MOST * len(unfinished))
    characters = list(text)
    for line, after in full:
        if wrapped or _goes_on(line, after):
            characters[line.end() : after.start()] = " " * (after.start() - line.end())
    return "".join(characters)


def _is_unfinished(text: str, line: re.Match[str], after: re.Match[str]) -> bool:
    """Whether no stop ends a line, and the next one follows at once and begins nothing new."""
    follows = _BREAK.fullmatch(text, line.end(), after.start()) and after[0].strip()
    written = line[0].rstrip()
    return bool(follows and written) and written[-1] not in _ENDED and not _BEGINS.match(after[0])


def _is_full(line: re.Match[str], after: re.Match[str], width: int) -> bool:
    """Whether the next line's first word would not have fitted into a line."""
    return len(line[0].rstrip()) + 1 + len(after[0].split(maxsplit=1)[0]) > width


def _goes_on(line: re.Match[str], after: re.Match[str]) -> bool:
    """Whether a line ends in the middle of something by its last word."""
    written = line[0].rstrip()
    last = _LAST_WORD.search(written)
    open_ended = written[-1] == "," or (last is not None and last[1] in VOCABULARY.stop)
    return open_ended and after[0].lstrip()[0].islower()
