"""What shows that things are getting better without saying so: fewer are hit, one after another works again."""

from collections.abc import Iterator

from app.handover.evidence import in_its_clause
from app.handover.note import Note
from app.handover.scorecard import Span
from app.language.clauses import Clause
from app.language.mentions import NumberMention
from app.language.vocabulary import VOCABULARY

_AMOUNTS = VOCABULARY.words["amounts"]
_FALLING = VOCABULARY.words["falling"]
_FEWER = VOCABULARY.words["fewer"]
_RECOVERED = VOCABULARY.words["recovered"]
_BACK_BEFORE = VOCABULARY.words["back_before"]
_WELL_AGAIN = VOCABULARY.words["doing_again"]
_DATA_SIZES = VOCABULARY.words["data_sizes"]
_QUANTITIES = VOCABULARY.words["quantities"]
_PUT_RIGHT = VOCABULARY.words["put_right"]
_STEPS_DOWN = frozenset(("to", "from"))
_REACH = 4
_NEAR = 2
_UNTOLD = frozenset({"negators", "hedges", "conditional"})


def recovers(note: Note, clause: Clause, after: int, ends: int | None = None) -> bool:
    """Whether the words from this position to the end of its clause, or `ends`, say that something works again."""
    if clause.flags & _UNTOLD or "broken" in clause.flags:
        return False
    return any(_is_recovery(note, at) for at in range(after, min(clause.last, ends or clause.last)))


def recovering(note: Note) -> Iterator[Span]:
    """Every stretch that shows it: only to be asked where the truth is that things get better."""
    for clause in note.reading.clauses:
        if clause.asks or clause.question or clause.flags & _UNTOLD:
            continue
        yield from _fewer(note, clause)
        yield from _amount_falling(note, clause)
        yield from _some_back(note, clause)
        yield from _works_again(note, clause)
        yield from _down_to(note, clause)
        yield from _put_right(note, clause)
        yield from _fallen(note, clause)


def _fewer(note: Note, clause: Clause) -> Iterator[Span]:
    """ "Fewer tills are hit now"."""
    for at in range(clause.first, clause.last - 1):
        if note.reading.words[at].stem in _FEWER:
            yield in_its_clause(note, at, min(clause.last, at + _REACH))


def _amount_falling(note: Note, clause: Clause) -> Iterator[Span]:
    """ "The queue is dropping", "numbers down"."""
    words = note.reading.words
    for at in range(clause.first, clause.last):
        if words[at].stem in _AMOUNTS:
            end = min(clause.last, at + _REACH + 1)
            fall = next((place for place in range(at + 1, end) if words[place].stem in _FALLING), None)
            if fall is not None:
                yield in_its_clause(note, at, fall + 1)


def _some_back(note: Note, clause: Clause) -> Iterator[Span]:
    """ "Most desks are back", "32 of 52 have come back", "half of them work again"."""
    words = note.reading.words
    for at in range(clause.first, clause.last):
        word = words[at]
        counted = isinstance(word.mention, NumberMention) or word.stem in _QUANTITIES
        if counted and "broken" not in clause.flags:
            back = next((place for place in range(at + 1, clause.last) if _is_recovery(note, place)), None)
            if back is not None:
                yield in_its_clause(note, at, back + 1)


def _works_again(note: Note, clause: Clause) -> Iterator[Span]:
    """ "Builds are passing again": the thing does what it is for, without a number."""
    words = note.reading.words
    for at in range(clause.first + 1, clause.last) if "broken" not in clause.flags else ():
        if words[at].stem == "again" and words[at - 1].stem in _WELL_AGAIN:
            yield in_its_clause(note, max(clause.first, at - _REACH), at + 1)


def _fallen(note: Note, clause: Clause) -> Iterator[Span]:
    """ "Have dropped from 412 to 96": a number that fell, whatever it counts."""
    words = note.reading.words
    for at in range(clause.first + 1, clause.last - 2):
        one, other = words[at].mention, words[at + 2].mention
        if not (isinstance(one, NumberMention) and isinstance(other, NumberMention) and words[at + 1].stem == "to"):
            continue
        before = note.reading.stems[max(clause.first, at - _REACH) : at]
        if other.value < one.value and before[-1:] == ["from"] and not _FALLING.isdisjoint(before):
            yield in_its_clause(note, max(clause.first, at - 2), at + 3)


def _put_right(note: Note, clause: Clause) -> Iterator[Span]:
    """ "Put two right", "a restart fixed 2", "3 done so far": some are well, by name or by number."""
    words = note.reading.words
    for at in range(clause.first, clause.last):
        mention = words[at].mention
        if isinstance(mention, NumberMention) and mention.kind == "count":
            if not _DATA_SIZES.isdisjoint(note.reading.stems[at + 1 : at + 2]):
                continue
            near = range(max(clause.first, at - 2), min(clause.last, at + _NEAR + 1))
            fixed = next((place for place in near if words[place].stem in _PUT_RIGHT), None)
            if fixed is not None:
                yield in_its_clause(note, min(at, fixed), max(at, fixed) + 1)


def _is_recovery(note: Note, place: int) -> bool:
    """Whether this word says that something is as before: "recovered", "works again", "is back", not "rang back"."""
    words, clause = note.reading.words, note.clause_at(place)
    stem = words[place].stem
    if stem in _RECOVERED:
        return True
    before = {words[at].stem for at in range(max(clause.first, place - 2), place)}
    return stem in ("back", "again") and bool(before & _BACK_BEFORE)


def _down_to(note: Note, clause: Clause) -> Iterator[Span]:
    """ "Down to 20", "down from 52 to 20"."""
    words = note.reading.words
    for at in range(clause.first, clause.last - 2):
        number = isinstance(words[at + 2].mention, NumberMention)
        if words[at].stem == "down" and words[at + 1].stem in _STEPS_DOWN and number:
            yield in_its_clause(note, at, at + 3)
