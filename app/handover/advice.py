"""Advice on clarity, beside the score and never part of it."""

from collections.abc import Mapping, Sequence

from app.handover.deciding import Decided
from app.handover.note import Note
from app.handover.signs import Signs
from app.language.vocabulary import VOCABULARY, stem

READABLE_WORDS = 120
_OPENING = ("service", "sites", "impact")
_BLAME = VOCABULARY.words["blame"]
_BLAMING = frozenset(map(stem, ("blame", "blames", "blamed")))
_GREETING = VOCABULARY.words["greeting"]
_OPENS_WITHIN, _SHORT = 2, 8


def advise(note: Note, decided: Sequence[Decided]) -> tuple[str, ...]:
    """What would make this handover quicker to read: its opening, its length, its tone."""
    reading = note.reading
    if not reading.clauses:
        return ()
    advice = []
    by_item: Mapping[str, Decided] = {each.item: each for each in decided}
    opening_ends = _opening_ends(note)
    service = by_item.get("service")
    if service and service.evidence and min(start for start, _ in service.evidence) > opening_ends:
        advice.append("Name the affected service in the first sentence: it decides who is called.")
    where = [by_item[item] for item in _OPENING[1:] if item in by_item and by_item[item].evidence]
    if where and all(min(start for start, _ in each.evidence) > opening_ends for each in where):
        advice.append("Say in the first sentence for whom it is broken and how bad it is.")
    words = sum(1 for word in reading.words if word.stem[:1].isalnum() or word.mention)
    if words > READABLE_WORDS * 1.5:
        advice.append(f"{words} words take about {round(words / 240 * 60)} seconds to read; thirty seconds is the aim.")
    if _blames(note) or reading.phrase_places("at_fault"):
        advice.append("Leave blame out: say what happened and in which order.")
    return tuple(advice)


def _blames(note: Note) -> bool:
    """Whether the writer blames, or calls names; that somebody else blames a thing is what they believe."""
    places = [place for place, word in enumerate(note.reading.words) if word.stem in _BLAME]
    signs = Signs(note) if places else None
    for place in places:
        clause = note.clause_at(place)
        told = note.reading.stems[place] in _BLAMING and place > clause.first
        if not (told and signs and signs.believed(clause)):
            return True
    return False


def _opening_ends(note: Note) -> int:
    """Where the first sentence ends that can tell something: a short greeting, request or decision may stand before
    it."""
    clauses = note.reading.clauses
    for inside in note.reading.clauses_of_sentence.values():
        first, last = clauses[inside[0]].first, clauses[inside[-1]].last
        opens = note.reading.stems[first : first + _OPENS_WITHIN]
        decides = note.reading.phrase_places("why_raised", first, last)
        if last - first > _SHORT or (_GREETING.isdisjoint(opens) and not decides):
            return clauses[inside[-1]].end
    return clauses[0].end
