"""Reads lengths of time, and whether they count back from now or ahead: 20 mins ago, half an hour, 3 h left."""

from collections.abc import Iterator, Sequence
from typing import Literal

from app.language.mentions import DurationMention
from app.language.numbers import number_of, small_number
from app.language.tokens import LENGTHS, Token, text_at
from app.language.vocabulary import VOCABULARY


def read_durations(tokens: Sequence[Token], taken: bytearray) -> Iterator[DurationMention]:
    """Lengths of time in minutes, in order; marks what it reads in `taken`."""
    index = 0
    while index < len(tokens):
        read = None if taken[tokens[index].start] else _length(tokens, index)
        if read is None:
            index += 1
            continue
        minutes, after = read
        start, end = tokens[index].start, tokens[after - 1].end
        taken[start:end] = b"\1" * (end - start)
        yield DurationMention(start, end, minutes, _direction(tokens, index, after))
        index = after


def _length(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    words = [text_at(tokens, place) for place in range(at, at + 4)]
    if words[0] == "half" and words[1] in ("an", "a", "hour") and "hour" in words[1:3]:
        return 30.0, at + (3 if words[1] != "hour" else 2)
    if words[0] == "quarter" and words[1:3] == ["of", "an"]:
        return 15.0, at + 4
    if words[0] in ("a", "an") and words[1] in ("hour", "minute", "day", "week"):
        return _and_a_half(LENGTHS[words[1]], tokens, at + 2)
    if words[0] in ("a", "couple") and "couple" in words[:2]:
        unit = next((place for place in range(at + 1, at + 4) if text_at(tokens, place) in LENGTHS), None)
        return (2 * LENGTHS[text_at(tokens, unit)], unit + 1) if unit else None
    value, after = _plain_number(tokens, at)
    if value is None:
        return None
    glued = after < len(tokens) and tokens[after].start == tokens[after - 1].end
    unit_word = text_at(tokens, after)
    if unit_word in LENGTHS or (glued and unit_word in ("m", "h", "s") and tokens[at].kind == "number"):
        each = LENGTHS.get(unit_word) or {"m": 1.0, "h": 60.0, "s": 1 / 60}[unit_word]
        return _and_a_half(value * each, tokens, after + 1)
    if unit_word == "h" and value < 24:
        return value * 60, after + 1
    return None


def _plain_number(tokens: Sequence[Token], at: int) -> tuple[float | None, int]:
    if tokens[at].kind == "number":
        return number_of(tokens[at].text), at + 1
    value = small_number(tokens[at])
    after = at + 1
    if value is not None and value >= 20:
        if text_at(tokens, after) == "-":
            after += 1
        unit = small_number(tokens[after]) if after < len(tokens) else None
        if unit is not None and 0 < unit < 10:
            return float(value + unit), after + 1
        after = at + 1
    return (float(value) if value else None), after


def _and_a_half(minutes: float, tokens: Sequence[Token], after: int) -> tuple[float, int]:
    if [text_at(tokens, after + place) for place in range(3)] == ["and", "a", "half"]:
        return minutes + 30.0, after + 3
    if text_at(tokens, after) == "and" and after + 1 < len(tokens):
        more = small_number(tokens[after + 1])
        if more is not None and minutes % 60 == 0 and text_at(tokens, after + 2) in ("mins", "min", "minutes"):
            return minutes + more, after + 3
    return minutes, after


def _direction(tokens: Sequence[Token], at: int, after: int) -> Literal[-1, 0, 1]:
    before = [text_at(tokens, place) for place in range(max(0, at - 4), at)]
    behind = [text_at(tokens, place) for place in range(after, after + 2)]
    if behind[0] in ("ago", "back", "already", "earlier") or (behind[:2] == ["or", "so"] and "ago" in behind):
        return -1
    if behind[0] in ("left", "away", "remaining") or behind == ["from", "now"] or behind[:2] == ["to", "go"]:
        return 1
    filler = VOCABULARY.approximators | {"a", "the", "good", "over", "nearly", "almost", "well"}
    while before and (before[-1] in filler or before[-1] in ("last", "past", "next")):
        word = before.pop()
        if word in ("last", "past"):
            return -1
        if word == "next":
            return 1
    if before and before[-1] == "for":
        return -1
    if before and before[-1] in ("in", "within"):
        return 1
    return 0
