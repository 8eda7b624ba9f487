"""Whether a module ends in what to keep of it."""

from collections.abc import Iterator

from app.authoring.pages.draft import ModuleDraft
from app.content.problems import Problem


def no_one_screen(draft: ModuleDraft) -> Iterator[Problem]:
    """A module without the section that is also its one-page summary."""
    if not draft.module.one_screen:
        mend = "End with '## On one screen' and five to eight lines; it is also printed by itself."
        yield draft.page.problem(1, "the page does not end in what to keep of it.", mend)
