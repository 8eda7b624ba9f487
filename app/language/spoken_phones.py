"""Reads telephone numbers spelled in words: oh one one three, four nine six, oh one eight two."""

from collections.abc import Iterator, Sequence

from app.language.mentions import IdentifierMention, PhoneMention
from app.language.tokens import Tokens

_DIGITS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}
_DIGITS |= {"nine": "9", "oh": "0", "o": "0", "zero": "0", "nought": "0", "naught": "0"}
_TIMES = {"double": 2, "treble": 3, "triple": 3}
_SAID = _DIGITS.keys() | _TIMES.keys()
_BETWEEN = frozenset({",", "-"})
_FEWEST, _FEWEST_OF_A_REFERENCE = 7, 5
_NOUGHTS = {"hundred": "00", "thousand": "000"}
# A number dialled in the country begins with a nought and has a digit more than one that does not.
_MOST, _MOST_WITHOUT_NOUGHT = 11, 10


def read_spoken_phones(tokens: Tokens) -> Iterator[PhoneMention | IdentifierMention]:
    """Telephone numbers and references said digit by digit, in order."""
    after = 0
    for start in [at for at, word in enumerate(tokens.texts) if word in _SAID]:
        if start >= after:
            groups, after = _groups(tokens, start)
            digits, ends = _longest(groups)
            if len(digits) >= _FEWEST:
                yield PhoneMention(tokens.starts[start], tokens.ends[ends - 1], digits)
            elif len(digits) >= _FEWEST_OF_A_REFERENCE:
                yield IdentifierMention(tokens.starts[start], tokens.ends[ends - 1], "", digits)


def _groups(tokens: Tokens, at: int) -> tuple[list[tuple[str, int]], int]:
    """The groups of digits said from this token on, each with the token after it, and the token after them all."""
    groups: list[tuple[str, int]] = []
    said = ""
    while True:
        times = _TIMES.get(tokens.texts[at], 1)
        digit = _DIGITS.get(tokens.texts[at + (times > 1)])
        if digit is not None:
            said += digit * times
            at += 1 + (times > 1)
            noughts = _NOUGHTS.get(tokens.texts[at]) if groups or len(said) > 1 else None
            if noughts is not None:
                said, at = said + noughts, at + 1
            continue
        if said:
            groups.append((said, at))
            said = ""
            if tokens.texts[at] in _BETWEEN:
                at += 1
                continue
        return groups, at


def _longest(groups: Sequence[tuple[str, int]]) -> tuple[str, int]:
    """The digits of as many of the first groups as one telephone number can have, and the token after them."""
    digits, ends = "", 0
    for said, after in groups:
        if len(digits) + len(said) > (_MOST if groups[0][0][0] == "0" else _MOST_WITHOUT_NOUGHT):
            break
        digits, ends = digits + said, after
    return digits, ends
