"""The list of calls to practise with, and the brief of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.content.library import Library
from app.content.scenario import Scenario
from app.practice.queries.attempts import Outcome, attempts_of
from app.practice.rules.choosing import brief_of, progress_sentence, suggested_level
from app.practice.rules.levels import LEVELS, Level, LevelName


@dataclass(frozen=True, slots=True)
class Card:
    """A scenario as this person stands to it. `best` is the attempt with the highest score, `passed` the first pass."""

    slug: str
    title: str
    industry: str
    minutes: int
    pass_mark: int
    on_path: bool
    open_attempt: Outcome | None
    passed: Outcome | None
    best: Outcome | None
    handed_over: int


@dataclass(frozen=True, slots=True)
class ScenariosPage:
    """All scenarios, those of the path first and in its order; `next` is the one to take now."""

    headline: str
    cards: tuple[Card, ...]
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


def scenarios_page(person_id: int, library: Library) -> ScenariosPage:
    """Every scenario with what this person made of it; one statement."""
    outcomes = attempts_of(person_id)
    on_path = [step.slug for step in library.paths.steps if step.kind == "scenario"]
    slugs = on_path + sorted(slug for slug in library.scenarios if slug not in on_path)
    cards = tuple(_card(library.scenarios[slug], slug in on_path, outcomes) for slug in slugs)
    to_take = next((card for card in cards if card.open_attempt), None) or next(
        (card for card in cards if not card.passed), None
    )
    passed = sum(card.passed is not None for card in cards)
    return ScenariosPage(progress_sentence(passed, len(cards)), cards, to_take)


def brief_page(person_id: int, slug: str, library: Library) -> BriefPage | None:
    """The brief of this scenario and this person's earlier attempts; None when there is no such scenario.

    One statement.
    """
    scenario = library.scenarios.get(slug)
    if scenario is None:
        return None
    taken = attempts_of(person_id)
    outcomes = [outcome for outcome in taken if outcome.scenario == slug]
    on_path = any(step.scenario == slug for step in library.paths.steps)
    return BriefPage(
        card=_card(scenario, on_path, outcomes),
        brief=brief_of(scenario),
        begins=scenario.now,
        target_minutes=scenario.target_seconds / 60,
        earlier=tuple(outcome for outcome in outcomes if outcome.state == "handed_over"),
        levels=tuple(LEVELS.values()),
        suggested=suggested_level((outcome.level, outcome.passed) for outcome in taken),
    )


def _card(scenario: Scenario, on_path: bool, outcomes: Sequence[Outcome]) -> Card:
    mine = [outcome for outcome in outcomes if outcome.scenario == scenario.id]
    marked = [outcome for outcome in mine if outcome.score is not None]
    passes = [outcome for outcome in marked if outcome.passed]
    return Card(
        slug=scenario.id,
        title=scenario.title,
        industry=scenario.industry,
        minutes=scenario.minutes,
        pass_mark=scenario.pass_mark,
        on_path=on_path,
        open_attempt=next((outcome for outcome in mine if outcome.state == "open"), None),
        passed=passes[-1] if passes else None,
        best=max(marked, key=lambda outcome: outcome.score or 0, default=None),
        handed_over=len(marked),
    )
