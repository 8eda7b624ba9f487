"""Calls of people who are given more time: they can be taken at every level."""

import pytest

from app.accounts.models import Person
from app.accounts.rules import MOST_EXTRA_TIME
from app.database import db, transaction
from app.practice.models import Attempt
from app.practice.rules.levels import LEVEL_NAMES, LEVELS, taken_at
from tests.practice.conftest import taken


@pytest.mark.parametrize("level", LEVEL_NAMES)
def test_a_call_can_be_taken_at_every_level_with_the_most_extra_time(cast, library, level):
    with transaction() as session:
        session.get_one(Person, cast.asha).extra_time = MOST_EXTRA_TIME
    attempt = db.session.get_one(Attempt, taken(cast.asha, library, level).id)
    assert attempt.pace == LEVELS[level].pace * 4
    assert taken_at(level, attempt.pace, tells_extra_time=True).endswith(", 300 % extra time")
