"""What an exercise inside a module shows, and what a try at it comes to; nothing of it is kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.content.checklist import Checklist
from app.content.exercises import Exercise, MissingExercise, OrderExercise, RewriteExercise
from app.handover.marking import mark_line
from app.handover.scorecard import ItemMark
from app.onboarding.rules import chance_of, placed_so_far
from app.web.formats import count_of, count_word

LONGEST_LINE = 1_000


@dataclass(frozen=True, slots=True)
class Shown:
    """An exercise as the page shows it: for items to pick their ids and labels, for steps their numbers and words."""

    exercise: Exercise
    items: tuple[tuple[str, str], ...] = ()
    steps: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """What somebody tried, and what it comes to.

    `chosen` are the ids picked, `places` the place given to each step by the author's number, `text` the line as
    rewritten; `marks` are the marker's. `mistake` says why nothing was tried.
    """

    headline: str = ""
    right: bool = False
    chosen: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    text: str = ""
    marks: tuple[ItemMark, ...] = ()
    mistake: str = ""


def shown(exercise: Exercise, checklist: Checklist) -> Shown:
    """The exercise as it is shown: items in the checklist's order, steps shuffled the same way every time."""
    if isinstance(exercise, MissingExercise):
        offered = {*exercise.missing, *exercise.told}
        return Shown(exercise, items=tuple((item.id, item.label) for item in checklist.items if item.id in offered))
    if isinstance(exercise, OrderExercise):
        numbers = list(range(len(exercise.order)))
        chance_of(0, exercise.id).shuffle(numbers)
        if numbers == sorted(numbers):
            numbers.append(numbers.pop(0))
        return Shown(exercise, steps=tuple((number, exercise.order[number]) for number in numbers))
    return Shown(exercise)


def pick(exercise: MissingExercise, chosen: Collection[str]) -> Tried:
    """What picking these items comes to."""
    known = tuple(item for item in (*exercise.missing, *exercise.told) if item in set(chosen))
    if not known:
        return Tried(mistake="Pick at least one item.")
    found, extra = len(set(known) & set(exercise.missing)), len(set(known) - set(exercise.missing))
    if found == len(exercise.missing) and not extra:
        return Tried("Right.", right=True, chosen=known)
    too_many = f", {count_word(extra)} too many" if extra else ""
    headline = f"Not yet: {count_of(found, len(exercise.missing))} found{too_many}."
    return Tried(headline, chosen=known)


def put_in_order(exercise: OrderExercise, places: Sequence[int | None]) -> Tried:
    """What giving the steps these places comes to; `places` are by the author's number, counted from 1."""
    wanted = list(range(1, len(exercise.order) + 1))
    given = tuple(place or 0 for place in places)
    if sorted(given) != wanted:
        return Tried(places=given, mistake="Give each step a place of its own.")
    placed = sum(place == number for number, place in enumerate(given, start=1))
    if placed == len(wanted):
        return Tried("Right.", right=True, places=given)
    return Tried(placed_so_far(placed, len(wanted)), places=given)


def rewrite(exercise: RewriteExercise, checklist: Checklist, text: str) -> Tried:
    """What the marker makes of the line as rewritten."""
    if not text.strip():
        return Tried(text=text, mistake="Write the line first.")
    if len(text) > LONGEST_LINE:
        long = f"This line has {len(text):,} characters; {LONGEST_LINE:,} is the most. Shorten it."
        return Tried(text=text, mistake=long)
    marks = mark_line(checklist, exercise.scenario, text)
    captured = sum(mark.verdict == "captured" for mark in marks)
    return Tried(_captured(captured, len(marks)), captured == len(marks), text=text, marks=marks)


def _captured(captured: int, total: int) -> str:
    if captured == total:
        return "Captured." if total == 1 else "All of it is captured."
    if total == 1:
        return "Not captured yet."
    return f"{count_of(captured, total).capitalize()} captured."
