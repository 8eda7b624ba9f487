"""Times told plainly that contradict the one an item has."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from app.handover.case import Case
from app.handover.counts_said import looks_like_a_clock
from app.handover.evidence import with_unit
from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.signs import NEAR, OWN, Finding, Signs, scatter
from app.handover.times_of_others import is_aside, is_of_an_update
from app.handover.times_wanted import DAY, WantedTime, after_a_start, apart_from, begins_later
from app.language.clauses import Clause
from app.language.mentions import DurationMention, NumberMention, TimeMention
from app.language.vocabulary import stem

_ROUGH, _SAID = 15.0, 0.5
_IT_IS = [[*map(stem, words.split())] for words in ("now", "its", "it's", "it is", "time is")]
_ABOUT_NOW = 20  # minutes between the writing and the sending
_LEADING = frozenset({"next", "last", "due", "latest", "close", "open", "start", "leav", "go", "come", "run"})
# When the desk did something, which the scenario cannot know.
_OF_THE_CALL = frozenset(
    map(stem, ("reported", "logged", "escalated", "call", "called", "bridge", "handover", "update", "updated", "raised",
               "acknowledged", "rang", "notified", "informed", "engaged", "paged", "opened", "checked"))
)  # fmt: skip
_LED_BY = 2
_GONE_BY = frozenset(map(stem, ("usually", "normally", "was", "were", "happened", "took")))
_DEADLINE = frozenset(map(stem, ("deadline", "cutoff", "cut-off")))
_TOMORROW = frozenset(map(stem, ("tomorrow", "tmrw", "tomoz", "tmw")))
_NEXT_DAY = re.compile(r"\b(?:tomorrow|morning|next day|overnight|daily|every day)\b")
_SINCE = stem("since")
_UNTIL = frozenset(map(stem, ("until", "till", "til")))
_HAS = frozenset(map(stem, ("have", "has", "hv", "got", "legal", "allowed", "given")))
_GIVEN = 3
_HEARD, _SURELY = 0.5, 0.8
_SMALL_HOURS = 360  # an hour before six that has gone by may be tomorrow's


def scattered_times(finding: Finding, case: Case, note: Note, signs: Signs, wanted: WantedTime) -> None:
    """Three times or more in one sentence, most of which the scenario has never heard of."""
    listed: dict[int, dict[object, Span]] = {}
    for mention, place in note.reading.placed:
        sentence = note.clause_at(place).sentence
        if wanted.item != "started" and sentence not in wanted.about:
            continue
        led = note.reading.stems[max(note.clause_at(place).first, place - _LED_BY) : place]
        if not _OF_THE_CALL.isdisjoint(led) or is_aside(note, place):
            continue
        if isinstance(mention, TimeMention) and signs.role(wanted.item, place) >= NEAR:
            listed.setdefault(sentence, {})[mention.minutes] = (mention.start, mention.end)
    strange = {
        sentence: values
        for sentence, values in listed.items()
        if sum(not set(m) & case.known.minutes for m in values if isinstance(m, tuple)) >= 2
    }
    scatter(finding, strange)


def event_at_another_time(finding: Finding, case: Case, note: Note, signs: Signs, wanted: WantedTime) -> None:
    """The truth's own event told with the only time of its clause: another one, still to come, and no other item's."""
    if finding.right or wanted.truth is None:
        return
    by_clause: dict[int, list[tuple[TimeMention, int]]] = {}
    for each, at in note.reading.placed:
        if isinstance(each, TimeMention) and note.reading.words[at].clause in wanted.event_clauses:
            by_clause.setdefault(note.reading.words[at].clause, []).append((each, at))
    for index, timed in by_clause.items():
        mention, place = timed[0]
        clause = note.reading.clauses[index]
        apart = apart_from(note, mention, wanted.truth)
        other = set(mention.minutes) & (wanted.elsewhere | wanted.beside) or clause.section not in (None, wanted.item)
        unsure = signs.hedged(clause) or "hedges" in signs.sentence_flags(clause)
        plain = not (unsure or signs.negated(place, 2) or clause.asks or mention.approximate)
        gone = not _GONE_BY.isdisjoint(note.reading.stems[clause.first : clause.last]) or _is_since(note, place)
        if (
            len(timed) == 1
            and plain
            and _is_ahead(note, mention, place)
            and not (other or gone)
            and apart is not None
            and apart[0] > _ROUGH
        ):
            share = _event_share(note, wanted, index)
            finding.features["event_other"] = max(finding.features["event_other"], share)
            (finding.plainly_wrong if share >= _SAID else finding.wrong).append(note.span(clause.first, clause.last))


def thing_due_at_another_time(
    finding: Finding, case: Case, note: Note, signs: Signs, wanted: WantedTime, words: frozenset[str]
) -> None:
    """What is due, by its own word right beside an hour to come that nothing in the scenario has: "tide's at five".

    `words` are those that only the deadline is told with.
    """
    if finding.right or finding.features["close"] or wanted.truth is None:
        return
    for mention, place in note.reading.placed:
        clause = note.clause_at(place)
        if not isinstance(mention, TimeMention) or clause.section not in (None, wanted.item):
            continue
        beside = [at for at in range(place - 3, place + 2) if clause.first <= at < clause.last and at != place]
        tells = [at for at in beside if note.tells[at] and note.reading.stems[at] not in _LEADING]
        apart = apart_from(note, mention, wanted.truth)
        if not tells or any(note.reading.stems[at] not in words for at in tells) or apart is None or apart[0] <= _ROUGH:
            continue
        known = set(mention.minutes) & (case.known.minutes - wanted.believed)
        unsure = signs.hedged(clause) or signs.negated(place, 2) or clause.asks or mention.approximate
        gone = not _GONE_BY.isdisjoint(note.reading.stems[clause.first : clause.last]) or _is_since(note, place)
        if _is_ahead(note, mention, place) and not (known or gone or unsure):
            finding.plainly_wrong.append(note.span(min(*tells, place), max(*tells, place) + 1))


def plainly_due_at_another_time(finding: Finding, case: Case, note: Note, signs: Signs, wanted: WantedTime) -> None:
    """An hour to come told as the deadline, or until which there is: "they have until 2 pm", "deadline is 14:00"."""
    if wanted.item != "deadline" or finding.right or finding.features["close"] or wanted.truth is None:
        return
    for mention, place in note.reading.placed:
        clause = note.clause_at(place)
        if not isinstance(mention, TimeMention) or clause.section not in (None, "deadline"):
            continue
        apart = apart_from(note, mention, wanted.truth)
        told = _is_given_until(note, clause, place) or not _DEADLINE.isdisjoint(
            note.reading.stems[clause.first : clause.last]
        )
        if not told or apart is None or apart[0] <= _ROUGH or is_of_an_update(note, place):
            continue
        known = set(mention.minutes) & (case.known.minutes - wanted.believed)
        unsure = signs.hedged(clause) or signs.negated(place, 2) or clause.asks or mention.approximate
        if _is_ahead(note, mention, place) and not (known or unsure or "correction" in clause.flags):
            finding.plainly_wrong.append(with_unit(note, place))


def heard_due_at_another_time(
    finding: Finding, case: Case, note: Note, signs: Signs, wanted: WantedTime, tells: Mapping[int, float]
) -> None:
    """An hour to come that nothing in the scenario has, the only one of its clause, in a sentence that is heard to tell
    what is due: "insulin for the fourteen falls due at 8".

    `tells`: how surely each sentence tells of it, rightly or wrongly.
    """
    if finding.right or finding.features["close"]:
        return
    timed = [*_hours_told(note, tells)]
    times = Counter(note.reading.words[at].clause for _, at in timed)
    for mention, place in timed:
        clause = note.clause_at(place)
        sure = tells.get(clause.sentence, 0.0)
        elsewhere = clause.section not in (None, wanted.item) and sure < _SURELY
        if sure < _HEARD or times[clause.index] > 1 or elsewhere:
            continue
        known = case.known.has_time(mention.minutes, but=wanted.believed)
        doubted = any(
            signs.hedged(note.reading.clauses[at]) for at in note.reading.clauses_of_sentence[clause.sentence]
        )
        unsure = doubted or signs.negated(place, 2) or clause.asks or mention.approximate
        gone = not _GONE_BY.isdisjoint(note.reading.stems[clause.first : clause.last]) or _is_since(note, place)
        told = not (known or unsure or gone or is_of_an_update(note, place) or "correction" in clause.flags)
        next_day = wanted.truth is not None and wanted.truth >= DAY and mention.day is None
        if told and (next_day or _is_ahead(note, mention, place)):
            finding.plainly_wrong.append(note.span(clause.first, clause.last))


def _hours_told(note: Note, tells: Mapping[int, float]) -> Iterator[tuple[TimeMention, int]]:
    """The hours of a note with their places; four bare digits are one where a sentence surely tells what is due."""
    for mention, place in note.reading.placed:
        if isinstance(mention, TimeMention):
            yield mention, place
            continue
        bare = isinstance(mention, NumberMention) and looks_like_a_clock(note, mention)
        if bare and tells.get(note.clause_at(place).sentence, 0.0) >= _SURELY:
            hour, minute = divmod(int(note.reading.folded.text[mention.start : mention.end]), 100)
            yield TimeMention(mention.start, mention.end, (hour * 60 + minute,)), place


def is_the_hour_now(note: Note, mention: TimeMention, place: int) -> bool:
    """Whether a time is told as the hour it is: "time now 18:08", "its ten to eleven and we have ten minutes"."""
    told = any(note.reading.stems[max(0, place - len(lead)) : place] == lead for lead in _IT_IS)
    apart = ((minutes - note.now_minutes + DAY / 2) % DAY - DAY / 2 for minutes in mention.minutes)  # past midnight
    return told and min(map(abs, apart)) <= _ABOUT_NOW


def _is_ahead(note: Note, mention: TimeMention, place: int) -> bool:
    """Whether an hour may be yet to come."""
    of_today = mention.day is None or mention.day == 0
    later = any(m + DAY * (m < _SMALL_HOURS) > note.now_minutes for m in mention.minutes)
    return mention.day == 1 or (of_today and later and not is_the_hour_now(note, mention, place))


def event_tomorrow(finding: Finding, case: Case, note: Note, signs: Signs, wanted: WantedTime) -> None:
    """The truth's own event of today told as tomorrow's, by no hour: "the sale doesn't start til tomorrow"."""
    truth = case.scenario.items[wanted.item]
    if finding.right or wanted.truth is None or wanted.truth >= DAY or _NEXT_DAY.search(truth.truth.casefold()):
        return
    for place in (at for word in _TOMORROW for at in note.words_of_stem(word)):
        clause = note.clause_at(place)
        timed = any(isinstance(word.mention, TimeMention) for word in note.reading.words[clause.first : clause.last])
        unsure = (
            signs.hedged(clause) or clause.asks or signs.negated(place, 1) or clause.section not in (None, wanted.item)
        )
        if not (timed or unsure) and _event_share(note, wanted, clause.index) >= _SAID:
            finding.plainly_wrong.append(note.span(clause.first, clause.last))


def _is_since(note: Note, place: int) -> bool:
    """Whether a time is when something began: "since twenty to eight", "since about nine"."""
    return _SINCE in note.reading.stems[max(0, place - _LED_BY) : place]


def _is_given_until(note: Note, clause: Clause, place: int) -> bool:
    """Whether somebody has until this hour: "they have until 2 pm"."""
    before = note.reading.stems[max(clause.first, place - _GIVEN) : place]
    until = next((at for at, word in enumerate(before) if word in _UNTIL), 0)
    goes_on = sum(note.tells[at] for at in range(place + 1, clause.last))
    return bool(until) and before[until - 1] in _HAS and goes_on <= 1


def _event_share(note: Note, wanted: WantedTime, clause: int) -> float:
    """How much of the event's words stands in this clause, 0 to 1."""
    words = note.reading.words
    best = 0.0
    for match in wanted.event:
        inside = sum(words[p].clause == clause for p in match.places)
        best = max(best, match.features[2] * inside / max(1, len(match.places)))
    return best


