"""What the sense of sentences adds to what was found about an item: its truth said, gone against, or left open."""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from app.handover.matching import FEATURES
from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.sensed import Sensed, sense_left
from app.handover.signs import Finding
from app.handover.topics import About
from app.language.vocabulary import stem

_SURE = 0.5
_SAYS, _SPEAKS = 0.7, 0.5  # how surely a sentence must say a whole truth to be what it rests on, in full and in part
_OPEN = 0.5
_AGAINST, _HARDLY, _ABOUT = 0.75, 0.7, 0.4
# What is planned, blamed or was ever changed sounds like it, and one number much like another.
_AGAINST_OF = {"change": 0.9, "started": 0.9, "users": 0.8, "sites": 0.8, "team": 0.8}
_FEW_VALUES, _ENOUGH_WORDS = 3, 3
_UNSURE, _WORKS, _TO_COME = frozenset(("hedges", "doubts")), "fine", "conditional"
_MAY_BE_TO_COME = frozenset(("change", "told"))
_NOBODY = frozenset(map(stem, ("nobody", "noone", "none", "nothing"))) | {"#1"}  # "no one"
_ELSE = frozenset(map(stem, ("else", "other", "others", "next", "alone", "apart", "except", "excepting", "besides")))
_STATEMENT = "statement"
_COVERED, _MUCH = FEATURES.index("sentence"), 0.6
# Readings of what is told in words. Times, numbers, references and a name rest on themselves: a sense knows none.
_IN_WORDS = frozenset(("sites", "trend", "change", "team"))
# Items of which a sentence can be against the truth by its sense. Of the others it would have to know places,
# numbers, hours and codes from one another: it is wrong there as often as right, but for some of them where no reader
# found the true one.
AGAINST_IN_WORDS = frozenset(("trend", "change", "not_affected", "impact", "workaround", "tried", "told"))
_AGAINST_UNREAD = frozenset(("started", "users", "sites", "team"))
_ONLY_ABOUT_IT = frozenset(("change", "impact", "tried"))  # much else sounds like what was done or came of it
_NOT_OF_WHAT_WORKS = _AGAINST_UNREAD | {"trend"}


def weigh_heard(finding: Finding, note: Note, sensed: Sensed, about: About, item: str) -> None:
    """Adds how surely some sentence says the truth as its author wrote it out, goes against it, or says that it is not
    known; where no reader found one of these, such sentences are what the verdict rests on.

    Statements are said by their points (`app.handover.matching`), and gone against by any of them or as a whole.
    """
    whole = sensed.whole(item)
    if item in AGAINST_IN_WORDS or (item in _AGAINST_UNREAD and not finding.right):
        _go_against(finding, note, sensed, about, item)
    if item not in AGAINST_IN_WORDS and finding.group != _STATEMENT:
        _add_surest(finding, "heard_against", _left(note, {at: each.against for at, each in whole.items()}))
    if finding.group != _STATEMENT:
        says = _left(note, {at: each.says for at, each in whole.items()})
        _add_surest(finding, "heard", says)
        if finding.group in _IN_WORDS:
            _rest_on(finding, note, sensed, says)
    left_open = _left(note, {at: each.says for at, each in sensed.left_open(item).items()})
    finding.features["heard_open"] = max(left_open.values(), default=0.0)
    if not finding.unknown:
        finding.unknown.extend(_spans(sensed, left_open, _OPEN))


def _go_against(finding: Finding, note: Note, sensed: Sensed, about: About, item: str) -> None:
    """Adds how surely a sentence goes against the truth of the item or a point of it, whatever it says of it rightly;
    one that was read as something else, that is in doubt or tells of "others" does not."""
    taken = _read_otherwise(finding, note, sensed, item)
    against = {
        at: surely
        for at, surely in sensed.against(item).items()
        if surely >= _HARDLY
        and at not in taken
        and (item not in _ONLY_ABOUT_IT or _about(note, about, item, at) >= _ABOUT)
        and not _is_of_others(note, item, at)
        and _words_of(note, at) >= _ENOUGH_WORDS
    }
    left = _left(note, against)
    finding.features["gone_against"] = max(0.0, max(left.values(), default=0.0) - _HARDLY) / (1 - _HARDLY)
    if not finding.wrong:
        finding.wrong.extend(_spans(sensed, left, _AGAINST_OF.get(item, _AGAINST)))


