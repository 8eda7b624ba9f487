"""What stands in a field before anything is typed can be read, in light and dark."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page

COLOURS = """field => [getComputedStyle(field, "::placeholder").color, getComputedStyle(field).backgroundColor]"""


def luminance(colour: str) -> float:
    """The relative luminance of `rgb(…)`, as WCAG has it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(number) / 255 for number in re.findall(r"\d+", colour)[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_placeholder_has_the_contrast_of_small_text(
    page_of: Callable[..., AbstractContextManager[Page]], scheme: str
) -> None:
    with page_of("Ada Brightwell", scheme=scheme) as page:
        page.goto("/people")
        lighter, darker = sorted(map(luminance, page.get_by_role("searchbox").evaluate(COLOURS)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
