"""Reads days as people write them: 6 Oct, October 6th, 06/10, 06.10.2026, 2026-10-06, Thursday, in August."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_DAY = r"0?[1-9]|[12]\d|3[01]"
_NOT_A_CLOCK = r"(?![\d%]|[:.h]\d)"
# A year as far as it is no clock time: "2 May 2026", "2-May-26", but "on 2 May 2030 it stopped".
_YEAR_BEHIND = r"(?:,? 202\d\b(?!:)|[/-](?:20)?\d\d\b(?![:.]\d))?"
# What begins with a figure and what begins with a letter are told apart first: at most places neither may begin.
_DATES = re.compile(
    r"(?=[0-9])(?:"
    rf"(?<![\d.:/-])(?P<iso_year>20\d\d)(?P<iso_sep>[./-])(?P<iso_month>[01]\d)(?P=iso_sep)(?P<iso_day>[0-3]\d)(?!\d)"
    rf"|(?<![\d.:/£$€a-z-])(?P<day>{_DAY})(?P<nth> ?(?:st|nd|rd|th))?(?P<of> of)?[ /-]?"
    rf"(?P<month>{_MONTH})\b{_YEAR_BEHIND}"
    rf"|(?<![\d.:/£$€a-z-])(?P<one>{_DAY})/(?P<two>{_DAY})(?P<year>/(?:20)?\d\d)?(?![\d/:%])"
    rf"|(?<![\d.:/£$€a-z-])(?P<first>{_DAY})(?P<sep>[.-])(?P<second>{_DAY})(?P=sep)(?:20)?\d\d(?![\d%]|[.:/-]\d)"
    r")|\b(?=[a-z])(?:"
    rf"(?P<month2>{_MONTH})\.? (?:the )?(?P<day2>{_DAY})(?:st|nd|rd|th)?\b{_NOT_A_CLOCK}{_YEAR_BEHIND}"
    rf"|(?:in|of|since|from|until|till|by|before) (?:early |mid |late |last )?(?P<month3>{_MONTH})\b(?! ?\d)"
    rf"|(?P<weekday>{_WEEKDAY})\b(?!')"
    r")"
)
_CUE_BEFORE = re.compile(
    r"\b(?:since|on|from|by|until|till|til|before|started|began|starts|due|date) ?(?:the )?[:=]? ?$"
)
_CLOCK_BEHIND = re.compile(r",? (?:at |@ ?)?\d{1,2}:\d\d")
_FIGURES = re.compile(r"\d+")
_LETTERS = re.compile(r"[a-z]{3}")
_VERB_AFTER = re.compile(r" (?:be|have|not|need|get|well|also|want|go|come)\b")
# Short forms that are words of their own or of something else where no day is spoken of.
_SHORT_WORDS = frozenset({"sun", "sat", "wed", "mar", "may", "march"})


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day as far as it is told: day of the month, months it may be, weekday (Monday 0); None where it is not said.

    `days` holds pairs of a day and a month, more than one where "06/10" leaves open which is which.
    """

    start: int
    end: int
    days: tuple[tuple[int, int], ...] = ()
    month: int | None = None
    weekday: int | None = None

    def is_on(self, day: date) -> bool:
        """Whether this may be said of that day."""
        if self.days:
            return (day.day, day.month) in self.days
        return day.month == self.month if self.month is not None else day.weekday() == self.weekday


def read_days(text: str) -> list[DayMention]:
    """The days told in a folded text, in order."""
    return list(_read(text))


def _read(text: str) -> Iterator[DayMention]:
    for match in _DATES.finditer(text):
        start, end = match.span()
        if match["iso_year"]:
            yield DayMention(start, end, ((int(match["iso_day"]), int(match["iso_month"])),))
        elif match["day"]:
            if _is_a_month(match["month"], text, start, end, bool(match["nth"] or match["of"] or _has_year(match))):
                yield DayMention(start, end, ((int(match["day"]), _month(match["month"])),))
        elif match["month2"]:
            if _is_a_month(match["month2"], text, start, end, match["month2"] in ("mar", "march") or _has_year(match)):
                yield DayMention(start, end, ((int(match["day2"]), _month(match["month2"])),))
        elif match["one"]:
            led_to = _CUE_BEFORE.search(text[max(0, start - 12) : start]) or _CLOCK_BEHIND.match(text, end)
            if match["year"] or led_to:
                yield from _either_way(start, end, int(match["one"]), int(match["two"]))
        elif match["first"]:
            yield from _either_way(start, end, int(match["first"]), int(match["second"]))
        elif match["month3"]:
            if match["month3"] not in ("mar", "march", "may") or match.group().startswith("in "):
                yield DayMention(start, end, month=_month(match["month3"]))
        elif match["weekday"] not in _SHORT_WORDS or _CUE_BEFORE.search(text[max(0, start - 12) : start]):
            yield DayMention(start, end, weekday=_WEEKDAYS.index(match["weekday"][:3]))


def in_figures(text: str, days: Iterable[DayMention]) -> list[DayMention]:
    """Those of these days that are written with several figures: 06/10, 2 May 2026."""
    return [day for day in days if len(_FIGURES.findall(text, day.start, day.end)) > 1]


def in_words_with_year(text: str, days: Iterable[DayMention]) -> list[DayMention]:
    """Those of these days that are written with the month in letters and the year: 28 October 2026."""
    return [day for day in in_figures(text, days) if len(day.days) == 1 and _LETTERS.search(text, day.start, day.end)]


def _has_year(match: re.Match[str]) -> bool:
    return len(_FIGURES.findall(match.group())) > 1


def _either_way(start: int, end: int, one: int, two: int) -> Iterator[DayMention]:
    """A day of a month written in figures, in whichever order; none where neither can be the month."""
    if min(one, two) <= len(_MONTHS):
        yield DayMention(start, end, ((one, two), (two, one)))


def _month(written: str) -> int:
    return _MONTHS.index(written[:3]) + 1


def _is_a_month(written: str, text: str, start: int, end: int, sure: bool) -> bool:
    """Whether "6 may" is a day: a word for a month that is another word too must be led to, and no verb follow it."""
    if written not in _SHORT_WORDS or sure:
        return True
    return bool(_CUE_BEFORE.search(text[max(0, start - 12) : start])) and not _VERB_AFTER.match(text[end : end + 8])
