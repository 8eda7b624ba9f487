"""Which time is sought for an item, and how far a time said is from it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from app.handover.case import Case, once_a_case
from app.handover.matching import Matcher, PointMatch
from app.handover.note import Note
from app.handover.times_of_others import is_of_others, is_of_the_desk
from app.language.dates import read_days
from app.language.mentions import DurationMention, Mention, TimeMention
from app.language.vocabulary import VOCABULARY

DAY = 1440
_MONTH = 31
_ASIDE = re.compile(r"[.;(]")
_DAY_BEFORE = re.compile(r"\b(?:yesterday|last night|last evening|(?:evening|night|day) before)\b")
_SAID_AT_ALL, _SAID = 0.3, 0.5
_TO_BEGIN = frozenset({"start", "starts", "begin", "begins", "open", "opens"})
_STARTS = VOCABULARY.words["starts"]


@dataclass(frozen=True, slots=True)
class WantedTime:
    """What is sought: the item, its truth's minute, its event where it is told, and which minutes mean what."""

    item: str
    truth: float | None
    event: Sequence[PointMatch]
    event_clauses: frozenset[int]
    about: frozenset[int]
    believed: frozenset[int]
    beside: frozenset[int]
    elsewhere: frozenset[float]


@once_a_case
def _truth_minutes(case: Case, item: str) -> float | None:
    """The truth's time in minutes after the midnight before the scenario begins: what began did so before now."""
    truth = case.scenario.items[item]
    if truth.time is None:
        return None
    clock, now = truth.time[-5:], case.scenario.now
    minutes = float(int(clock[:2]) * 60 + int(clock[3:]))
    if len(truth.time) > 5:
        return minutes + DAY * (date.fromisoformat(truth.time[:10]) - now.date()).days
    began = item == "started"
    days = _days_told(mainly(truth.truth), now.date(), began)
    if days is None:
        clock_now = now.hour * 60 + now.minute
        days = -1 if began and minutes > clock_now + case.scenario.target_seconds / 60 else 0
        days += item == "deadline" and minutes < clock_now  # it comes up
    return minutes + DAY * days


def mainly(truth: str) -> str:
    """A truth's sentence, folded, without what stands behind it: "09:35 today; fine on Monday"."""
    return _ASIDE.split(truth.casefold())[0].replace("'s ", " ")


@lru_cache(maxsize=1024)
def _days_told(truth: str, today: date, began: bool) -> int | None:
    """How many days from today the words of a truth lead, to the last such day or the next; None when they say none."""
    words = truth.replace(",", " ").split()
    if "tomorrow" in words or "today" in words:
        return int("tomorrow" in words)
    if began and _DAY_BEFORE.search(truth):
        return -1
    told = [day for day in read_days(truth) if day.weekday is not None or day.days]
    steps = range(0, -_MONTH, -1) if began else range(_MONTH)
    return next((step for step in steps if told and told[0].is_on(today + timedelta(days=step))), None)


def apart_from(note: Note, mention: Mention, truth: float) -> tuple[float, bool] | None:
    """Minutes between what is said and the truth, and whether it is said as approximate."""
    if isinstance(mention, TimeMention):
        days = (mention.day,) if mention.day is not None else (0, -1, 1, truth // DAY)
        return min(abs(m + DAY * day - truth) for m in mention.minutes for day in days), mention.approximate
    if isinstance(mention, DurationMention) and mention.direction:
        return abs(note.now_minutes + mention.direction * mention.minutes - truth), True
    return None


def wanted_time(case: Case, note: Note, matcher: Matcher, item: str) -> WantedTime:
    """What is sought for an item: its time, its event as far as the note tells it, and the times of other things."""
    truth = _truth_minutes(case, item)
    matches = [m for point in case.points[item] for m in matcher.match(point, item)]
    event = [m for m in matches if m.features[2] >= _SAID or m.features[8] > _SAID]
    words = note.reading.words
    touched = {words[p].clause for m in matches if m.features[2] >= _SAID_AT_ALL for p in m.places}
    return WantedTime(
        item=item,
        truth=truth,
        event=event,
        event_clauses=frozenset(touched),
        about=frozenset(m.sentence for m in event),
        believed=_believed_minutes(case, item),
        beside=case.times_of.get(item, frozenset()),
        elsewhere=_elsewhere(case, item),
    )


@once_a_case
def _believed_minutes(case: Case, item: str) -> frozenset[int]:
    """The minutes of the day that callers wrongly believe of an item."""
    times = [value for value in case.belief_values.get(item, ()) if isinstance(value, TimeMention)]
    return frozenset(minute for time in times for minute in time.minutes)


@once_a_case
def _elsewhere(case: Case, item: str) -> frozenset[float]:
    """The minutes of the day at which something of another item was or will be."""
    others = [_truth_minutes(case, name) for name in case.scenario.items if name != item]
    return frozenset(minute % DAY for minute in others if minute is not None)


def begins_later(note: Note, wanted: WantedTime, mention: TimeMention, place: int) -> bool:
    """Whether an hour still to come is told as when something else begins: "first papers start at 09:30"."""
    ahead = mention.day == 1 or (mention.day in (None, 0) and min(mention.minutes) > note.now_minutes)
    if not ahead or not after_a_start(note, place):
        return False
    words, first, text = note.reading.words, note.clause_at(place).first, note.reading.folded.text
    before = {text[words[at].start : words[at].end] for at in range(max(first, place - 3), place)}
    return bool(before & _TO_BEGIN) or not wanted.elsewhere.isdisjoint(mention.minutes)


def after_a_start(note: Note, place: int) -> bool:
    """Whether a word that says that something began stands shortly before, and it is not said of something else."""
    words, clause = note.reading.words, note.clause_at(place)
    if clause.section not in (None, "started"):
        return False
    said = any(words[at].stem in _STARTS for at in range(max(clause.first, place - 3), place))
    return said and not is_of_the_desk(note, place) and not is_of_others(note, place)
