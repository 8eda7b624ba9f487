"""Reads lengths of time, and whether they count back from now or ahead: 20 mins ago, half an hour, 3 h left."""

from collections.abc import Iterable, Iterator
from typing import Literal

from app.language.mentions import DurationMention
from app.language.numbers import SMALL_NUMBERS, number_of, small_number
from app.language.tokens import LENGTHS, Tokens
from app.language.vocabulary import VOCABULARY

_SHORT_UNITS = {"m": 1.0, "h": 60.0, "s": 1 / 60}
_BACK = frozenset({"ago", "back", "already", "earlier"})
_AHEAD = frozenset({"left", "away", "remaining"})
_FILLER = VOCABULARY.approximators | {"a", "the", "good", "over", "nearly", "almost", "well", "last", "past", "next"}

# The words a length of time may start with; it may also start with a number.
LENGTH_STARTERS = frozenset({"half", "quarter", "a", "an", "couple", *SMALL_NUMBERS})


def read_durations(tokens: Tokens, starters: Iterable[int], taken: bytearray) -> Iterator[DurationMention]:
    """Lengths of time in minutes among `starters`, in order; marks what it reads in `taken`."""
    after = 0
    for at in starters:
        if at < after or taken[tokens.starts[at]]:
            continue
        read = _length(tokens, at)
        if read is not None:
            minutes, after = read
            start, end = tokens.starts[at], tokens.ends[after - 1]
            taken[start:end] = b"\1" * (end - start)
            yield DurationMention(start, end, minutes, _direction(tokens, at, after))


def _length(tokens: Tokens, at: int) -> tuple[float, int] | None:
    texts = tokens.texts
    first, second = texts[at], texts[at + 1]
    if first == "half" and second in ("an", "a", "hour") and "hour" in texts[at + 1 : at + 3]:
        return 30.0, at + (3 if second != "hour" else 2)
    if first == "quarter" and texts[at + 1 : at + 4] == ["of", "an", "hour"]:
        return 15.0, at + 4
    if first in ("a", "an") and second in ("hour", "minute", "day", "week"):
        return _and_a_half(LENGTHS[second], tokens, at + 2)
    if first == "couple" or (first == "a" and second == "couple"):
        unit = next((place for place in range(at + 1, at + 4) if texts[place] in LENGTHS), None)
        return (2 * LENGTHS[texts[unit]], unit + 1) if unit else None
    value, after = _plain_number(tokens, at)
    if value is None:
        return None
    glued = tokens.starts[after] == tokens.ends[after - 1]
    unit_word = texts[after]
    if unit_word in LENGTHS or (glued and unit_word in _SHORT_UNITS and tokens.kinds[at] == "number"):
        each = LENGTHS.get(unit_word) or _SHORT_UNITS[unit_word]
        return _and_a_half(value * each, tokens, after + 1)
    if unit_word == "h" and value < 24:
        return value * 60, after + 1
    return None


def _plain_number(tokens: Tokens, at: int) -> tuple[float | None, int]:
    if tokens.kinds[at] == "number":
        return number_of(tokens.texts[at]), at + 1
    value = small_number(tokens, at)
    after = at + 1
    if value is not None and value >= 20:
        if tokens.texts[after] == "-":
            after += 1
        unit = small_number(tokens, after)
        if unit is not None and 0 < unit < 10:
            return float(value + unit), after + 1
        after = at + 1
    return (float(value) if value else None), after


def _and_a_half(minutes: float, tokens: Tokens, after: int) -> tuple[float, int]:
    if tokens.texts[after] != "and":
        return minutes, after
    if tokens.texts[after + 1] == "a" and tokens.texts[after + 2] == "half":
        return minutes + 30.0, after + 3
    more = small_number(tokens, after + 1)
    if more is not None and minutes % 60 == 0 and tokens.texts[after + 2] in ("mins", "min", "minutes"):
        return minutes + more, after + 3
    return minutes, after


def _direction(tokens: Tokens, at: int, after: int) -> Literal[-1, 0, 1]:
    behind = tokens.texts[after : after + 2]
    if behind[0] in _BACK:
        return -1
    if behind[0] in _AHEAD or behind in (["from", "now"], ["to", "go"]):
        return 1
    before = at - 1
    while before >= max(0, at - 4) and tokens.texts[before] in _FILLER:
        if tokens.texts[before] in ("last", "past"):
            return -1
        if tokens.texts[before] == "next":
            return 1
        before -= 1
    word = tokens.texts[before] if before >= max(0, at - 4) else ""
    return -1 if word == "for" else 1 if word in ("in", "within") else 0
