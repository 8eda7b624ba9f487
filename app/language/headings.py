"""Finds the headings that no colon ends: in brackets, before an arrow or a tab, alone on their line, or in capitals."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from app.language.folding import Folded, fold
from app.language.vocabulary import VOCABULARY

_LED = r"^[ \t>*_#+•·-]*(?:\(?(?:\d{1,2}|[a-zA-Z])[.)][ \t]*)?"
_IN_BRACKETS = re.compile(_LED + r"[\[(<{](?P<heading>[^\W\d][^\[\]()<>{}\n]{1,40})[\])>}]")
_BEFORE_AN_ARROW = re.compile(
    _LED + r"(?P<heading>[^\W\d][^\n:=|?>\t]{1,40}?)[ *_]*(?:[-=]{1,2}>|>+|→|⇒|»|\t+|…|\.{2,})(?=[ \t]*\S)"
)
_ALONE = re.compile(_LED + r"(?P<heading>[^\W\d][^\n:=|?\t]{1,40}?)[ \t*_]*$")
_IN_CAPITALS = re.compile(_LED + r"(?P<heading>[A-Z][A-Z'/& ]{2,30}[A-Z])[ ]+(?=[a-z\d£$€~])")
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_LEADS = VOCABULARY.words["heading_leads"]
_PLAIN = VOCABULARY.words["plain_headings"]
_NEVER_SEVERAL = frozenset({"queue"})  # queues are what people stand in
_SPACES = re.compile(r" +")
_COLON = re.compile(r" ?[:=](?=\s)")
_WORD = re.compile(r"[^\W\d_][\w'/-]*")
_LONGEST, _MOST_WORDS = 40, 4
_LISTED = re.compile(r"[ \t]*[-*+>•·]")
_AT_LEAST = 2


class Heading(NamedTuple):
    """A heading that was found, in folded places, and the item it opens; `alone`: nothing else is on its line."""

    start: int
    end: int
    item: str
    alone: bool


def heading_key(text: str) -> str:
    """A heading as it is looked up: folded, with single spaces."""
    return _SPACES.sub(" ", fold(text).text).strip(" *_#>-:=?\n")


def item_of(written: str, headings: Mapping[str, str]) -> str | None:
    """The item that a folded heading stands for, "current impact" and "workaround (if any)" by their main words."""
    plain = " ".join(_IN_PARENTHESES.sub(" ", written).split()).rstrip("?")
    one = plain.removesuffix("s")
    for form in (written, plain, "" if one in _NEVER_SEVERAL else one):
        if form in headings:
            return headings[form]
    lead, _, rest = written.partition(" ")
    return headings.get(rest) if lead in _LEADS else None


def set_off(text: str, folded: Folded, headings: Mapping[str, str]) -> dict[int, Heading]:
    """The headings that stand out by their layout, by where they start in the folded text.

    Two or more are a form; one alone on its line is a heading only where a list follows, and capitals never by
    themselves ("INC 20418").
    """
    if not headings:
        return {}
    found = list(_candidates(text, folded, headings))
    form = len({heading.item for _, heading in found}) >= _AT_LEAST
    return {heading.start: heading for sure, heading in found if sure or form}


def _in_one_line(line: str, headings: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where headings with a capital letter end in a colon behind other words: "Service: TillPay Where: Leeds"."""
    for colon in _COLON.finditer(line):
        words = list(_WORD.finditer(line, max(0, colon.start() - _LONGEST), colon.start()))
        for word in words[-_MOST_WORDS:]:
            item = item_of(heading_key(line[word.start() : colon.start()]), headings) if word[0][0].isupper() else None
            if item is not None:
                yield word.start(), colon.end(), item
                break


def _candidates(text: str, folded: Folded, headings: Mapping[str, str]) -> Iterator[tuple[bool, Heading]]:
    """Every line that may begin with a heading, and whether it surely does."""
    start = 0
    lines = text.split("\n")
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        for form, sure in ((_IN_BRACKETS, True), (_BEFORE_AN_ARROW, True), (_ALONE, False), (_IN_CAPITALS, False)):
            match = form.match(line)
            key = heading_key(match["heading"]) if match else ""
            item = item_of(key, headings) if key else None
            if match is None or item is None or (form is not _ALONE and not sure and key not in _PLAIN):
                continue
            first, end = (folded.place_of(start + place) for place in match.span())
            if first < end:
                alone = form is _ALONE
                yield sure or (alone and bool(_LISTED.match(after))), Heading(first, end, item, alone)
            break
        inside = list(_in_one_line(line, headings))
        for first, end, item in inside[1:]:
            yield True, Heading(folded.place_of(start + first), folded.place_of(start + end), item, alone=False)
        start += len(line) + 1
