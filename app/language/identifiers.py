"""Reads references (INC 0012345, CHG-48213, E-417) and telephone numbers, with any separators."""

import re
from collections.abc import Iterator

from app.language.mentions import IdentifierMention, PhoneMention
from app.language.vocabulary import VOCABULARY

_SPACED = r"inc|incident|chg|change|rfc|crq|req|ritm|prb|sr|cr|ref|reference|ticket|alr|alert|sec|mi|call|task|job|case"
_IDENTIFIER = re.compile(
    r"(?<![a-z0-9])(?:"
    rf"(?P<word>{_SPACED})(?: ?(?:no|number|num|id|ref)\b)?[ .:#-]{{0,3}}"
    r"(?P<worddigits>20\d\d[ ./-]\d{4,8}|\d{4,10})"
    r"|(?P<letters>[a-z]{1,6}(?:-[a-z]{1,4}-)?)[-_#]?(?P<digits>20\d\d[-/]\d{3,8}|\d{2,10})"
    r"|(?P<bare>20\d\d-\d{4,8}|0\d{5,7}|\d{7,8})"
    r")(?![a-z0-9]|[.,]\d)"
)
_SPACED_CODE = re.compile(r"(?<![a-z0-9])(?P<letters>[a-z]{1,4}) (?P<digits>\d{2,5})(?![a-z0-9:]|[.,]\d)")
_PHONE = re.compile(
    r"(?=[+(\dxei])(?<![\da-z])(?!(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|[12]\d|3[01])\1(?:20)?\d\d(?!\d|\1\d))(?:"
    r"(?P<long>(?:(?:\+|00) ?44 ?\(?0?\)?|0)(?:[ ()./-]{0,3}\d){9,10})"
    r"|(?P<abroad>\+(?!44|1[ .(-])[1-9](?:[ ()./-]{0,3}\d){7,13})"
    r"|(?P<us>(?:\+?1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|555-01\d\d)"
    r"|(?:ext(?:ension|n)?|x|internal)(?: ?(?:no|number))?[ .:]{0,2}(?P<ext>\d{3,5})"
    r")(?!\d)"
)


# Words that are typed in one with a number: all204 tills, til0740.
_GLUED = VOCABULARY.words["typed_with_a_number"]
_DIGITS = re.compile(r"\d{2,}")
_LONGEST_BEFORE = len("reference number - :")
_ENDING = re.compile(r"[/&](\d{2,4})(?![a-z0-9:]|[.,]\d)")
_STARRED = re.compile(r"[^\n\d]{0,40}\n\*(\d{2,10})(?![a-z0-9:]|[.,]\d)")
_LEAST_SHORTENED = 6
_SECOND_RUN = len("-12345678")


def read_identifiers(text: str) -> Iterator[IdentifierMention]:
    """References in folded text, in order.

    Each begins with its first digits but for a few letters, so it is enough to look a little before each run of
    digits, and behind it as far as the second run of one that has a year in it ("REQ-2025-06118"). What corrects its
    digits in the next line ("*207") has its letters.
    """
    after = 0
    for run in _DIGITS.finditer(text):
        start, end = run.span()
        if start < after:
            continue
        match = _IDENTIFIER.search(text, max(after, start - _LONGEST_BEFORE), end + _SECOND_RUN + 2)
        if match is None or match.start() > start:
            continue
        after = match.end()
        letters = match["word"] or match["letters"] or ""
        digits = match["worddigits"] or match["digits"] or match["bare"]
        if match["letters"] in ("x", "ext", "h") or (match["letters"] == "t" and len(digits) < 3):
            continue
        if match["letters"] in _GLUED and match.start("digits") == match.end("letters"):
            continue
        digits = "".join(character for character in digits if character.isdecimal())
        letters = _short(letters.strip("-"))
        yield IdentifierMention(match.start(), match.end(), letters, digits)
        if letters and len(digits) >= _LEAST_SHORTENED:
            for ending in _endings(text, after):
                after = ending.end()
                yield IdentifierMention(ending.start(1), after, letters, digits[: -len(ending[1])] + ending[1])
        starred = _STARRED.match(text, after) if letters else None
        if starred is not None and len(starred[1]) == len(digits):
            after = starred.end()
            yield IdentifierMention(starred.start(1), after, letters, starred[1])


def _endings(text: str, after: int) -> Iterator[re.Match[str]]:
    """The last digits of references like the one that ends here: INC0012345/351/360."""
    while (ending := _ENDING.match(text, after)) is not None:
        yield ending
        after = ending.end()


def read_spaced_codes(text: str) -> Iterator[IdentifierMention]:
    """Two tokens that may be one code written apart ("lb 212"); only for those who know which code they seek."""
    for match in _SPACED_CODE.finditer(text):
        yield IdentifierMention(match.start(), match.end(), match["letters"], match["digits"])


def read_phones(text: str) -> Iterator[PhoneMention]:
    """Telephone numbers and extensions in folded text, in order."""
    for match in _PHONE.finditer(text):
        written = match["long"] or match["us"] or match["ext"]
        digits = phone_digits(written) if written else phone_abroad(match["abroad"])
        yield PhoneMention(match.start(), match.end(), digits)


def phone_digits(written: str) -> str:
    """The digits one would dial in the country itself."""
    digits = "".join(character for character in written if character.isdigit())
    digits = digits.removeprefix("00") if digits.startswith("0044") else digits
    if written.lstrip().startswith(("+", "00")) and digits.startswith("44"):
        digits = "0" + digits[2:].lstrip("0")
    elif len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    return digits


def phone_abroad(written: str) -> str:
    """The digits of a number in another country, a plus before them: none at home is the same."""
    return "+" + "".join(character for character in written if character.isdigit())


def same_phone(one: str, other: str) -> bool:
    """Whether both are the same number, one of them perhaps without its area code or with a nought more or less."""
    short, long = sorted((one, other), key=len)
    if long.startswith("+") and not short.startswith("+"):
        return False
    alike = short == long or (len(short) >= 6 and long.endswith(short))
    return bool(short) and (alike or (len(short) >= 9 and short.lstrip("0") == long.lstrip("0")))


def _short(letters: str) -> str:
    return {"incident": "inc", "change": "chg", "alert": "alr"}.get(
        letters, "" if letters in ("ref", "reference", "ticket", "call", "task", "job", "case") else letters
    )
