"""Whether the knowledge check is deep enough and explains itself."""

from collections.abc import Iterator

from app.authoring.pages.draft import ModuleDraft
from app.content.problems import Problem

FEWEST = 12


def shallow_pool(draft: ModuleDraft) -> Iterator[Problem]:
    """A pool so small that a second attempt asks the same again."""
    number = len(draft.module.check.questions)
    if number < FEWEST:
        what = f"the pool has {number} of the {FEWEST} questions it needs to be drawn from twice."
        yield draft.check.problem(("questions",), what, "Write more.")


def unexplained(draft: ModuleDraft) -> Iterator[Problem]:
    """Questions without a reason, and options nobody says anything about."""
    for number, question in enumerate(draft.module.check.questions):
        place = ("questions", number)
        if not question.why:
            what = f"the question '{question.id}' does not say why."
            yield draft.check.problem(place, what, "Give its reasoning under 'why'.")
        for at, option in enumerate(question.options):
            if not option.feedback:
                what = f"an option of '{question.id}' has no feedback: “{option.text}”"
                yield draft.check.problem((*place, "options", at), what, "Say in one sentence what it leads to.")
