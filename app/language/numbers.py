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
_SHARES |= {"tenth": 0.1, "fifths": 0.2, "tenths": 0.1}
CURRENCY = frozenset("£$€")
_MONTHS = frozenset({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
_MONEY_WORDS = {"pounds", "quid", "gbp", "dollars", "usd", "euros", "eur", "pound", "grand"}
_FILLERS = frozenset({"of", "the", "their", "our", "all", "from", "those", "its", "these"})
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+")

# Whole numbers below 100 that one word says, perhaps not quite ("tenish").
SMALL_NUMBERS = {word + ending: value for word, value in (_UNITS | _TENS).items() for ending in ("", "ish")}

# The words and signs a number may start with; it may also start with digits.
NUMBER_STARTERS = frozenset({*_UNITS, *_TENS, *_SHARES, *CURRENCY, "a"})


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
        mention, ends = _number_at(tokens, at) if at >= after else (None, at)
        if mention is not None:
            after = ends
            found.append(replace(mention, approximate=True) if _approximate(tokens, at, after) else mention)
    return _proportions(found, tokens)


def _number_at(tokens: Tokens, at: int) -> tuple[NumberMention | None, int]:
    """The longest number that starts at this token, and the token after it."""
    texts, kinds = tokens.texts, tokens.kinds
    start, money = tokens.starts[at], False
    if texts[at] in CURRENCY and kinds[at + 1] == "number":
        money, at = True, at + 1
    text = texts[at]
    if kinds[at] == "number":
        value, at = number_of(text), at + 1
        value, at = _thin_grouping(tokens, at, value)
        value, at = _decimal_comma(tokens, at, value)
    elif _is_number_word(text) or _is_a_scale(tokens, at):
        value, at = _words(tokens, at)
    elif text in _SHARES and not money:
        return NumberMention(start, tokens.ends[at], _SHARES[text], kind="share"), at + 1
    else:
        return None, at
    while texts[at] in _SCALES:
        if len(texts[at]) == 1 and tokens.starts[at] != tokens.ends[at - 1]:
            break
        money = money or texts[at] == "grand"
        value, at = value * _SCALES[texts[at]], at + 1
    end, after = tokens.ends[at - 1], tokens.ends[at]
    following = texts[at]
    if following in _SHARES and value < 10 and not money:
        return NumberMention(start, after, value * _SHARES[following], kind="share"), at + 1
    if following in ("%", "percent", "pc"):
        return NumberMention(start, after, value / 100, kind="percent"), at + 1
    if following[:3] in _MONTHS and not money and value <= 31:
        return NumberMention(start, after, value, kind="ordinal"), at + 1
    if following in ("st", "nd", "rd", "th") and tokens.starts[at] == end:
        return NumberMention(start, after, value, kind="ordinal"), at + 1
    if following in _MONEY_WORDS:
        return NumberMention(start, after, value, kind="money"), at + 1
    return NumberMention(start, end, value, kind="money" if money else "count"), at


def _thin_grouping(tokens: Tokens, at: int, value: float) -> tuple[float, int]:
    """Thousands set apart by a space, as in 6 300."""
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
    """2,1 millions, as written on the Continent."""
    if tokens.texts[at] == "," and tokens.texts[at + 2] in ("million", "millions", "m"):
        tenths = tokens.texts[at + 1]
        if tokens.kinds[at + 1] == "number" and len(tenths) == 1 and tokens.starts[at + 1] == tokens.ends[at - 1] + 1:
            return value + int(tenths) / 10, at + 2
    return value, at


def _is_a_scale(tokens: Tokens, at: int) -> bool:
    """ "a hundred", "a dozen", "a thousand"."""
    return tokens.texts[at] == "a" and tokens.texts[at + 1] in ("hundred", "thousand", "dozen")


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
            total, current = (total + (current or 1)) * _SCALES[word] if word != "dozen" else current * 12, 0.0
        elif not (
            (word == "-" and current and texts[at + 1] in _UNITS)
            or (word == "and" and (total or current >= 100) and _is_number_word(texts[at + 1]))
        ):
            break
        at += 1
        if current and word in _UNITS and texts[at] in _UNITS:
            break
    return total + current, at


def _is_number_word(word: str) -> bool:
    return word in _UNITS or word in _TENS


def _approximate(tokens: Tokens, at: int, after: int) -> bool:
    """Whether the words around a number say that it is not exact."""
    behind = tokens.texts[after]
    return (
        behind in ("ish", "odd", "+")
        or (behind == "or" and tokens.texts[after + 1] == "so")
        or any(word in VOCABULARY.approximators for word in tokens.texts[max(0, at - 3) : at])
    )


def _proportions(found: list[NumberMention], tokens: Tokens) -> list[NumberMention]:
    """Joins "85 of the 130", "5 out of 8", "5/8" into one mention."""
    joined: list[NumberMention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last is not None and last.of is None and last.kind in ("count", "share", "percent"):
            words = tokens.texts[tokens.first_from(last.end) : tokens.first_from(mention.start)]
            if words and mention.kind == "count" and _joins(words, last, mention):
                joined[-1] = replace(last, end=mention.end, of=mention.value)
                continue
        joined.append(mention)
    return joined


def _joins(words: Sequence[str], part: NumberMention, whole: NumberMention) -> bool:
    if part.kind == "count" and part.value > whole.value:
        return False
    if words == ["/"] or words[:2] == ["out", "of"]:
        return len(words) <= 4
    if words[0] in ("of", "from"):
        return all(word in _FILLERS for word in words)
    return len(words) == 2 and words[1] == "of"
