"""Reads codes and references spelled aloud: "C P four oh nine", "Q P twenty-two oh seven"."""

from collections.abc import Iterator

from app.language.mentions import IdentifierMention
from app.language.tokens import Tokens

_DIGITS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}
_DIGITS |= {"nine": "9", "oh": "0", "o": "0", "zero": "0", "nought": "0", "naught": "0"}
_TEENS = {"ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15"}
_TEENS |= {"sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19"}
_TENS = {"twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7", "eighty": "8"}
_TENS |= {"ninety": "9"}
_LEAST_LETTERS, _MOST_LETTERS = 2, 4
_LEAST_DIGITS, _MOST_DIGITS = 2, 10


def read_spoken_codes(tokens: Tokens) -> Iterator[IdentifierMention]:
    """Letters said one by one with digits in words behind them, in order."""
    texts, at = tokens.texts, 0
    while at < tokens.count:
        after = at
        while _is_letter(tokens, after):
            after += 1
        if _LEAST_LETTERS <= after - at <= _MOST_LETTERS:
            digits, ends = _digits(tokens, after)
            if _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS:
                letters = "".join(texts[at:after])
                yield IdentifierMention(tokens.starts[at], tokens.ends[ends - 1], letters, digits)
                after = ends
        at = max(after, at + 1)


def _is_letter(tokens: Tokens, at: int) -> bool:
    """Whether a letter stands by itself here."""
    return tokens.kinds[at] == "word" and len(tokens.texts[at]) == 1


def _digits(tokens: Tokens, at: int) -> tuple[str, int]:
    """The digits said from this token on, one more than a code has at the most, and the token behind them."""
    texts, digits, ends = tokens.texts, "", at
    while len(digits) <= _MOST_DIGITS:
        word = texts[at]
        if word in _TENS:
            unit = at + 1 + (texts[at + 1] == "-")
            one = _DIGITS.get(texts[unit], "0")
            digits += _TENS[word] + one
            at = unit + 1 if one != "0" else at + 1
        elif word in _TEENS or word in _DIGITS:
            digits += _TEENS.get(word) or _DIGITS[word]
            at += 1
        elif word == "-" and digits:
            at += 1
            continue
        else:
            break
        ends = at
    return digits, ends
