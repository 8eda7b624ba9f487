"""Reading takes time in proportion to the text, whatever is typed."""

import time

import pytest

from app.language.reading import read

SHORT, LONG = 1_500, 12_000
HEADINGS = {"impact": "impact", "a": "users"}
# Eight times the text: eight times as long when in proportion, sixty-four times when in proportion to its square.
FAR_TOO_SLOW = 30


def seconds(text: str) -> float:
    taken = []
    for _ in range(2):
        began = time.process_time()
        read(text, HEADINGS, [(0, len(text), "impact")])
        taken.append(time.process_time() - began)
    return min(taken)


@pytest.mark.parametrize(
    "unit",
    [
        "7",
        "a ",
        ":",
        ",",
        "\u0301",
        "x",
        "\n",
        " ",
        "x: ",
        "why? ",
        "a about 9 ",
        "not known ",
        "1,",
        "½",
        "and ",
        "0-",
    ],
)
def test_eight_times_the_text_takes_about_eight_times_as_long(unit: str) -> None:
    short, long = (unit * (size // len(unit)) for size in (SHORT, LONG))
    assert seconds(long) < FAR_TOO_SLOW * max(seconds(short), 0.0002)
