"""Reads what the words beside a time of day say of it: its day, its half of the day, how exact it is."""

import re
from collections.abc import Sequence
from itertools import pairwise

from app.language.mentions import TimeMention
from app.language.tokens import Tokens
from app.language.vocabulary import VOCABULARY

PARTS_OF_DAY = {"morning": (0, 720), "afternoon": (720, 1140), "evening": (960, 1440), "night": (1020, 1440)}
_STOPS = re.compile(r"[.;\n]")
_TONIGHT = frozenset({"tonight", "tonite", "2nite"})
_ALSO_OF_PLACES = frozenset({"over", "under"})  # "over the bar 04:40" tells the hour exactly
_SMALL_HOURS = 6 * 60  # those of tonight are tomorrow's to who says so in the evening, and today's at night


def with_what_stands_beside(
    minutes: tuple[int, ...], start: int, end: int, text: str, tokens: Tokens, after: int
) -> TimeMention:
    """The mention with its day, its half of the day and its approximation read from the words around it."""
    ahead = list(tokens.texts[after : after + 4])
    if "\n" in ahead:
        ahead = ahead[: ahead.index("\n")]
    ahead = ahead[:3]
    before = _STOPS.split(text[max(0, start - 24) : start])[-1].split()[-3:]
    tonight = not _TONIGHT.isdisjoint(ahead[:1]) and min(minutes) < _SMALL_HOURS
    day = None if tonight else _day(ahead)
    near = [*ahead, *(word.rstrip(",:") for word in before)]
    part = next((word for word in near if word in PARTS_OF_DAY), None)
    if len(minutes) > 1 and part is not None:
        low, high = PARTS_OF_DAY[part]
        minutes = tuple(value for value in minutes if low <= value < high) or minutes
    shift = _shift(before)
    if shift:
        minutes = tuple((value + shift) % 1440 for value in minutes)
    rough = [word for place, word in enumerate(before, 1) if place == len(before) or word not in _ALSO_OF_PLACES]
    approximate = bool(shift) or any(word.strip("(~") in VOCABULARY.approximators or word[:1] == "~" for word in rough)
    approximate = approximate or "ish" in text[end - 3 : end + 4] or " or so" in text[end : end + 6]
    return TimeMention(start, end, minutes, _day(before) if day is None else day, approximate)


def _day(words: Sequence[str]) -> int | None:
    """The day that words beside a time say: -1 yesterday, 0 today, 1 tomorrow, None when they say none."""
    for first, second in pairwise([*words, ""]):
        if first == "yesterday" or (first == "last" and second in ("night", "evening")):
            return -1
        if first in ("tomorrow", "tmrw", "tomoz", "tmw"):
            return 1
        if first in ("today", "2day", *_TONIGHT) or (first == "this" and second in PARTS_OF_DAY):
            return 0
    return None


def _shift(before: Sequence[str]) -> int:
    """Minutes that "just after" or "just before" put between the hour named and the time meant."""
    if len(before) < 2 or before[-2] not in ("just", "shortly", "soon", "bit", "little"):
        return 0
    return {"after": 5, "gone": 5, "past": 5, "before": -5}.get(before[-1], 0)
