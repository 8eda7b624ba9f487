"""What a note claims as the cause, where the truth is that nothing changed or that nobody knows."""

from app.handover.case import Case
from app.handover.evidence import phrases
from app.handover.note import Note
from app.handover.signs import Finding, Signs
from app.language.clauses import Clause
from app.language.vocabulary import VOCABULARY

_CHANGED = VOCABULARY.words["changed"]


def weigh_causes(finding: Finding, case: Case, note: Note, signs: Signs) -> None:
    """Causes told as fact: plainly wrong when they are a caller's belief or a change, and no truth speaks of them."""
    believed = _believed_words(case)
    innocent = _stems_of_truths(case)
    for clause in note.reading.clauses:
        if not _claims_a_cause(note, clause) or signs.hedged(clause):
            continue
        if {"negators", "not_known", "conditional", "fine"} & clause.flags or clause.section not in (None, "change"):
            continue
        inside = range(clause.first, clause.last)
        stems = {note.reading.words[place].stem for place in inside}
        telling = (stems & believed) | (stems & _CHANGED)
        if telling - innocent:
            finding.features["cause_said"] = 1.0
            finding.plainly_wrong.extend(phrases(note, inside))


def _claims_a_cause(note: Note, clause: Clause) -> bool:
    """Whether the clause says in so many words that something is the cause."""
    reading = note.reading
    if reading.phrase_places("cause_told", clause.first, clause.last):
        return True
    opens = [word.stem for word in reading.words[clause.first : clause.first + 3]]
    return opens[:1] in (["its"], ["it"]) and ("the" in opens or "is" in opens) and "new" in _stems(note, clause)


def _stems(note: Note, clause: Clause) -> set[str]:
    return {word.stem for word in note.reading.words[clause.first : clause.last]}


def _believed_words(case: Case) -> set[str]:
    """The telling words of what callers wrongly believe about the change, and of the changes that are not it."""
    ways = [*case.beliefs.get("change", ()), *case.decoys]
    return {word.stem for way in ways for word in way.words if word.stem.isalpha() and word.stem not in VOCABULARY.stop}


def _stems_of_truths(case: Case) -> frozenset[str]:
    """Words of what is true about the fault itself: to name them as the cause is no false claim."""
    ways = [way for item in ("service", "symptom", "error") for way in case.whole.get(item, ())]
    return frozenset(word.stem for way in ways for word in way.words)
