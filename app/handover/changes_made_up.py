"""Changes that a note tells of where none is on record, or nobody knows of any, in words the scenario never uses."""

from collections.abc import Iterator

from app.handover.case import Case
from app.handover.note import Note
from app.handover.signs import Signs
from app.language.clauses import Clause
from app.language.mentions import IdentifierMention, TimeMention
from app.language.vocabulary import VOCABULARY

_WENT_IN = VOCABULARY.words["gone_in"]
_DAYS = VOCABULARY.words["lately"]


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
        stems = {word.stem for word in words}
        dated = not _DAYS.isdisjoint(stems) or any(isinstance(word.mention, TimeMention) for word in words)
        referred = any(isinstance(word.mention, IdentifierMention) for word in words)
        if dated and not referred and not unheard.isdisjoint(stems) and not signs.hedged(clause):
            yield clause
