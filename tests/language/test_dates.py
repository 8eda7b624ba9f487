"""Days as people write them."""

from datetime import date

import pytest

from app.language.dates import read_days
from app.language.folding import fold


@pytest.mark.parametrize(
    "written",
    [
        "since 4 Nov",
        "4th of November",
        "Nov 4th",
        "started 4/11",
        "11/04/2025",
        "2025-11-04",
        "04.11.2025",
        "4-11-25",
        "4 Nov 2025",
        "04-Nov-25",
        "November 4, 2025",
        "4/11 09:30",
        "on Tuesday",
        "in November",
    ],
)
def test_a_day_is_read_in_every_form(written: str) -> None:
    (told,) = read_days(fold(written).text)
    assert told.is_on(date(2025, 11, 4))
    assert not told.is_on(date(2025, 12, 5))


@pytest.mark.parametrize("written", ["6 may be affected", "3/4 of them", "sun is out", "24/7", "march on", "May 12:30"])
def test_what_is_no_day_is_not_read_as_one(written: str) -> None:
    assert not read_days(fold(written).text)
