"""Which hours a note tells of something else than the fault: the desk's own doings, what works again, a change."""

import re
from collections.abc import Sequence

from app.handover.case import Case
from app.handover.note import Note
from app.language.mentions import IdentifierMention, TimeMention
from app.language.vocabulary import VOCABULARY, stem

_LEFT_LYING = VOCABULARY.words["left_lying"]
_OF_THE_DESK = frozenset(map(stem, ("call", "bridge", "ticket", "restart", "meeting", "incident", "update", "inc")))
_SO_FOR_SOMEBODY = frozenset(map(stem, ("known", "aware", "working", "open", "waiting", "told", "informed")))
_SUBJECT = 2
_DONE_BY_THE_DESK = frozenset(
    map(stem, ("reported", "logged", "escalated", "handover", "raised", "acknowledged", "rang", "notified", "informed",
               "paged", "engaged", "updated", "called", "phoned", "contacted"))
)  # fmt: skip
_TO_OR_BY = frozenset({"by", "for", "from", "to", "with"})
_FIRST = stem("first")
_LEADS_TO = frozenset({"at", "by", "in", "on", "up", "to", "us", "me", "was", "is", "be", "will", "the", "due", "~"})
_LEADS_TO |= VOCABULARY.approximators | {stem("expected")}
_LEADS = 4
_MEETS = VOCABULARY.words["desk_meets"]
_COMES = frozenset({"next", "due", "will"})
_UNMOVED_REACH = 5
_AGAIN = frozenset({"again", "back"})
_RUNS, _THERE, _SINCE = VOCABULARY.words["runs_again"], VOCABULARY.words["there_since"], "sinc"
_ON_IT = 3
_WORKED_ON = [[word, what] for word in ("on", "at") for what in ("it", "this", "that")]
_LOOK = stem("looking")
_BEFORE_WITH = VOCABULARY.stop | _OF_THE_DESK | frozenset(map(stem, ("sits", "sat")))
_WORKS = VOCABULARY.words["change_nouns"] | VOCABULARY.words["change_verbs"] | {stem("move")}
_WORK_REACH = 5
_ZONE_BEHIND = re.compile(r"(?:,? (?:local|uk|time|here|gmt|bst|utc|cet|cest)\b){0,2} ?[(/] ?=? ?")
_TO_ANOTHER = re.compile(r" ?(?:-|to|and|until|till?) ?")
_NOTICED = (
    r"(?:notic(?:ed?|ing)|spot(?:ted)?|see|seen|saw|reali[sz]ed?|found(?: out)?|find(?: out)?|discover(?:ed)?|knew"
    r"|known|detect(?:ed)?|pick(?:ed)?(?: it| this| that)? up(?: on)?|caught|flag(?:ged)?|report(?:ed)?|aware"
    r"|c[ao]me to light)"
    r"(?: (?:it|this|that|them|anything|of it|of this|the (?:fault|problem|issue)|by \w+))?"
)
_NOTICED_LATE = re.compile(
    rf"\b(?:not|never|nobody|no[ -]?one|none of \w+|\w+n't) (?:\w+ ){{0,2}}?{_NOTICED} (?:until|till|til|before)\b"
    rf"|\bun(?:noticed|detected|reported|seen) (?:until|till|til)\b"
    rf"|\bonly (?:\w+ )?{_NOTICED} (?:at|around|about|from|by|this)\b"
    rf"|\b{_NOTICED} only (?:at|around|about|from|by|this)\b"
)
_NOTICED_REACH = 60  # characters
_BROUGHT_IT = frozenset(
    map(stem, ("introduced", "caused", "causing", "broke", "triggered", "due", "because", "culprit"))
)
_LATEST = frozenset({"again", "now", "rn", "current"})
_OWN_SECTIONS = frozenset({"change", "contact", "tickets", "told", "tried", "deadline"})
_MORE = frozenset(map(stem, ("another", "third", "fourth", "fifth", "more")))
_PLACE_WORDS = VOCABULARY.stop | VOCABULARY.words["site_nouns"] | VOCABULARY.words["also_there"]


def is_of_others(note: Note, place: int) -> bool:
    """Whether an hour is said of a ticket, somebody who knows, what works or a change: "the ticket has been open since
    08:41"."""
    reading, clause = note.reading, note.clause_at(place)
    before = reading.stems[clause.first : place]
    if not _SO_FOR_SOMEBODY.isdisjoint(before[-2:]):
        return True
    if before[-1:] == [_SINCE] and not _LEFT_LYING.isdisjoint(before):
        return True
    if before and isinstance(reading.words[clause.first].mention, IdentifierMention):
        return True
    if clause.section in _OWN_SECTIONS or ("fine" in clause.flags and "negators" not in clause.flags):
        return True
    if is_aside(note, place) or _is_of_a_change(note, clause.first, place):
        return True
    if clause.flags & {"broken", "negators"}:
        return False
    return reading.has("better", clause) or _runs_again(before) or _has_somebody(before)


def is_of_the_desk(note: Note, place: int) -> bool:
    """Whether a clause with an hour begins with a call, a meeting or a ticket: "call came in at 08:52"."""
    clause = note.clause_at(place)
    return not _OF_THE_DESK.isdisjoint(note.reading.stems[clause.first : min(place, clause.first + _SUBJECT)])


def is_aside(note: Note, place: int) -> bool:
    """Whether an hour stands beside the one that counts even under its heading: when it was reported, another zone,
    "no change since 08:00"."""
    reading, clause = note.reading, note.clause_at(place)
    still = reading.phrase_places("unmoved", max(clause.first, place - _UNMOVED_REACH), place)
    if still and still[-1][1] >= place - 1:
        return True
    return _is_reported(note, place) or is_in_another_zone(note, place) or is_of_an_update(note, place)


