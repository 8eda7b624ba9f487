"""Reads counts, money, percentages and proportions, in digits or words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.language.mentions import NumberMention
from app.language.tokens import Token
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
_CURRENCY = {"£", "$", "€"}
_MONTHS = frozenset({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
_MONEY_WORDS = {"pounds", "quid", "gbp", "dollars", "usd", "euros", "eur", "pound", "grand"}
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+")


def number_of(text: str) -> float:
    """The value of digits with grouping or a decimal point ("1,087", "60.000", "9.5")."""
    if _GROUPED.fullmatch(text):
        return float(text.replace(",", "").replace(".", ""))
    return float(text.replace(",", ""))


def small_number(token: Token) -> int | None:
    """A whole number below 100 in one token, digits or a word; None when it is not one."""
    word = token.text.removesuffix("ish")
    if token.kind == "number" and token.text.isdigit() and len(token.text) <= 2:
        return int(token.text)
    return _UNITS.get(word, _TENS.get(word))


def read_numbers(tokens: Sequence[Token], taken: bytearray) -> list[NumberMention]:
    """Numbers among the tokens, in order, passing over characters that another reader has taken."""
    found: list[NumberMention] = []
    at = 0
    while at < len(tokens):
        if taken[tokens[at].start]:
            at += 1
            continue
        mention, after = _number_at(tokens, at, taken)
        if mention is None:
            at += 1
            continue
        found.append(_with_surroundings(mention, tokens, at, after))
        at = after
    return _proportions(found, tokens)


def _number_at(tokens: Sequence[Token], at: int, taken: bytearray) -> tuple[NumberMention | None, int]:
    """The longest number that starts at this token, and the token after it."""
    start, money = tokens[at].start, False
    if tokens[at].text in _CURRENCY and at + 1 < len(tokens) and tokens[at + 1].kind == "number":
        money, at = True, at + 1
    token = tokens[at]
    if token.kind == "number":
        value, at = number_of(token.text), at + 1
        value, at = _thin_grouping(tokens, at, value)
        value, at = _decimal_comma(tokens, at, value)
    elif token.text in _UNITS or token.text in _TENS or _is_a_scale(tokens, at):
        value, at = _words(tokens, at)
    elif token.text in _SHARES and not money:
        return NumberMention(token.start, token.end, _SHARES[token.text], kind="share"), at + 1
    else:
        return None, at
    while at < len(tokens) and tokens[at].text in _SCALES and not taken[tokens[at].start]:
        glued = tokens[at].start == tokens[at - 1].end
        if len(tokens[at].text) == 1 and not glued:
            break
        money = money or tokens[at].text == "grand"
        value, at = value * _SCALES[tokens[at].text], at + 1
    end = tokens[at - 1].end
    following = tokens[at].text if at < len(tokens) else ""
    if following in _SHARES and value < 10 and not money:
        return NumberMention(start, tokens[at].end, value * _SHARES[following], kind="share"), at + 1
    if following in ("%", "percent", "pc"):
        return NumberMention(start, tokens[at].end, value / 100, kind="percent"), at + 1
    if following[:3] in _MONTHS and not money and value <= 31:
        return NumberMention(start, tokens[at].end, value, kind="ordinal"), at + 1
    if following in ("st", "nd", "rd", "th") and tokens[at].start == end:
        return NumberMention(start, tokens[at].end, value, kind="ordinal"), at + 1
    if following in _MONEY_WORDS:
        return NumberMention(start, tokens[at].end, value, kind="money"), at + 1
    return NumberMention(start, end, value, kind="money" if money else "count"), at


def _thin_grouping(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int]:
    """Thousands set apart by a space, as in 6 300."""
    while (
        at < len(tokens)
        and 0 < value < 1e6
        and tokens[at].kind == "number"
        and len(tokens[at].text) == 3
        and tokens[at].text.isdigit()
        and len(tokens[at - 1].text) <= 3
        and tokens[at].start == tokens[at - 1].end + 1
    ):
        value, at = value * 1000 + int(tokens[at].text), at + 1
    return value, at


def _decimal_comma(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int]:
    """2,1 millions, as written on the Continent."""
    if at + 2 < len(tokens) and tokens[at].text == "," and tokens[at + 2].text in ("million", "millions", "m"):
        tenths = tokens[at + 1]
        if tenths.kind == "number" and len(tenths.text) == 1 and tenths.start == tokens[at - 1].end + 1:
            return value + int(tenths.text) / 10, at + 2
    return value, at


def _is_a_scale(tokens: Sequence[Token], at: int) -> bool:
    """ "a hundred", "a dozen", "a thousand", "a couple of"."""
    return tokens[at].text == "a" and at + 1 < len(tokens) and tokens[at + 1].text in ("hundred", "thousand", "dozen")


def _words(tokens: Sequence[Token], at: int) -> tuple[float, int]:
    """Number words: two hundred and forty."""
    total, current = 0.0, 0.0
    if tokens[at].text == "a":
        current, at = 1.0, at + 1
    while at < len(tokens):
        word = tokens[at].text
        if word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in ("thousand", "million", "dozen"):
            total, current = (total + (current or 1)) * _SCALES[word] if word != "dozen" else current * 12, 0.0
        elif (word == "-" and at + 1 < len(tokens) and tokens[at + 1].text in _UNITS and current) or (
            word == "and" and (total or current >= 100) and _continues(tokens, at + 1)
        ):
            pass
        else:
            break
        at += 1
        if current and word in _UNITS and at < len(tokens) and tokens[at].text in _UNITS:
            break
    return total + current, at


def _continues(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].text in _UNITS or tokens[at].text in _TENS)


def _with_surroundings(mention: NumberMention, tokens: Sequence[Token], at: int, after: int) -> NumberMention:
    before = [token.text for token in tokens[max(0, at - 3) : at]]
    behind = tokens[after].text if after < len(tokens) else ""
    approximate = any(word in VOCABULARY.approximators for word in before) or (
        behind in ("ish", "odd", "+", "or")
        and (behind != "or" or (after + 1 < len(tokens) and tokens[after + 1].text == "so"))
    )
    return replace(mention, approximate=True) if approximate else mention


def _proportions(found: list[NumberMention], tokens: Sequence[Token]) -> list[NumberMention]:
    """Joins "85 of the 130", "5 out of 8", "5/8" into one mention."""
    index = {token.start: place for place, token in enumerate(tokens)}
    joined: list[NumberMention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last is not None and last.of is None and last.kind in ("count", "share", "percent"):
            between = tokens[_after(index, tokens, last.end, mention.start) : index.get(mention.start, 0)]
            words = [token.text for token in between]
            if words and mention.kind == "count" and _joins(words, last, mention):
                joined[-1] = replace(last, end=mention.end, of=mention.value)
                continue
        joined.append(mention)
    return joined


def _after(index: dict[int, int], tokens: Sequence[Token], end: int, limit: int) -> int:
    place = index.get(limit, 0)
    while place > 0 and tokens[place - 1].start >= end:
        place -= 1
    return place


def _joins(words: list[str], part: NumberMention, whole: NumberMention) -> bool:
    if part.kind == "count" and part.value > whole.value:
        return False
    if words == ["/"] or words[:2] == ["out", "of"]:
        return len(words) <= 4
    fillers = {"of", "the", "their", "our", "all", "from", "those", "its", "these"}
    if words[0] in ("of", "from"):
        return all(word in fillers for word in words)
    return len(words) == 2 and words[1] == "of"
