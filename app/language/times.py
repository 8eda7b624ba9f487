"""Reads times of day as people write them: 09:04, 10h19, 0904 hrs, half past nine, noon, just after ten."""

import re
from collections.abc import Iterator, Sequence

from app.language.mentions import TimeMention
from app.language.numbers import small_number
from app.language.tokens import LENGTHS, Token, text_at
from app.language.vocabulary import VOCABULARY

_CUES = (
    r"at|since|from|by|about|around|approx|until|till?|start(?:ed|s)?|began|begins|before|after|between|circa|ca|c|and"
)
_CLOCK = re.compile(
    r"(?<![\d.,/£$€v])(?P<h>[01]?\d|2[0-4])(?P<sep>[:.h])(?P<m>[0-5]\d)(?P<s>:[0-5]\d)?(?!\d|[.,:%]\d|[%km]\b)"
    r"(?: ?(?P<ap>am|pm|a\.m\b\.?|p\.m\b\.?|hrs?\b|h\b|uhr\b))?"
    r"|(?<![\d.,:/£$€])(?P<h2>1[0-2]|0?[1-9])"
    r"(?: ?(?P<ap2>am|pm|a\.m\b\.?|p\.m\b\.?|o ?'? ?clock|oclock)(?![a-z])"
    r"|ish ?(?P<ap3>am|pm)?(?![a-z]))"
    r"|(?<![\d.,:/£$€a-z-])(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d)(?![\d%]|[.,:]\d)(?: ?(?P<hrs>hrs?\b|hours\b|h\b))?"
    r"|(?<![\d.,:/£$€])(?P<h5>1\d|2[0-3]|[01]?\d)h(?![a-z0-9])"
    r"|(?<=at )(?P<h3>\d)(?P<m3>[0-5]\d)(?![\d%a-z]|[.,:]\d)"
)
_CUE_BEFORE = re.compile(rf"(?:^|[^a-z])(?:{_CUES}|[~@(:|])[ .:=]{{0,3}}(?:about |around |approx |c\. |ca |~ ?)?$")
_BARE_AFTER = re.compile(
    r" ?(?:$|[\n.,;:!?)(/|-]|(?:and|but|last|this|yesterday|today|tonight|in the|or|when|so|on|we)\b)"
)
_PARTS_OF_DAY = {"morning": (0, 720), "afternoon": (720, 1140), "evening": (960, 1440), "night": (1020, 1440)}
_NAMED = {"noon": 720, "midday": 720, "midnight": 0}
_MINUTE_WORDS = {"half": 30, "quarter": 15}


def read_times(text: str, tokens: Sequence[Token], taken: bytearray) -> Iterator[TimeMention]:
    """Times of day in folded text; marks what it reads in `taken`."""
    places = {token.start: index for index, token in enumerate(tokens)}
    for match in _CLOCK.finditer(text):
        if taken[match.start()] or not _is_a_time(match, text):
            continue
        minutes = _clock_minutes(match)
        yield _finished(minutes, match.start(), match.end(), text, tokens, _next(places, tokens, match.end()), taken)
    index = 0
    while index < len(tokens):
        worded = None if taken[tokens[index].start] else _worded(tokens, index, taken)
        if worded is None:
            index += 1
            continue
        minutes, after = worded
        start, end = tokens[index].start, tokens[after - 1].end
        yield _finished(minutes, start, end, text, tokens, after, taken)
        index = after


def _is_a_time(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - 14) : match.start()]
    after = text[match.end() : match.end() + 12]
    if match["sep"] == ".":
        if re.match(r" ?(?:k|m|%|million|thousand|gb|mb|tb|hours|hrs|mins|seconds|secs|pounds|quid|x)\b", after):
            return bool(match["ap"])
        return not re.search(r"(?:version|release|app|v|build) ?\(?$", before)
    if match["h4"]:
        if match["hrs"]:
            return True
        if match["h4"][0] == "0":
            return not re.search(r"\d ?$", before) and not re.match(r" ?\d", after)
        return bool(_CUE_BEFORE.search(before)) and bool(_BARE_AFTER.match(after)) and ":" not in before[-2:]
    if match["h5"]:
        return bool(_CUE_BEFORE.search(before)) and match["h5"] != "24"
    return True


