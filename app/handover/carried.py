"""What one clause of a list says for all of it: "pubs, officer, bank: not", "email, phones and tags fine"."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from app.language.clauses import Clause
from app.language.reading import Reading
from app.language.vocabulary import VOCABULARY, stem

_SENSES = frozenset(("fine", "broken", "negators"))
_DOUBTING = frozenset(("hedges", "doubts", "not_known", "conditional"))
_MEMBER = 4
_TAIL = 7
_ONLY_SENSE = 3
_LINES_OF = "not_affected"
_NAME = 3
_ENDS_LEFT_OUT = VOCABULARY.words["ends_left_out"]
_LEAVING_OUT = VOCABULARY.words["leaving_out"]
_HIT = VOCABULARY.words["hit_words"]
_ASKED = _HIT | frozenset(map(stem, ("told", "informed", "notified", "aware", "warned", "advised")))
_HURT, _LEFT_OUT = frozenset({"broken"}), frozenset({"left_out"})
_NO = re.compile(r" ?[:=] ?(?:n|no)\b(?! \w)")
_NO_OTHER = frozenset(("no", "none", "neither", "nor"))
_BUT = frozenset(("but", "yet", "though", "however"))
_POINTING = frozenset(map(stem, ("it", "they", "that", "there", "this")))
_IS = frozenset(("is", "are", "was", "were", "has", "have"))


def carried_flags(reading: Reading) -> list[frozenset[str]]:
    """The flags of each clause with those that the list it stands in lends it; `left_out` is "not Hull", "bar Hull"."""
    telling = {reading.words[first].clause for first, _ in reading.phrase_places("was_told")}
    flags = [_with_heading(clause) for clause in reading.clauses]
    for clause in reading.clauses:
        opens = reading.words[clause.first].stem in _LEAVING_OUT and 1 < clause.last - clause.first <= _MEMBER + 1
        if opens or _ends_left_out(reading, clause) or _and_no_other_is(reading, clause):
            flags[clause.index] |= {"left_out"}
        elif _is_answered_no(reading, clause):
            told = clause.index in telling
            flags[clause.index] = (
                flags[clause.index] | {"negators"} if told else _LEFT_OUT | flags[clause.index] - _HURT
            )
        elif clause.index in telling and _is_answered_unknown(reading, clause):
            flags[clause.index] |= {"not_known"}
    for inside in reading.clauses_of_sentence.values():
        if len(inside) > 1:
            clauses = [reading.clauses[index] for index in inside]
            _carry_back(clauses, flags, telling)
            _carry_on(clauses, flags)
            for clause, after in pairwise(clauses):
                if _is_denied(reading, clause, after):
                    flags[clause.index] |= {"hedges"}
    return flags


def _is_denied(reading: Reading, clause: Clause, after: Clause) -> bool:
    """Whether somebody is told to say that a thing is fine, and what follows denies it: "she says the annexe is fine,
    but it fails there too"."""
    stems, denial = reading.stems[clause.first : clause.last], reading.stems[after.first : after.last]
    told = "reported" in clause.flags or ("take" in stems and ("to", "be") in pairwise(stems))
    if "fine" not in clause.flags or not told or denial[0] not in _BUT:
        return False
    if "doubts" in after.flags:
        return True
    same = reading.has("also", after) or not after.flags.isdisjoint({"broken", "negators"})
    return same and "fine" not in after.flags and not _POINTING.isdisjoint(denial)


def _ends_left_out(reading: Reading, clause: Clause) -> bool:
    """Whether a thing is named and "no" said of it, no more: "shops not", "the east: nil", "annexe 0"."""
    last = reading.words[clause.last - 1].stem
    named = clause.last - clause.first - 1
    return 1 <= named <= _NAME and (last in _ENDS_LEFT_OUT or last == "#0") and not clause.flags & _DOUBTING


def _and_no_other_is(reading: Reading, clause: Clause) -> bool:
    """Whether one thing is said to be hit and another left out: "every shop is affected and no depot is"."""
    stems = reading.stems[clause.first : clause.last]
    if stems[-1] not in _IS or clause.flags & _DOUBTING:
        return False
    no = next((at for at in range(len(stems) - 2, -1, -1) if stems[at] in _NO_OTHER), None)
    return no is not None and _HIT.isdisjoint(stems[no:]) and not _HIT.isdisjoint(stems[:no])


def _is_answered_no(reading: Reading, clause: Clause) -> bool:
    """Whether a form asks if a thing is hit or somebody told and answers by "no" or its letter: "annexe hit: N"."""
    asked = reading.stems[clause.last - 1] in _ASKED and clause.last - clause.first > 1
    return asked and "negators" not in clause.flags and bool(_NO.match(reading.folded.text, clause.end))


def _is_answered_unknown(reading: Reading, clause: Clause) -> bool:
    """Whether a form asks if somebody was told and answers that it is not known."""
    answer = reading.clauses[clause.index + 1 : clause.index + 2]
    asked = reading.stems[clause.last - 1] in _ASKED and bool(answer) and answer[0].line == clause.line
    return asked and "not_known" in answer[0].flags and reading.folded.text[clause.end : clause.end + 1] in (":", "=")


def _with_heading(clause: Clause) -> frozenset[str]:
    """What stands under "not affected" is said to be fine unless it says otherwise."""
    if clause.section == _LINES_OF and not clause.flags & {"broken", "negators", *_DOUBTING}:
        return clause.flags | {"fine"}
    return clause.flags


def _is_member(clause: Clause) -> bool:
    """Whether a clause only names something."""
    return clause.last - clause.first <= _MEMBER and not clause.flags & (_SENSES | _DOUBTING)


def _carry_back(clauses: Sequence[Clause], flags: list[frozenset[str]], telling: Collection[int]) -> None:
    """From the clause that ends a list to the members before it."""
    lent: frozenset[str] = frozenset()
    for clause in reversed(clauses):
        if clause.flags & (_SENSES | _DOUBTING):
            short = clause.last - clause.first <= _TAIL and not clause.flags & _DOUBTING
            lent = clause.flags & _SENSES if short else frozenset()
        elif _is_member(clause) and clause.index not in telling:
            flags[clause.index] |= lent
        else:
            lent = frozenset()


def _carry_on(clauses: Sequence[Clause], flags: list[frozenset[str]]) -> None:
    """From a clause that opens a list and says nothing else ("OK: …") to the members after it."""
    first = clauses[0]
    if first.last - first.first > _ONLY_SENSE or not first.flags & _SENSES or first.flags & _DOUBTING:
        return
    for clause in clauses[1:]:
        if not _is_member(clause):
            return
        flags[clause.index] |= first.flags & _SENSES
