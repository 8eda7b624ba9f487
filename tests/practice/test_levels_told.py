"""What a level is said to be like, with and without extra time."""

import pytest

from app.accounts.models import Person
from app.database import transaction
from app.practice.rules.levels import LEVELS, sentence_for


@pytest.mark.parametrize("name", LEVELS)
def test_without_extra_time_a_level_is_told_as_it_is(name):
    assert sentence_for(LEVELS[name], 0) == LEVELS[name].sentence


@pytest.mark.parametrize(
    ("name", "extra_time", "told"),
    [
        ("guided", 100, "With your extra time a minute of the call takes 4 min, and you can pause."),
        ("supported", 100, "With your extra time a minute of the call takes 2 min, and you can pause."),
        ("supported", 25, "With your extra time a minute of the call takes 1 min 15 s, and you can pause."),
        ("assessed", 50, "A pass counts. With your extra time a minute of the call takes 1 min 30 s."),
    ],
)
def test_with_extra_time_a_level_says_how_its_clock_runs(name, extra_time, told):
    sentence = sentence_for(LEVELS[name], extra_time)
    assert sentence.endswith(told)
    assert "as in life" not in sentence
    assert "half speed" not in sentence


def test_the_brief_tells_the_levels_with_the_persons_extra_time(app, visit, cast):
    with app.app_context(), transaction() as session:
        session.get_one(Person, cast.asha).extra_time = 100
    page = visit(cast.asha).get("/practice/prices").text
    assert "a minute of the call takes 2 min" in page
    assert "as in life" not in page
