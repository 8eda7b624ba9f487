"""When somebody has watched a video: at most ten seconds are left of it, and at most 5 %."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.onboarding.rules import is_the_end


@pytest.mark.parametrize(
    ("seconds", "duration", "watched"),
    [
        (200.0, 200.0, True),
        (190.0, 200.0, True),
        (189.9, 200.0, False),
        (590.0, 600.0, True),
        (589.0, 600.0, False),  # 98 %, and still eleven seconds of words
        (8.9, 9.0, True),
        (8.5, 9.0, False),  # half a second, which is more than 5 %
        (0.0, 9.0, False),
    ],
)
def test_the_end_is_the_last_ten_seconds_or_the_last_twentieth_whichever_is_less(seconds, duration, watched):
    assert is_the_end(seconds, duration) is watched


@given(duration=st.floats(1, 3600), share=st.floats(0, 0.94))
def test_nobody_has_watched_what_they_left_before_its_last_twentieth(duration, share):
    assert not is_the_end(duration * share, duration)
    assert is_the_end(duration, duration)
