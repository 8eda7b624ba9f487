"""How dates, times, durations, numbers and quotations are written on pages: British, exact, with their zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask, g

from app.content.typography import typographic

DEFAULT_ZONE = "Europe/London"


def init_app(app: Flask) -> None:
    """Offers the formats to templates as filters."""
    for name, function in _FILTERS.items():
        app.jinja_env.filters[name] = function


def zone() -> ZoneInfo:
    """The zone of the reader: the organisation's, which the accounts room puts on the request."""
    return ZoneInfo(getattr(g, "time_zone", DEFAULT_ZONE))


def local(moment: datetime) -> datetime:
    """The moment on the reader's clock."""
    return moment.astimezone(zone())


def day(value: date | datetime) -> str:
    """24 November 2026"""
    on = local(value) if isinstance(value, datetime) else value
    return f"{on.day} {on:%B %Y}"


def short_day(value: date | datetime) -> str:
    """24 Nov"""
    on = local(value) if isinstance(value, datetime) else value
    return f"{on.day} {on:%b}"


def weekday(value: date | datetime) -> str:
    """Monday 24 November"""
    on = local(value) if isinstance(value, datetime) else value
    return f"{on:%A} {on.day} {on:%B}"


def clock_time(value: datetime) -> str:
    """09:41, on the reader's clock"""
    return f"{local(value):%H:%M}"


def exact_time(value: datetime) -> str:
    """09:41:07, on the reader's clock"""
    return f"{local(value):%H:%M:%S}"


def zone_name(value: datetime) -> str:
    """GMT or BST: the zone's short name at that moment"""
    return local(value).tzname() or ""


def duration(seconds: float) -> str:
    """8 min 10 s"""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def stopwatch(seconds: float) -> str:
    """08:10"""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes:02}:{rest:02}"


def number(value: float) -> str:
    """7½, 7, 7.25: halves as people write them"""
    whole, part = divmod(value, 1)
    if part == 0.5:
        return f"{int(whole)}½" if whole else "½"
    return f"{value:,.0f}" if part == 0 else f"{value:,.2f}".rstrip("0")


def money(amount: float, currency: str) -> str:
    """£1,650; a currency without a sign we know stands behind as its code"""
    sign = {"GBP": "£", "EUR": "€", "USD": "$"}.get(currency)
    return f"{sign}{amount:,.0f}" if sign else f"{amount:,.0f} {currency}"


def count_word(value: int) -> str:
    """nine, 14: small counts in words, as headlines say them"""
    words = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return words[value] if 0 <= value < len(words) else str(value)


_FILTERS = {
    "day": day,
    "short_day": short_day,
    "weekday": weekday,
    "clock_time": clock_time,
    "exact_time": exact_time,
    "zone_name": zone_name,
    "duration": duration,
    "stopwatch": stopwatch,
    "number": number,
    "money": money,
    "count_word": count_word,
    "typographic": typographic,
}