def plainly_another_time(finding: Finding, note: Note, signs: Signs, wanted: WantedTime) -> None:
    """A start told plainly ("since 08:20", "Started: eight") that is nowhere near the true one."""
    if wanted.item != "started" or wanted.truth is None or finding.right or finding.features["close"]:
        return
    own = [p for m, p in note.reading.placed if isinstance(m, TimeMention) and signs.role("started", p) == OWN]
    for mention, place in note.reading.placed:
        clause = note.clause_at(place)
        if not isinstance(mention, TimeMention) or (mention.start, mention.end) not in finding.wrong:
            continue
        if "fine" in clause.flags or clause.index in signs.clauses_with("better"):
            continue  # "improving since 14:19"
        at = signs.corrections.stands_for(place)
        told = own == [place] or (after_a_start(note, at) and not begins_later(note, wanted, mention, at))
        if told and not signs.hedged(clause) and not signs.negated(at):
            finding.plainly_wrong.append(with_unit(note, place))


def weigh_believed_lengths(finding: Finding, case: Case, note: Note, signs: Signs, item: str) -> None:
    """What a caller wrongly believes of how long there is, told as fact where nobody knows: "two days in the tanks"."""
    believed = {m.minutes for m in case.belief_values.get(item, ()) if isinstance(m, DurationMention)}
    unknown = {note.reading.clauses[index].sentence for index in signs.clauses_with("not_known")}
    if not believed or signs.not_known(item):
        return
    for mention, place in note.reading.placed:
        if isinstance(mention, DurationMention) and mention.minutes in believed:
            clause = note.clause_at(place)
            near = {clause.sentence - 1, clause.sentence, clause.sentence + 1}
            if not (signs.hedged(clause) or clause.asks or signs.negated(place) or near & unknown):
                finding.plainly_wrong.append(with_unit(note, place))
