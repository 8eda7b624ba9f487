"""Whether the exercises of a module stand on its page, and whether the real marker marks their lines as meant."""

import re
from collections.abc import Iterator

from app.authoring.pages.blocks import without_comments
from app.authoring.pages.draft import ModuleDraft
from app.content.exercises import RewriteExercise
from app.content.problems import Problem
from app.handover.marking import HandoverTooLong, mark_line

_MEANT = re.compile(r"\[practice\b[^\]\n]*\]")


def misplaced(draft: ModuleDraft) -> Iterator[Problem]:
    """Exercises placed that are not written, placed twice, or placed where they are not seen as such."""
    module, page = draft.module, draft.page
    written = {exercise.id for exercise in module.exercises}
    for name in sorted(set(module.placed)):
        line = _line_of(draft, name)
        if name not in written:
            yield page.problem(line, f"there is no exercise '{name}'.", "Write it in practice.yml, or take this out.")
        if module.placed.count(name) > 1:
            yield page.problem(line, f"the exercise '{name}' stands here more than once.", "Keep one.")
    text = without_comments(page.text)
    seen = set(module.placed)
    for meant in _MEANT.finditer(text):
        if meant[0].removeprefix("[practice:").removesuffix("]").strip() not in seen:
            line = text.count("\n", 0, meant.start()) + 1
            mend = "Write [practice: id] on a line of its own, not indented, with an empty line before and after."
            yield page.problem(line, f"the reader sees '{meant[0]}' and no exercise.", mend)


def unplaced(draft: ModuleDraft) -> Iterator[Problem]:
    """Exercises that are written and stand nowhere on the page."""
    for number, exercise in enumerate(draft.module.exercises):
        if exercise.id not in draft.module.placed:
            mend = f"Put [practice: {exercise.id}] on a line of its own."
            yield draft.practice.problem(("exercises", number), f"'{exercise.id}' stands nowhere on the page.", mend)


def unmarkable(draft: ModuleDraft) -> Iterator[Problem]:
    """Lines to rewrite whose own good wording is not captured in full, or that are captured as they stand."""
    for number, exercise in enumerate(draft.module.exercises):
        known = isinstance(exercise, RewriteExercise) and all(item in draft.checklist for item in exercise.items)
        if not known or not isinstance(exercise, RewriteExercise):
            continue
        try:
            good = mark_line(draft.checklist, exercise.scenario, exercise.good)
            poor = mark_line(draft.checklist, exercise.scenario, exercise.line)
        except HandoverTooLong as error:
            yield draft.practice.problem(("exercises", number), str(error), "Shorten it.")
            continue
        for mark in good:
            if mark.verdict != "captured":
                what = f"'good' of '{exercise.id}' does not earn '{mark.item}' in full: {mark.reason}"
                mend = "Say it more plainly, or add these words to the item's points."
                yield draft.practice.problem(("exercises", number, "good"), what, mend)
        if all(mark.verdict == "captured" for mark in poor):
            what = f"'line' of '{exercise.id}' earns everything as it stands, so there is nothing to rewrite."
            yield draft.practice.problem(("exercises", number, "line"), what, "Make it vaguer, or ask for more.")


def _line_of(draft: ModuleDraft, name: str) -> int:
    found = re.search(rf"\[practice: {re.escape(name)}\]", draft.page.text)
    return draft.page.text.count("\n", 0, found.start()) + 1 if found else 1
