"""Reads times of day as people write them: 09:04, 10h19, 0904 hrs, half past nine, noon, just after ten."""

import re
from collections.abc import Iterable

from app.language.days_beside import PARTS_OF_DAY, with_what_stands_beside
from app.language.mentions import TimeMention
from app.language.numbers import SMALL_NUMBERS, small_number
from app.language.tokens import LENGTHS, Tokens
from app.language.vocabulary import VOCABULARY

_CUES = (
    r"at|since|sinc|from|frm|by|abt|about|around|approx|until|till?|til|start(?:ed|s)?|began|begins|before|after|between"
    r"|circa|ca|c|and|due|round|gone|roundabout"
)
# The words that lead to a time are often typed in one with it: since0730.
_GLUED = "".join(
    rf"|(?<=\b{word})" for word in ("since", "from", "until", "till", "til", "at", "by", "before", "after")
)
_CLOCK = re.compile(
    r"(?<![\d.,/£$€v])(?P<h>[01]?\d|2[0-4])(?P<sep>[:.h]| h |h )(?P<m>[0-5]\d)"
    r"(?P<s>:[0-5]\d)?(?!\d|[.,:%]\d|[%km]\b)"
    r"(?: ?(?P<ap>[ap]m\b|a\.m\b\.?|p\.m\b\.?|hrs?\b|h\b|uhr\b))?"
    r"|(?<![\d.,:/£$€])(?P<h2>1[0-2]|0?[1-9])"
    r"(?: ?(?P<ap2>am|pm|a\.m\b\.?|p\.m\b\.?|o ?'? ?clocks?|oclocks?)(?![a-z])"
    r"|[ -]?ish(?: ?(?P<ap3>am|pm))?(?![a-z]))"
    rf"|(?:(?<![\d.,:/£$€a-z-]){_GLUED})(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d)(?![\d%]|[.,:]\d)"
    r"(?: ?(?P<hrs>hrs?\b|hours\b|[hz]\b))?"
    r"|(?<![\d.,:/£$€])(?P<h5>1\d|2[0-3]|[01]?\d)h(?![a-z0-9])"
    r"|(?:(?<=at )|(?<=since ))(?P<h3>\d)(?P<m3>[0-5]\d)(?![\d%a-z]|[.,:]\d)"
    r"|(?<![\d.,:/£$€a-z-])(?P<h6>[1-9])(?P<m6>[0-5]\d)(?![\d%a-z]|[.,:]\d)"
)
_CUE_BEFORE = re.compile(rf"(?:^|[^a-z])(?:{_CUES}|[~@(:|])[ .:=]{{0,3}}(?:abt |about |around |approx |c\. |ca |~ ?)?$")
# Behind these a number of four digits is a time whatever follows: nobody counts from "since".
_SINCE_BEFORE = re.compile(r"\b(?:since|sinc|until|till|til|due|began|@) ?(?:abt |about |around |approx |~ ?)?$")
_AT_BEFORE = re.compile(r"(?:\b(?:since|sinc|at|from|until|till) ?|@ ?)(?:about |around |~ ?)?$")
# What stands "at" a number or goes "from" one to another is counted.
_LEVEL_BEFORE = re.compile(
    r"\b(?:stands?|standing|stood|stays?|stuck|peak(?:s|ed|ing)?|now|still|currently|steady|holds?|holding|up|down|sits?"
    r"|sitting|sat|capped|flat|level(?:led)?|remains?|count|total|numbers?|figure|rate|load|queue|went|gone|going|rose"
    r"|risen|rising|fell|fallen|falling|dropp(?:ed|ing)|puts? (?:it|them|this|us)) (?:at|from)"
    r" (?:about |around |~ ?)?$"
)
_TO_ANOTHER = re.compile(r"(?: [a-z]+)? to \d")
# "9h" is a time only where it is led to; "been down around 2h" tells how long.
_HOUR_BEFORE = re.compile(r"(?:\b(?:since|sinc|at|from|until|till|til|by|due|before)|@) ?(?:about |around |~ ?)?$")
_LASTING_BEFORE = re.compile(
    r"\b(?:for|in|down|been|out|off|lasted|lasting|took|taken|within|after) (?:about |around |abt |~ ?)?$"
)
# Three digits are a time only where little else can be meant: since abt 740, until 915, 740 onwards.
_THREE_DIGITS_BEFORE = re.compile(
    r"(?:\b(?:since|sinc|until|till|til|before) ?(?:abt |about |around |approx |~ ?)?"
    r"|\bat (?:abt|about|around) |(?<!up )(?<!down )\b(?:from|frm) (?:abt |about |around |~ ?)?)$"
)
_ONWARDS = re.compile(r" (?:onwards?|this (?:morn(?:ing)?|aft(?:ernoon)?|evening)|last (?:night|nite))\b")
_DAY_AFTER = re.compile(r" (?:today|tomorrow|tmrw|tonight|yesterday)\b")
_BARE_AFTER = re.compile(
    r" ?(?:$|[\n.,;:!?)(/|+-]|ish\b|(?:and|but|last|this|yesterday|today|tonight|tomorrow|in the|or|when|so|on|we"
    r"|they|it|its|for|cos|because|as|then|now|onwards?|latest|sharp|local|gmt|bst|utc|has|is|was|not|with|w|after|before)\b)"
)
_UNIT_AFTER = re.compile(r" ?(?:k|m|%|million|thousand|gb|mb|tb|hours|hrs|mins|seconds|secs|pounds|quid|x)\b")
_VERSION_BEFORE = re.compile(r"(?:version|release|app|v|build) ?\(?$")
_DIGIT_BEFORE = re.compile(r"\d ?$")
_DIGIT_AFTER = re.compile(r" ?\d")
_MINUTES_BEFORE = re.compile(
    r"\bhalf $|(?:\b(?:half|quarter|five|ten|twenty)|\b\d\d?|min|mins|minutes) (?:past|to|til|till|after|before) $"
)
_FROM_BEFORE = re.compile(r"\b(?:from|between) \w+ (?:to|til|till) $")
_LENGTH_AFTER = re.compile(r"m| mins?\b| minutes\b| (?:ago|left|to go)\b| ?\d{1,2} ?m")
_DIGITS = re.compile(r"\d+")
_NAMED = {"noon": 720, "midday": 720, "midnight": 0}
_MINUTE_WORDS = {"half": 30, "quarter": 15}
_MINUTES = ("minutes", "minute", "mins", "min")
_LINKS = ("past", "to", "after", "before", "til", "till")
_PAST = ("past", "after")
_DIGIT_WORDS = frozenset({"oh", "o", "double", "triple"})
_SHOWN = frozenset({"shows", "showing", "says", "error", "err", "code", "message", "reads"})


