"""What a note says about the items whose truth is a time: when it started, by when it must work."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Literal

from app.handover.case import Case, WayWord, once_a_case
from app.handover.days_said import weigh_days
from app.handover.evidence import phrases, with_unit
from app.handover.matching import Matcher
from app.handover.note import Note
from app.handover.other_times import (
    event_at_another_time,
    event_tomorrow,
    heard_due_at_another_time,
    is_the_hour_now,
    plainly_another_time,
    plainly_due_at_another_time,
    scattered_times,
    thing_due_at_another_time,
)
from app.handover.scorecard import Span
from app.handover.signs import CUED, NEAR, OWN, Finding, Signs
from app.handover.times_of_others import (
    ends_other_work,
    is_aside,
    is_noticed_late,
    is_of_an_update,
    is_of_one_place,
    is_of_others,
    is_of_the_desk,
    is_of_the_latest_spell,
)
from app.handover.times_wanted import (
    DAY,
    WantedTime,
    after_a_start,
    apart_from,
    begins_later,
    wanted_time,
)
from app.language.clauses import Clause
from app.language.mentions import DurationMention, Mention, NumberMention, TimeMention
from app.language.vocabulary import VOCABULARY, stem

_EXACT, _APPROXIMATE, _ROUGH = 5.0, 10.0, 15.0
_WIDEST_BOUND = 75.0
_FAR_LENGTH = 0.4  # a length of time is told roughly: "a good two hours" may be two and a half
_SOON = 240.0  # so far ahead a time is of what is to come, not of yesterday
_CORRECTED_WITHIN = 8
_TOMORROW = frozenset(map(stem, ("tomorrow", "tmrw", "tomoz", "tmw")))
_AFTER = frozenset({"after", "past", "gone"})
_BEFORE = stem("before")
_SINCE = stem("since")
_DUE = frozenset(map(stem, ("due", "deadline", "must")))
_DAY_WITH_STOPS = re.compile(r"(\d\d)\.(\d\d)\.")
_LATELY = 31  # days
_TAG = 2  # "rain at nine, see"
# "Ten o'clock, no, I tell a lie", whatever it is put right with.
_TAKEN_BACK_BEHIND = re.compile(r"[ ,.;-]*(?:no[ ,]*)?(?:i )?(?:tell a lie|scrap that|scratch that)\b")
_LEADS_TO_A_DAY = frozenset(map(stem, ("since", "after", "from", "following")))
_HABITS = frozenset(map(stem, ("usually", "normally", "generally")))
_LEADS_TO_HOUR = frozenset({"at", "by", "for", "befor", "before", "till", "til", "until"})


def find_time(case: Case, note: Note, signs: Signs, matcher: Matcher, item: str) -> Finding:
    """What the note says about an item whose truth is a time."""
    wanted = wanted_time(case, note, matcher, item)
    finding = Finding("time")
    timed = [(m, p) for m, p in note.reading.placed if isinstance(m, TimeMention | DurationMention)]
    others, weighed, noticed = set(), set(), []
    for mention, place in signs.corrections.kept(timed):
        index = note.clause_at(place).index
        if _TAKEN_BACK_BEHIND.match(note.reading.folded.text, mention.end):
            continue
        if _is_of_something_else(case, note, signs, wanted, mention, place):
            if "fine" not in note.clause_at(place).flags or note.reading.stems[place - 1 : place] == [_SINCE]:
                others.add(index)  # "fine at ten past six" tells of when it began all the same
        elif _is_only_when_noticed(note, wanted, mention, place):
            noticed.append((mention.start, mention.end))
        elif not _named_so(case, note, mention, place):
            weighed.add(index)
            _weigh_mention(finding, case, note, signs, wanted, mention, place)
    finding.of_others = frozenset(others - weighed)
    if noticed and not (finding.right or finding.wrong or finding.plainly_wrong):
        finding.features["vague"] = 1.0
        finding.vague.extend(noticed)
    if finding.right:
        finding.wrong.extend(finding.plainly_wrong)
        finding.plainly_wrong.clear()
    weigh_days(finding, case, note, signs, wanted)
    _bare_clock(finding, case, note, wanted.truth)
    _bare_hour(finding, case, note, signs, wanted)
    scattered_times(finding, case, note, signs, wanted)
    finding.features["event"] = max((m.features[2] for m in wanted.event), default=0.0)
    into = finding.right if finding.right else finding.vague
    if item != "started":
        for m in wanted.event:
            into.extend(phrases(note, m.places))
        event_at_another_time(finding, case, note, signs, wanted)
        plainly_due_at_another_time(finding, case, note, signs, wanted)
        event_tomorrow(finding, case, note, signs, wanted)
        thing_due_at_another_time(finding, case, note, signs, wanted, _words_of_the_event(case, item))
        heard_due_at_another_time(finding, case, note, signs, wanted, matcher.sensed.tells(item))
    _vague_time(finding, signs, wanted)
    plainly_another_time(finding, note, signs, wanted)
    if item == "deadline" and not finding.right and not wanted.event:
        finding.plainly_wrong.extend(_nothing_due(note))
    return finding


def _nothing_due(note: Note) -> Iterator[Span]:
    """Where it says that there is no deadline."""
    for first, last in note.reading.phrase_places("deadline_none"):
        clause = note.clause_at(first)
        if clause.section in (None, "deadline") and not note.leaves_open(clause):
            yield note.span(first, last)


@once_a_case
def _words_of_the_event(case: Case, item: str) -> frozenset[str]:
    """The stems of what happens at the item's time that no other truth of the scenario shares."""
    ways = [*case.truths[item], *(way for point in case.points[item] for way in point.ways)]
    mine = {word.stem for way in ways for word in way.words if word.mention is None and word.stem.isalpha()}
    others = {word.stem for name, them in case.truths.items() if name != item for way in them for word in way.words}
    return frozenset(mine - others - VOCABULARY.stop - case.site_words)


