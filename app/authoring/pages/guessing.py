"""Whether right answers can be told from wrong ones without knowing anything: by their length or their place.

Each rule asks how often chance alone would do as much. A question with k options of which r are right has a right one
longest with the chance r / k; over a pool these chances add up exactly (a Poisson binomial distribution). Only what
chance does in fewer than one pool of twenty is named, so a pool written blind draws this warning once in twenty times.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from app.authoring.pages.draft import ModuleDraft
from app.content.module import Option, Question
from app.content.problems import Problem

RARE = 0.05
# Four lengths are too few to test, so a single question is named only when its right option sticks out plainly.
STICKS_OUT = 1.5

_Ends = Callable[[Sequence[int]], int]


def right_by_length(draft: ModuleDraft) -> Iterator[Problem]:
    """A pool whose right options are the longest, or the shortest, more often than chance would have it."""
    questions = _chosen_from(draft)
    for ends, name in ((max, "longest"), (min, "shortest")):
        said = more_than_chance(questions, ends)
        if said:
            what = f"a right option is the {name} in {said} questions; chance would do that in fewer than 1 pool of 20."
            mend = f"Lengthen or shorten options until the {name} is right as often as any other."
            yield draft.check.problem(("questions",), what, mend)


def in_the_whole_pack(drafts: Sequence[ModuleDraft]) -> Iterator[Problem]:
    """The same over all modules: a habit of the author's that no single pool is large enough to show."""
    questions = [question for draft in drafts for question in _chosen_from(draft)]
    for ends, name in ((max, "longest"), (min, "shortest")):
        said = more_than_chance(questions, ends)
        if said:
            what = f"over all modules a right option is the {name} in {said} questions, more often than by chance."
            yield Problem("modules", 1, what, "Begin with the modules in which it is most often so.")


def more_than_chance(questions: Sequence[Question], ends: _Ends) -> str:
    """In how many of them a right option is at this end of the lengths, "n of m"; empty when chance explains it."""
    hits = sum(_at_the_end(question.options, ends) for question in questions)
    chances = [sum(option.right for option in question.options) / len(question.options) for question in questions]
    return f"{hits} of {len(questions)}" if at_least(hits, chances) < RARE else ""


def _at_the_end(options: Sequence[Option], ends: _Ends) -> bool:
    """Whether the longest (or shortest) option is right; a tie tells nothing and counts as no."""
    lengths = [len(option.text) for option in options]
    extreme = [option for option in options if len(option.text) == ends(lengths)]
    return len(extreme) == 1 and extreme[0].right


def at_least(hits: int, chances: Sequence[float]) -> float:
    """The probability of so many hits or more when each comes with its own chance."""
    spread = [1.0]
    for chance in chances:
        stays = (probability * (1 - chance) for probability in chain(spread, [0.0]))
        rises = (probability * chance for probability in chain([0.0], spread))
        spread = [one + other for one, other in zip(stays, rises, strict=True)]
    return sum(spread[hits:])


def sticking_out(draft: ModuleDraft) -> Iterator[Problem]:
    """Single choices whose right option is more than half as long again as the longest wrong one."""
    for number, question in enumerate(draft.module.check.questions):
        if question.kind != "single":
            continue
        right = max(len(option.text) for option in question.options if option.right)
        wrong = max(len(option.text) for option in question.options if not option.right)
        if right > STICKS_OUT * wrong:
            what = f"the right option of '{question.id}' has {right} characters and no other more than {wrong}."
            yield draft.check.problem(("questions", number), what, "Shorten it, or give a wrong one as much to say.")


def right_by_place(draft: ModuleDraft) -> Iterator[Problem]:
    """A pool whose right options stand at one place more often than chance would have it."""
    singles = [question for question in _chosen_from(draft) if question.kind == "single"]
    most = max((len(question.options) for question in singles), default=0)
    for place in range(most):
        long_enough = [question for question in singles if len(question.options) > place]
        hits = sum(question.options[place].right for question in long_enough)
        # Every place is tried, so each has only its share of the one in twenty.
        if at_least(hits, [1 / len(question.options) for question in long_enough]) < RARE / most:
            what = f"the right option stands at place {place + 1} in {hits} of {len(long_enough)} single choices."
            yield draft.check.problem(("questions",), what, "Let it stand at every place about as often.")


def _chosen_from(draft: ModuleDraft) -> list[Question]:
    """The questions whose options are sentences of the author's: lengths and places of item names tell nothing."""
    return [question for question in draft.module.check.questions if question.kind in ("single", "multiple")]
