"""How days, numbers, counts and sums are written."""

from datetime import date

import pytest
from flask import Flask

from app.web.formats import count_of, money, number, rough_money, short_date, short_day, weekday, whole_percent


def test_a_day_of_another_year_than_todays_says_its_year(app: Flask) -> None:
    with app.test_request_context():
        assert short_day(date(2026, 1, 2)) == "2 Jan"
        assert short_day(date(2025, 11, 30)) == "30 Nov 2025"
        assert short_day(date(2027, 1, 2)) == "2 Jan 2027"
        assert weekday(date(2026, 11, 30)) == "Monday 30 November"
        assert weekday(date(2027, 1, 4)) == "Monday 4 January 2027"
    assert short_date(date(2026, 1, 2)) == "2 Jan 2026"


@pytest.mark.parametrize(
    ("value", "written"),
    [(7, "7"), (7.0, "7"), (0.5, "½"), (3.5, "3½"), (2.25, "2¼"), (0.75, "¾"), (9.3, "9.3"), (1500, "1,500")],
)
def test_halves_and_quarters_are_written_alike(value: float, written: str) -> None:
    assert number(value) == written


@pytest.mark.parametrize(
    ("part", "total", "written"),
    [(5, 16, "five of sixteen"), (12, 17, "twelve of seventeen"), (0, 3, "none of three"), (5, 21, "5 of 21")],
)
def test_counts_beside_each_other_are_both_words_or_both_figures(part: int, total: int, written: str) -> None:
    assert count_of(part, total) == written


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [(1650, "GBP", "£1,650"), (1.6, "GBP", "£1.60"), (255.0, "EUR", "€255"), (17.5, "SEK", "17.50 SEK")],
)
def test_a_sum_is_written_as_it_is(amount: float, currency: str, written: str) -> None:
    assert money(amount, currency) == written


@pytest.mark.parametrize(
    ("amount", "written"), [(7247, "£7,200"), (16, "£16"), (99.6, "£100"), (8.53, "£8.50"), (0.84, "£0.84")]
)
def test_a_sum_that_is_only_about_so_has_two_figures(amount: float, written: str) -> None:
    assert rough_money(amount, "GBP") == written


def test_nothing_less_than_all_is_a_hundred_per_cent() -> None:
    assert [whole_percent(value) for value in (83.9, 99.6, 100.0)] == [83, 99, 100]
