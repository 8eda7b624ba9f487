"""What the sense of sentences adds to what was found about an item: its truth said, gone against, or left open."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.sensed import Sensed, sense_left
from app.handover.signs import Finding

_SURE = 0.5
_SAYS, _SPEAKS = 0.7, 0.5  # how surely a sentence must say a whole truth to be what it rests on, in full and in part
_OPEN = 0.5
_FEW_VALUES, _ENOUGH_WORDS = 3, 3
_STATEMENT = "statement"
# Readings of what is told in words. Times, numbers, references and a name rest on themselves: a sense knows none.
_IN_WORDS = frozenset(("sites", "trend", "change", "team"))


def weigh_heard(finding: Finding, note: Note, sensed: Sensed, item: str) -> None:
    """Adds how surely some sentence says the truth as its author wrote it out, goes against it, or says that it is not
    known; where no reader found the first or the last, such sentences are what the verdict rests on.

    Nothing is wrong by its sense alone. Statements are told by their points (`app.handover.matching`): of them only
    what goes against one is heard here.
    """
    if finding.group == _STATEMENT:
        against = dict(sensed.against(item))
    else:
        whole = sensed.whole(item)
        against = {at: each.against for at, each in whole.items()}
        says = _left(note, {at: each.says for at, each in whole.items()})
        _add_surest(finding, "heard", says)
        if finding.group in _IN_WORDS:
            _rest_on(finding, note, sensed, says)
    against = _left(note, against)
    _add_surest(finding, "heard_against", against)
    left_open = _left(note, {at: each.says for at, each in sensed.left_open(item).items()})
    finding.features["heard_open"] = max(left_open.values(), default=0.0)
    if not finding.unknown:
        finding.unknown.extend(_spans(sensed, left_open, _OPEN))


def _rest_on(finding: Finding, note: Note, sensed: Sensed, says: Mapping[int, float]) -> None:
    """Lets the verdict rest on sentences that say the truth and in which no reader found it. A row of values is read by
    its values alone, and a word or two by the words themselves."""
    taken = {_sentence_at(note, start) for start, _ in (*finding.right, *finding.not_so)}
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


def _sentence_at(note: Note, start: int) -> int:
    """The sentence of the word that begins at this place or behind it."""
    place = min(bisect_left(note.word_starts, start), len(note.word_starts) - 1)
    return note.clause_at(place).sentence


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
