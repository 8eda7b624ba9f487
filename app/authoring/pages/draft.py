"""A page of the pack as its author is writing it, with what several pieces of advice want to know about it."""

from dataclasses import dataclass
from functools import cached_property

from app.authoring.pages.blocks import Block, Sentence, blocks
from app.content.checklist import Checklist
from app.content.glossary import Glossary
from app.content.module import Module
from app.content.problems import Problem
from app.content.prose import Prose
from app.content.reading import Document, read_document
from app.content.reading_ease import reading_ease, words

# Boxes that show how somebody wrote or spoke: examples, not the page's own words.
EXAMPLES = frozenset({"good", "poor"})


@dataclass(frozen=True)
class PageDraft:
    """A page that can be shown: its file below the content folder, its text, what it became, and the glossary."""

    file: str
    text: str
    prose: Prose
    glossary: Glossary

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What a reader sees, block by block."""
        return blocks(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The page's own sentences: no headings, tables, examples or footnotes."""
        own = (block for block in self.blocks if block.kind == "prose" and not block.note)
        return tuple(sentence for block in own if block.box not in EXAMPLES for sentence in block.sentences)

    @cached_property
    def ease(self) -> float:
        """Flesch's reading ease of the page's own sentences."""
        return reading_ease(sentence.text for sentence in self.sentences)

    @cached_property
    def words(self) -> int:
        """How many words there are to read; footnotes are not counted."""
        read = (sentence for block in self.blocks if not block.note for sentence in block.sentences)
        return sum(len(words(sentence.text)) for sentence in read)

    def hardest(self, number: int) -> tuple[Sentence, ...]:
        """The sentences that are hardest to read, the hardest first."""
        return tuple(sorted(self.sentences, key=lambda sentence: reading_ease([sentence.text]))[:number])

    def problem(self, line: int, what: str, mend: str) -> Problem:
        """A problem on this line of the page."""
        return Problem(self.file, line, what, mend)


@dataclass(frozen=True)
class ModuleDraft:
    """A module that can be shown, and the texts of its files."""

    module: Module
    checklist: Checklist
    page: PageDraft
    check_text: str
    practice_text: str

    @cached_property
    def check(self) -> Document:
        """Its knowledge check, for the lines of it."""
        return read_document(self.check_text, f"modules/{self.module.slug}/check.yml")

    @cached_property
    def practice(self) -> Document:
        """Its exercises, for the lines of them."""
        return read_document(self.practice_text, f"modules/{self.module.slug}/practice.yml")
