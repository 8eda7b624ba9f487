"""What a note tells that is not so now: what is yet to be done, and the trouble of another time."""

import re
from collections.abc import Iterator, Mapping

from app.handover.note import Note
from app.language.clauses import Clause
from app.language.mentions import NumberMention
from app.language.vocabulary import VOCABULARY, stem

_ACTS = VOCABULARY.words["plan_acts"]
_VERBS = _ACTS | VOCABULARY.words["plan_verbs"]
_SMALL = frozenset({"and", "then", "also", "to", "now", "next", "please", "pls", "someone", "somebody"})
_BEING = frozenset({"be", "being"})
_NEEDS = frozenset({"need", "needs"})
_DONE = frozenset({"done", "already"})
_TOLD = frozenset(map(stem, ("told", "asked", "advised", "instructed", "informed")))
_ORDERING = frozenset(map(stem, ("please", "pls", "plz", "kindly", "can", "could", "would")))
_JOINING = frozenset({"and", "so", "then", "&"})
_TELLING_ON = frozenset(map(stem, ("because", "since", "which", "who", "whom")))
_ENDS_HEADING = re.compile(r"[ *_]*(?:[:=>…]|-+(?=[> ])|$)")
_MARK = re.compile(r"[-*+>•·]|\d")
_REACH, _LONGEST_LABEL = 3, 4


def find_not_now(note: Note) -> Mapping[str, frozenset[int]]:
    """By item, the positions of words that tell only of another time.

    What is yet to be done is no part of what was tried, of who was told, of how people manage and of what works; last
    week's problem is not the symptom.
    """
    surely = {place for clause in _to_do(note) for place in range(clause.first, clause.last)}
    surely.update(place for each in _led(note, "plan_leads") for place in each)
    acts = frozenset(surely.union(*_led(note, "plan_leads_of_acts")))
    past = (note.clause_at(first) for first, _ in note.reading.phrase_places("other_trouble"))
    earlier = frozenset(place for clause in past for place in range(clause.first, clause.last))
    plans = frozenset(surely)
    return {"tried": acts, "told": acts, "workaround": plans, "not_affected": plans, "symptom": earlier}


def _to_do(note: Note) -> Iterator[Clause]:
    """The clauses under headings of things to do, of what is next as well."""
    yield from _listed(note)
    for clause in note.reading.clauses:
        if clause.section == "deadline" and _begins_with_an_act(note, clause):
            yield clause


def _written(note: Note, place: int) -> str:
    word = note.reading.words[place]
    return note.reading.folded.text[word.start : word.end]


def _listed(note: Note) -> Iterator[Clause]:
    """The clauses under a heading of things to do, behind it in its line or in the lines below."""
    clauses = note.reading.clauses
    placed = ((note.clause_at(first), first, last) for first, last in note.reading.phrase_places("plan_headings"))
    headings = {c.index: c for c, *whole in placed if whole == [c.first, c.last] and _heads(note, c)}
    for heading in headings.values():
        line, below = heading.line, not _goes_on(note, heading)
        marked = False
        for clause in clauses[heading.index + 1 :]:
            opens = clauses[clause.index - 1].line != clause.line
            if clause.index in headings or clause.section not in (None, heading.section):
                break
            if opens and below:
                was_marked, marked = marked, _is_marked(note, clause)
                first_line = line == heading.line
                if clause.line - line > 1 + first_line or (was_marked and not marked) or _is_label(note, clause):
                    break
                line = clause.line
            elif opens or (not below and clause.sentence != heading.sentence and not _is_order(note, clause)):
                break
            if not _tells_of_the_past(note, clause):
                yield clause


def _heads(note: Note, clause: Clause) -> bool:
    """Whether a clause stands at the beginning of its line or sentence, and a sign or the end of the line behind it."""
    before = note.reading.clauses[clause.index - 1] if clause.index else None
    begins = before is None or before.line != clause.line or before.sentence != clause.sentence
    text = note.reading.folded.text
    ends = text.find("\n", clause.end)
    return begins and bool(_ENDS_HEADING.match(text[clause.end : ends if ends >= 0 else len(text)]))


