"""Pure decisions of a knowledge check: which questions, in which order, what an answer comes to; the end of a video.

An answer is kept by the author's numbering, whatever order it was shown in: `{"chosen": [0, 2]}` for options,
`{"order": [2, 0, 1]}` for steps put in order.
"""

from collections.abc import Collection, Mapping, Sequence
from random import Random
from typing import Any

from app.content.module import KnowledgeCheck, Question
from app.web.formats import count_of, count_word

SURENESS = (("guess", "A guess"), ("fairly", "Fairly sure"), ("sure", "Sure"))
# Nearer to its end than this a video has been watched: seconds, and a share of it.
_TAIL, _TAIL_SHARE = 10.0, 0.05


def draw_questions(check: KnowledgeCheck, answered_right: Collection[str], chance: Random) -> list[str]:
    """Ids of the questions to ask, in order: those not answered right before come first into the draw."""
    ids = [question.id for question in check.questions]
    chance.shuffle(ids)
    ids.sort(key=lambda question_id: question_id in answered_right)
    drawn = ids[: check.draw]
    chance.shuffle(drawn)
    return drawn


def shown_order(question: Question, chance: Random) -> list[int]:
    """The author's numbers of the options, or steps, in the order they are shown; steps never in the right one."""
    count = len(question.order or question.options)
    numbers = list(range(count))
    chance.shuffle(numbers)
    if question.kind == "ordering" and numbers == sorted(numbers):
        numbers.append(numbers.pop(0))
    return numbers


def chance_of(seed: int, question_id: str) -> Random:
    """The chance that shows one question of an attempt: the same each time the page is opened."""
    return Random(f"{seed} {question_id}")  # noqa: S311  # shuffles options, guards nothing


def is_right(question: Question, given: Mapping[str, Any]) -> bool:
    """Whether this is the answer: all right options and no other, or the steps in their order."""
    if question.kind == "ordering":
        return list(given["order"]) == list(range(len(question.order)))
    return set(given["chosen"]) == right_options(question)


def right_options(question: Question) -> set[int]:
    """The numbers of the right options."""
    return {number for number, option in enumerate(question.options) if option.right}


def verdict(question: Question, given: Mapping[str, Any]) -> str:
    """What the answer comes to, in a sentence that says what of it holds."""
    if is_right(question, given):
        return "Right."
    if question.kind == "single":
        return "Not yet."
    if question.kind == "ordering":
        placed = sum(step == place for place, step in enumerate(given["order"]))
        return placed_so_far(placed, len(question.order))
    right, chosen = right_options(question), set(given["chosen"])
    found = f"Not yet: {count_of(len(right & chosen), len(right))} found"
    extra = len(chosen - right)
    return f"{found}, {count_word(extra)} too many." if extra else f"{found}."


def placed_so_far(placed: int, steps: int) -> str:
    """What putting only some of the steps in their place comes to."""
    where = "is in its place" if placed == 1 else "are in their places"
    return f"Not yet: {count_of(placed, steps)} {where}."


def remark(right: bool, sureness: str) -> str:
    """What being that sure of a right or wrong answer says; empty when nothing."""
    if sureness == "sure" and not right:
        return "You were sure of this one, so it is worth the longest look."
    if sureness == "guess" and right:
        return "You called it a guess. The reasoning makes it yours."
    return ""


def per_cent(right: int, asked: int) -> int:
    """The score of an attempt, in whole per cent, rounded down so that a mark is never passed by rounding."""
    return 100 * right // asked


def result_headline(right: int, asked: int, passed: bool) -> str:
    """The sentence a finished attempt comes to."""
    counted = f"{count_of(right, asked)} right"
    return f"Passed: {counted}." if passed else f"Not yet: {counted}."


def pack_headline(done: int, total: int, required: bool) -> str:
    """The sentence the pack comes to for somebody who did `done` of `total` modules."""
    modules = "module" if total == 1 else "modules"
    if not total:
        return "There are no modules yet."
    if not required:
        return f"{count_word(total).capitalize()} {modules} to read when you like."
    if done == total:
        return "Every module is done."
    if not done:
        return f"{count_word(total).capitalize()} {modules} to read, each with a short check."
    return f"{count_of(done, total).capitalize()} {modules} {'is' if done == 1 else 'are'} done."


def checklist_headline(items: int, critical: int) -> str:
    """The sentence the checklist comes to."""
    what = f"{count_word(items).capitalize()} {'thing' if items == 1 else 'things'} the Major Incident team needs."
    return (
        f"{what} {count_word(critical).capitalize()} {'is' if critical == 1 else 'are'} critical." if critical else what
    )


def next_question(asked: Sequence[str], answered: Collection[str]) -> str | None:
    """The first question of an attempt that has no answer; None when all have one."""
    return next((question_id for question_id in asked if question_id not in answered), None)


def is_the_end(seconds: float, duration: float) -> bool:
    """Whether somebody at this second of a video has watched it: at most ten seconds are left, and at most 5 %."""
    return duration - seconds <= min(_TAIL, duration * _TAIL_SHARE)
