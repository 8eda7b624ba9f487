"""Finished ratings as labelled handovers (labelled/README.md), so that a marker can learn from them; no names."""

import json
from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import select

from app.archive import queries as archive
from app.calibration.models import RatedHandover, RatedItem, Rating
from app.calibration.rules.words import find_words
from app.content.library import Library
from app.database import db
from app.practice.models import Attempt


def exported(library: Library) -> Iterator[str]:
    """A line of JSON a finished rating, in the order they were finished; two statements, and one for each content
    text that is no longer the current one.

    `hand` tells writers apart by a number of this export alone. Raters quote no unsupported claims, so that list is
    empty.
    """
    query = (
        select(Rating.id, RatedHandover, Attempt.person_id)
        .join(RatedHandover, RatedHandover.id == Rating.handover_id)
        .outerjoin(Attempt, Attempt.id == RatedHandover.attempt_id)
        .where(Rating.finished_at.is_not(None))
        .order_by(Rating.finished_at, Rating.id)
    )
    rows = db.session.execute(query).all()
    said = _said()
    hands: dict[object, str] = {}
    for rating_id, handover, person_id in rows:
        writer = person_id if person_id is not None else handover.key
        hand = hands.setdefault(writer, f"r{len(hands) + 1}")
        yield json.dumps(_line(rating_id, handover, hand, said[rating_id], library), ensure_ascii=False)


def _said() -> dict[int, list[RatedItem]]:
    said: dict[int, list[RatedItem]] = {}
    query = select(RatedItem).join(Rating, Rating.id == RatedItem.rating_id).where(Rating.finished_at.is_not(None))
    for row in db.session.scalars(query):
        said.setdefault(row.rating_id, []).append(row)
    return said


def _line(
    rating_id: int, handover: RatedHandover, hand: str, said: list[RatedItem], library: Library
) -> dict[str, Any]:
    scenario = archive.scenario(library, handover.scenario, handover.scenario_hash)
    order = {item["item"]: place for place, item in enumerate(handover.card["items"])}
    said = sorted(said, key=lambda row: order[row.item])
    spans = {row.item: find_words(handover.text, row.words) or () for row in said}
    return {
        "id": f"rating-{rating_id}",
        "scenario": handover.scenario,
        "set": "ratings",
        "hand": hand,
        "style": "practice" if handover.attempt_id else "pasted",
        "elapsed_seconds": _seconds(handover.elapsed_seconds, scenario.target_seconds),
        "decision": handover.card["decision"] or scenario.decision,
        "text": handover.text,
        "labels": {row.item: cast(str, row.verdict) for row in said},
        "evidence": {item: [list(span) for span in found] for item, found in spans.items() if found},
        "unsupported": [],
    }


def _seconds(elapsed: float | None, target: float) -> float:
    """When it was handed over; a text nobody timed counts as given at the scenario's target, as it was marked."""
    return target if elapsed is None else elapsed
