"""Whether a tired person understands the page: its reading ease, and sentences too long to keep in mind."""

from collections.abc import Iterator

from app.authoring.pages.draft import PageDraft
from app.content.problems import Problem
from app.content.reading_ease import words

PLAIN = 60  # Flesch's own bound of plain English
LONGEST_SENTENCE = 35
_SHOWN = 3


def hard_to_read(page: PageDraft) -> Iterator[Problem]:
    """A page below plain English, with its hardest sentences."""
    if page.ease < PLAIN:
        worst = "; ".join(f"line {sentence.line}: “{sentence.text}”" for sentence in page.hardest(_SHOWN))
        what = f"the reading ease is {page.ease:.0f}, and {PLAIN} is the least for a tired reader."
        yield page.problem(1, what, f"Shorten sentences and words, these first. {worst}")


def long_sentences(page: PageDraft) -> Iterator[Problem]:
    """Sentences of more than 35 words."""
    for sentence in page.sentences:
        length = len(words(sentence.text))
        if length > LONGEST_SENTENCE:
            what = f"this sentence has {length} words: “{sentence.text}”"
            yield page.problem(sentence.line, what, "Make two of it.")