def _goes_on(note: Note, clause: Clause) -> bool:
    """Whether anything follows in the line of a clause."""
    after = note.reading.clauses[clause.index + 1 : clause.index + 2]
    return bool(after) and after[0].line == clause.line


def _is_marked(note: Note, clause: Clause) -> bool:
    """Whether a bullet or a number stands at the beginning of the clause's line."""
    text = note.reading.folded.text
    line = text[text.rfind("\n", 0, clause.start) + 1 : clause.start + 1].lstrip()
    return bool(_MARK.match(line))


def _is_label(note: Note, clause: Clause) -> bool:
    short = clause.last - clause.first <= _LONGEST_LABEL
    return short and note.reading.folded.text[clause.end : clause.end + 1] == ":"


def _is_order(note: Note, clause: Clause) -> bool:
    """Whether a clause begins with a verb in its plain form, is the number of one, or goes on from one."""
    place = clause.first
    if clause.last == place + 1 and isinstance(note.reading.words[place].mention, NumberMention):
        return True
    while place < clause.last - 1 and note.reading.stems[place] in _SMALL:
        place += 1
    before = note.reading.clauses[clause.index - 1]
    return _written(note, place) in _VERBS or before.sentence == clause.sentence


def _tells_of_the_past(note: Note, clause: Clause) -> bool:
    """Whether a clause among things to do says that one is done, or denies something."""
    return "negators" in clause.flags or not _DONE.isdisjoint(note.reading.stems[clause.first : clause.last])


def _led(note: Note, leads: str) -> Iterator[range]:
    """The words of what "will", "please" or the like leads to, and of the acts that follow in its sentence."""
    clauses, until = note.reading.clauses, 0
    for first, last in note.reading.phrase_places(leads):
        clause = note.clause_at(first)
        act = _act_behind(note, clause, first, last) if first >= until else None
        if act is None or _is_told_so(note, clause, first) or note.reading.has("untold", clause):
            continue
        until = _end(note, act, clause.last)
        yield range(_beginning(note, clause, first), until)
        for after in clauses[clause.index + 1 :]:
            if after.sentence != clause.sentence or not _begins_with_an_act(note, after):
                break
            until = after.last
            yield range(after.first, until)


def _act_behind(note: Note, clause: Clause, first: int, last: int) -> int | None:
    """Where the act that is led to stands: in its plain form, "be told", "needs restarting"; none if it is denied."""
    stems = note.reading.stems
    passive = not _BEING.isdisjoint(stems[first:last])
    for place in range(last, min(clause.last, last + _REACH)):
        if note.reading.phrase_places("negators", place, place + 1):
            return None
        passive = passive or stems[place] in _BEING
        needed = place == last and _written(note, first) in _NEEDS and _written(note, place).endswith("ing")
        if (stems[place] if passive or needed else _written(note, place)) in _ACTS:
            return place
    return None


def _is_told_so(note: Note, clause: Clause, place: int) -> bool:
    """Whether what is to be done is what somebody was told: "managers told they must warn the next shift"."""
    return not _TOLD.isdisjoint(note.reading.stems[clause.first : place])


def _beginning(note: Note, clause: Clause, lead: int) -> int:
    """Where what is led to begins: its clause, but what was done before "and will" or "please" was done."""
    stems = note.reading.stems
    if stems[lead] in _ORDERING:
        return lead
    joined = next((place + 1 for place in range(lead - 1, clause.first, -1) if stems[place] in _JOINING), lead)
    done = any(stems[place] in _ACTS for place in range(clause.first, joined))
    return joined if done or note.reading.phrase_places("was_told", clause.first, joined) else clause.first


def _end(note: Note, act: int, end: int) -> int:
    """Where it ends: the clause, or before "because", "who" and the like."""
    return next((place for place in range(act + 1, end) if note.reading.stems[place] in _TELLING_ON), end)


def _begins_with_an_act(note: Note, clause: Clause) -> bool:
    place = clause.first
    while place < clause.last - 1 and note.reading.stems[place] in _SMALL:
        place += 1
    return _written(note, place) in _ACTS
