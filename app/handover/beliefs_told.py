"""What callers wrongly believe, where a note tells it as fact."""

from collections.abc import Collection, Sequence

from app.handover.case import Case, once_a_case
from app.handover.causes import blamed_places, points_at
from app.handover.evidence import phrases
from app.handover.matching import Matcher
from app.handover.note import Note
from app.handover.signs import Finding, Signs
from app.language.clauses import Clause
from app.language.mentions import NumberMention
from app.language.vocabulary import stem

_LONGEST_BELIEF = 3.0
_PLAINLY_BELIEVED = 0.8
_HALF_SAID, _FEW = 0.4, 3
_AT_LEAST = 2
_COUNTED_REACH = 2
_CONCLUDING = frozenset({"so", "henc", "therefor"})
_NEW = frozenset(map(stem, ("new", "latest", "recent")))
_OF_PEOPLE = frozenset({"told", "team", "contact", "tickets"})
_OF_THE_FAULT = ("symptom", "error")
_ARTICLES = frozenset(map(stem, ("the", "these", "those", "them", "that", "this", "any", "new", "their", "his", "her")))
_RULED_OUT_REACH = 4
_BUT = frozenset(map(stem, ("but", "except", "though", "stopped", "forbidden", "refused")))
_BEFORE = frozenset(map(stem, ("was", "were", "been", "before", "until", "till")))


def weigh_beliefs(finding: Finding, case: Case, note: Note, signs: Signs, matcher: Matcher, item: str) -> None:
    """Whether something a caller wrongly believes stands in the text as fact.

    What is believed to have changed may be told beside the change itself, or as in order, and blamed for nothing.
    """
    beside = item == "change" and bool(finding.features["id"] or finding.features["described"])
    blamed = blamed_places(note, signs) if item == "change" else frozenset()
    for belief in case.beliefs.get(item, ()):
        for covered in matcher.said(belief, 0.3):
            got, exact, places = covered.share, covered.exact, covered.places
            if sum(note.tells[place] and not _is_new_alone(note, place, places) for place in places) < _AT_LEAST:
                continue
            if got < _HALF_SAID and len(places) <= _FEW:
                continue
            touched = [note.reading.clauses[c] for c in {note.reading.words[p].clause for p in places}]
            if item not in _OF_PEOPLE and all(clause.section in _OF_PEOPLE for clause in touched):
                continue
            blaming = any(clause.index in signs.clauses_with("believed") for clause in touched)
            if not blaming and _tells_of_the_fault(case, note, item, places):
                continue
            if belief.counts and _is_counted_truly(case, note, signs, item, places):
                continue
            strength = min(1.0, (got + exact) / 2 * belief.total / min(belief.total, _LONGEST_BELIEF))
            negated = any("negators" in clause.flags for clause in touched) != belief.negative
            if item == "change" and (any(map(signs.believed, touched)) or _is_ruled_out(note, min(places))):
                continue
            if item == "workaround" and _was_only_meant(note, touched):
                continue
            if item == "change" and blamed.isdisjoint(places) and _is_told_beside(note, signs, touched, beside):
                continue
            endorsed = _endorsed(note, touched[0])
            if (any(signs.hedged(clause) for clause in touched) and not endorsed) or negated:
                continue
            if strength > finding.features["believed"]:
                finding.features["believed"] = strength
            reported = any("reported" in clause.flags for clause in touched) and not endorsed
            if strength >= _PLAINLY_BELIEVED and not reported:
                finding.plainly_wrong.extend(phrases(note, places))
            if strength >= 0.35:
                finding.wrong.extend(phrases(note, places))


def _is_new_alone(note: Note, place: int, places: Collection[int]) -> bool:
    """Whether "new" is said here of something else than the belief speaks of: "new firmware" for new readers."""
    if note.reading.stems[place] not in _NEW:
        return False
    ends = note.clause_at(place).last
    return next((at not in places for at in range(place + 1, ends) if note.tells[at]), False)


def _tells_of_the_fault(case: Case, note: Note, item: str, places: Collection[int]) -> bool:
    """Whether all the words of a belief that stand here are the truth's own for what fails: "Another session", which
    the screen shows, is no claim that somebody has broken in."""
    said = {note.reading.stems[place] for place in places if note.tells[place]}
    return any(said <= _stems_of_truth(case, other) for other in _OF_THE_FAULT if other != item)


@once_a_case
def _stems_of_truth(case: Case, item: str) -> frozenset[str]:
    return frozenset(word.stem for way in case.truths.get(item, ()) for word in way.words)


def _is_ruled_out(note: Note, place: int) -> bool:
    """Whether "not" stands right before what a caller blames: "not the new headsets"."""
    first = note.clause_at(place).first
    before = [
        stem for stem in note.reading.stems[max(first, place - _RULED_OUT_REACH) : place] if stem not in _ARTICLES
    ]
    return before[-1:] == ["not"]


def _was_only_meant(note: Note, touched: Sequence[Clause]) -> bool:
    """Whether what is told was meant and then not done: "he was going to do it by hand, but quality forbids it"."""
    clause = touched[0]
    last = note.reading.clauses[note.reading.clauses_of_sentence[clause.sentence][-1]].last
    for _, end in note.reading.phrase_places("only_meant", clause.first, clause.last):
        if not _BUT.isdisjoint(note.reading.stems[end:last]):
            return True
    return False


def _is_counted_truly(case: Case, note: Note, signs: Signs, item: str, places: Collection[int]) -> bool:
    """Whether a number that a caller has wrong is taken back, or the true one told of the same things: "one of the
    stolen boxes is whisky" beside "three boxes stolen"."""
    numbers = [(mention, place) for mention, place in note.reading.placed if isinstance(mention, NumberMention)]
    believed = {place for _, place in numbers}.intersection(places)
    kept = {place for _, place in signs.corrections.kept(numbers)}
    if believed and kept.isdisjoint(believed):
        return True
    ways = [way for point in case.points[item] for way in point.ways] + [*case.truths[item]]
    true = {word.mention.value for way in ways for word in way.words if isinstance(word.mention, NumberMention)}
    stems = note.reading.stems
    things = {stems[place] for place in places}
    return any(
        mention.value in true and not things.isdisjoint(stems[place + 1 : place + 1 + _COUNTED_REACH])
        for mention, place in numbers
        if place in kept - believed and not signs.hedged(note.clause_at(place))
    )


def _is_told_beside(note: Note, signs: Signs, touched: Sequence[Clause], beside: bool) -> bool:
    """Whether what somebody believes changed is told as in order or not fitting, or `beside` the change itself and
    nothing made of it."""
    if any(map(signs.set_aside, touched)):
        return True
    if any(clause.section == "change" or points_at(note, clause) for clause in touched):
        return False
    if all("fine" in c.flags and "broken" not in c.flags and not _was(note, c) for c in touched):
        return True
    last = note.reading.clauses[note.reading.clauses_of_sentence[touched[0].sentence][-1]].last
    return beside and _CONCLUDING.isdisjoint(note.reading.stems[min(c.first for c in touched) : last])


def _was(note: Note, clause: Clause) -> bool:
    """Whether a clause tells how it was: "it was fine before"."""
    return not _BEFORE.isdisjoint(note.reading.stems[clause.first : clause.last])


def _endorsed(note: Note, clause: Clause) -> bool:
    """Whether the sentence of a clause agrees with what it reports, and does not deny that anything does."""
    inside = (note.reading.clauses[index].flags for index in note.reading.clauses_of_sentence[clause.sentence])
    return any("endorsing" in flags and "negators" not in flags for flags in inside)