def is_noticed_late(note: Note, place: int) -> bool:
    """Whether an hour is when somebody noticed at last what had begun before: "not noticed until 09:00", "only came to
    light at nine"."""
    clause = note.clause_at(place)
    start = max(clause.start, note.reading.words[place].start - _NOTICED_REACH)
    return bool(_NOTICED_LATE.search(note.reading.folded.text, start, note.reading.words[place].start))


def is_in_another_zone(note: Note, place: int) -> bool:
    """Whether an hour stands in a bracket or behind a stroke after the same one: "07:30 BST (2 PM IST)"."""
    words, text = note.reading.words, note.reading.folded.text
    for at in range(place - 1, max(-1, place - _LEADS), -1):
        if isinstance(words[at].mention, TimeMention):
            return bool(_ZONE_BEHIND.fullmatch(text[words[at].end : words[place].start]))
    return False


def is_of_an_update(note: Note, place: int) -> bool:
    """Whether an hour is when the desk speaks next: "next update at half past", "bridge due 11:30"."""
    stems, first = note.reading.stems, note.clause_at(place).first
    at = _led_from(stems, first, place)
    if at < first or stems[at] not in _MEETS:
        return False
    return not _COMES.isdisjoint(stems[max(first, at - 1) : place])


def _led_from(stems: Sequence[str], first: int, place: int) -> int:
    """The position of the word to which those right before an hour lead back: of "reported to us at" the first."""
    at = place - 1
    while at > first and place - at <= _LEADS and stems[at] in _LEADS_TO:
        at -= 1
    return at


def _is_reported(note: Note, place: int) -> bool:
    """Whether an hour is when the desk was told or did something, in the same sentence: "Reported: 08:52"."""
    stems = note.reading.stems
    clauses = note.reading.clauses_of_sentence[note.clause_at(place).sentence]
    first = note.reading.clauses[clauses[0]].first
    at = _led_from(stems, first, place)
    if at > first and stems[at] not in _DONE_BY_THE_DESK and stems[at - 1] in _TO_OR_BY:
        at -= 2  # "raised for Derby at"
    return at >= first and stems[at] in _DONE_BY_THE_DESK and stems[max(0, at - 1)] != _FIRST


def _is_of_a_change(note: Note, first: int, place: int) -> bool:
    """Whether an hour is when something was changed: "change put in at 06:10", not "down after the change since"."""
    stems = note.reading.stems
    for at in range(place - 1, max(first, place - _WORK_REACH) - 1, -1):
        if stems[at] in _WORKS:
            fails = note.reading.phrase_places("broken", at, place)
            return all(stems[last - 1] == "out" for _, last in fails)
        if stems[at] == _SINCE:
            return False
    return False


def _runs_again(before: Sequence[str]) -> bool:
    """Whether the words before an hour say that something runs again, or that people are there: "in since"."""
    if not before or before[-1] != _SINCE:
        return False
    again = not _AGAIN.isdisjoint(before[-3:]) and not _RUNS.isdisjoint(before)
    return again or (len(before) > 1 and before[-2] in _THERE)


def _has_somebody(before: Sequence[str]) -> bool:
    """Whether the words before an hour say who has had it since: "with Records since", "storage on it since"."""
    if not before or before[-1] != _SINCE:
        return False
    if len(before) > _ON_IT and list(before[-_ON_IT:-1]) in _WORKED_ON:
        return before[-_ON_IT] == "on" or before[-_ON_IT - 1] == _LOOK
    if "with" not in before:
        return False
    return _BEFORE_WITH.issuperset(before[: list(before).index("with")])


def is_of_the_latest_spell(case: Case, note: Note, mention: TimeMention, place: int) -> bool:
    """Whether an hour is when what comes and goes last went: "off again since 11:22"."""
    trend, clause = case.scenario.items.get("trend"), note.clause_at(place)
    if trend is None or trend.choice != "intermittent" or case.known.minutes.isdisjoint(mention.minutes):
        return False
    before = note.reading.stems[max(clause.first, place - _LEADS) : place]
    return _SINCE in before and not _LATEST.isdisjoint(before)


def ends_other_work(case: Case, note: Note, mention: TimeMention, place: int) -> bool:
    """Whether an hour ends what the scenario has from one hour to another, and nothing fails there: "moved to new disks
    between 13:30 and 13:45"."""
    words, text = note.reading.words, note.reading.folded.text
    clause = note.clause_at(place)
    before = next((word.mention for word in words[max(clause.first, place - 2) : place] if word.mention), None)
    inside = [note.reading.clauses[index] for index in note.reading.clauses_of_sentence[clause.sentence]]
    brought = _BROUGHT_IT.intersection(note.reading.stems[inside[0].first : inside[-1].last])
    if not isinstance(before, TimeMention) or brought or clause.flags & {"broken", "negators"}:
        return False
    known = [not case.known.minutes.isdisjoint(each.minutes) for each in (before, mention)]
    return all(known) and bool(_TO_ANOTHER.fullmatch(text, before.end, mention.start))


def is_of_one_place(case: Case, note: Note, place: int) -> bool:
    """Whether an hour is when the fault reached one of the places that have it: "Swale since 07:40", "a third ward"."""
    clause, stems = note.clause_at(place), note.reading.stems
    before = stems[clause.first : place]
    if len(before) < 2 or before[-1] != _SINCE:
        return False
    named = case.site_words.intersection(before)
    counted = not _MORE.isdisjoint(before) and not VOCABULARY.words["site_nouns"].isdisjoint(before)
    if not (named or counted) or not (_PLACE_WORDS | _MORE | named).issuperset(before):
        return False
    truth = case.scenario.items.get("sites")
    return counted or (truth is not None and len(truth.names) > 1)