def _clock_minutes(match: re.Match[str]) -> tuple[int, ...]:
    hour_text = match["h"] or match["h2"] or match["h4"] or match["h3"] or match["h5"]
    minute = int(match["m"] or match["m4"] or match["m3"] or 0)
    half = (match["ap"] or match["ap2"] or match["ap3"] or "").replace(".", "")
    hour = int(hour_text) % 24
    if half == "pm":
        return ((hour % 12 + 12) * 60 + minute,)
    if half in ("am", "a"):
        return (hour % 12 * 60 + minute,)
    exact = match["h4"] or half in ("hr", "hrs", "h") or (match["h"] and hour_text.startswith("0"))
    return (hour * 60 + minute,) if exact else _either_half(hour, minute)


def _either_half(hour: int, minute: int) -> tuple[int, ...]:
    """An hour up to twelve may be before or after noon."""
    minutes = hour * 60 + minute
    return (minutes, (minutes + 720) % 1440) if hour <= 12 else (minutes,)


def _worded(tokens: Sequence[Token], at: int, taken: bytearray) -> tuple[tuple[int, ...], int] | None:
    """A time in words that starts at this token: half past nine, ten to three, nine oh four, at four."""
    word = tokens[at].text
    if word in _NAMED:
        return (_NAMED[word],), at + 1
    minutes = _MINUTE_WORDS.get(word, small_number(tokens[at]))
    if word == "a" and text_at(tokens, at + 1) == "quarter" and text_at(tokens, at + 2) in ("past", "to", "after"):
        return _past_or_to(15, tokens, at + 2)
    if minutes is not None:
        link = at + 1
        if text_at(tokens, link) == "-" and minutes == 20:
            link += 1
        unit = small_number(tokens[link]) if minutes == 20 and link < len(tokens) else None
        if unit is not None and 0 < unit < 10 and tokens[at].kind == "word":
            minutes, link = minutes + unit, link + 1
        if text_at(tokens, link) in ("minutes", "minute", "mins", "min"):
            link += 1
        if text_at(tokens, link) in ("past", "to", "after", "before", "til", "till"):
            return _past_or_to(minutes, tokens, link)
        if word == "half" and link < len(tokens) and not taken[tokens[link].start]:
            hour = small_number(tokens[link])
            if hour is not None and 1 <= hour <= 12 and tokens[link].start == tokens[at].end + 1:
                return _either_half(hour, 30), link + 1
    return _hour_in_words(tokens, at, taken)


def _past_or_to(minutes: int, tokens: Sequence[Token], link: int) -> tuple[tuple[int, ...], int] | None:
    if link + 1 >= len(tokens):
        return None
    hour = small_number(tokens[link + 1])
    named = _NAMED.get(tokens[link + 1].text)
    base = named if named is not None else None if hour is None or not 1 <= hour <= 24 else hour * 60
    if base is None or not 0 < minutes < 60:
        return None
    if link + 2 < len(tokens) and tokens[link + 2].text in LENGTHS:
        return None
    total = base + (minutes if tokens[link].text in ("past", "after") else -minutes)
    after = link + 2
    if text_at(tokens, after) in ("am", "pm"):
        return ((total % 720 + (720 if text_at(tokens, after) == "pm" else 0)),), after + 1
    if named is not None or base > 720:
        return (total % 1440,), after
    return (total % 1440, (total + 720) % 1440), after