# The words a time may start with; it may also start with a number.
TIME_STARTERS = frozenset({"a", "oh", "zero", *_NAMED, *_MINUTE_WORDS, *SMALL_NUMBERS})


def read_times(text: str, tokens: Tokens, starters: Iterable[int], taken: bytearray) -> list[TimeMention]:
    """Times of day in folded text, in digits where nothing is `taken` and in words that start among `starters`."""
    found = []
    after = 0
    for digits in _DIGITS.finditer(text):
        match = _CLOCK.match(text, digits.start()) if digits.start() >= after else None
        if match is None:
            continue
        start, after = match.span()
        if not any(taken[start:after]) and _is_a_time(match, text):
            found.append(
                with_what_stands_beside(_clock_minutes(match), start, after, text, tokens, tokens.first_from(after))
            )
    tokens = tokens.without(found)
    following = 0
    for at in starters:
        worded = _worded(tokens, at) if at >= following else None
        if worded is not None:
            minutes, following = worded
            start, end = tokens.starts[at], tokens.ends[following - 1]
            found.append(with_what_stands_beside(minutes, start, end, text, tokens, following))
    return found


def _is_a_time(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - 14) : match.start()]
    after = text[match.end() : match.end() + 12]
    if match["sep"] == ".":
        return bool(match["ap"]) if _UNIT_AFTER.match(after) else not _VERSION_BEFORE.search(before)
    if match["sep"] in ("h", " h ", "h "):
        told = match["sep"] == "h" or len(match["h"]) > 1 or _AT_BEFORE.search(before)
        return bool(told) and not _LENGTH_AFTER.match(after)
    if match["h2"] and _MINUTES_BEFORE.search(before):
        return bool(_FROM_BEFORE.search(before))
    if match["h4"]:
        if match["hrs"]:
            return True
        if match["h4"][0] == "0":
            return not _DIGIT_BEFORE.search(before) and not _DIGIT_AFTER.match(after)
        if (_SINCE_BEFORE.search(before) and not _UNIT_AFTER.match(after)) or _DAY_AFTER.match(after):
            return True
        if _AT_BEFORE.search(before) and not _UNIT_AFTER.match(after) and not _is_a_level(match, text):
            return True
        return bool(_CUE_BEFORE.search(before)) and bool(_BARE_AFTER.match(after)) and ":" not in before[-2:]
    if match["h3"]:
        return not _is_a_level(match, text)
    if match["h6"]:
        led = _THREE_DIGITS_BEFORE.search(before) and _BARE_AFTER.match(after)
        return bool(_ONWARDS.match(after) or (led and not _is_a_level(match, text)))
    if match["h5"]:
        told = _HOUR_BEFORE.search(before) or (
            len(match["h5"]) > 1 and _CUE_BEFORE.search(before) and not _LASTING_BEFORE.search(before)
        )
        return bool(told) and not _LENGTH_AFTER.match(after)
    return True