def _is_of_something_else(
    case: Case, note: Note, signs: Signs, wanted: WantedTime, mention: Mention, place: int
) -> bool:
    """Whether a time is said of something else: of the desk's next update, or when the fault began, of whatever else
    the words around it tell, unless it is the truth's own."""
    apart = None if wanted.truth is None else apart_from(note, mention, wanted.truth)
    if apart is None or not isinstance(mention, TimeMention):
        return False
    if apart[0] > _EXACT and is_the_hour_now(note, mention, place):
        return True
    clause = note.clause_at(place)
    if is_of_an_update(note, place) and clause.index not in wanted.event_clauses:
        return True
    if wanted.item == "started" and 0 < apart[0] <= _EXACT and ends_other_work(case, note, mention, place):
        return True
    if wanted.item != "started" or apart[0] <= _EXACT or not wanted.beside.isdisjoint(mention.minutes):
        return False
    if _is_a_day_lately(case, note, mention):
        return True
    if signs.role(wanted.item, place) == OWN:
        return is_aside(note, place)
    if is_of_the_latest_spell(case, note, mention, place):
        return True
    known = not case.known.minutes.isdisjoint(mention.minutes)
    return is_of_others(note, place) or (known and is_of_one_place(case, note, place))


def _is_only_when_noticed(note: Note, wanted: WantedTime, mention: Mention, place: int) -> bool:
    """Whether an hour is when somebody noticed at last what began earlier: that it was before then is half of it."""
    apart = None if wanted.truth is None else apart_from(note, mention, wanted.truth)
    later = wanted.item == "started" and isinstance(mention, TimeMention) and apart is not None and apart[0] > _ROUGH
    return later and is_noticed_late(note, place)


def _is_a_day_lately(case: Case, note: Note, mention: TimeMention) -> bool:
    """Whether "06.10." is no time but a day of the last month, as in other countries."""
    written = _DAY_WITH_STOPS.match(note.reading.folded.text, mention.start)
    if written is None or written.end() != mention.end + 1:
        return False
    days = (case.scenario.now.date() - timedelta(days=step) for step in range(_LATELY))
    return any((day.day, day.month) == (int(written[1]), int(written[2])) for day in days)


def _weigh_mention(
    finding: Finding, case: Case, note: Note, signs: Signs, wanted: WantedTime, mention: Mention, place: int
) -> None:
    """What one time or length of time says about the item."""
    apart = None if wanted.truth is None else apart_from(note, mention, wanted.truth)
    if apart is None or wanted.truth is None:
        return
    clause, span = note.clause_at(place), signs.corrections.with_replaced(place, with_unit(note, place))
    role = max(signs.role(wanted.item, place), signs.role(wanted.item, signs.corrections.stands_for(place)))
    if role >= 0 and (clause.sentence in wanted.about or clause.index in wanted.event_clauses):
        role = max(role, CUED)
    hedged = signs.hedged(clause)
    _weigh_time(finding, apart, role, span, hedged)
    if role < NEAR or apart[0] <= _APPROXIMATE:
        return
    if isinstance(mention, DurationMention):
        _weigh_length(finding, note, wanted, mention, apart[0], role if not hedged else NEAR, span)
    elif isinstance(mention, TimeMention) and _bounds(note, mention, place, wanted.truth):
        finding.features["close"] = 1.0
        finding.vague.append(span)
    elif (
        isinstance(mention, TimeMention)
        and not (hedged or _is_a_habit(note, wanted, clause))
        and (apart[0] > _ROUGH or not apart[1])
    ):
        _weigh_other_time(finding, case, note, signs, wanted, mention, place, role, span)


