"""None of so many that work, which is all of them that do not: "0 of 204 readable", "working 0/17"."""

from dataclasses import replace

from app.handover.note import Note
from app.language.mentions import NumberMention
from app.language.vocabulary import VOCABULARY

_AHEAD, _BEHIND = 2, 4
_WORKS = VOCABULARY.words["gets_through"] | VOCABULARY.words["well_again"]
_CAN_BE_DONE = ("able", "ible")
_UNABLE = ("un", "in", "im")
_LONG = 7  # letters of the shortest word such as "payable", so that "table" and "cable" are none


def as_struck(note: Note, mention: NumberMention, place: int) -> NumberMention:
    """The number as it counts what fails: none of so many that work as all of them, any other as it is."""
    if mention.value or mention.of is None or mention.kind != "count":
        return mention
    return replace(mention, value=mention.of) if _tells_what_works(note, place) else mention


def _tells_what_works(note: Note, place: int) -> bool:
    """Whether the words beside such a number, or beside the one before it on its line, say that something works."""
    clause = note.clause_at(place)
    near = range(max(clause.first, place - _AHEAD), min(clause.last, place + _BEHIND + 1))
    if any(_works(note, at) for at in near if at != place):
        return not note.reading.phrase_places("negators", near[0], near[-1] + 1)
    for at in range(place - 1, max(0, place - 2 * _BEHIND) - 1, -1):
        before = note.reading.words[at].mention
        if note.clause_at(at).line != clause.line:
            break
        if isinstance(before, NumberMention):
            return before.value == 0 and before.of is not None and _tells_what_works(note, at)
    return False


def _works(note: Note, at: int) -> bool:
    word, text = note.reading.words[at], note.reading.folded.text
    typed = text[word.start : word.end]
    can = len(typed) >= _LONG and typed.endswith(_CAN_BE_DONE) and not typed.startswith(_UNABLE)
    return can or word.stem in _WORKS or bool(note.reading.phrase_places("fine", at, at + 1))
