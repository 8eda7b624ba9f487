"""Finds the words a person rests a verdict on in the handover, however they copied them."""

import re

from app.handover.scorecard import Span

NOT_FOUND = "These words do not stand in the handover. Copy them from it, or leave them out."
_ALIKE = ("'’‘`", '"“”„', "-‐‑–—")
_GAPS = re.compile(r"\s*(?:…|\.{3,})\s*")


def find_words(text: str, words: str) -> tuple[Span, ...] | None:
    """Where these words stand, as code points of the text; empty for no words, None when they do not stand in it.

    Capitals, spacing, and the kind of quotes and dashes do not matter. Words that do not stand together are given
    with … between the pieces.
    """
    if not words.strip():
        return ()
    whole = _find(text, words, 0)
    if whole is not None:
        return (whole,)
    spans: list[Span] = []
    for piece in (piece for piece in _GAPS.split(words) if piece.strip()):
        found = _find(text, piece, spans[-1][1] if spans else 0) or _find(text, piece, 0)
        if found is None:
            return None
        spans.append(found)
    return tuple(sorted(spans)) or None


def _find(text: str, words: str, start: int) -> Span | None:
    pattern = r"\s+".join("".join(_sign(sign) for sign in word) for word in words.split())
    found = re.compile(pattern, re.IGNORECASE).search(text, start)
    return found.span() if found else None


def _sign(sign: str) -> str:
    alike = next((signs for signs in _ALIKE if sign in signs), None)
    return f"[{re.escape(alike)}]" if alike else re.escape(sign)
