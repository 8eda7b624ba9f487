"""Words that are written otherwise and sound alike: figures, spellings, one word or two."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from media.spoken import with_figures

_WORD = re.compile(r"[a-z0-9]+")
_NOT_HEARD = re.compile(r"['’]|(?<=\d),(?=\d{3})")
_PER_CENT = re.compile(r"(?<=\d)%")
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LARGE = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"), (100, "hundred"))
_LONGEST = 12  # digits; what is longer nobody says as one number
_AMERICAN = (
    (re.compile(r"(?<=...)is(?=(?:e|ed|es|ing|ations?)$)"), "iz"),
    (re.compile(r"(?<=..)our"), "or"),
    (re.compile(r"(?<=..)tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=..)ogue(?=s?$)"), "og"),
)
_ONE_SOUND = (
    *("allright alright", "ate eight", "beat beet", "berth birth", "buy by", "fore for four", "gateway gateweigh"),
    *("hear here", "hole whole", "hour our", "jo joe", "jos joes", "keys quays", "knew new", "know no", "one won"),
    *("read red reed", "right write", "sight site", "their there", "to too two", "wait weight", "way weigh"),
    *("ways weighs", "waybridge weighbridge", "weak week"),
)
_FIRST_OF = {word: words.split()[0] for words in _ONE_SOUND for word in words.split()}


def words_of(text: str) -> list[str]:
    """Its words in small letters and without marks, money and times as they are spoken; numbers in figures stay so."""
    return _WORD.findall(_NOT_HEARD.sub("", with_figures(_PER_CENT.sub(" %", text))).lower())


def sound(word: str) -> str:
    """The same for every spelling of this word, and for others that sound like it."""
    for written, american in _AMERICAN:
        word = written.sub(american, word)
    return _FIRST_OF.get(word, word)


def readings(figures: str) -> Iterator[tuple[str, ...]]:
    """The ways to say a number written in figures: as an amount, in pairs as a year or a time, digit by digit."""
    if len(figures) <= _LONGEST:
        amount = _amount(int(figures))
        plain = tuple(word for word in amount if word != "and")
        yield from (amount, plain)
        if amount[0] == "one" and len(amount) > 1:
            yield from (("a", *amount[1:]), ("a", *plain[1:]))
    if len(figures) in (3, 4) and figures[0] != "0":
        yield (*_amount(int(figures[:-2])), *_minutes(figures[-2:]))
    for nought in ("oh", "zero"):
        yield tuple(nought if digit == "0" else _SMALL[int(digit)] for digit in figures)


def in_words(words: Sequence[str], like: Sequence[str]) -> list[str]:
    """The words with figures written out, each in the first reading that stands in `like`, or else in the first."""
    standing = f" {' '.join(like)} "
    made: list[str] = []
    for word in words:
        if word.isdecimal():
            ways = list(readings(word))
            made += next((way for way in ways if f" {' '.join(way)} " in standing), ways[0])
        else:
            made.append(word)
    return made


def begin_alike(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many words at the beginning of each sound alike when written together ("good will"); none: (0, 0)."""
    for here, there in sorted(product(range(1, 4), repeat=2), key=sum):
        if here <= len(one) and there <= len(other) and _together(one[:here]) == _together(other[:there]):
            return here, there
    return 0, 0


def _together(words: Sequence[str]) -> str:
    return sound("".join(words))


def _amount(number: int) -> tuple[str, ...]:
    """A number in words, with the British "and"."""
    if number < 20:
        return (_SMALL[number],)
    if number < 100:
        rest = number % 10
        return (_TENS[number // 10], *((_SMALL[rest],) if rest else ()))
    size, name = next((size, name) for size, name in _LARGE if size <= number)
    count, rest = divmod(number, size)
    joint = ("and",) if rest and rest < 100 else ()
    return (*_amount(count), name, *joint, *(_amount(rest) if rest else ()))


def _minutes(two: str) -> tuple[str, ...]:
    if two == "00":
        return ("oclock",)
    return ("oh", _SMALL[int(two)]) if two[0] == "0" else _amount(int(two))