def _is_a_habit(note: Note, wanted: WantedTime, clause: Clause) -> bool:
    """Whether a clause tells when something is usually due."""
    return wanted.item != "started" and not _HABITS.isdisjoint(note.reading.stems[clause.first : clause.last])


def _weigh_other_time(
    finding: Finding,
    case: Case,
    note: Note,
    signs: Signs,
    wanted: WantedTime,
    mention: TimeMention,
    place: int,
    role: int,
    span: Span,
) -> None:
    """A time that is not the truth's: one the truth names beside its own, a believed one, or just a wrong one."""
    minutes = set(mention.minutes)
    same_clock = wanted.truth is not None and wanted.truth % DAY in minutes
    if minutes & wanted.beside and mention.day in (None, 0) and not same_clock:
        finding.features["beside"] = 1.0
        finding.vague.append(span)
        return
    if same_clock and wanted.item != "started":
        _weigh_other_day(finding, note, wanted, mention, place, span)
        return
    if wanted.item != "started" and _is_the_other_half(mention, wanted.truth):
        clause = note.clause_at(place)
        due = role == CUED and not _DUE.isdisjoint(note.reading.stems[clause.first : place])
        own = role == OWN or due or clause.index in wanted.event_clauses
        finding.features["wrong"] = max(finding.features["wrong"], 1.0 if own else 0.8 if role == CUED else 0.4)
        (finding.plainly_wrong if own else finding.wrong).append(span)
        return
    at = signs.corrections.stands_for(place)
    told = role == OWN or after_a_start(note, at)
    another = begins_later(note, wanted, mention, at) or is_of_the_desk(note, at)
    if wanted.item == "started" and role != OWN and another:
        return
    if wanted.item == "started" and mention.day != -1 and 0 < min(minutes) - note.now_minutes <= _SOON and not told:
        return
    elsewhere = (bool(minutes & case.known.minutes) and not same_clock) or bool(minutes & wanted.elsewhere)
    name = "wrong_believed" if minutes & wanted.believed else "wrong_known" if elsewhere else "wrong"
    strength = 1.0 if role == OWN else 0.8 if role == CUED else 0.4
    if name == "wrong_known" and wanted.item == "started" and not told:
        strength *= 0.4
    finding.features[name] = max(finding.features[name], strength)
    finding.wrong.append((mention.start, mention.end))
    if name == "wrong_known":
        finding.vague.append((mention.start, mention.end))


def _is_the_other_half(mention: TimeMention, truth: float | None) -> bool:
    """Whether a time is the truth's in the other half of the day, and said in a way that leaves no doubt of it."""
    return truth is not None and mention.minutes == ((truth + DAY / 2) % DAY,)


def _weigh_other_day(
    finding: Finding, note: Note, wanted: WantedTime, mention: TimeMention, place: int, span: Span
) -> None:
    """The truth's hour on another day: wrong, unless the day is corrected behind it ("today.. tomorrow I mean")."""
    behind = {word.stem for word in note.reading.words[place + 1 : place + _CORRECTED_WITHIN]}
    if wanted.truth is not None and wanted.truth >= DAY and behind & _TOMORROW:
        finding.features["right"] = 1.0
        finding.right.append(span)
    elif mention.day is not None:
        finding.plainly_wrong.append(span)


def _weigh_length(
    finding: Finding, note: Note, wanted: WantedTime, mention: DurationMention, apart: float, role: int, span: Span
) -> None:
    """ "Two hours ago": roughly right within two fifths of the time that has gone by, beyond that another time."""
    if wanted.truth is None or wanted.item != "started" or mention.direction != -1:
        return
    if apart <= max(_ROUGH, _FAR_LENGTH * abs(note.now_minutes - wanted.truth)):
        finding.features["close"] = 1.0
        finding.vague.append(span)
    elif role >= CUED:
        finding.features["wrong_length"] = 1.0
        finding.wrong.append(span)


def _bounds(note: Note, mention: TimeMention, place: int, truth: float) -> bool:
    """Whether "after one" is said of ten past one: a limit that the truth keeps, too wide to act on."""
    clause = note.clause_at(place)
    before = place - 1
    while before >= clause.first and note.reading.words[before].stem in VOCABULARY.approximators - _AFTER:
        before -= 1
    said = note.reading.words[before].stem if before >= clause.first else ""
    way: Literal[-1, 0, 1] = 1 if said in _AFTER else -1 if said == _BEFORE else 0
    return way != 0 and any(0 <= way * (truth - minutes) <= _WIDEST_BOUND for minutes in mention.minutes)


