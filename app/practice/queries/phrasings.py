"""Questions that were not understood, and the phrasings trainers added so that they are."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import Person
from app.archive import queries as archive
from app.content.library import Library
from app.database import db
from app.practice.models import Attempt, AttemptStep, Phrasing
from app.practice.rules.phrasings import asked_for, likely_items, not_understood_headline
from app.simulation.words import folded

MOST_ROWS = 20
MOST_ADDED = 100
_NEWEST_STEPS = 20_000
_MOST_READ = 500
_any_step = aliased(AttemptStep)


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Words nobody understood, as typed last; `before` is what the person had said, `likely` are ids of items."""

    text: str
    times: int
    title: str
    before: str
    asked_at: datetime
    likely: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """A phrasing that counts: what its words ask for, and who said so."""

    id: int
    text: str
    asks_for: str
    by: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class PhrasingsPage:
    """The newest ways of asking that were not understood, what was added, and the items there are (id and label)."""

    headline: str
    rows: tuple[NotUnderstood, ...]
    added: tuple[Added, ...]
    items: tuple[tuple[str, str], ...]

    def label(self, item: str) -> str:
        """The label of an item."""
        return dict(self.items)[item]


_phrasing = Phrasing.__table__.c
_AS_OF = select(func.coalesce(func.max(_phrasing.id), 0), func.count(_phrasing.withdrawn_at))


def counting() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The phrasings that count: folded words and the items they ask for. One statement, two after a change."""
    newest, withdrawn = db.session.execute(_AS_OF).one()
    return _counting_as_of(str(db.engine.url), newest, withdrawn) if newest else ()


@lru_cache(maxsize=4)
def _counting_as_of(_database: str, _newest: int, _withdrawn: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    query = select(Phrasing.key, Phrasing.topics).where(Phrasing.withdrawn_at.is_(None)).order_by(Phrasing.id)
    return tuple((key, tuple(topics)) for key, topics in db.session.execute(query))


def not_understood_count() -> int:
    """How many of the newest 500 questions that were not understood still wait to be looked at; two statements, three
    after a change of what was added."""
    known = {key for key, _ in counting()}
    texts = select(AttemptStep.body["text"].as_string()).where(*_not_understood())
    newest = db.session.scalars(texts.order_by(AttemptStep.id.desc()).limit(_MOST_READ))
    return sum(_waits(folded(text), known) for text in newest)


def phrasings_page(library: Library) -> PhrasingsPage:
    """What was not understood and what was added; three statements, one more for each content text that is no longer
    the current one."""
    added = _added(library)
    known = {folded(phrasing.text) for phrasing in added}
    query = select(AttemptStep, Attempt).join(Attempt, Attempt.id == AttemptStep.attempt_id)
    newest = query.where(*_not_understood()).order_by(AttemptStep.id.desc()).limit(_MOST_READ)
    grouped: dict[str, list[tuple[AttemptStep, Attempt]]] = {}
    for step, attempt in db.session.execute(newest):
        key = folded(str(step.body["text"]))
        if _waits(key, known):
            grouped.setdefault(key, []).append((step, attempt))
    shown = [(*found[0], len(found)) for found in list(grouped.values())[:MOST_ROWS]]
    before = _said_before([step for step, _, _ in shown])
    return PhrasingsPage(
        headline=not_understood_headline(len(shown), has_more=len(grouped) > len(shown)),
        rows=tuple(_row(step, attempt, times, before[step.id], library) for step, attempt, times in shown),
        added=added[:MOST_ADDED],
        items=tuple((item.id, item.label) for item in library.checklist.items),
    )


def exported() -> Iterator[str]:
    """A line of JSON a phrasing that counts, as `labelled/phrasings.jsonl` has them, without names; one statement."""
    query = select(Phrasing).where(Phrasing.withdrawn_at.is_(None)).order_by(Phrasing.id)
    for phrasing in db.session.scalars(query):
        line = {
            "id": f"phrasing-{phrasing.id}",
            "scenario": "tills",
            "person": "caller",
            "set": "trainers",
            "hand": "trainers",
            "style": "plain",
            "text": phrasing.text,
            "topics": phrasing.topics,
            "also_ok": [],
        }
        yield json.dumps(line, ensure_ascii=False)


def _not_understood() -> tuple[ColumnElement[bool], ...]:
    """Conditions on a step: a question of the newest 20,000 steps that asked for nothing anybody made out."""
    newest = select(func.coalesce(func.max(_any_step.id), 0)).scalar_subquery()
    talk = AttemptStep.body["talk"].as_string()
    return (
        AttemptStep.id > newest - _NEWEST_STEPS,
        AttemptStep.kind == "asked",
        AttemptStep.body["topics"].as_string() == "[]",
        AttemptStep.body["asks_back"].as_string() == "[]",
        or_(talk.is_(None), talk.in_(("other", "null"))),
    )


def _waits(key: str, known: Collection[str]) -> bool:
    """Whether these folded words are words, and nobody has said yet what they ask for."""
    return bool(key) and key not in known


def _said_before(steps: Sequence[AttemptStep]) -> dict[int, str]:
    """What the person asked had last said before each of these steps, by the step's id; empty when nothing yet."""
    attempts = {step.attempt_id for step in steps}
    query = select(AttemptStep).where(AttemptStep.attempt_id.in_(attempts), AttemptStep.kind == "asked")
    asked = list(db.session.scalars(query.order_by(AttemptStep.seq)))
    return {
        step.id: next(
            (
                str(other.body["answer"])
                for other in reversed(asked)
                if other.attempt_id == step.attempt_id
                and other.seq < step.seq
                and other.body["person"] == step.body["person"]
            ),
            "",
        )
        for step in steps
    }


def _row(step: AttemptStep, attempt: Attempt, times: int, before: str, library: Library) -> NotUnderstood:
    scenario = archive.scenario(library, attempt.scenario, attempt.scenario_hash)
    person = next((one for one in scenario.people if one.id == step.body["person"]), None)
    said = before or (person.opening if person is not None else "")
    text = str(step.body["text"])
    likely = likely_items(library.checklist, scenario, text, said)
    return NotUnderstood(text, times, scenario.title, said, step.at, likely)


def _added(library: Library) -> tuple[Added, ...]:
    """Every phrasing that counts, the newest first."""
    query = (
        select(Phrasing, Person.name)
        .join(Person, Person.id == Phrasing.added_by)
        .where(Phrasing.withdrawn_at.is_(None))
        .order_by(Phrasing.id.desc())
    )
    return tuple(
        Added(row.id, row.text, asked_for(library.checklist, row.topics), by, row.added_at)
        for row, by in db.session.execute(query)
    )
