"""What a note claims as the cause of the fault, told as fact and contrary to what the scenario says."""

from collections.abc import Iterator, Sequence

from app.content.scenario import Truth
from app.handover.case import Case, once_a_case
from app.handover.evidence import phrases
from app.handover.note import Note
from app.handover.signs import Finding, Signs
from app.language.clauses import Clause
from app.language.vocabulary import VOCABULARY, stem

_CHANGED = VOCABULARY.words["changed"]
_ACTS = VOCABULARY.words["change_acts"]
_ATTACKS = VOCABULARY.words["attacks"]
_POINTING = frozenset(map(stem, ("the", "that", "this", "them", "these", "those", "your", "their", "some", "new")))
_HEDGING = frozenset({"hedges", "doubts"})
_SURE, _SURER = 2, 3
_SOON = 1
_JOINING = frozenset({"so", "but", "and"})
_IT_IS = (("it", "is"), ("it", "was"), ("that", "is"), ("that", "was"), ("its",), ("it",))
_WHO_AND_WHERE = ("users", "sites")
_DENIED = frozenset({"negators", "not_known", "conditional", "fine"})


def weigh_causes(finding: Finding, case: Case, note: Note, signs: Signs) -> None:
    """Causes told as fact: plainly wrong when they are a caller's belief or a change, and no truth speaks of them."""
    truth = case.scenario.items["change"]
    believed, innocent = _believed_words(case), stems_of_truths(case)
    if case.scenario.decision == "security" and _ATTACKS.isdisjoint(believed):
        innocent |= _ATTACKS  # that somebody has broken in is what such a handover is about
    nobody_knows = truth.none or truth.unknown
    none = {start for start, _ in finding.none}
    for inside, outright in _causes_told(note, signs):
        if note.clause_at(inside.stop - 1).start in none:
            continue  # "cancelled because of the freeze" tells why there was none
        stems = {note.reading.words[place].stem for place in inside}
        named = nobody_knows and _names_a_cause(note, inside, innocent)
        sure = (
            1 if outright else _SURER if note.reading.phrase_places("why_raised", inside.start, inside.stop) else _SURE
        )
        if named or _is_false(truth, stems, believed, innocent, sure):
            finding.features["cause_said"] = 1.0
            finding.plainly_wrong.extend(phrases(note, inside))


def blamed_places(note: Note, signs: Signs) -> frozenset[int]:
    """The positions of the words that tell as a fact what the cause is."""
    return frozenset(place for inside, _ in _causes_told(note, signs) for place in inside)


def _is_false(truth: Truth, stems: set[str], believed: set[str], innocent: frozenset[str], sure: int) -> bool:
    """Whether words that tell a cause tell one that is none: where a change is known, only what callers believe.

    `sure` words of what is believed will do where it was none: one where the word cause itself or its like is said,
    more where the reason may be one for the priority: "P1 because 400 people cannot work".
    """
    blamed = stems - innocent
    acts = bool(blamed & (_CHANGED | _ACTS | _ATTACKS))
    if truth.none or truth.unknown:
        return acts or len(blamed & believed) >= sure
    return len(blamed & believed) >= (_SURE if acts else _SURER) and not stems & innocent & _ACTS


def _names_a_cause(note: Note, inside: range, innocent: frozenset[str]) -> bool:
    """Whether something is called the cause in so many words ("a blown fuse being the cause"), not "of" something."""
    stems = note.reading.stems
    for first, last in note.reading.phrase_places("cause_named", inside.start, inside.stop):
        beside = [stems[at] for at in inside if not first <= at < last]
        said = [word for word in beside if word.isalpha() and word not in VOCABULARY.stop and word not in innocent]
        if said and stems[last : last + 1] != ["of"]:
            return True
    return False


def _causes_told(note: Note, signs: Signs) -> Iterator[tuple[range, bool]]:
    """The stretches that say as a fact what the cause is, and whether outright."""
    told: dict[int, int] = {}
    for first, _ in note.reading.phrase_places("cause_told"):
        told.setdefault(note.reading.words[first].clause, first)
    for clause in note.reading.clauses:
        place = told.get(clause.index, clause.first if _opens_with_it_is(note, clause) else None)
        if place is None or clause.section not in (None, "change", "symptom") or _in_doubt(note, signs, clause, place):
            continue
        first = clause.first
        if place - first <= _SOON:
            for before in reversed(note.reading.clauses[max(0, clause.index - _SOON - 1) : clause.index]):
                if before.sentence != clause.sentence or before.flags & _DENIED:
                    break
                first = before.first
        yield range(first, clause.last), note.reading.has("cause_outright", clause)


def _in_doubt(note: Note, signs: Signs, clause: Clause, place: int) -> bool:
    """Whether what is told at this position as the cause is doubted, denied or asked."""
    if {"not_known", "fine"} & clause.flags or clause.asks or _denied_after(note, clause):
        return True
    asked_to_act = clause.question and note.reading.has("request", clause)
    if clause.question and not asked_to_act:
        return True
    if _HEDGING & clause.flags or (not clause.question and (signs.hedged(clause) or signs.believed(clause))):
        return True
    return any(note.reading.phrase_places(kind, clause.first, place) for kind in ("negators", "conditional"))


def _denied_after(note: Note, clause: Clause) -> bool:
    """Whether the writer does not agree, in a word behind it: "the gateman blames the screens, I don't"."""
    after = note.reading.clauses[clause.index + 1 : clause.index + 2]
    return any(c.sentence == clause.sentence and note.reading.has("disagreed", c) for c in after)


def _opens_with_it_is(note: Note, clause: Clause) -> bool:
    """Whether a clause points at something new as the fault: "it's that update they did", "its the new cards"."""
    stems = note.reading.stems[clause.first : clause.last]
    after = _after_it_is(stems)
    return bool(after) and after < len(stems) and stems[after] in _POINTING and bool(_ACTS & set(stems[after:]))


def points_at(note: Note, clause: Clause) -> bool:
    """Whether a clause points at something as the fault: "it's a mast down"."""
    return bool(_after_it_is(note.reading.stems[clause.first : clause.last]))


def _after_it_is(stems: Sequence[str]) -> int:
    """Where the words go on behind "it's", "so that was", "but it is" at their beginning; 0 if they do not begin so."""
    start = int(bool(stems) and stems[0] in _JOINING)
    return next((start + len(it) for it in _IT_IS if tuple(stems[start : start + len(it)]) == it), 0)


@once_a_case
def _believed_words(case: Case) -> set[str]:
    """The telling words of what callers wrongly believe about the change, and of the changes that are not it."""
    ways = [*case.beliefs.get("change", ()), *case.decoys]
    return {word.stem for way in ways for word in way.words if word.stem.isalpha() and word.stem not in VOCABULARY.stop}


@once_a_case
def stems_of_truths(case: Case) -> frozenset[str]:
    """Words of what is true about the fault itself, of who has it and where: to name them as the cause is no false
    claim."""
    truth = case.scenario.items["change"]
    items = ("service", "symptom", "error", *(() if truth.none or truth.unknown else ("change",)))
    ways = [way for item in items for way in case.whole.get(item, ())]
    ways += [way for item in _WHO_AND_WHERE for way in case.truths.get(item, ())]
    ways += [way for point in case.points.get("change", ()) for way in point.ways] if "change" in items else []
    return frozenset(word.stem for way in ways for word in way.words)
