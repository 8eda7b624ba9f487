"""The replay: one call over its simulated time, with what was known, noted and worth asking at each moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.accounts.models import KnownPerson, Person
from app.archive import queries as archive
from app.content.checklist import Checklist
from app.content.library import Library
from app.content.scenario import Scenario
from app.database import db
from app.practice.models import Attempt, AttemptStep, QuestionBack, Typing
from app.practice.queries.comments import Comment, comments_on
from app.practice.queries.readers import manages_team_of_person, reads_others
from app.practice.rules import clock
from app.practice.rules.following import FOLLOW_UP_SECONDS
from app.practice.rules.replay import (
    Back,
    Moment,
    Words,
    chosen_second,
    happened,
    last_second,
    replay_headline,
    stop_at,
    stops,
    words_over_time,
)
from app.practice.rules.steps import as_steps
from app.simulation.knowing import known, next_question
from app.simulation.room import Step
from app.web.guards import Role


@dataclass(frozen=True, slots=True)
class Fact:
    """One item of the checklist: the second it was first known at and from whom; None and empty when it never was."""

    label: str
    critical: bool
    known_at: float | None
    source: str

    def is_known(self, second: float) -> bool:
        """Whether it was known by this second."""
        return self.known_at is not None and self.known_at <= second


@dataclass(frozen=True, slots=True)
class GoodQuestion:
    """What was worth doing from this second on, with whom or where, and for which item; empty when nothing was.

    `spoken`: the words are to be said to somebody; else they say what to do.
    """

    at: float
    who: str = ""
    item: str = ""
    words: str = ""
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class ReplayPage:
    """The whole call, and the second it is shown at. `mine`: the reader is who handed over.

    `finished`: nothing more can come in it. `comments_on_it`: the reader may say something about a moment. `rows`
    are what happened and what trainers said of it, in order; `stops` the seconds with something to see.
    """

    attempt_id: int
    title: str
    person: str
    mine: bool
    finished: bool
    comments_on_it: bool
    handed_over_at: datetime
    handed_over_second: float
    headline: str
    said: str
    at: float
    end: float
    stops: tuple[float, ...]
    rows: tuple[Moment | Comment, ...]
    facts: tuple[Fact, ...]
    questions: tuple[GoodQuestion, ...]
    words: tuple[Words, ...]
    typing_kept: bool

    @property
    def here(self) -> float:
        """The last stop that is not after the second shown."""
        return self.stops[stop_at(self.stops, self.at)]

    @property
    def before(self) -> float | None:
        """The stop before, None at the first."""
        return next((stop for stop in reversed(self.stops) if stop < self.here), None)

    @property
    def after(self) -> float | None:
        """The stop after, None at the last."""
        return next((stop for stop in self.stops if stop > self.here), None)

    @property
    def known_count(self) -> int:
        return sum(fact.is_known(self.at) for fact in self.facts)

    @property
    def good_question(self) -> GoodQuestion:
        """What was worth asking at the second shown."""
        return [one for one in self.questions if one.at <= self.at][-1]

    @property
    def noted(self) -> Words:
        """The handover as it stood at the second shown."""
        return next((words for words in reversed(self.words) if words.at <= self.at), Words(0.0))

    @property
    def data(self) -> dict[str, Any]:
        """What the page needs to show any other second."""
        return {
            "at": self.at,
            "end": self.end,
            "stops": self.stops,
            "questions": [[one.at, one.who, one.item, one.words, one.spoken] for one in self.questions],
            "words": [[one.at, one.text, one.fields, one.decision, one.updates] for one in self.words],
        }


def replay_page(attempt_id: int, reader: KnownPerson, library: Library, second: str = "") -> ReplayPage | None:
    """The replay of a handed-over attempt for its owner, managers of their team, trainers and Major Incident Managers.

    None for anybody else. `second` is the moment asked for, as written. Five statements, one more for each content
    text that is no longer the current one.
    """
    found = _found(attempt_id, reader)
    if found is None:
        return None
    attempt, name = found
    rows = _log(attempt_id)
    typed = list(db.session.scalars(select(Typing).filter_by(attempt_id=attempt_id).order_by(Typing.id)))
    scenario = archive.scenario(library, attempt.scenario, attempt.scenario_hash)
    checklist = archive.checklist(library, attempt.checklist_hash)
    steps, mine = as_steps(rows), attempt.person_id == reader.id
    moments = happened(scenario, steps, typed, _back(attempt, rows), "You" if mine else name.split(" ")[0])
    comments = comments_on(attempt_id)
    handed_over = next(row for row in rows if row.kind == "handed_over")
    all_stops = stops(moments)
    facts = _facts(checklist, scenario, steps, all_stops[-1])
    return ReplayPage(
        attempt_id=attempt_id,
        title=scenario.title,
        person=name,
        mine=mine,
        finished=attempt.finished_at is not None,
        comments_on_it=not mine and Role.TRAINER in reader.roles,
        handed_over_at=handed_over.at,
        handed_over_second=handed_over.elapsed_seconds,
        headline=replay_headline(sum(fact.is_known(handed_over.elapsed_seconds) for fact in facts), len(facts)),
        said=comments.sentence,
        at=chosen_second(second, all_stops[-1]),
        end=all_stops[-1],
        stops=all_stops,
        rows=tuple(sorted([*moments, *comments.all], key=lambda row: row.at)),
        facts=facts,
        questions=_questions(checklist, scenario, steps, moments),
        words=words_over_time(checklist, steps, typed, moments),
        typing_kept=bool(typed),
    )


def replayed_until(attempt: Attempt) -> float:
    """The simulated second the replay of a handed-over attempt ends at; two statements."""
    rows = _log(attempt.id)
    return last_second(rows, _back(attempt, rows))


def _found(attempt_id: int, reader: KnownPerson) -> tuple[Attempt, str] | None:
    managed = manages_team_of_person(reader)
    query = (
        select(Attempt, Person.name, managed)
        .join(Person, Person.id == Attempt.person_id)
        .where(Attempt.id == attempt_id, Attempt.state == "handed_over")
    )
    found = db.session.execute(query).first()
    if found is None:
        return None
    attempt, name, manages = found
    return (attempt, name) if attempt.person_id == reader.id or reads_others(reader, manages) else None


def _log(attempt_id: int) -> list[AttemptStep]:
    return list(db.session.scalars(select(AttemptStep).filter_by(attempt_id=attempt_id).order_by(AttemptStep.seq)))


def _back(attempt: Attempt, rows: Sequence[AttemptStep]) -> list[Back]:
    """The questions put back and their answers, at the simulated second they came; none after the minutes that follow
    a handover, for the clock of the call ends with them."""
    latest = FOLLOW_UP_SECONDS + max(row.elapsed_seconds for row in rows if row.kind == "handed_over")
    query = select(QuestionBack).filter_by(attempt_id=attempt.id).order_by(QuestionBack.number)
    found = []
    for row in db.session.scalars(query):
        asked = min(clock.elapsed_at(attempt, rows, row.asked_at), latest)
        found.append(Back(asked, row.question, is_answer=False))
        if row.answered_at is not None:
            answered = min(clock.elapsed_at(attempt, rows, row.answered_at), latest)
            found.append(Back(answered, row.answer or "", is_answer=True))
    return found


def _facts(checklist: Checklist, scenario: Scenario, steps: Sequence[Step], end: float) -> tuple[Fact, ...]:
    """Each item the scenario has, in the checklist's order, with when it was first known."""
    learned = known(checklist, scenario, steps, end)
    facts = []
    for item in checklist.items:
        if item.id in scenario.items:
            source = learned.get(item.id)
            known_at, who = (source.at, source.who) if source is not None else (None, "")
            facts.append(Fact(item.label, item.critical, known_at, who))
    return tuple(facts)


def _questions(
    checklist: Checklist, scenario: Scenario, steps: Sequence[Step], moments: Sequence[Moment]
) -> tuple[GoodQuestion, ...]:
    """What was worth asking, from each second at which that changed; writing the handover changes nothing of it."""
    seconds = stops(moment for moment in moments if moment.kind != "wrote")
    found: list[GoodQuestion] = []
    for second in seconds:
        suggestion = next_question(checklist, scenario, steps, second)
        question = GoodQuestion(second)
        if suggestion is not None:
            spoken = suggestion.way in ("ask", "acknowledge")
            label = checklist[suggestion.item].label
            question = GoodQuestion(second, suggestion.who, label, suggestion.wording, spoken)
        if not found or replace(found[-1], at=second) != question:
            found.append(question)
    return tuple(found)
