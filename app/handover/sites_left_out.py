"""What a note leaves out when it says that it is everywhere: "all shops bar the Peak", "everywhere but Brockwell"."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from app.handover.names_said import Place
from app.handover.note import Note
from app.handover.totality import ALL
from app.language.vocabulary import VOCABULARY

_EXCEPT = VOCABULARY.words["except"]
_BEFORE, _BEHIND, _RIGHT_BEHIND = 5, 4, 2


def left_out(note: Note, found: Mapping[str, Sequence[Place]]) -> dict[str, tuple[int, int]]:
    """The places left out by name, each with where the whole saying begins and ends, in words.

    `found` are the places named, as `names_said.places_of` finds them.
    """
    said: dict[str, tuple[int, int]] = {}
    stems = note.reading.stems
    starts = sorted((first, last, name) for name, places in found.items() for first, last, _ in places)
    for at in (at for at, stem in enumerate(stems) if stem in _EXCEPT):
        clause = note.clause_at(at)
        inside = note.reading.clauses_of_sentence[clause.sentence]
        low = max(note.reading.clauses[inside[0]].first, at - _BEFORE)
        everywhere = [first for first, _ in note.reading.phrase_places("everywhere", low, at)]
        everything = min((*everywhere, *(place for place in range(low, at) if stems[place] in ALL)), default=None)
        reach = at + (_RIGHT_BEHIND if stems[at] == "but" else _BEHIND)  # "but" mostly begins something else
        for first, last, name in starts[bisect_right(starts, (at + 1,)) :] if everything is not None else ():
            if first > reach or note.clause_at(first).sentence != clause.sentence:
                break
            if stems[at] == "but" and at == clause.first and last < clause.last:
                break  # ", but Armagh has its key"
            said[name] = (everything or low, last)
            reach = last + 2
    return said
