"""A direction answered as in a form: "Getting worse: yes", or a box ticked beside it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from app.handover.note import Note
from app.handover.scorecard import Span

_ASKED = {
    "worse": re.compile(r"\b(?:wors\w*|spread\w*|growing|increasing|deteriorating|escalating)\b"),
    "better": re.compile(r"\b(?:better|improving|recovering|easing)\b"),
}
_ANSWER = re.compile(r"[ \n]{0,2}(?:(?P<yes>yes|yep|y|x)|no|nope|n)\b(?! ?(?:change|longer|more|idea))")
_BOX = re.compile(r"\[ ?(?P<tick>[x*✓✔y])? ?\]|[☐□]|(?P<ticked>[☑☒✓✔])")
_LONGEST_LINE = 120


class Answer(NamedTuple):
    """Yes or no to one direction: the position of the word, and where heading and answer stand."""

    choice: str
    yes: bool
    place: int
    span: Span


def answered(note: Note) -> Iterator[Answer]:
    """The headings that ask for one direction alone, with the yes or no behind them."""
    text = note.reading.folded.text
    for start, end, item in note.reading.sections:
        asked = [choice for choice, words in _ASKED.items() if words.search(text, start, end)]
        answer = _ANSWER.match(text, end) if item == "trend" and len(asked) == 1 else None
        if answer is not None:
            place = bisect_left(note.word_starts, answer.start())
            yield Answer(asked[0], answer["yes"] is not None, place, (start, answer.end()))


def has_blank_boxes(note: Note, span: Span) -> bool:
    """Whether a box without a tick stands here."""
    return any(not (box["tick"] or box["ticked"]) for box in _BOX.finditer(note.reading.folded.text, *span))


def is_left_blank(note: Note, span: Span) -> bool:
    """Whether the box beside these words has no tick: the one before them where their line begins with one."""
    text = note.reading.folded.text
    before = text[max(0, span[0] - _LONGEST_LINE) : span[0]].rpartition("\n")[2]
    behind = text[span[1] : span[1] + _LONGEST_LINE].partition("\n")[0]
    leading = list(_BOX.finditer(before))
    if leading and not before[: leading[0].start()].rpartition(":")[2].strip(" -*"):
        box = leading[-1]
    else:
        found = _BOX.search(behind)
        if found is None:
            return False
        box = found
    return not (box["tick"] or box["ticked"])
