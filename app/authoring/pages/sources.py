"""Whether each figure says where it comes from: figures without a source, and footnotes that nothing refers to."""

import re
from collections.abc import Iterator

from app.authoring.pages.blocks import Block, Sentence, without_comments
from app.authoring.pages.draft import EXAMPLES, PageDraft
from app.content.problems import Problem

QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
_STUDY = re.compile(r"\b(?:stud(?:y|ies)|surveys?|trials?|researchers?|reports? (?:found|finds|says))\b", re.IGNORECASE)
_SUM = re.compile(r"[£$€]\s?\d|\d\s?%|\bper cent\b|\b\d[\d,.]* (?:million|billion)\b")
_COUNT = re.compile(r"\b\d[\d,]* (?:out of|of|in) \d")
_MADE_UP = re.compile(r"\binvented\b|\bmade up\b", re.IGNORECASE)
_MODEL = re.compile(r"\bmodel\b", re.IGNORECASE)
_NOTED = re.compile(r"(?m)^\[\^([^\]]+)\]:")
_REFERRED = re.compile(r"\[\^([^\]]+)\](?!:)")


def unsourced_figures(page: PageDraft) -> Iterator[Problem]:
    """Figures that do not say where they come from.

    A study needs a footnote in its paragraph or table. For a percentage or a sum of money it is enough that its
    section says that it is invented or a model; for a count such as "31 of 60", that the page says so.
    """
    made_up = {block.section for block in page.blocks if not block.note and _MADE_UP.search(block.text)}
    modelled = {block.section for block in page.blocks if not block.note and _MODEL.search(block.text)}
    for block in page.blocks:
        if block.note or block.sourced or block.kind == "heading" or block.box in EXAMPLES | {"source"}:
            continue
        for sentence in block.sentences:
            said = _figure(sentence, explained=block.section in made_up | modelled, invented=bool(made_up))
            if said:
                yield _unsourced(page, block, sentence, said)


def _figure(sentence: Sentence, explained: bool, invented: bool) -> str:
    """The words that need a source; empty when there are none. What is quoted is somebody's words, not a claim."""
    own = QUOTED.sub("", sentence.text)
    found = _STUDY.search(own) or (not explained and _SUM.search(own)) or (not invented and _COUNT.search(own))
    return found[0] if found else ""


def _unsourced(page: PageDraft, block: Block, sentence: Sentence, said: str) -> Problem:
    where = "table" if block.kind == "table" else "paragraph"
    what = f"'{said}' has no source: “{sentence.text}”"
    return page.problem(sentence.line, what, f"Give its {where} a footnote, or say that it is invented.")


def stray_footnotes(page: PageDraft) -> Iterator[Problem]:
    """Footnotes nothing refers to, and references to footnotes that are not there."""
    text = without_comments(page.text)
    noted = {found[1]: found.start() for found in _NOTED.finditer(text)}
    referred = {found[1]: found.start() for found in reversed([*_REFERRED.finditer(text)])}
    for name in noted.keys() - referred.keys():
        line = text.count("\n", 0, noted[name]) + 1
        yield page.problem(line, f"nothing refers to the footnote '{name}'.", f"Put [^{name}] where it belongs.")
    for name in referred.keys() - noted.keys():
        line = text.count("\n", 0, referred[name]) + 1
        what = f"there is no footnote '{name}', so the reader sees its brackets."
        yield page.problem(line, what, f"Write [^{name}]: and the source at the end of the page.")
