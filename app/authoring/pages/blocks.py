"""A page's Markdown cut into the blocks a reader sees, each with the line it stands on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.content.reading_ease import sentence_spans

BlockKind = Literal["heading", "prose", "table"]

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BOX = re.compile(r"!!! (\w+)")
_NOTE = re.compile(r"\[\^([^\]]+)\]:")
_INDENT = "    "
_LIST_ITEM = re.compile(r"(?m)^[ \t]*(?:[-*+]|\d+\.|:)[ \t]+")
_RULE_OF_TABLE = re.compile(r"(?m)^[ \t]*\|[ \t|:-]+\|[ \t]*$")
_PRACTICE = re.compile(r"(?m)^\[practice:[^\]\n]*\][ \t]*$")
# What Markdown hides from the reader: addresses of links, pictures, notes, attributes, signs of emphasis.
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)")
_REFERENCE = re.compile(r"\[\^[^\]]+\]")
_SIGNS = re.compile(r"\*\*|__|`|\{[^}]*\}|(?<!\w)[*_]|[*_](?!\w)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is read, and the line it begins on."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together. `box` is the kind of box they are in, `note` the footnote, both empty when none.

    `section` counts the headings of the second level before it.
    """

    kind: BlockKind
    line: int
    text: str
    box: str = ""
    note: str = ""
    section: int = 0

    @property
    def sourced(self) -> bool:
        """Whether it refers to a footnote."""
        return bool(_REFERENCE.search(self.text))

    @property
    def link_texts(self) -> tuple[str, ...]:
        """The words of its links."""
        return tuple(as_read(link[1]) for link in _LINK.finditer(self.text))

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences; an item of a list or a cell of a table ends one."""
        found = []
        for start, piece in self._pieces():
            seen = as_read(piece)
            for begin, end in sentence_spans(seen):
                words = seen[begin:end]
                lead = len(words) - len(words.lstrip())
                line = self.line + self.text.count("\n", 0, start) + seen.count("\n", 0, begin + lead)
                found.append(Sentence(line, " ".join(words.split())))
        return tuple(found)

    def _pieces(self) -> Iterator[tuple[int, str]]:
        if self.kind == "table":
            rows = _RULE_OF_TABLE.sub(lambda rule: " " * len(rule[0]), self.text)
            yield from ((cell.start(), cell[0]) for cell in re.finditer(r"[^|\n]+", rows))
            return
        begin = 0
        for mark in _LIST_ITEM.finditer(self.text):
            yield begin, self.text[begin : mark.start()]
            begin = mark.end()
        yield begin, self.text[begin:]


def as_read(text: str) -> str:
    """The words of some Markdown without its signs; line ends stay where they are."""
    return _SIGNS.sub("", _REFERENCE.sub("", _LINK.sub(r"\1", _PICTURE.sub("", text))))


def without_comments(text: str) -> str:
    """The text with its comments blanked; every line keeps its number."""
    return _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)


def blocks(page: str) -> tuple[Block, ...]:
    """The blocks of a page, its front matter left out."""
    front = _FRONT_MATTER.match(page)
    before = page.count("\n", 0, front.end()) if front else 0
    shown = _PRACTICE.sub("", without_comments(page[front.end() :] if front else page))
    lines = list(enumerate(shown.split("\n"), start=before + 1))
    return tuple(_in_sections(_cut(lines)))


def _cut(lines: list[tuple[int, str]], box: str = "", note: str = "") -> Iterator[Block]:
    """Blocks of these numbered lines; the indented lines of a box and of a footnote are cut by themselves."""
    at = 0
    while at < len(lines):
        number, line = lines[at]
        opened, noted = _BOX.match(line), _NOTE.match(line)
        if opened or noted:
            end = _end_of_indented(lines, at + 1)
            first = [(number, line[noted.end() :].strip())] if noted else []
            inside = [*first, *((n, text.removeprefix(_INDENT)) for n, text in lines[at + 1 : end])]
            yield from _cut(inside, opened[1] if opened else box, noted[1] if noted else note)
            at = end
            continue
        end = next((n for n in range(at + 1, len(lines)) if _begins_anew(lines[n][1])), len(lines))
        if line.strip():
            yield _block(lines[at:end], box, note)
        at = end if line.strip() else at + 1


def _end_of_indented(lines: list[tuple[int, str]], at: int) -> int:
    while at < len(lines) and (not lines[at][1].strip() or lines[at][1].startswith(_INDENT)):
        at += 1
    return at


def _begins_anew(line: str) -> bool:
    return not line.strip() or bool(_BOX.match(line) or _NOTE.match(line))


def _block(lines: list[tuple[int, str]], box: str, note: str) -> Block:
    text = "\n".join(line for _, line in lines)
    kind: BlockKind = "heading" if text.startswith("#") else "table" if text.lstrip().startswith("|") else "prose"
    return Block(kind, lines[0][0], text, box, note)


def _in_sections(found: Iterator[Block]) -> Iterator[Block]:
    section = 0
    for block in found:
        section += block.kind == "heading" and block.text.startswith("## ")
        yield Block(block.kind, block.line, block.text, block.box, block.note, section)