def _is_a_level(match: re.Match[str], text: str) -> bool:
    """Whether four digits behind "at" or "from" are a count: steady at 1200 users, from 1200 calls to 300."""
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 24]
    return bool(_LEVEL_BEFORE.search(before)) or bool(before.endswith("from ") and _TO_ANOTHER.match(after))


def _clock_minutes(match: re.Match[str]) -> tuple[int, ...]:
    hour_text = match["h"] or match["h2"] or match["h4"] or match["h3"] or match["h5"] or match["h6"]
    minute = int(match["m"] or match["m4"] or match["m3"] or match["m6"] or 0)
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


def _worded(tokens: Tokens, at: int) -> tuple[tuple[int, ...], int] | None:
    """A time in words that starts at this token: half past nine, ten to three, nine oh four, at four."""
    texts = tokens.texts
    word = texts[at]
    if word in _NAMED:
        return (_NAMED[word],), at + 1
    if word == "a":
        return _past_or_to(15, tokens, at + 2) if texts[at + 1] == "quarter" else None
    if word in ("oh", "zero"):
        return _with_oh_before(tokens, at)
    minutes, link = _minutes_said(tokens, at)
    if minutes is None:
        return None
    if minutes == 12 and texts[at + 1] in _NAMED:
        return (_NAMED[texts[at + 1]],), at + 2
    if texts[link] in _LINKS or _is_chat_to(tokens, link):
        if texts[link] == "to" and link == at + 1 and _is_a_range(tokens, at, minutes):
            return None
        return _past_or_to(minutes, tokens, link) or _of_any_hour(minutes, tokens, at, link)
    if word == "half":
        hour = small_number(tokens, link)
        if hour is None or not 1 <= hour <= 12 or tokens.starts[link] - tokens.ends[at] > 1:
            return None
        return _in_its_half(hour * 60 + 30, tokens, link + 1)
    return _hour_in_words(tokens, at)