def _named_so(case: Case, note: Note, mention: Mention, place: int) -> bool:
    """Whether a time is a number in a name that the scenario has, as in "Patrol 1000"."""
    words = note.reading.words
    digits = note.reading.folded.text[mention.start : mention.end]
    return place > 0 and (words[place - 1].stem, digits) in case.known.named


def _bare_clock(finding: Finding, case: Case, note: Note, truth: float | None) -> None:
    """Four digits without a colon that are the truth's time to the minute ("1st 1028")."""
    for mention, place in note.reading.placed:
        if truth is None or _named_so(case, note, mention, place) or is_of_an_update(note, place):
            continue
        if isinstance(mention, NumberMention) and mention.value in case.known.numbers:
            continue
        if isinstance(mention, NumberMention) and mention.value == truth % DAY // 60 * 100 + truth % 60:
            finding.features["right_loose"] = 1.0
            finding.right.append((mention.start, mention.end))


def _bare_hour(finding: Finding, case: Case, note: Note, signs: Signs, wanted: WantedTime) -> None:
    """The truth's full hour by its number alone, right behind its event: "rain at nine", "lorry for 4"."""
    if wanted.truth is None or wanted.item == "started" or wanted.truth % 60:
        return
    hour, stems = wanted.truth % DAY // 60 % 12 or 12, note.reading.stems
    events = {max(way.words, key=_weight).stem for p in case.points[wanted.item] for way in p.ways if way.words}
    for mention, place in note.reading.placed:
        clause = note.clause_at(place)
        if not isinstance(mention, NumberMention) or mention.value != hour or mention.kind != "count":
            continue
        led = place > clause.first and stems[place - 1] in _LEADS_TO_HOUR
        told = clause.index in wanted.event_clauses or bool(events & set(stems[clause.first : place]))
        goes_on = place + 1 < clause.last and stems[place + 1] in VOCABULARY.words["after_an_hour"]
        ends = (goes_on or place + _TAG >= clause.last) and not _counts(note, place)
        if led and (told or signs.role(wanted.item, place) == OWN) and ends and not signs.hedged(clause):
            finding.features["right"] = 1.0
            finding.right.append(note.span(place - 1, place + 1))


def _counts(note: Note, place: int) -> bool:
    """Whether a plural noun stands right behind a number, so that it counts and is no hour."""
    behind = next(iter(note.reading.words[place + 1 : place + 2]), None)
    return behind is not None and note.reading.folded.text[behind.start : behind.end].endswith("s")


def _weight(word: WayWord) -> float:
    return word.weight


def _weigh_time(finding: Finding, apart: tuple[float, bool], role: int, span: Span, hedged: bool) -> None:
    minutes, approximate = apart
    if minutes <= _EXACT or (minutes <= _APPROXIMATE and approximate):
        name = "right" if role >= CUED else "right_near" if role == NEAR else "right_loose"
        finding.features[name] = max(finding.features[name], 0.8 if hedged else 1.0)
        finding.right.append(span)
    elif (minutes <= _APPROXIMATE or (approximate and minutes <= _ROUGH)) and role >= NEAR:
        finding.features["close"] = 1.0
        finding.vague.append(span)


def _vague_time(finding: Finding, signs: Signs, wanted: WantedTime) -> None:
    """A part of the day where a time is wanted; one beside a clock time only says which half of the day that is."""
    reading, item = signs.reading, wanted.item
    timed = {reading.words[place].clause for mention, place in reading.placed if isinstance(mention, TimeMention)}
    for first, last in reading.phrase_places("vague_time"):
        clause = signs.note.clause_at(first)
        role = signs.role(item, first)
        if clause.index in timed or clause.asks or role < 0 or _is_owned(signs.note, clause, first, last):
            continue
        if role >= CUED or (item != "started" and clause.index in wanted.event_clauses):
            finding.features["vague"] = 1.0
        elif item == "started" and {"broken", "negators"} & clause.flags:
            finding.features["vague_loose"] = 1.0
        else:
            continue
        finding.vague.append(signs.note.span(first, last))


def _is_owned(note: Note, clause: Clause, first: int, last: int) -> bool:
    """Whether a day only tells which list or lorry is meant: "showing yesterday's list", not "since yesterday's"."""
    day = note.reading.words[last - 1]
    before = note.reading.stems[max(clause.first, first - 1) : first]
    owned = note.reading.folded.text[day.start : day.end].endswith("'s") and last < clause.last
    return owned and _LEADS_TO_A_DAY.isdisjoint(before)