def _read_otherwise(finding: Finding, note: Note, sensed: Sensed, item: str) -> set[int]:
    """The sentences that readers took for something that does not go against the truth."""
    rightly = finding.right if finding.features["truth_none"] or item == "trend" else ()
    about_as_many = finding.vague if item == "users" and finding.features["vague"] else ()
    read = (*finding.not_none, *finding.not_so, *rightly, *about_as_many)
    taken = {note.sentence_at(start) for start, _ in read}
    taken |= {note.reading.clauses[index].sentence for index in finding.of_others if item in _AGAINST_UNREAD}
    if item == "change":  # what is blamed on the true one sounds like another
        taken |= {at for at, says in sensed.speaks(item).items() if says >= _SPEAKS}
        taken |= {m.sentence for matches in finding.points for m in matches if m.features[_COVERED] >= _MUCH}
    return taken


def _is_of_others(note: Note, item: str, sentence: int) -> bool:
    """Whether a sentence is in doubt, tells of something else, of all but one, or of what works where what does not is
    asked for."""
    inside = [note.reading.clauses[index] for index in note.reading.clauses_of_sentence[sentence]]
    stems = note.reading.stems[inside[0].first : inside[-1].last]
    flags = {flag for clause in inside for flag in clause.flags}
    works = item in _NOT_OF_WHAT_WORKS and _WORKS in flags
    elsewhere = item in _AGAINST_UNREAD and any(clause.section not in (None, item) for clause in inside)
    to_come = item in _MAY_BE_TO_COME and _TO_COME in flags
    all_but_one = any(first in _NOBODY and second == "but" for first, second in pairwise(stems))
    of_others = works or elsewhere or to_come or all_but_one
    return of_others or not _UNSURE.isdisjoint(flags) or not _ELSE.isdisjoint(stems)


def _about(note: Note, about: About, item: str, sentence: int) -> float:
    """How likely a sentence speaks of an item, as a whole or in one of its clauses."""
    inside = note.reading.clauses_of_sentence[sentence]
    return max(about.of_sentence(item, sentence), *(about.of_clause(item, clause) for clause in inside))


def _rest_on(finding: Finding, note: Note, sensed: Sensed, says: Mapping[int, float]) -> None:
    """Lets the verdict rest on sentences that say the truth and in which no reader found it. A row of values is read by
    its values alone, and a word or two by the words themselves."""
    taken = {note.sentence_at(start) for start, _ in (*finding.right, *finding.not_so)}
    values = Counter(note.clause_at(place).sentence for _, place in note.reading.placed)
    free = {
        at: sure
        for at, sure in says.items()
        if at not in taken and values[at] <= _FEW_VALUES and _words_of(note, at) >= _ENOUGH_WORDS
    }
    if not finding.right:
        finding.vague.extend(_spans(sensed, free, _SPEAKS))
    finding.right.extend(_spans(sensed, free, _SAYS))


def _words_of(note: Note, sentence: int) -> int:
    inside, clauses = note.reading.clauses_of_sentence[sentence], note.reading.clauses
    return clauses[inside[-1]].last - clauses[inside[0]].first


def _left(note: Note, heard: Mapping[int, float]) -> dict[int, float]:
    """How surely each sentence is heard by what is so now."""
    return {at: sure * sense_left(note, at, note.aside) for at, sure in heard.items()}


def _add_surest(finding: Finding, name: str, heard: Mapping[int, float]) -> None:
    """Adds how surely the surest sentence says it, and how much more surely than not."""
    surest = max(heard.values(), default=0.0)
    finding.features[name] = surest
    finding.features[f"{name}_surely"] = max(0.0, surest - _SURE) / (1 - _SURE)


def _spans(sensed: Sensed, heard: Mapping[int, float], least: float) -> list[Span]:
    """Where the sentences stand that are heard at least so surely."""
    return [(sensed.sentences[at].start, sensed.sentences[at].end) for at, sure in heard.items() if sure >= least]
