"""The list of calls to practise with, and the brief of one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.accounts.models import KnownPerson
from app.content.library import Library
from app.content.scenario import Scenario
from app.practice.queries.attempts import Outcome, own_attempts
from app.practice.rules.choosing import brief_of, progress_sentence, suggested_level
from app.practice.rules.levels import LEVELS, Level, LevelName, sentence_for
from app.progress import queries as progress


@dataclass(frozen=True, slots=True)
class Card:
    """A scenario as this person stands to it. `best` is the attempt with the highest score.

    `going_on` was handed over and may still be followed by updates or answers. `passed` is the first pass that
    counts, `practised` the first at a level that does not; `handed_over` is how many were marked.
    """

    slug: str
    title: str
    industry: str
    minutes: int
    pass_mark: int
    open_attempt: Outcome | None
    going_on: Outcome | None
    passed: Outcome | None
    practised: Outcome | None
    best: Outcome | None
    handed_over: int


@dataclass(frozen=True, slots=True)
class ScenariosPage:
    """All scenarios, those of this person's path first and in its order; `next` is the one to take now.

    `on_path` are the slugs of those their path asks for.
    """

    headline: str
    cards: tuple[Card, ...]
    on_path: tuple[str, ...]
    next: Card | None


@dataclass(frozen=True, slots=True)
class BriefPage:
    """What a person is told before the call; never the setting or anything that is to be found out.

    `suggested` is the level to take it at now.
    """

    card: Card
    brief: str
    begins: datetime
    target_minutes: float
    earlier: tuple[Outcome, ...]
    levels: tuple[Level, ...]
    suggested: LevelName


def scenarios_page(person: KnownPerson, library: Library, today: date) -> ScenariosPage:
    """Every scenario with what this person made of it; four statements."""
    outcomes = own_attempts(person.id)
    path = progress.path_of(person, library, today)
    on_path = tuple(step.slug for step in path.steps if step.kind == "scenario" and step.state != "waived")
    slugs = (*on_path, *sorted(library.scenarios.keys() - set(on_path)))
    cards = {slug: _card(library.scenarios[slug], outcomes) for slug in slugs}
    to_take = scenario_to_take(path, outcomes, library)
    passed = sum(card.passed is not None for card in cards.values())
    return ScenariosPage(
        headline=progress_sentence(passed, len(cards)),
        cards=tuple(cards.values()),
        on_path=on_path,
        next=next((card for card in cards.values() if card.open_attempt), None)
        or next((card for card in cards.values() if card.going_on), None)
        or (cards[to_take] if to_take else None),
    )


def scenario_to_take(path: progress.PathPage, outcomes: Sequence[Outcome], library: Library) -> str | None:
    """The scenario to take next: of those left on this path the first that waits for no other step, else the first.

    When none is left there, one that is not on it and that this person never passed; None when there is none.
    """
    asked = [step for step in path.steps if step.kind == "scenario"]
    left = [step for step in asked if not step.settled]
    if left:
        return next((step for step in left if not step.waits_for), left[0]).slug
    settled = {step.slug for step in asked} | {each.scenario for each in outcomes if each.passed and each.counts}
    return min(library.scenarios.keys() - settled, default=None)


def brief_page(person_id: int, slug: str, library: Library, extra_time: int = 0) -> BriefPage | None:
    """The brief of this scenario and this person's earlier attempts; None when there is no such scenario.

    `extra_time` is what the person was given, in per cent. One statement.
    """
    scenario = library.scenarios.get(slug)
    if scenario is None:
        return None
    taken = own_attempts(person_id)
    outcomes = [outcome for outcome in taken if outcome.scenario == slug]
    return BriefPage(
        card=_card(scenario, outcomes),
        brief=brief_of(scenario),
        begins=scenario.now,
        target_minutes=scenario.target_seconds / 60,
        earlier=tuple(outcome for outcome in outcomes if outcome.state == "handed_over"),
        levels=tuple(replace(level, sentence=sentence_for(level, extra_time)) for level in LEVELS.values()),
        suggested=suggested_level(
            (outcome.level, bool(outcome.passed) if outcome.state == "handed_over" else None) for outcome in taken
        ),
    )


def _card(scenario: Scenario, outcomes: Sequence[Outcome]) -> Card:
    mine = [outcome for outcome in outcomes if outcome.scenario == scenario.id]
    marked = [outcome for outcome in mine if outcome.score is not None]
    passes = [outcome for outcome in reversed(marked) if outcome.passed]
    return Card(
        slug=scenario.id,
        title=scenario.title,
        industry=scenario.industry,
        minutes=scenario.minutes,
        pass_mark=scenario.pass_mark,
        open_attempt=next((outcome for outcome in mine if outcome.state == "open"), None),
        going_on=next((outcome for outcome in mine if outcome.is_going_on), None),
        passed=next((outcome for outcome in passes if outcome.counts), None),
        practised=next((outcome for outcome in passes if not outcome.counts), None),
        best=max(marked, key=lambda outcome: outcome.score or 0, default=None),
        handed_over=len(marked),
    )
