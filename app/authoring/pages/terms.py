"""Whether glossary and pages know each other: terms nothing leads to, and terms a page uses and does not link."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from app.authoring.pages.blocks import as_read
from app.authoring.pages.draft import EXAMPLES, ModuleDraft
from app.authoring.pages.sources import QUOTED
from app.authoring.pages.wording import LONGEST_SENTENCE
from app.content.glossary import Glossary, Term
from app.content.problems import Problem
from app.content.prose import Prose
from app.content.reading import Document
from app.content.reading_ease import sentence_spans, words


def unused(glossary: Glossary, pages: Iterable[Prose], document: Document) -> Iterator[Problem]:
    """Terms no page links to and no other term names under `see`."""
    linked = {link.to for page in pages for link in page.links if link.kind == "glossary"}
    named = {other for term in glossary.terms for other in term.see}
    for number, term in enumerate(glossary.terms):
        if term.id not in linked | named:
            mend = f"Link it where it is used, [{term.term.lower()}](glossary:{term.id}), or take it out."
            yield document.problem(("terms", number), f"nothing leads to the term '{term.term}'.", mend)


def unlinked(draft: ModuleDraft) -> Iterator[Problem]:
    """Terms a module uses in its own words and links nowhere, neither to the glossary nor to a page that explains them.

    Only terms of two or more words, or with capitals inside, as they stand in the glossary: everyday words would be
    named on every page. An item of the checklist is explained there, so its label needs no link.
    """
    page = draft.page
    linked = {link.to for link in page.prose.links if link.kind == "glossary"}
    linking = [words for block in page.blocks for words in block.link_texts]
    labels = [item.label.casefold() for item in draft.checklist.items]
    seen: set[str] = set()
    for block in page.blocks:
        if block.note or block.kind == "heading" or block.box in EXAMPLES:
            continue
        text = QUOTED.sub(_blanked, as_read(block.text))
        for term in _telling(page.glossary):
            found = _pattern(term.term).search(text)
            if found is None:
                continue
            text = _pattern(term.term).sub(_blanked, text)  # not also as a shorter term within it
            explained = any(term.term.casefold() in label for label in labels)
            if term.id not in linked | seen and not explained and not any(map(_pattern(term.term).search, linking)):
                seen.add(term.id)
                line = block.line + text.count("\n", 0, found.start())
                used = " ".join(found[0].split())
                what = f"'{used}' is in the glossary and linked nowhere on this page."
                yield page.problem(line, what, f"Link it once: [{used}](glossary:{term.id}).")


def hard_to_read(glossary: Glossary, document: Document) -> Iterator[Problem]:
    """Explanations with a sentence of more than 35 words."""
    for number, term in enumerate(glossary.terms):
        for begin, end in sentence_spans(term.means):
            length = len(words(term.means[begin:end]))
            if length > LONGEST_SENTENCE:
                what = f"'{term.term}' is explained in a sentence of {length} words."
                yield document.problem(("terms", number, "means"), what, "Make two of it.")


def _blanked(words: re.Match[str]) -> str:
    return re.sub(r"\S", " ", words[0])


def _telling(glossary: Glossary) -> list[Term]:
    """The terms that are looked for, the longest first."""
    telling = [term for term in glossary.terms if " " in term.term or any(letter.isupper() for letter in term.term[1:])]
    return sorted(telling, key=lambda term: -len(term.term))


@lru_cache(maxsize=512)
def _pattern(term: str) -> re.Pattern[str]:
    spaced = r"\s+".join(re.escape(word) for word in term.split())
    return re.compile(rf"(?<![\w-]){spaced}s?(?![\w-])", re.IGNORECASE if " " in term else re.NOFLAG)
