"""A direction answered as in a form: "Getting worse: yes", or a box ticked beside it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.handover.note import Note
from app.handover.scorecard import Span

_ASKED = {
    "worse": re.compile(r"\b(?:wors\w*|spread\w*|growing|increasing|deteriorating|escalating)\b"),
    "better": re.compile(r"\b(?:better|improving|recovering|easing)\b"),
}
_ANSWER = re.compile(
    r"[ \n]{0,2}[\[(]? ?(?:(?P<yes>yes|yep|y|x)|no|nope|n)\b(?! ?(?:change|longer|more|idea))(?! ?[\])] ?(?:no|n)\b)"
)
# "[x] yes [ ] no", "yes [ ] no [x]": the ticked one of two boxes, before or behind their words.
_TICKED = r"\[ ?[x*✓✔y] ?\]|[☑☒✓✔]"
_YES, _NO = r"(?:yes|yep|y)", r"(?:no|nope|n)"
_OF_TWO = re.compile(
    rf"[ \n]{{0,2}}(?:(?:(?P<yes>{_TICKED})|\[ ?\]|[☐□]) ?{_YES}[ ,/]*(?:{_TICKED}|\[ ?\]|[☐□]) ?{_NO}\b"
    rf"|{_YES} ?(?:(?P<yes_behind>{_TICKED})|\[ ?\]|[☐□])[ ,/]*{_NO} ?(?:{_TICKED}|\[ ?\]|[☐□]))"
)
_BOX = re.compile(r"\[ ?(?P<tick>[x*✓✔y])? ?\]|[☐□]|(?P<ticked>[☑☒✓✔])")
_LONGEST_LINE = 120


class Answer(NamedTuple):
    """Yes or no to one direction (None where no box or both are ticked), and where heading and answer stand."""

    choice: str
    yes: bool | None
    span: Span


def answered(note: Note) -> Iterator[Answer]:
    """The headings that ask for one direction alone, with the yes or no behind them."""
    text = note.reading.folded.text
    for start, end, item in note.reading.sections:
        asked = [choice for choice, words in _ASKED.items() if words.search(text, start, end)]
        if item != "trend" or len(asked) != 1:
            continue
        boxes, answer = _OF_TWO.match(text, end), _ANSWER.match(text, end)
        if boxes is not None:
            yield Answer(asked[0], _ticked(boxes), (start, boxes.end()))
        elif answer is not None:
            yield Answer(asked[0], answer["yes"] is not None, (start, answer.end()))


def _ticked(boxes: re.Match[str]) -> bool | None:
    """Which of two boxes is ticked, the one for yes or the one for no."""
    if len(re.findall(_TICKED, boxes[0])) != 1:
        return None
    return boxes["yes"] is not None or boxes["yes_behind"] is not None


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
