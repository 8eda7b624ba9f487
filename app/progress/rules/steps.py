"""Where a person stands with each step: when it was done, by when it is due, and when it is due again.

The rule of coming again. A step with `renew_days` is due again that many days after it was last done; it opens 14
days before (or half its time, when that is shorter), and doing it then counts. A module is done again by passing
its knowledge check again, a video by watching it or reading its transcript again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from app.content.path import PathStep
from app.progress.rules.certificates import AGAIN, Done, Round
from app.progress.rules.changes import Change

StepMark = Literal["done", "waived", "next", "open", "closed", "late"]

_OPENS_BEFORE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class StepFacts:
    """Where a person stands with one step. Scores are the best that count; `hashes` are the versions done.

    `done_on` is None while the step is open, also when it is open once more; `last_on` is when it was last done at
    all, `again_on` when it is due again. `holds`: it was done and is not overdue again. `read_on`: when a module was
    read, or the transcript of a video that was never watched.
    """

    due_on: date
    done_on: date | None = None
    last_on: date | None = None
    again_on: date | None = None
    holds: bool = False
    read_on: date | None = None
    check_score: int | None = None
    score: int | None = None
    hashes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Record:
    """What somebody did of one thing: since when it is done, and when it was last."""

    first_on: date | None
    last: Done | None
    read_on: date | None
    check_score: int | None
    score: int | None
    hashes: frozenset[str]

    @property
    def last_on(self) -> date | None:
        return self.last.on if self.last else None


def facts_of(
    step: PathStep,
    joined_on: date,
    completions: Sequence[Done],
    current: Round,
    today: date = date.min,
    dated: Change | None = None,
) -> StepFacts:
    """Where a person stands with a step: a module is done when read and its check passed, a scenario when passed, a
    video when watched or its transcript read.

    `dated` is a day set for them; it counts until the step is next done.
    """
    record = _record(step, [done for done in completions if current.counts(done)])
    ever = _record(step, completions)
    chosen = dated.due_on if dated and (ever.last is None or dated.at > ever.last.at) else None
    again_on = _again_on(step, ever, chosen)
    facts = StepFacts(
        due_on=joined_on + timedelta(days=step.due_days),
        done_on=record.last_on if step.renew_days else record.first_on,
        last_on=ever.last_on,
        again_on=again_on,
        holds=record.first_on is not None and (again_on is None or today <= again_on),
        read_on=record.read_on,
        check_score=record.check_score,
        score=record.score,
        hashes=record.hashes,
    )
    if facts.done_on is None:
        return replace(facts, due_on=chosen or _due_on(facts, step, current))
    if step.renew_days and again_on and today >= again_on - min(_OPENS_BEFORE, timedelta(step.renew_days // 2)):
        return replace(facts, done_on=None, due_on=again_on)
    return facts


def _again_on(step: PathStep, ever: _Record, chosen: date | None) -> date | None:
    if not step.renew_days or ever.last_on is None:
        return None
    return chosen or ever.last_on + timedelta(days=step.renew_days)


def _due_on(facts: StepFacts, step: PathStep, current: Round) -> date:
    if current.renews != step.kind or current.due_on is None:
        return facts.due_on
    return min(current.due_on, facts.again_on) if facts.again_on else current.due_on


def _record(step: PathStep, completions: Sequence[Done]) -> _Record:
    mine = sorted((done for done in completions if done.slug == step.slug), key=lambda done: done.at)
    if step.kind == "video":
        return _record_of_video(mine)
    if step.kind == "scenario":
        passes = [done for done in mine if done.kind == "scenario"]
        first_on, last = (passes[0].on, passes[-1]) if passes else (None, None)
        return _Record(first_on, last, None, None, _best(passes), _hashes(passes))
    readings = [done for done in mine if done.kind == "reading"]
    checks = [done for done in mine if done.kind == "check"]
    first_on, last = None, None
    if readings and checks:
        first_on = max(readings[0].on, checks[0].on)
        last = max(readings[0], checks[-1], key=lambda done: done.at)
    read_on = readings[0].on if readings else None
    return _Record(first_on, last, read_on, _best(checks), None, _hashes(readings))


def _record_of_video(mine: Sequence[Done]) -> _Record:
    seen = [done for done in mine if done.kind in AGAIN["video"]]
    first_on, last = (seen[0].on, seen[-1]) if seen else (None, None)
    read_on = first_on if all(done.kind == "transcript" for done in seen) else None
    return _Record(first_on, last, read_on, None, None, _hashes(seen))


def _best(done: Sequence[Done]) -> int | None:
    return max((each.score for each in done if each.score is not None), default=None)


def _hashes(done: Sequence[Done]) -> frozenset[str]:
    """The versions done, where they are known: videos were watched before their versions were kept."""
    return frozenset(each.content_hash for each in done if each.content_hash)


def merged(several: Sequence[StepFacts]) -> StepFacts:
    """One step required more than once: done when it is done for each, due on the earliest day of those it is not."""
    open_ones = [facts for facts in several if facts.done_on is None]
    first = min(open_ones or several, key=lambda facts: facts.due_on)
    again = [facts.again_on for facts in several if facts.again_on]
    return replace(first, again_on=min(again, default=None))


def marks_of(
    facts: Sequence[StepFacts],
    today: date,
    waived: Collection[int] = (),
    closed: Collection[int] = (),
) -> list[StepMark]:
    """The state of each step in order: done, waived, late, next (the first open one), closed, or open.

    `waived` and `closed` are places in the order. A closed step is late like any other, and never next.
    """
    left = [place for place, step in enumerate(facts) if step.done_on is None and place not in waived]
    first_open = next((place for place in left if place not in closed), None)
    return [_mark(step, place, today, first_open, waived, closed) for place, step in enumerate(facts)]


def _mark(
    step: StepFacts,
    place: int,
    today: date,
    first_open: int | None,
    waived: Collection[int],
    closed: Collection[int],
) -> StepMark:
    if place in waived:
        return "waived"
    if step.done_on is not None:
        return "done"
    if today > step.due_on:
        return "late"
    if place in closed:
        return "closed"
    return "next" if place == first_open else "open"
