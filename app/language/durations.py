"""Reads lengths of time, and whether they count back from now or ahead: 20 mins ago, half an hour, 3 h left."""

from collections.abc import Iterable, Iterator
from typing import Literal

from app.language.mentions import DurationMention
from app.language.numbers import CURRENCY, SMALL_NUMBERS, number_of, small_number
from app.language.tokens import LENGTHS, Tokens
from app.language.vocabulary import VOCABULARY

_SHORT_UNITS = {"m": 1.0, "h": 60.0, "s": 1 / 60}
_SINGLE = {word + ending: LENGTHS[word] for word in ("minute", "hour", "hr", "day", "week") for ending in ("", "'s")}
_MINUTES = frozenset(word for word, minutes in LENGTHS.items() if minutes == 1)
_FRACTIONS = {"1/2": 1 / 2, "1/4": 1 / 4, "3/4": 3 / 4, "1/3": 1 / 3, "2/3": 2 / 3}
# "And a half" as it is written, typed and said: an hour an half, 2 n a half, two hour and half.
_AND_A_PART = tuple(
    ([joining, *part], share)
    for joining in ("and", "an", "n", "&", "nd", "+")
    for part, share in (
        (["a", "half"], 1 / 2), (["an", "half"], 1 / 2), (["half"], 1 / 2),
        (["a", "quarter"], 1 / 4), (["quarter"], 1 / 4), (["three", "quarters"], 3 / 4),
    )
)  # fmt: skip
_JOINING = frozenset(part[0] for part, _ in _AND_A_PART)
_THOUSANDS = 3  # so many digits behind a comma are no decimals
_OF_AN_HOUR = ["of", "an", "hour"]
_BACK = frozenset({"ago", "back", "already", "earlier", "bk"})
_BEEN_SO = frozenset({"been", "bin", "gone", "down", "off", "out"})
_AHEAD = frozenset({"left", "away", "remaining", "off"})
_LASTING = (
    "been like it", "been like this", "been like that", "been at it", "been down", "been off", "been out",
    "been doing it", "been going on", "been happening", "been the same", "down", "it has been", "it's been", "its been",
)  # fmt: skip
_FILLER = VOCABULARY.approximators | {"a", "the", "good", "over", "nearly", "almost", "well", "last", "past", "next"}

# The words a length of time may start with; it may also start with a number.
LENGTH_STARTERS = frozenset({"half", "quarter", "a", "an", "couple", "hour", *SMALL_NUMBERS})


def read_durations(tokens: Tokens, starters: Iterable[int]) -> Iterator[DurationMention]:
    """Lengths of time in minutes that start among `starters`, in order."""
    after = 0
    for at in starters:
        read = _length(tokens, at) if at >= after else None
        if read is not None:
            minutes, after = read
            yield DurationMention(tokens.starts[at], tokens.ends[after - 1], minutes, _direction(tokens, at, after))


def _length(tokens: Tokens, at: int) -> tuple[float, int] | None:
    """The minutes of the length that starts at this token, and the token after it."""
    texts = tokens.texts
    first, second = texts[at], texts[at + 1]
    if first == "half" and second in ("an", "a", "hour") and "hour" in texts[at + 1 : at + 3]:
        return 30.0, at + (3 if second != "hour" else 2)
    if first == "quarter" and texts[at + 1 : at + 4] == _OF_AN_HOUR:
        return 15.0, at + 4
    if first in ("a", "an") and second in _SINGLE:
        return _and_more(1, _SINGLE[second], tokens, at + 2)
    if first == "hour":
        minutes, after = _and_more(1, LENGTHS["hour"], tokens, at + 1)
        return (minutes, after) if after > at + 1 or second in _BACK else None
    if first == "couple" or (first == "a" and second == "couple"):
        unit = next((place for place in range(at + 1, at + 4) if texts[place] in LENGTHS), None)
        return (2 * LENGTHS[texts[unit]], unit + 1) if unit else None
    if at and texts[at - 1] in CURRENCY:
        return None
    value, after = _number(tokens, at)
    if value is None:
        return None
    if value < 1 and texts[after : after + 3] == _OF_AN_HOUR:
        return 60 * value, after + 3
    after = _past_rounding(tokens, after)
    unit_word = texts[after]
    if unit_word in LENGTHS:
        return _and_more(value, LENGTHS[unit_word], tokens, after + 1)
    glued = tokens.starts[after] == tokens.ends[after - 1] and tokens.kinds[at] == "number"
    if unit_word == "h" and (glued or value < 24):
        return _and_more(value, 60.0, tokens, after + 1)
    if unit_word in _SHORT_UNITS and glued and value.is_integer():
        return value * _SHORT_UNITS[unit_word], after + 1
    return None


