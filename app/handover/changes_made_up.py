"""Changes that a note tells of and that are not it: in words the scenario never uses, or as callers believe it."""

from collections.abc import Iterator, Sequence

from app.handover.case import Case, Way
from app.handover.causes import stems_of_truths
from app.handover.note import Note
from app.handover.signs import Signs
from app.language.clauses import Clause, Word
from app.language.mentions import IdentifierMention, TimeMention
from app.language.vocabulary import VOCABULARY, stem

_WENT_IN = VOCABULARY.words["gone_in"]
_ACTS = _WENT_IN | VOCABULARY.words["change_acts"] | VOCABULARY.words["put_in"]
_DAYS = VOCABULARY.words["lately"]
_UNLIKE_A_CHANGE = frozenset({"negators", "not_known", "conditional", "fine"})
_TELLING = 2
_UPDATES, _RELEASE = frozenset(map(stem, ("update", "updated"))), frozenset({stem("release")})
_MESSAGES = frozenset(
    map(stem, ("next", "last", "further", "ticket", "handover", "log", "status", "call", "caller", "promised", "due"))
)


def made_up_changes(case: Case, note: Note, signs: Signs) -> Iterator[Clause]:
    """Clauses that tell of a change, and when: "the proxy was upgraded this morning"."""
    truth = case.scenario.items["change"]
    if not (truth.none or truth.unknown):
        return
    unheard = _WENT_IN - case.known.stems
    for clause in note.reading.clauses:
        if clause.section not in (None, "change") or "negators" in clause.flags or note.leaves_open(clause):
            continue
        words = note.reading.words[clause.first : clause.last]
        stems = {word.stem for word in words} - _of_messages(words)
        referred = any(isinstance(word.mention, IdentifierMention) for word in words)
        if _is_dated(words) and not referred and not unheard.isdisjoint(stems) and not _is_belief(signs, clause):
            yield clause


def _of_messages(words: Sequence[Word]) -> frozenset[str]:
    """The words that tell of no change here: a "next update 09:00", a "ticket updated", and "release the porters"."""
    stems = {word.stem for word in words}
    messages = _UPDATES if words[0].stem in _UPDATES or stems & _MESSAGES else frozenset()
    return messages | (_RELEASE if words[0].stem in _RELEASE else frozenset())


def innocent_changes(case: Case, note: Note, signs: Signs) -> Iterator[Clause]:
    """Clauses that tell, and date, a change which callers blame or the calendar has, and which is not it: "On Monday
    the new label printer was installed"."""
    innocent = stems_of_truths(case) | VOCABULARY.stop | _DAYS
    told = [_stems(way) - innocent for way in (*case.beliefs.get("change", ()), *case.decoys)]
    for clause in note.reading.clauses:
        if clause.section not in (None, "change") or clause.asks or clause.question or _UNLIKE_A_CHANGE & clause.flags:
            continue
        words = note.reading.words[clause.first : clause.last]
        stems = {word.stem for word in words}
        if _ACTS.isdisjoint(stems) or not _is_dated(words) or _is_belief(signs, clause):
            continue
        if any(len(telling & stems) >= _TELLING for telling in told):
            yield clause


def _is_belief(signs: Signs, clause: Clause) -> bool:
    return signs.hedged(clause) or signs.believed(clause)


def _is_dated(words: Sequence[Word]) -> bool:
    return any(word.stem in _DAYS or isinstance(word.mention, TimeMention) for word in words)


def _stems(way: Way) -> set[str]:
    return {word.stem for word in way.words if word.stem.isalpha()}
