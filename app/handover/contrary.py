"""What a note says fails too although it works, and bare codes that are not the one on screen."""

from collections.abc import Iterator
from itertools import pairwise

from app.handover.case import Case
from app.handover.note import Note
from app.handover.signs import Finding, Signs
from app.language.clauses import Clause
from app.language.mentions import NumberMention
from app.language.vocabulary import VOCABULARY, stem, words_of

_STRUCK = VOCABULARY.words["struck"]
_CODES = frozenset(map(stem, ("code", "error", "err")))
_RESERVED = frozenset(("hedges", "doubts", "not_known", "conditional", "fine"))
_FAILING = ("service", "symptom", "users", "sites", "impact")
_LONGEST_SUBJECT = 7
_LEAD = 4  # letters of a word that leads to a code by its name: the "release" of "Release 41"
_IS = frozenset(map(stem, ("is", "are", "have", "has", "was", "were", "all", "gone", "went", "also", "been")))


def lost_as_well(case: Case, note: Note) -> Iterator[Clause]:
    """Clauses that say of what works that it is lost, out or gone "too": "headsets are gone as well"."""
    also = {note.reading.words[first].clause for first, _ in note.reading.phrase_places("also")}
    if not also:
        return
    works = {word.stem for way in case.truths["not_affected"] for word in way.words}
    works |= {word.stem for point in case.points["not_affected"] for way in point.ways for word in way.words}
    fails = {word.stem for item in _FAILING for way in case.truths.get(item, ()) for word in way.words}
    for index in sorted(also):
        clause = note.reading.clauses[index]
        if clause.section not in (None, "not_affected", "sites") or clause.flags & _RESERVED or clause.question:
            continue
        subject = _subject_of_loss(note, clause)
        meant = [word for word in subject if word in works]
        if meant and 2 * len(meant) >= len(subject) and fails.isdisjoint(subject):
            yield clause


def _subject_of_loss(note: Note, clause: Clause) -> list[str]:
    """The telling words before "are out", "is lost", "have gone" in a clause; none where nothing is said to be lost."""
    stems = note.reading.stems
    for place in range(clause.first + 1, min(clause.last, clause.first + _LONGEST_SUBJECT)):
        if stems[place] in _STRUCK and stems[place - 1] in _IS:
            denied = note.reading.phrase_places("negators", clause.first, place)
            return [] if denied else [stems[at] for at in range(clause.first, place) if note.tells[at]]
    return []


def _led_to_in_figures(note: Note, mention: NumberMention, place: int, leads: frozenset[str]) -> bool:
    """Whether one of these words stands right before a number; but for codes it must be written in figures."""
    lead = note.reading.words[place - 1]
    if lead.stem not in leads:
        return False
    beside = note.reading.folded.text[lead.end : mention.start].strip() == ""
    figures = note.reading.folded.text[mention.start : mention.end].isdecimal()
    return lead.stem in _CODES or (beside and figures)


def weigh_bare_codes(finding: Finding, case: Case, note: Note, signs: Signs) -> None:
    """ "Code thirteen" where the screen shows code 31: wrong unless the right one is told too."""
    item = case.scenario.items["error"]
    written = words_of(item.truth.casefold().replace(",", " "))
    wanted = {float(b) for a, b in pairwise(written) if stem(a) in _CODES and b.isdecimal()}
    leads = _CODES if wanted else frozenset()
    ways = (words_of(way.casefold()) for ways in item.points for way in ways)
    named = [(stem(a), float(b)) for way in ways for a, b in pairwise(way) if len(a) >= _LEAD and b.isdecimal()]
    wanted |= {number for _, number in named}
    leads |= {lead for lead, _ in named}
    told = [
        (mention, place)
        for mention, place in note.reading.placed
        if isinstance(mention, NumberMention) and place and _led_to_in_figures(note, mention, place, leads)
    ]
    if any(mention.value in wanted for mention, _ in told):
        return
    for mention, place in told:
        clause = note.clause_at(place)
        if mention.of is None and not (signs.hedged(clause) or signs.negated(place) or clause.asks):
            finding.plainly_wrong.append(note.span(place - 1, place + 1))
