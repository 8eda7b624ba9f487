"""A question and a handover for nobody, so that what takes long the first time is over before somebody waits for it."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.archive import queries as archive
from app.content.library import Library
from app.database import db
from app.handover.marking import mark
from app.handover.scorecard import Handover
from app.practice.models import Attempt
from app.practice.queries.phrasings import counting
from app.simulation import asking

_LATELY = timedelta(hours=1)
_QUESTION = "Hello, and since when have you all been having this, roughly?"
_HANDOVER = "The service has been down since 9:15 for about 40 people on two sites. Nothing was changed. Told nobody."


def rehearse(library: Library, at: datetime) -> tuple[str, ...]:
    """The scenarios people were in calls of during the last hour, in order; each was asked a question and marked once.

    Nothing is written. Two statements, one more for each version that is no longer the current one; a version that can
    no longer be read is passed over: whoever is in its call will be told.
    """
    versions = db.session.execute(
        select(Attempt.scenario, Attempt.scenario_hash, Attempt.checklist_hash)
        .where(Attempt.finished_at.is_(None), Attempt.seen_at >= at - _LATELY)
        .group_by(Attempt.scenario, Attempt.scenario_hash, Attempt.checklist_hash)
        .order_by(Attempt.scenario)
    ).all()
    rehearsed, phrasings = [], counting()
    for slug, scenario_hash, checklist_hash in versions:
        try:
            scenario = archive.scenario(library, slug, scenario_hash)
            checklist = archive.checklist(library, checklist_hash)
        except archive.NotKept:
            continue
        asking.ask(checklist, scenario, scenario.people[0], _QUESTION, phrasings=phrasings)
        mark(checklist, scenario, Handover(_HANDOVER), scenario.target_seconds)
        rehearsed.append(slug)
    return tuple(rehearsed)
