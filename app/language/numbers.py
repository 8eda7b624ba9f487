"""Reads counts, money, percentages and proportions, in digits or words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.language.mentions import NumberMention
from app.language.tokens import Tokens
from app.language.vocabulary import VOCABULARY

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100.0, "hundreds": 100.0, "thousand": 1e3, "thousands": 1e3, "grand": 1e3, "k": 1e3}
_SCALES |= {"million": 1e6, "millions": 1e6, "m": 1e6, "mn": 1e6, "mil": 1e6, "dozen": 12.0}
_SHARES = {"half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25, "fifth": 0.2}
_SHARES |= {
    "fifths": 0.2,
    "sixth": 1 / 6,
    "sixths": 1 / 6,
    "eighth": 0.125,
    "eighths": 0.125,
    "tenth": 0.1,
    "tenths": 0.1,
}
_ALWAYS = (["24", "/", "7"], ["24", "x", "7"])
_MANY = frozenset({"few", "several", "many", "some", "couple"})
_AFTER_A = frozenset({"hundred", "thousand", "million", "dozen"})
CURRENCY = frozenset("£$€")
_MONTH_NAMES = "january february march april may june july august september october november december sept"
_MONTHS = frozenset(form for name in _MONTH_NAMES.split() for form in (name, name[:3]))
_MAY_DO = [["may", verb] for verb in ("be", "have", "need", "not", "also", "still", "well", "get", "go")]
_MONEY_BEFORE = frozenset({"gbp", "usd", "eur"})
_MONEY_WORDS = {"pounds", "quid", "gbp", "dollars", "usd", "euros", "eur", "pound", "grand"}
_FILLERS = frozenset({"of", "the", "their", "our", "all", "from", "those", "its", "these", "my", "your", "her", "his"})
_POSSESSIVE = ("'s", "s'")
_WHOLE = _FILLERS | {"a", "total", "some", "about", "around"}
_ONE_IN = (["in"], ["in", "every"], ["out", "of", "every"])
_MOST_BETWEEN = 4
_MOST_DECIMALS = 2
_SET_OFF = frozenset({"(", ","})
_SMALLEST_RANGE = 20
_BEFORE_A_RANGE = VOCABULARY.stop | VOCABULARY.approximators | {"between"}
_AFTER_FOR = frozenset({"u", "me", "him", "us", "ya", "yous"})
_AFTER_TO = VOCABULARY.words["after_two"] | _AFTER_FOR
_BEFORE_TO = VOCABULARY.words["before_two"]
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+")

# Whole numbers below 100 that one word says, perhaps not quite ("tenish").
SMALL_NUMBERS = {word + ending: value for word, value in (_UNITS | _TENS).items() for ending in ("", "ish")}

# The words and signs a number may start with; it may also start with digits.
NUMBER_STARTERS = frozenset({*_UNITS, *_TENS, *_SHARES, *CURRENCY, "a", "couple", "hundred"})


def number_of(text: str) -> float:
    """The value of digits with grouping or a decimal point ("1,087", "60.000", "9.5")."""
    if _GROUPED.fullmatch(text):
        return float(text.replace(",", "").replace(".", ""))
    return float(text.replace(",", ""))


def small_number(tokens: Tokens, at: int) -> int | None:
    """A whole number below 100 in one token, digits or a word; None when it is not one."""
    text = tokens.texts[at]
    if tokens.kinds[at] == "number":
        return int(text) if len(text) <= 2 and text.isdigit() else None
    return SMALL_NUMBERS.get(text)


def read_numbers(tokens: Tokens, starters: Iterable[int]) -> list[NumberMention]:
    """Numbers that start among `starters`, in order."""
    found: list[NumberMention] = []
    after = 0
    for at in starters:
        if tokens.texts[at : at + 3] in _ALWAYS:
            after = at + 3
        counts = at >= after and not _is_a_word(tokens, at)
        mention, ends = _number_at(tokens, at) if counts else (None, at)
        if mention is not None:
            after = ends
            found.append(replace(mention, approximate=True) if _approximate(tokens, at, after) else mention)
    return _proportions(found, tokens)


def _is_a_word(tokens: Tokens, at: int) -> bool:
    """Whether a figure is typed for the word that sounds like it: "told 2 wait", "4 u"."""
    text, following = tokens.texts[at], tokens.texts[at + 1]
    if text == "2":
        by_itself = following in _AFTER_FOR or following == "be"
        return following in _AFTER_TO and (by_itself or (at > 0 and tokens.texts[at - 1] in _BEFORE_TO))
    return text == "4" and following in _AFTER_FOR


def _number_at(tokens: Tokens, at: int) -> tuple[NumberMention | None, int]:
    """The longest number that starts at this token, and the token after it."""
    texts, kinds = tokens.texts, tokens.kinds
    first, money = at, at > 0 and texts[at - 1] in _MONEY_BEFORE
    if texts[at] in CURRENCY and kinds[at + 1] == "number":
        money, at = True, at + 1
    text = texts[at]
    if kinds[at] == "number":
        value, at = number_of(text), at + 1
        value, at = _thin_grouping(tokens, at, value)
        value, at = _decimal_comma(tokens, at, value)
    elif _is_number_word(text) or (text == "a" and texts[at + 1] in _AFTER_A) or _is_bare_hundred(tokens, at):
        value, at = _words(tokens, at)
    elif (scale := _after_half_or_couple(tokens, at)) is not None:
        value, at = _SHARES.get(text, 2) * _SCALES[texts[scale]], scale + 1
        if texts[at] == "and" and _is_number_word(texts[at + 1]) and value >= _SCALES["hundred"]:
            more, at = _words(tokens, at + 1)
            value += more
    elif text in _SHARES and not money:
        return NumberMention(tokens.starts[at], tokens.ends[at], _SHARES[text], kind="share"), at + 1
    else:
        return None, at
    if texts[at : at + 3] == ["and", "a", "half"] and texts[at + 3] in _AFTER_A:
        value, at = value + 1 / 2, at + 3
    while texts[at] in _SCALES:
        if len(texts[at]) == 1 and tokens.starts[at] != tokens.ends[at - 1]:
            break
        money = money or texts[at] == "grand"
        value, at = value * _SCALES[texts[at]], at + 1
    return _with_its_kind(tokens, first, at, value, money)


def _is_bare_hundred(tokens: Tokens, at: int) -> bool:
    """Whether it is "hundred and twenty" or "hundred percent", said without "a", and not "several hundred and"."""
    texts = tokens.texts
    said = texts[at] == "hundred" and (
        (texts[at + 1] == "and" and _is_number_word(texts[at + 2]))
        or texts[at + 1] in ("%", "percent", "pct")
        or texts[at + 1 : at + 3] == ["per", "cent"]
    )
    return said and (not at or tokens.texts[at - 1] not in _MANY)


def _with_its_kind(tokens: Tokens, first: int, at: int, value: float, money: bool) -> tuple[NumberMention, int]:
    """The number from token `first` to before `at` with the word behind it that says what sort of quantity it is."""
    texts, start, end = tokens.texts, tokens.starts[first], tokens.ends[at - 1]
    following = texts[at]
    share = at + (following == "-" and tokens.starts[at] == end)
    if texts[share] in _SHARES and not money and (value == 1 or (value < 10 and texts[share].endswith("s"))):
        return NumberMention(start, tokens.ends[share], value * _SHARES[texts[share]], kind="share"), share + 1
    if following in ("%", "percent", "pc", "pct"):
        return NumberMention(start, tokens.ends[at], value / 100, kind="percent"), at + 1
    if following == "per" and texts[at + 1] == "cent":
        return NumberMention(start, tokens.ends[at + 1], value / 100, kind="percent"), at + 2
    if following in _MONTHS and not money and value <= 31 and texts[at : at + 2] not in _MAY_DO:
        return NumberMention(start, tokens.ends[at], value, kind="ordinal"), at + 1
    if following in ("st", "nd", "rd", "th") and tokens.starts[at] == end:
        return NumberMention(start, tokens.ends[at], value, kind="ordinal"), at + 1
    if following in _MONEY_WORDS:
        return NumberMention(start, tokens.ends[at], value, kind="money"), at + 1
    return NumberMention(start, end, value, kind="money" if money else "count"), at


def _thin_grouping(tokens: Tokens, at: int, value: float) -> tuple[float, int]:
    """Thousands set apart by a space, as in 6 300."""
    if at >= 3 and tokens.texts[at - 2] == "in" and tokens.kinds[at - 3] == "number":
        return value, at  # "1 in 3 713 of 2140"
    if at >= 2 and tokens.kinds[at - 2] == "word" and tokens.ends[at - 2] == tokens.starts[at - 1]:
        return value, at  # "P1 204 tills"
    while (
        0 < value < 1e6
        and tokens.kinds[at] == "number"
        and len(tokens.texts[at]) == 3
        and tokens.texts[at].isdigit()
        and len(tokens.texts[at - 1]) <= 3
        and tokens.starts[at] == tokens.ends[at - 1] + 1
    ):
        value, at = value * 1000 + int(tokens.texts[at]), at + 1
    return value, at


def _decimal_comma(tokens: Tokens, at: int, value: float) -> tuple[float, int]:
    """2,1 millions and 49,83 %, as written on the Continent."""
    if tokens.texts[at] == "," and tokens.texts[at + 2] in ("million", "millions", "m", "%", "percent"):
        tenths = tokens.texts[at + 1]
        if (
            tokens.kinds[at + 1] == "number"
            and len(tenths) <= _MOST_DECIMALS
            and tenths.isdigit()
            and tokens.starts[at + 1] == tokens.ends[at - 1] + 1
        ):
            return value + int(tenths) / 10 ** len(tenths), at + 2
    return value, at


def _after_half_or_couple(tokens: Tokens, at: int) -> int | None:
    """The scale in "half a dozen", "a quarter of a million", "a couple of hundred"; None when there is none."""
    if tokens.texts[at] not in ("half", "quarter", "couple"):
        return None
    scale = at + 1 + (tokens.texts[at + 1] == "of")
    scale += tokens.texts[scale] == "a"
    return scale if tokens.texts[scale] in _AFTER_A else None


def _words(tokens: Tokens, at: int) -> tuple[float, int]:
    """Number words: two hundred and forty."""
    texts = tokens.texts
    total, current = 0.0, 0.0
    if texts[at] == "a":
        current, at = 1.0, at + 1
    while True:
        word = texts[at]
        if word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in ("thousand", "million", "dozen"):
            total, current = total + current * _SCALES[word] if current else (total or 1) * _SCALES[word], 0.0
        elif not _goes_on(tokens, at, total, current):
            break
        at += 1
        following = texts[at]
        if (word in _UNITS and _is_number_word(following)) or (
            word in _TENS and (following in _TENS or _UNITS.get(following, 0) >= 10)
        ):
            break
    return total + current, at


def _goes_on(tokens: Tokens, at: int, total: float, current: float) -> bool:
    """Whether this hyphen or "and" stands inside a number in words."""
    word, following = tokens.texts[at], tokens.texts[at + 1]
    if word == "and":
        return bool(total or current >= 100) and _is_number_word(following)
    if word != "-" or not current:
        return False
    if tokens.texts[at - 1] in _TENS:
        return following in _UNITS
    glued = tokens.starts[at] == tokens.ends[at - 1] and tokens.starts[at + 1] == tokens.ends[at]
    return glued and following in ("hundred", "thousand", "million")


def _is_number_word(word: str) -> bool:
    return word in _UNITS or word in _TENS


def _approximate(tokens: Tokens, at: int, after: int) -> bool:
    """Whether the words around a number say that it is not exact."""
    behind = tokens.texts[after + (tokens.texts[after] == "-")]
    return (
        behind in ("ish", "odd")
        or tokens.texts[after] == "+"
        or tokens.texts[at] == "couple"
        or (behind == "or" and tokens.texts[after + 1] == "so")
        or any(word in VOCABULARY.approximators for word in tokens.texts[max(0, at - 3) : at])
    )


def _proportions(found: list[NumberMention], tokens: Tokens) -> list[NumberMention]:
    """Joins "85 of the 130", "5 out of 8", "5/8", "2/3 of 130", "one in three" and "40 to 50" into one mention.

    None reaches over another value, whose tokens are blank.
    """
    joined: list[NumberMention] = []
    for mention in found:
        last = joined[-1] if joined else None
        together = None
        if last is not None and _is_a_range_of_percent(tokens, last, mention):
            middle = (last.value / 100 + mention.value) / 2
            together = NumberMention(last.start, mention.end, middle, kind="percent", approximate=True)
        elif last is not None and mention.kind == "count" and last.kind in ("count", "share", "percent"):
            words = tokens.texts[tokens.first_from(last.end) : tokens.first_from(mention.start)]
            together = _joined(words, last, mention) if words and "" not in words else None
            if together is None and _is_over_a_whole(tokens, words, last, mention):
                together = replace(last, end=mention.end, of=mention.value)
            if together is None and _is_a_range(tokens, words, last, mention):
                middle = (last.value + mention.value) / 2
                together = NumberMention(last.start, mention.end, middle, approximate=True)
            elif together is None and _is_one_in(tokens, words, last, mention):
                share = last.value / mention.value
                together = NumberMention(last.start, mention.end, share, None, "share", last.approximate)
        if together is not None:
            joined[-1] = together
        else:
            joined.append(mention)
    return joined


def _joined(words: Sequence[str], part: NumberMention, whole: NumberMention) -> NumberMention | None:
    """The part of a whole that two numbers with these words between them say; None when they say none."""
    if part.of is not None:
        if part.kind == "count" and 0 < part.value < part.of <= 10 <= whole.value and _are_of(words):
            return NumberMention(part.start, whole.end, part.value / part.of, whole.value, "share", part.approximate)
        return None
    if words in _ONE_IN and part.kind == "count" and 0 < part.value < whole.value <= 10:
        return NumberMention(part.start, whole.end, part.value / whole.value, None, "share", part.approximate)
    return replace(part, end=whole.end, of=whole.value) if _joins(words, part, whole) else None


def _is_a_range(tokens: Tokens, words: Sequence[str], low: NumberMention, high: NumberMention) -> bool:
    """Whether two numbers are the narrow limits of one that is not known exactly: 40-50 users, between 40 and 50.

    Limits further apart than a quarter stay two numbers, for their middle would be near neither; so do "from 40 to 50",
    which tells of a change, and "desks 41 to 44", which are names.
    """
    if not (low.kind == high.kind == "count" and low.of is None and low.value < high.value <= 1.25 * low.value):
        return False
    first = tokens.first_from(low.start)
    if high.value < _SMALLEST_RANGE or "0" in (tokens.texts[first][0], tokens.texts[tokens.first_from(high.start)][0]):
        return False
    before = tokens.texts[first - 1] if first else ""
    if before[:1].isalpha() and before not in _BEFORE_A_RANGE:
        return False
    if words == ["and"] and before == "between":
        return True
    counted = tokens.kinds[tokens.first_from(high.end)] == "word"
    return counted and (words == ["-"] or (words == ["to"] and before != "from"))


def _is_a_range_of_percent(tokens: Tokens, low: NumberMention, high: NumberMention) -> bool:
    """Whether the sign of the second is meant of both: 60-70%."""
    words = tokens.texts[tokens.first_from(low.end) : tokens.first_from(high.start)]
    within = low.kind == "count" and high.kind == "percent" and 1 <= low.value < 100 * high.value <= 100
    return within and low.of is None and words in (["-"], ["to"])


def _is_over_a_whole(tokens: Tokens, words: Sequence[str], part: NumberMention, whole: NumberMention) -> bool:
    """Whether it is "5 rcvrs/16", where no noun of its own follows: not "12 tills/40 staff", "12 tills / 1640"."""
    if len(words) != 2 or words[1] != "/" or not words[0].isalpha() or not part.kind == whole.kind == "count":
        return False
    stroke = tokens.first_from(whole.start) - 1
    beside = tokens.ends[stroke - 1] == tokens.starts[stroke] and tokens.ends[stroke] == whole.start
    alone = tokens.kinds[tokens.first_from(whole.end)] != "word"
    return beside and alone and part.of is None and part.value <= whole.value


def _is_one_in(tokens: Tokens, words: Sequence[str], part: NumberMention, whole: NumberMention) -> bool:
    """Whether it is "four calls in ten", where no noun of its own follows: not "two tills in five stores"."""
    if len(words) != 2 or words[1] != "in" or not words[0].isalpha() or not part.kind == whole.kind == "count":
        return False
    behind = tokens.first_from(whole.end)
    alone = tokens.kinds[behind] != "word" or tokens.texts[behind] in VOCABULARY.stop
    return alone and 0 < part.value < whole.value <= 10 and part.of is None


def _are_of(words: Sequence[str]) -> bool:
    """Whether they are "of", "of the", "from our", or whose they are besides: "of this weekend's"."""
    whose = [word for word in words[1:] if word not in _FILLERS and word != "this"]
    return words[:1] in (["of"], ["from"]) and (not whose or (len(whose) == 1 and whose[0].endswith(_POSSESSIVE)))


def _are_out_of(words: Sequence[str], most: int) -> bool:
    """Whether they are "out of", perhaps behind the noun: "3 loads out of 23", "12 tills (out of 40)"."""
    out = words.index("out")
    nouns, rest = words[:out], words[out + 1 :]
    return len(nouns) <= most and all(map(str.isalpha, nouns)) and rest[:1] == ["of"] and _WHOLE.issuperset(rest[1:])


def _joins(words: Sequence[str], part: NumberMention, whole: NumberMention) -> bool:
    if part.kind == "count" and part.value > whole.value:
        return False
    if words == ["/"]:
        return True
    closer = [word for word in words if word not in _SET_OFF]
    if "out" in closer:
        return _are_out_of(closer, _MOST_BETWEEN if len(closer) == len(words) else 2)
    words = closer
    if part.kind == "share" and words == ["the"]:
        return True
    return _are_of(words) or (len(words) == 2 and words[1] == "of")
