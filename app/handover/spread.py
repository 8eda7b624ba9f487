"""Places that work, told in so many words to be hit as well: "London's got it too", "as is the north"."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from app.handover.case import Case
from app.handover.names_said import Place
from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.signs import Signs
from app.handover.totality import set_right
from app.language.clauses import Clause
from app.language.vocabulary import words_of

_RESERVED = frozenset(("fine", "negators", "hedges", "doubts", "not_known", "conditional"))
_TAKEN_BACK = frozenset(("fine", "doubts", "correction"))
_HIT_REACH, _ALSO_REACH = 3, 6
_ARTICLES = frozenset(("the", "our", "all"))


def told_well(case: Case, names: Collection[str]) -> Iterator[str]:
    """Of these names of places those whose place the scenario says is well."""
    well = case.scenario.items.get("not_affected")
    sites = case.scenario.items["sites"].truth.casefold().partition("; ")[2]
    texts = [] if well is None else [well.truth, *(way for point in well.points for way in point)]
    told = {word for text in (sites, *texts) for word in words_of(text.casefold())}
    return (name for name in names if told.issuperset(words_of(name.casefold())[:1]))


def hit_as_well(
    case: Case, note: Note, signs: Signs, found: Mapping[str, Sequence[Place]], others: Collection[str]
) -> Iterator[Span]:
    """Where a place that works is told to be hit too; `others` are the names that are not the truth's."""
    for name in told_well(case, others):
        places = [note.clause_at(first).flags for first, _, _ in found.get(name, ())]
        if any("fine" in flags for flags in places):
            continue
        for first, last, strong in found.get(name, ()):
            clause = note.clause_at(first)
            if strong and _is_plain(note, signs, clause) and _is_hit_too(note, signs, clause, first, last):
                yield note.span(first, last)


def _is_plain(note: Note, signs: Signs, clause: Clause) -> bool:
    """Whether a clause tells something as a fact, by no one's belief and not taken back."""
    if clause.section not in (None, "sites", "symptom") or clause.flags & _RESERVED or clause.question:
        return False
    taken_back = signs.sentence_flags(clause) & _TAKEN_BACK or set_right(note, signs, clause)
    return not (taken_back or signs.hedged(clause) or signs.believed(clause))


def _is_hit_too(note: Note, signs: Signs, clause: Clause, first: int, last: int) -> bool:
    """Whether "is down too" or "has it as well" stands behind a place, or "as is" before it behind what is hit."""
    reading = note.reading
    hit = reading.phrase_places("hit_there", last, min(clause.last, last + _HIT_REACH + 2))
    if hit and hit[0][0] < last + _HIT_REACH:
        also = reading.phrase_places("also", last, min(clause.last, last + _ALSO_REACH))
        if also and not any(word.mention for word in reading.words[last : clause.last]):
            return True
    start = first - 1 if reading.stems[first - 1] in _ARTICLES else first
    as_is = reading.phrase_places("as_is", clause.first, start)
    before = [index for index in reading.clauses_of_sentence[clause.sentence] if index < clause.index]
    struck = any(
        (index in signs.clauses_with("hit_there") or "broken" in reading.clauses[index].flags)
        and not reading.clauses[index].flags & _RESERVED
        for index in before[-1:]
    )
    return struck and any(low == clause.first and high == start for low, high in as_is)
