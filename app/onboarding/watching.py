"""Keeps where somebody is in a video."""

from datetime import datetime

from app.content.video import Video
from app.database import transaction
from app.onboarding.models import Watching
from app.onboarding.queries.videos import is_the_end


def keep_second(*, person_id: int, video: Video, seconds: float, at: datetime) -> None:
    """Notes the second somebody is at; the first time they come to the end is kept for good."""
    seconds = min(max(seconds, 0.0), video.duration)
    with transaction() as session:
        place = session.get(Watching, (person_id, video.slug), with_for_update=True)
        if place is None:
            place = Watching(person_id=person_id, video=video.slug, furthest=0.0)
            session.add(place)
        place.seconds, place.at = seconds, at
        place.furthest = max(place.furthest, seconds)
        if place.watched_to_end_at is None and is_the_end(video, seconds):
            place.watched_to_end_at = at
