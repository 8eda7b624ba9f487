"""Where a note says that it is everywhere, rightly or not."""

from collections.abc import Collection, Iterator
from itertools import takewhile

from app.handover.note import Note
from app.handover.signs import Signs
from app.language.clauses import Clause
from app.language.mentions import NumberMention, TimeMention
from app.language.vocabulary import VOCABULARY, stem

ALL = frozenset(map(stem, ("all", "every", "whole", "both", "each", "entire")))
_TAKEN_BACK = frozenset({"fine", "correction", "doubts"})
_NOUN_REACH, _WITHIN_REACH = 4, 6
_EARLY = 1
_WRONG = stem("wrong")
_BESIDES = frozenset({"plus", "and", "+", "&", "also", "includ"})
_ELSEWHERE = frozenset({"about", "at", "on", "to", "with", "from"})  # "it is all about shops"
_OPEN = frozenset(map(stem, ("them", "all", "board", "across", "over", "lot")))


def everywhere_said(
    note: Note, signs: Signs, nouns: Collection[str], named: Collection[int]
) -> Iterator[tuple[int, int, float | None]]:
    """Stretches of words that say it of all places, with the number if one is told ("all 23 hotels").

    `named` are the places where a true site begins: "all shops in Kent" says no more than Kent.
    """
    words = note.reading.words
    phrases = {
        first: last for first, last in note.reading.phrase_places("everywhere") if not _of_things(note, first, last)
    }
    for place, word in enumerate(words):
        clause = note.clause_at(place)
        after = range(place + 1, min(clause.last, place + _NOUN_REACH))
        noun = next((at for at in after if words[at].stem in nouns), None) if word.stem in ALL else None
        if noun is not None and not _ELSEWHERE.isdisjoint(note.reading.stems[place:noun]):
            continue
        last = phrases.get(place) or (noun + 1 if noun is not None else 0)
        if not last or not _is_plain(note, signs, clause, place):
            continue
        reach = range(place, min(clause.last, last + _WITHIN_REACH))
        if any(at in named for at in (reach if word.stem == "both" else _as_far_as_it_goes(note, reach))):
            continue
        numbers = (words[at].mention for at in range(place, last))
        yield place, last, next((m.value for m in numbers if isinstance(m, NumberMention)), None)


def _as_far_as_it_goes(note: Note, reach: range) -> Iterator[int]:
    """The places up to what is told besides: "every branch in both counties plus Hull" goes on about branches."""
    return takewhile(lambda at: note.reading.stems[at] not in _BESIDES, reach)


def _is_plain(note: Note, signs: Signs, clause: Clause, place: int) -> bool:
    """Whether the fault is what is said to be everywhere, as a fact and not taken back in the same breath."""
    if clause.section not in (None, "sites", "service", "symptom") or signs.negated(place) or signs.hedged(clause):
        return False
    flags = signs.sentence_flags(clause)
    if _TAKEN_BACK & flags or set_right(note, signs, clause):
        return False
    early = clause.sentence <= _EARLY and not _dated(note, clause)
    return clause.section is not None or early or bool({"broken", "negators"} & flags)


def _dated(note: Note, clause: Clause) -> bool:
    """Whether the sentence names a time, as one about what is to come does."""
    inside = note.reading.clauses_of_sentence[clause.sentence]
    first, last = note.reading.clauses[inside[0]].first, note.reading.clauses[inside[-1]].last
    return any(isinstance(word.mention, TimeMention) for word in note.reading.words[first:last])


def set_right(note: Note, signs: Signs, clause: Clause) -> bool:
    """Whether a report is set right in its own sentence or the next: "she had all six down; they aren't"."""
    corrected = signs.clauses_with("set_right")
    near = (note.reading.clauses_of_sentence.get(clause.sentence + step, ()) for step in (0, 1))
    return any(
        index in corrected and not _only_describes(note, note.reading.clauses[index])
        for inside in near
        for index in inside
    )


def _only_describes(note: Note, clause: Clause) -> bool:
    """Whether what would set a report right is the "wrong" of "wrong prices", which tells what the fault is."""
    places = note.reading.phrase_places("set_right", clause.first, clause.last)
    return all(
        note.reading.stems[first:last] == [_WRONG]
        and last < clause.last
        and note.reading.words[last].mention is None
        and note.reading.stems[last] not in VOCABULARY.stop
        for first, last in places
    )


def _of_things(note: Note, first: int, last: int) -> bool:
    """Whether "all of them" and the like may as well be about tills or people, where it is not asked where it is."""
    if note.clause_at(first).section == "sites":
        return False
    return note.reading.stems[first] in ("all", "the", "across") and note.reading.stems[last - 1] in _OPEN
