"""How long and how hard each module is to read, as the check prints it."""

from dataclasses import dataclass

from app.authoring.pages.blocks import Sentence
from app.authoring.pages.draft import ModuleDraft

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """A module in figures: words without its footnotes, the minutes its author gives, reading ease, questions."""

    slug: str
    words: int
    minutes: int
    ease: float
    questions: int
    hardest: tuple[Sentence, ...]

    def __str__(self) -> str:
        minutes = f"{self.minutes} minute" if self.minutes == 1 else f"{self.minutes} minutes"
        questions = f"{self.questions} question" if self.questions == 1 else f"{self.questions} questions"
        return f"modules/{self.slug}: {self.words:,} words, {minutes}, reading ease {self.ease:.0f}, {questions}"


def measured(draft: ModuleDraft) -> Measure:
    """The figures of one module, with its three hardest sentences."""
    module, page = draft.module, draft.page
    number = len(module.check.questions)
    return Measure(module.slug, page.words, module.minutes, page.ease, number, page.hardest(_SHOWN))
