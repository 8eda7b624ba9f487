"""On which day a note says that something began or is due, where it is told by its date or weekday."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from app.handover.case import Case
from app.handover.note import Note
from app.handover.signs import CUED, NEAR, OWN, Finding, Signs
from app.handover.times_wanted import DAY, WantedTime, mainly
from app.language.clauses import Clause
from app.language.dates import DayMention, read_days
from app.language.mentions import TimeMention
from app.language.vocabulary import VOCABULARY, stem

_BESIDE = 3  # words between a day and its hour
_LED_TO = 3
_SEASON = 120  # days
_ABOUT_MIDNIGHT = 10
_MORNING, _EVENING = 6 * 60, 17 * 60
_TAKES_BACK = VOCABULARY.words["taken_back_by"]
_IN_A_CORRECTION = VOCABULARY.words["in_a_correction"] | _TAKES_BACK
_FEATURES_OF_RIGHT = ("right", "right_near", "right_loose")
_JOINS = re.compile(
    r"[ ,]*(?:(?:at|by|on|the|about|around|approx|before|from|of|morning|afternoon|evening|night)[ ,]*){0,3}"
)
_WELL = frozenset({"clean", "well", "good", "work"})
_FAILS = frozenset({"broken", "negators"})
_SINCE = frozenset(map(stem, ("since", "started", "start", "starts", "began", "begun", "running")))
_LEADS = frozenset(map(stem, ("by", "until", "till", "til", "before", "due", "deadline", "for", "latest")))


def weigh_days(finding: Finding, case: Case, note: Note, signs: Signs, wanted: WantedTime) -> None:
    """Adds what the days beside the hours, and the days told without one, say about the item.

    The right hour on another day is wrong, as is another day by itself; the right day by itself is half an answer.
    """
    days = note.reading.days
    right = _right_days(case, wanted) if days else ()
    if not right:
        return
    named = [d for d in read_days(case.scenario.items[wanted.item].truth.casefold()) if not _on_any(d, right)]
    placed = list(_placed(note, days))
    corrected: list[TimeMention] = []
    for (group, place), (following, _) in zip(placed, [*placed[1:], ([], 0)], strict=True):
        hours = _hours_beside(note, (group[0].start, group[-1].end), place) or corrected
        corrected = []
        if following and _is_taken_back(note, group[-1].end, following[0].start):
            corrected = hours
            continue
        if wanted.item == "started" and (_to_come(case, group) or _was_well(note, group)):
            continue
        clause = note.clause_at(place)
        fits = all(_on_any(day, right) for day in group) or _ends_the_day(wanted, hours, group, right)
        if (
            clause.section not in (None, wanted.item)
            or clause.asks
            or any(_same(day, n) for day in group for n in named)
        ):
            continue
        span = (group[0].start, group[-1].end)
        if hours:
            about = wanted.item == "started" or clause.index in wanted.event_clauses
            plainly = about or signs.role(wanted.item, place) >= NEAR
            if not fits and not (signs.hedged(clause) or signs.negated(place)):
                _another_day(finding, hours, plainly)
        elif _is_told(note, signs, wanted, clause, place):
            _alone(finding, signs, clause, place, fits, span)


def _to_come(case: Case, group: Sequence[DayMention]) -> bool:
    """Whether a month alone is told, and lies ahead: "206 of them start in July" says of nothing that it began."""
    today, months = case.scenario.now.date(), [day for day in group if day.month is not None and not day.days]
    past, ahead = ([today + timedelta(days=way * step) for step in range(_SEASON)] for way in (-1, 1))
    return any(_on_any(day, ahead) and not _on_any(day, past) for day in months)


def _was_well(note: Note, group: Sequence[DayMention]) -> bool:
    """Whether a day is told right away as one on which all was well: "first bad one 08:55, Friday OK"."""
    after = bisect_left(note.word_starts, group[-1].end)
    after += note.reading.stems[after : after + 1] in (["was"], ["were"])
    return any(first == after for first, _ in note.reading.phrase_places("fine", after, after + _BESIDE))


def _ends_the_day(
    wanted: WantedTime, hours: Sequence[TimeMention], group: Sequence[DayMention], right: Sequence[date]
) -> bool:
    """Whether what began at midnight is told with the day that ends there: "midnight on Saturday", "23:59 on Saturday"
    for the first minute of Sunday."""
    if wanted.truth is None or not hours or wanted.truth % DAY > _ABOUT_MIDNIGHT:
        return False
    late = all(min(-minute % DAY for minute in hour.minutes) <= _ABOUT_MIDNIGHT for hour in hours)
    eve = [day - timedelta(days=1) for day in right]
    return late and all(_on_any(day, eve) for day in group)


def _right_days(case: Case, wanted: WantedTime) -> Sequence[date]:
    """The dates the truth may be said to be on; one with an hour alone is the scenario's own, or what began at night
    either of the two that a night belongs to."""
    written = case.scenario.items[wanted.item].time
    if written is None or wanted.truth is None:
        return ()
    if len(written) > len("18:30"):
        return (date.fromisoformat(written[:10]),)
    today, clock = case.scenario.now.date(), wanted.truth % DAY
    main = mainly(case.scenario.items[wanted.item].truth)
    told = [d for d in read_days(main) if d.weekday is not None or d.days]
    if "today" in main.replace(",", " ").split():
        return (today,)
    if told:
        around = (today + timedelta(days=step) for step in range(-31, 32))
        return [day for day in around if _on_any(told[0], (day,))]
    now = case.scenario.now.hour * 60 + case.scenario.now.minute
    if (_MORNING <= clock < _EVENING) if wanted.item == "started" else (clock >= _MORNING and wanted.truth > now):
        return (today + timedelta(days=wanted.truth // DAY),)
    return (today, today + timedelta(days=-1 if wanted.item == "started" else 1))


def _on_any(mention: DayMention, days: Collection[date]) -> bool:
    return any(mention.is_on(day) for day in days)


def _same(one: DayMention, other: DayMention) -> bool:
    """Whether two mentions tell the same day in the same way."""
    return (one.days, one.month, one.weekday) == (other.days, other.month, other.weekday)


def _placed(note: Note, days: Sequence[DayMention]) -> Iterator[tuple[list[DayMention], int]]:
    """The days with the position of their first word, "Thursday 23 October" as one."""
    group: list[DayMention] = []
    for day in days:
        if group and note.reading.folded.text[group[-1].end : day.start].strip(" ,") in ("", "the"):
            group.append(day)
            continue
        if group:
            yield group, bisect_right(note.word_starts, group[0].start) - 1
        group = [day]
    if group:
        yield group, bisect_right(note.word_starts, group[0].start) - 1


def _hours_beside(note: Note, span: tuple[int, int], place: int) -> list[TimeMention]:
    """The times of day right before or after a day: "Friday at 5 pm", "17:00 on Friday"."""
    words, text = note.reading.words, note.reading.folded.text
    found = []
    for at in range(max(0, place - _BESIDE), min(len(words), place + 2 * _BESIDE)):
        mention = words[at].mention
        if isinstance(mention, TimeMention):
            between = text[mention.end : span[0]] if mention.end <= span[0] else text[span[1] : mention.start]
            if _JOINS.fullmatch(between):
                found.append(mention)
    return found


def _is_taken_back(note: Note, start: int, end: int) -> bool:
    """Whether what stands between two days takes back the first: "Friday 07:30, sorry, Saturday"."""
    words = note.reading.words[bisect_left(note.word_starts, start) : bisect_left(note.word_starts, end)]
    stems = [word.stem for word in words if not isinstance(word.mention, TimeMention)]
    return not _TAKES_BACK.isdisjoint(stems) and _IN_A_CORRECTION.issuperset(stems)


def _another_day(finding: Finding, hours: Sequence[TimeMention], plainly: bool) -> None:
    """Makes an hour that was taken for the truth's wrong, since another day is told beside it, or (where what is told
    is not `plainly` the item) leaves it out."""
    for hour in hours:
        taken = [span for span in finding.right if span[0] <= hour.start and hour.end <= span[1]]
        if taken and hour.day is None:
            finding.right[:] = [span for span in finding.right if span not in taken]
            if plainly:
                finding.features["another_day"] = 1.0
                finding.plainly_wrong.extend(taken)
            elif not finding.right:
                finding.features.update(dict.fromkeys(_FEATURES_OF_RIGHT, 0.0))


def _is_told(note: Note, signs: Signs, wanted: WantedTime, clause: Clause, place: int) -> bool:
    """Whether a day without an hour is told as when it began, not as when somebody came, or by when it must work."""
    if signs.role(wanted.item, place) == OWN:
        return True
    if clause.index in signs.clauses_with("change_cues") and clause.section is None:
        return False
    if wanted.item == "started":
        lasting = signs.clauses_with("ever_since")
        since = next((at for at in range(place, max(clause.first, place - _LED_TO) - 1, -1) if _starts(note, at)), None)
        if since is None:
            return any(index in lasting for index in note.reading.clauses_of_sentence[clause.sentence])
        opens = sum(note.tells[at] and not _starts(note, at) for at in range(clause.first, since)) <= 1
        well = "fine" in clause.flags or not _WELL.isdisjoint(note.reading.stems[clause.first : place])
        return not well and (opens or bool(_FAILS & clause.flags))
    led = not _LEADS.isdisjoint(note.reading.stems[max(clause.first, place - _LED_TO) : place + 1])
    return led and (clause.index in wanted.event_clauses or signs.role(wanted.item, place) >= CUED)


def _starts(note: Note, place: int) -> bool:
    return note.reading.stems[place] in _SINCE


def _alone(finding: Finding, signs: Signs, clause: Clause, place: int, fits: bool, span: tuple[int, int]) -> None:
    """A day without an hour: too little to act on when it is right, wrong when it is another."""
    if fits:
        finding.features["day_right"] = 1.0
        finding.vague.append(span)
    elif not (signs.hedged(clause) or signs.negated(place) or "not_known" in clause.flags):
        finding.features["day_wrong"] = 1.0
        known = finding.right or finding.features["close"] or finding.features["day_right"]
        (finding.wrong if known else finding.plainly_wrong).append(span)