def _hour_in_words(tokens: Sequence[Token], at: int, taken: bytearray) -> tuple[tuple[int, ...], int] | None:
    hour = small_number(tokens[at])
    if hour is None or not 0 <= hour <= 23 or (tokens[at].kind == "number" and hour == 0):
        return None
    following = text_at(tokens, at + 1)
    if following in ("o'clock", "oclock") or (following == "o" and text_at(tokens, at + 2) in ("clock", "'")):
        return _either_half(hour, 0), at + (2 if following != "o" else 3)
    if tokens[at].kind == "word" and following in ("am", "pm"):
        return (hour % 12 * 60 + (720 if following == "pm" else 0),), at + 2
    if tokens[at].kind == "word" and 1 <= hour <= 12:
        pair = _minutes_in_words(tokens, at + 1)
        if pair is not None and _cued(tokens, at):
            return _either_half(hour, pair[0]), pair[1]
    if not 1 <= hour <= 23 or not _cued(tokens, at):
        return None
    if tokens[at].text.endswith("ish"):
        return _either_half(hour, 0), at + 1
    ends = at + 1 >= len(tokens) or tokens[at + 1].kind in ("sign", "line") or following in _AFTER_AN_HOUR
    return (_either_half(hour, 0), at + 1) if ends and following not in ("%", "/", "-") else None


_AFTER_AN_HOUR = VOCABULARY.words["after_an_hour"]
_HOUR_CUES = VOCABULARY.words["hour_cues"]


def _cued(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].kind == "word" and tokens[at].text.endswith("ish"):
        return True
    place = at - 1
    while place >= 0 and (tokens[place].text in VOCABULARY.approximators or tokens[place].text in ("dead", "on")):
        if tokens[place].text in ("around", "on"):
            return True
        place -= 1
    return place >= 0 and tokens[place].text in _HOUR_CUES


def _minutes_in_words(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "thirty", "forty five", "oh four" after an hour in words."""
    first = text_at(tokens, at)
    if first in ("oh", "o", "zero"):
        unit = small_number(tokens[at + 1]) if at + 1 < len(tokens) else None
        return (unit, at + 2) if unit is not None and 0 < unit < 10 else None
    value = small_number(tokens[at]) if at < len(tokens) and tokens[at].kind == "word" else None
    if value is None or not 10 <= value < 60:
        return None
    after = at + 1
    if value >= 20 and after < len(tokens) and tokens[after].kind == "word":
        unit = small_number(tokens[after])
        if unit is not None and 0 < unit < 10:
            return value + unit, after + 1
    return value, after


def _next(places: dict[int, int], tokens: Sequence[Token], end: int) -> int:
    for place in range(end, end + 3):
        if place in places:
            return places[place]
    return len(tokens)


def _finished(
    minutes: tuple[int, ...], start: int, end: int, text: str, tokens: Sequence[Token], after: int, taken: bytearray
) -> TimeMention:
    """The mention with its day, its half of the day and its approximation read from the words around it."""
    taken[start:end] = b"\1" * (end - start)
    ahead = [text_at(tokens, place) for place in range(after, after + 4)]
    if "\n" in ahead:
        ahead = ahead[: ahead.index("\n")]
    before = re.split(r"[.;\n]", text[max(0, start - 24) : start])[-1].split()[-3:]
    day: int | None = None
    for words in (ahead[:3], before):
        for first, second in zip([*words, ""], [*words[1:], "", ""], strict=False):
            if first == "yesterday" or (first == "last" and second in ("night", "evening")):
                day = -1 if day is None else day
            elif first in ("today", "tonight") or (first == "this" and second in _PARTS_OF_DAY):
                day = 0 if day is None else day
    part = next((word for word in [*ahead[:3], *before] if word in _PARTS_OF_DAY), None)
    if len(minutes) > 1 and part is not None:
        low, high = _PARTS_OF_DAY[part]
        minutes = tuple(value for value in minutes if low <= value < high) or minutes
    shift = _shift(before)
    if shift:
        minutes = tuple((value + shift) % 1440 for value in minutes)
    approximate = bool(shift) or any(word.strip("(~") in VOCABULARY.approximators or word[:1] == "~" for word in before)
    approximate = approximate or "ish" in text[end - 3 : end + 4] or " or so" in text[end : end + 6]
    return TimeMention(start, end, minutes, day, approximate)


def _shift(before: Sequence[str]) -> int:
    """Minutes that "just after" or "just before" put between the hour named and the time meant."""
    if len(before) < 2 or before[-2] not in ("just", "shortly", "soon", "bit", "little"):
        return 0
    return {"after": 5, "gone": 5, "past": 5, "before": -5}.get(before[-1], 0)