def _with_oh_before(tokens: Tokens, at: int) -> tuple[tuple[int, ...], int] | None:
    """ "Oh four twenty", "oh seven oh five", "oh six hundred": an hour of the morning as it is said over the radio."""
    hour = small_number(tokens, at + 1) if tokens.kinds[at + 1] == "word" else None
    before = tokens.texts[at - 1] if at else ""
    if hour is None or not 0 < hour < 10 or _is_spelled(before) or before in _SHOWN:
        return None
    pair = (0, at + 3) if tokens.texts[at + 2] == "hundred" else _minutes_in_words(tokens, at + 2)
    if pair is None or _is_spelled(tokens.texts[pair[1]]):
        return None
    return (hour * 60 + pair[0],), pair[1]


def _is_spelled(word: str) -> bool:
    """Whether a word beside a number says a digit of a longer one."""
    return word in SMALL_NUMBERS or word in _DIGIT_WORDS


def _is_a_range(tokens: Tokens, at: int, minutes: int) -> bool:
    """Whether "9 to 5" means from the one to the other: said to be so, or followed by what there are 10 to 12 of."""
    if at and tokens.texts[at - 1] in ("from", "between") and minutes % 5:
        return True
    after = at + 3
    counted = tokens.kinds[after] == "word" and tokens.texts[after] not in _AFTER_AN_HOUR | {"am", "pm", "a", "p"}
    return counted and tokens.kinds[at] == tokens.kinds[at + 2] == "number" and not _cued(tokens, at)


def _minutes_said(tokens: Tokens, at: int) -> tuple[int | None, int]:
    """The minutes that may be said at this token (quarter, ten, twenty-five minutes), and the token after them."""
    minutes, after = _MINUTE_WORDS.get(tokens.texts[at]), at + 1
    if minutes is None:
        minutes = small_number(tokens, at)
    if minutes == 20:
        after += tokens.texts[after] == "-"
        unit = small_number(tokens, after)
        if unit is not None and 0 < unit < 10 and tokens.kinds[at] == "word":
            minutes, after = minutes + unit, after + 1
    return minutes, after + (tokens.texts[after] in _MINUTES)


def _past_or_to(minutes: int, tokens: Tokens, link: int) -> tuple[tuple[int, ...], int] | None:
    """The time so many minutes past or to the hour behind the link."""
    after = link + 2
    hour, named = small_number(tokens, link + 1), _NAMED.get(tokens.texts[link + 1])
    base = named if named is not None else None if hour is None or not 1 <= hour <= 24 else hour * 60
    if base is None or not 0 < minutes < 60:
        return None
    if tokens.texts[link] not in _LINKS and not _is_chat_to(tokens, link):
        return None
    if tokens.texts[after] in LENGTHS:
        return None
    total = base + (minutes if tokens.texts[link] in _PAST else -minutes)
    if named is not None or base > 720:
        return (total % 1440,), after
    return _in_its_half(total, tokens, after)


def _is_chat_to(tokens: Tokens, link: int) -> bool:
    """Whether a 2 stands for "to": "quarter 2 6", "ten mins 2 four"."""
    return tokens.texts[link] == "2" and tokens.texts[link - 1] in ("quarter", *_MINUTES)


def _of_any_hour(minutes: int, tokens: Tokens, at: int, link: int) -> tuple[tuple[int, ...], int] | None:
    """ "Since quarter past": every time of the day at which it is so many minutes past or to the hour."""
    if not (tokens.texts[link] in ("past", "to") and 0 < minutes < 60 and _cued(tokens, at)):
        return None
    following = tokens.texts[link + 1] if tokens.texts[link] == "past" else ""
    if tokens.kinds[link + 1] not in ("sign", "line") and following not in _AFTER_AN_HOUR:
        return None
    past = minutes if tokens.texts[link] == "past" else 60 - minutes
    return tuple(hour * 60 + past for hour in range(24)), link + 1


