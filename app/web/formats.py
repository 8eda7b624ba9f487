"""How dates, times, durations, numbers and quotations are written on pages: British, exact, with their zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask, g

from app.clock import now
from app.content.typography import typographic

DEFAULT_ZONE = "Europe/London"
_QUARTERS = {0.25: "¼", 0.5: "½", 0.75: "¾"}
_WORDS = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip


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
    """24 Nov; of another year than today's 24 Nov 2025, which nobody takes for this year's"""
    on = local(value) if isinstance(value, datetime) else value
    return f"{on.day} {on:%b}{_other_year(on)}"


def short_date(value: date) -> str:
    """24 Nov 2026, of whatever year"""
    return f"{value.day} {value:%b} {value.year}"


def weekday(value: date | datetime) -> str:
    """Monday 24 November; with its year where that is another than today's"""
    on = local(value) if isinstance(value, datetime) else value
    return f"{on:%A} {on.day} {on:%B}{_other_year(on)}"


def _other_year(on: date) -> str:
    return "" if on.year == local(now()).year else f" {on.year}"


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
    """7½, 7¼, 7, 7.3: halves and quarters as people write them"""
    whole, part = divmod(value, 1)
    if part in _QUARTERS:
        return f"{int(whole):,}{_QUARTERS[part]}" if whole else _QUARTERS[part]
    return f"{value:,.0f}" if part == 0 else f"{value:,.2f}".rstrip("0")


def money(amount: float, currency: str) -> str:
    """£1,650, £1.60; a currency without a sign we know stands behind as its code"""
    sign = {"GBP": "£", "EUR": "€", "USD": "$"}.get(currency)
    figure = f"{amount:,.0f}" if amount == round(amount) else f"{amount:,.2f}"
    return f"{sign}{figure}" if sign else f"{figure} {currency}"


def rough_money(amount: float, currency: str) -> str:
    """£7,200 of 7,247: two figures, for what is only about so"""
    return money(float(f"{amount:.2g}"), currency)


def whole_percent(value: float) -> int:
    """83 of 83.9: 100 is said of nothing less"""
    return int(value)


def count_word(value: int) -> str:
    """nine, fourteen, 21: counts up to twenty in words, as headlines say them"""
    return _WORDS[value] if 0 <= value < len(_WORDS) else str(value)


def count_of(part: int, total: int) -> str:
    """nine of fourteen, 9 of 40: both in words, or both in figures"""
    return f"{count_word(part)} of {count_word(total)}" if max(part, total) < len(_WORDS) else f"{part} of {total}"


_FILTERS = {
    "day": day,
    "short_day": short_day,
    "short_date": short_date,
    "weekday": weekday,
    "clock_time": clock_time,
    "exact_time": exact_time,
    "zone_name": zone_name,
    "duration": duration,
    "stopwatch": stopwatch,
    "number": number,
    "money": money,
    "rough_money": rough_money,
    "whole_percent": whole_percent,
    "count_word": count_word,
    "count_of": count_of,
    "typographic": typographic,
}
