"""A call to practise with: the shipped content, a moment it began, and short ways to play it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app.content.library import Library
from app.database import db
from app.extensions import library as shipped_library
from app.handover.scorecard import Handover, Scorecard
from app.practice import actions
from app.practice.models import Attempt, AttemptStep
from app.practice.rules.levels import LevelName
from app.practice.rules.sending import Sent

BEGAN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SCENARIO = "prices"
WORDS = "Frontline tills in all 17 Wales and West stores charge old prices since 07:30. Call Rhian Maddocks."


@dataclass
class Call:
    """One attempt of Asha's, played by seconds since it began."""

    id: int
    person: int
    library: Library

    def at(self, second: float) -> datetime:
        return BEGAN + timedelta(seconds=second)

    def stay(self, until: float, since: float = 0) -> None:
        """Lets the page give signs of life, one each minute."""
        for second in range(int(since), int(until), 60):
            actions.still_there(attempt_id=self.id, person_id=self.person, at=self.at(second))
        actions.still_there(attempt_id=self.id, person_id=self.person, at=self.at(until))

    def ask(self, text: str, second: float = 10, to: str = "rhian", seq: int = 1) -> AttemptStep:
        return actions.ask(
            attempt_id=self.id,
            person_id=self.person,
            to=to,
            text=text,
            seq=seq,
            library=self.library,
            at=self.at(second),
        ).step

    def look_up(self, tool: str, words: str = "", second: float = 20) -> AttemptStep:
        return actions.look_up(
            attempt_id=self.id,
            person_id=self.person,
            tool=tool,
            words=words,
            library=self.library,
            at=self.at(second),
        ).step

    def save(self, text: str, revision: int = 0, second: float = 30, decision: str | None = None) -> int:
        return actions.save_draft(
            attempt_id=self.id,
            person_id=self.person,
            text=text,
            fields={},
            decision=decision,
            revision=revision,
            at=self.at(second),
        )

    def hand_over(
        self, handover: Handover | None = None, second: float = 60, seq: int = 1, revision: int | None = None
    ) -> Scorecard:
        return actions.hand_over(
            attempt_id=self.id,
            person_id=self.person,
            handover=handover or Handover(text=WORDS, decision="raise"),
            seq=seq,
            library=self.library,
            at=self.at(second),
            revision=revision,
        )

    def send(self, text: str, second: float = 90, corrects: bool = False, name: str | None = None) -> AttemptStep:
        return actions.update(
            attempt_id=self.id,
            person_id=self.person,
            text=text,
            corrects=corrects,
            at=self.at(second),
            sent=Sent(name),
        )

    def end(self, second: float = 120) -> None:
        actions.end_follow_up(attempt_id=self.id, person_id=self.person, library=self.library, at=self.at(second))

    def answer(self, answers: dict[str, str], second: float = 180) -> None:
        actions.answer_back(
            attempt_id=self.id, person_id=self.person, answers=answers, library=self.library, at=self.at(second)
        )

    def finish(
        self, handover: Handover | None = None, second: float = 60, seq: int = 1, revision: int | None = None
    ) -> Scorecard:
        """Hands over, says that this is all, and passes over what is asked back."""
        card = self.hand_over(handover, second, seq, revision)
        self.end(second)
        if db.session.get_one(Attempt, self.id).finished_at is None:
            self.answer({}, second)
        return card


@pytest.fixture
def context(app: Flask) -> Iterator[None]:
    """An app context for calling actions and queries directly."""
    with app.app_context():
        yield
        db.session.remove()


@pytest.fixture
def library(context: None) -> Library:
    return shipped_library()


def taken(person: int, library: Library, level: LevelName, scenario: str = SCENARIO) -> Call:
    """A call this person has just taken at this level."""
    attempt = actions.start(person_id=person, scenario_slug=scenario, library=library, at=BEGAN, level=level)
    return Call(attempt, person, library)


@pytest.fixture
def call(cast, library: Library) -> Call:
    """A call Asha has just taken, assessed."""
    return taken(cast.asha, library, "assessed")


@pytest.fixture
def supported_call(cast, library: Library) -> Call:
    """A call Asha has just taken, supported: it can be paused."""
    return taken(cast.asha, library, "supported")


@pytest.fixture
def model(library: Library) -> Handover:
    """The scenario author's own complete handover."""
    example = library.scenarios[SCENARIO].model_example
    assert example is not None
    return Handover(text=example.text, decision=example.decision)


Play = Callable[[], Call]