def _in_its_half(total: int, tokens: Tokens, after: int) -> tuple[tuple[int, ...], int]:
    """A time of the twelve hours in the half of the day said behind it, or in either."""
    said = "".join(tokens.texts[after : after + 3])
    half = "pm" if said.startswith(("pm", "p.m")) else "am" if said.startswith(("am", "a.m")) else ""
    if tokens.texts[after] not in ("am", "pm", "a", "p") or not half:
        return (total % 1440, (total + 720) % 1440), after
    minutes = (total % 720 + (720 if half == "pm" else 0),)
    return minutes, after + (1 if tokens.texts[after] == half else 3)


def _hour_in_words(tokens: Tokens, at: int) -> tuple[tuple[int, ...], int] | None:
    hour = small_number(tokens, at)
    in_words = tokens.kinds[at] == "word"
    if hour is None or not 0 <= hour <= 23 or (hour == 0 and not in_words):
        return None
    following = tokens.texts[at + 1]
    if following in ("o'clock", "oclock", "o'clocks", "oclocks"):
        return _either_half(hour, 0), at + 2
    if following == "o" and "clock" in tokens.texts[at + 2 : at + 4] and tokens.texts[at + 2] in ("clock", "'"):
        return _either_half(hour, 0), at + 3
    if in_words and following in ("am", "pm"):
        return (hour % 12 * 60 + (720 if following == "pm" else 0),), at + 2
    if hour == 0:
        return None
    if in_words and hour <= 12:
        if following == "ish" or tokens.texts[at + 1 : at + 3] == ["-", "ish"]:
            return _in_its_half(hour * 60, tokens, at + (2 if following == "ish" else 3))
        if tokens.texts[at + 1 : at + 3] == ["in", "the"] and tokens.texts[at + 3] in PARTS_OF_DAY:
            return _either_half(hour, 0), at + 1
        pair = _minutes_in_words(tokens, at + 1)
        if pair is not None and (
            _cued(tokens, at)
            or (at and tokens.texts[at - 1] in _BEGAN)
            or _said_with_oh(tokens, at, pair[1])
            or _half_told_at(tokens, pair[1])
        ):
            return _in_its_half(hour * 60 + pair[0], tokens, pair[1])
    if not (_cued(tokens, at) or (hour <= 12 and _told_by_its_half(tokens, at))):
        return None
    if tokens.texts[at].endswith("ish"):
        return _either_half(hour, 0), at + 1
    if following == "," and tokens.starts[at + 2] == tokens.ends[at] + 1 and tokens.kinds[at + 2] == "number":
        return None  # "since 1,5 hours"
    ends = tokens.kinds[at + 1] in ("sign", "line") or following in _AFTER_AN_HOUR
    return (_either_half(hour, 0), at + 1) if ends and following not in ("%", "/", "-") else None


def _told_by_its_half(tokens: Tokens, at: int) -> bool:
    """ "About six this morning", "six tomorrow morning": an hour by the half of the day behind it, where it does not
    count anything."""
    behind = tokens.texts[at + 1 : at + 3]
    if behind[0] == "tomorrow" and behind[1] in PARTS_OF_DAY:
        return True
    told = behind in (["last", "night"], ["in", "the"]) or (behind[0] == "this" and behind[1] in PARTS_OF_DAY)
    if behind == ["in", "the"]:
        told = tokens.texts[at + 3] in PARTS_OF_DAY
    opens = at == 0 or tokens.kinds[at - 1] in ("line", "sign") or tokens.texts[at - 1] in VOCABULARY.approximators
    return told and opens


def _half_told_at(tokens: Tokens, after: int) -> bool:
    """Whether the half of the day stands behind an hour and its minutes: "seven thirty am", "six ten this morning"."""
    behind = tokens.texts[after : after + 3]
    if behind[0] in _HALVES or behind[:2] == ["last", "night"]:
        return True
    return (behind[0] == "this" and behind[1] in {*PARTS_OF_DAY, *_HALVES}) or (
        behind[:2] == ["in", "the"] and behind[2] in PARTS_OF_DAY
    )


