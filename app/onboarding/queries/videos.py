"""The videos as somebody sees them: all of them, one to watch, and the one that belongs to a module."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.content.library import Library
from app.content.module import Module
from app.content.video import Video
from app.database import db
from app.onboarding import rules
from app.onboarding.models import Watching
from app.web.formats import count_word

_BEGUN = 5.0  # less than these seconds is no beginning


@dataclass(frozen=True, slots=True)
class Shown:
    """A video and how far this person is. `resume` is the second to go on at; 0 for the beginning.

    `read_at`: when they said that they have read its transcript.
    """

    video: Video
    resume: int
    watched: bool
    read_at: datetime | None = None

    @property
    def share(self) -> int:
        """How much of it lies behind them, in per cent: all of it once it was watched to the end."""
        return 100 if self.watched else min(99, int(100 * self.resume / self.video.duration))


@dataclass(frozen=True, slots=True)
class VideosPage:
    """Every video, in the order of the modules on the paths."""

    headline: str
    videos: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class VideoPage:
    """A video to watch, with its module when the pack has it."""

    shown: Shown
    module: Module | None


def videos_page(person_id: int, library: Library) -> VideosPage:
    """Every video and how far this person is; one statement."""
    places = _places(person_id)
    shown = tuple(_shown(video, places.get(video.slug)) for video in _in_order(library))
    return VideosPage(_headline(shown), shown)


def video_page(person_id: int, slug: str, library: Library) -> VideoPage | None:
    """A video to watch; None when there is none of this name. One statement."""
    video = library.videos.get(slug)
    if video is None:
        return None
    return VideoPage(_shown(video, _places(person_id).get(slug)), library.modules.get(video.module))


def videos_of(person_id: int, module: str, library: Library) -> tuple[Shown, ...]:
    """The videos that belong to a module, for `onboarding/video_panel.html`; one statement, none when it has none."""
    own = [video for video in library.videos.values() if video.module == module]
    places = _places(person_id) if own else {}
    return tuple(_shown(video, places.get(video.slug)) for video in own)


def _places(person_id: int) -> dict[str, Watching]:
    rows = db.session.scalars(select(Watching).where(Watching.person_id == person_id))
    return {row.video: row for row in rows}


def _shown(video: Video, place: Watching | None) -> Shown:
    if place is None:
        return Shown(video, 0, watched=False)
    goes_on = place.seconds >= _BEGUN and not rules.is_the_end(place.seconds, video.duration)
    watched = place.watched_to_end_at is not None
    return Shown(video, int(place.seconds) if goes_on else 0, watched, place.transcript_read_at)


def _in_order(library: Library) -> Iterable[Video]:
    """As the modules they belong to come on the paths, those of other modules last."""
    steps = [step.slug for step in library.paths.steps]
    order = {slug: place for place, slug in reversed(list(enumerate(steps)))}
    return sorted(library.videos.values(), key=lambda video: (order.get(video.module, len(steps)), video.title))


def _headline(shown: tuple[Shown, ...]) -> str:
    if not shown:
        return "There are no videos yet."
    count = count_word(len(shown)).capitalize()
    watched = sum(one.watched for one in shown)
    if watched == len(shown):
        return f"{count} videos, and you have seen them all." if watched > 1 else "One video, and you have seen it."
    films = "video" if len(shown) == 1 else "videos"
    seen = f" You have seen {count_word(watched)}." if watched else ""
    return f"{count} {films} of a few minutes each.{seen}"