def _past_rounding(tokens: Tokens, after: int) -> int:
    """The token behind a rounding word between a number and its unit: "20ish mins ago", "80-odd minutes"."""
    at = after + (tokens.texts[after] == "-")
    rounded = tokens.texts[at] == "odd" or (at == after and tokens.texts[at] == "ish")
    return at + 1 if rounded and tokens.texts[at + 1] in LENGTHS else after


def _number(tokens: Tokens, at: int) -> tuple[float | None, int]:
    """A number with its half or its fraction: 20, two and a half, 1 1/2, three quarters, 3/4, 1,5."""
    value, after = _plain_number(tokens, at)
    if value is None:
        return None, after
    if tokens.kinds[at] == "number" and (tokens.texts[after], tokens.kinds[after + 1]) == (",", "number"):
        written = f"{tokens.texts[at]}.{tokens.texts[after + 1]}"
        glued = tokens.starts[after + 1] - tokens.ends[at] == 1 and len(tokens.texts[after + 1]) < _THOUSANDS
        if glued and (tokens.texts[after + 2] in LENGTHS or tokens.texts[after + 2] == "h"):
            return float(written), after + 2
    share, ends = _part_more(tokens, after)
    if share and (tokens.texts[ends] in LENGTHS or tokens.texts[ends] == "h"):
        return value + share, ends
    quarters = after + (tokens.texts[after] == "-")
    if value == 3 and tokens.texts[quarters] == "quarters":
        return 0.75, quarters + 1
    if tokens.kinds[at] == "number":
        alone, mixed = _FRACTIONS.get("".join(tokens.texts[at : at + 3])), "".join(tokens.texts[after : after + 3])
        if alone is not None:
            return alone, at + 3
        if mixed in _FRACTIONS:
            return value + _FRACTIONS[mixed], after + 3
    return value, after


def _part_more(tokens: Tokens, at: int) -> tuple[float, int]:
    """The share of the "and a half" or "and a quarter" that starts at this token, and the one after it; 0 for none."""
    if tokens.texts[at] not in _JOINING:
        return 0.0, at
    said = ((part, share) for part, share in _AND_A_PART if tokens.texts[at : at + len(part)] == part)
    return next(((share, at + len(part)) for part, share in said), (0.0, at))


def _and_more(value: float, each: float, tokens: Tokens, after: int) -> tuple[float, int]:
    """A number of units with what follows: "and a half", "and a quarter", and behind hours the minutes."""
    minutes = value * each
    share, ends = _part_more(tokens, after)
    if share:
        return minutes + each * share, ends
    if each == LENGTHS["hour"]:
        start = after + (tokens.texts[after] == "and")
        more, ends = _plain_number(tokens, start)
        if more is not None and more < 60:
            if tokens.texts[ends] in _MINUTES or (tokens.texts[ends] == "m" and tokens.kinds[start] == "number"):
                return minutes + more, ends + 1
            if tokens.starts[after] == tokens.ends[after - 1]:
                return minutes + more, ends
    return minutes, after


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


def _direction(tokens: Tokens, at: int, after: int) -> Literal[-1, 0, 1]:
    behind = tokens.texts[after : after + 2]
    if behind == ["or", "so"]:
        behind = tokens.texts[after + 2 : after + 4]
    if behind[0] in _BACK:
        return -1
    if behind[0] in _AHEAD or behind in (["from", "now"], ["to", "go"]):
        return 1
    lasted = tokens.texts[after - 1].startswith("h") or bool(_BEEN_SO & set(tokens.texts[max(0, at - 6) : at]))
    if (behind[0] in ("now", "solid", "straight") and lasted) or _long_been_so(tokens, at):
        return -1
    before = at - 1
    while before >= max(0, at - 4) and tokens.texts[before] in _FILLER:
        if tokens.texts[before] in ("last", "past"):
            return -1
        if tokens.texts[before] == "next":
            return 1
        before -= 1
    word = tokens.texts[before] if before >= max(0, at - 4) else ""
    return -1 if word in ("for", "since", "sinc") else 1 if word in ("in", "within") else 0


def _long_been_so(tokens: Tokens, at: int) -> bool:
    """Whether the words before a length say that something has lasted so long: been like it a good two hours."""
    before = at - 1
    while before >= max(0, at - 4) and tokens.texts[before] in _FILLER:
        before -= 1
    said = " ".join(tokens.texts[max(0, before - 3) : before + 1])
    return said.endswith(_LASTING)