def _said_with_oh(tokens: Tokens, at: int, after: int) -> bool:
    """ "Nine oh four" by itself, and not among the letters and digits of a code or a longer number."""
    before, behind = tokens.texts[at - 1] if at else "", tokens.texts[after]
    spelled = _is_spelled(before) or _is_spelled(behind) or before in _SHOWN
    return tokens.texts[at + 1] == "oh" and not spelled and not (len(before) == 1 and before.isalpha())


_HALVES = frozenset({"am", "pm"})
_AFTER_AN_HOUR = VOCABULARY.words["after_an_hour"]
_TAKES_BACK = VOCABULARY.words["taken_back_by"] | {"lie", "should"}
_IN_A_CORRECTION = VOCABULARY.words["in_a_correction"]
_LONGEST_CORRECTION = 8
_WAITS = frozenset({"hang", "hold"})  # "no hang on 11" takes something back
_BEGAN = frozenset({"began", "begun", "begin", "started", "start", "starting", "commenced", "onset", "first"})
_HOUR_CUES = VOCABULARY.words["hour_cues"]


def _cued(tokens: Tokens, at: int) -> bool:
    """Whether the words before a number make it an hour: since, at around, from about."""
    if tokens.kinds[at] == "word" and tokens.texts[at].endswith("ish"):
        return True
    place = at - 1
    if _corrects_an_hour(tokens, at):
        return True
    while place >= 0 and (tokens.texts[place] in VOCABULARY.approximators or tokens.texts[place] in ("dead", "on")):
        if tokens.texts[place] in ("around", "on", "gone"):
            return tokens.texts[place] != "on" or not place or tokens.texts[place - 1] not in _WAITS
        place -= 1
    if place > 1 and tokens.texts[place] == "from" and tokens.texts[at] in tokens.texts[max(0, place - 2) : place]:
        return False  # "17 stores from 17"
    return place >= 0 and tokens.texts[place] in _HOUR_CUES


def _corrects_an_hour(tokens: Tokens, at: int) -> bool:
    """Whether a number stands for an hour since it takes one back: the six of "at five, no, six"."""
    texts = tokens.texts
    said, place = at > 1 and texts[at - 1] == "*" and tokens.kinds[at - 2] == "line", at - 1
    while place >= 0 and at - place <= _LONGEST_CORRECTION:
        word = texts[place]
        if word in _TAKES_BACK and (word not in ("make", "should") or texts[place + 1] in ("that", "it", "be", "read")):
            said = True
        elif tokens.kinds[place] == "number" or word in SMALL_NUMBERS:
            break
        elif tokens.kinds[place] == "word" and word not in _IN_A_CORRECTION:
            return False
        place -= 1
    hour = small_number(tokens, place) if said and place >= 0 and at - place <= _LONGEST_CORRECTION else None
    return hour is not None and 0 < hour <= 24 and not _is_numbered(tokens, at) and _cued(tokens, place)


def _is_numbered(tokens: Tokens, at: int) -> bool:
    """Whether "no" before a number takes nothing back: "no one", and the "No 6" that begins a sentence."""
    if tokens.texts[at - 1] != "no":
        return False
    return tokens.texts[at] == "one" or tokens.texts[at - 2] in (".", "\n")


def _minutes_in_words(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """ "thirty", "forty five", "oh four" after an hour in words."""
    if tokens.texts[at] in ("oh", "o", "zero"):
        unit = small_number(tokens, at + 1)
        return (unit, at + 2) if unit is not None and 0 < unit < 10 else None
    value = small_number(tokens, at) if tokens.kinds[at] == "word" else None
    if value is None or not 10 <= value < 60:
        return None
    after = at + 1 + (tokens.texts[at + 1] == "-")
    unit = small_number(tokens, after) if value >= 20 and tokens.kinds[after] == "word" else None
    if unit is not None and 0 < unit < 10:
        return value + unit, after + 1
    return value, at + 1
