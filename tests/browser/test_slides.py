"""Slides, drawn by the real Chromium: what arrives when, what does not fit, what is marked and is not there."""

import io

import pytest
from PIL import Image, ImageChops

from app.content.script import Scene, Script
from media import drawing
from media.drawing import CannotDraw


@pytest.fixture(scope="module")
def page(chromium):
    """A page that draws slides."""
    with drawing.slides(chromium) as page:
        yield page


def drawn(page, lengths=(1.0, 1.0), **scene):
    made = Scene.model_validate({"headline": "Two tills", **scene})
    script = Script(title="Tills", summary="Two of them.", module="first", scenes=(made,))
    return drawing.draw(page, script, made, lengths, 0.5, 0.7)


def differ(one, other):
    pictures = [Image.open(io.BytesIO(frame.picture)).convert("RGB") for frame in (one, other)]
    return ImageChops.difference(*pictures).getbbox()


def test_a_part_arrives_with_its_line_and_stays(page):
    shown = drawn(page, lines=["One.", {"shows": "Two.", "brings": [{"point": {"words": "Till 1"}}]}])
    assert shown.starts == pytest.approx((0.5, 2.0))
    assert shown.seconds == pytest.approx(0.5 + 1 + 0.5 + 1 + 0.7)
    assert differ(shown.frames[0], shown.frames[1]) is None
    assert differ(shown.frames[1], shown.frames[-1]) is not None


def test_nothing_of_the_picture_reaches_into_the_strip_of_the_captions(page):
    rows = [{"row": [f"Row {number}", "and what it says"]} for number in range(6)]
    shown = drawn(page, columns=["A", "B"], lines=["One.", {"shows": "Two.", "brings": rows}])
    strip = Image.open(io.BytesIO(shown.frames[-1].picture)).convert("RGB").crop((0, 608, 1280, 720))
    assert len(strip.getcolors()) == 1


def test_a_clock_runs_while_its_line_is_spoken(page):
    shown = drawn(page, lines=["One.", {"shows": "Two.", "clock": [0, 2]}])
    assert len(shown.frames) > 5
    assert differ(shown.frames[2], shown.frames[-1]) is not None


def test_what_does_not_fit_is_refused_with_its_headline(page):
    many = [{"note": {"words": "A note that takes its room. " * 12}} for _ in range(4)]
    with pytest.raises(CannotDraw, match=r"Two tills: \d+ pixels more than fit; take something out\."):
        drawn(page, lines=["One.", {"shows": "Two.", "brings": many}])


def test_marked_words_that_do_not_stand_there_are_refused(page):
    with pytest.raises(CannotDraw, match='Two tills: "Till 9" is marked'):
        drawn(page, begins=[{"point": {"words": "Till 1"}}], lines=["One.", {"shows": "Two.", "marks": ["Till 9"]}])


def test_marked_words_light_up(page):
    shown = drawn(page, begins=[{"point": {"words": "Till 1"}}], lines=["One.", {"shows": "Two.", "marks": ["Till 1"]}])
    assert differ(shown.frames[0], shown.frames[-1]) is not None
