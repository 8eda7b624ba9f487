"""Ways of saying that are too few, too common, or that say something else as well."""

from collections.abc import Iterator
from itertools import combinations

from app.authoring.advice.draft import Draft, content, values
from app.content.problems import Problem
from app.content.scenario import Truth
from app.language.vocabulary import VOCABULARY

_ENOUGH = 3


def too_few_ways(draft: Draft) -> Iterator[Problem]:
    """Points that can be said in fewer than three ways, in one line; a code or number needs no second one."""
    short: dict[str, list[int]] = {}
    for item, truth in draft.scenario.items.items():
        for number, ways in enumerate(truth.points):
            told_otherwise = truth.time or truth.id or any(map(values, ways))
            if len(ways) < _ENOUGH and not told_otherwise:
                short.setdefault(item, []).append(number)
    if short:
        listed = "; ".join(f"{item} {', '.join(str(n + 1) for n in numbers)}" for item, numbers in short.items())
        item, numbers = next(iter(short.items()))
        yield draft.warning(
            ("items", item, "points", numbers[0]),
            f"these points have fewer than three ways of saying them: {listed}.",
            "Add how a colleague would put it; others will use other words than yours.",
        )


def common_words_alone(draft: Draft) -> Iterator[Problem]:
    """Ways that come down to one everyday word which another item's truth uses as well."""
    for item, number, way in draft.ways():
        words = content(way)
        if len(words) != 1 or values(way) or not words <= VOCABULARY.concepts.keys():
            continue
        others = [other for other, truth in draft.scenario.items.items() if other != item and _stands_in(words, truth)]
        if others:
            what = (
                f"'{way}', as a way of saying '{item}', comes down to one everyday word, "
                f"and '{others[0]}' is told with it too."
            )
            yield draft.warning(("items", item, "points", number), what, "Add the word that goes with it.")


def _stands_in(words: frozenset[str], truth: Truth) -> bool:
    return any(words <= content(text) for text in (truth.truth, *(way for point in truth.points for way in point)))


def ways_that_differ_by_small_words(draft: Draft) -> Iterator[Problem]:
    """Ways of one point that the marker reads as the same one."""
    for item, truth in draft.scenario.items.items():
        for number, ways in enumerate(truth.points):
            for one, other in combinations(ways, 2):
                if content(one) == content(other):
                    what = f"'{one}' and '{other}' are the same to the marker; they differ by small words or endings."
                    yield draft.warning(("items", item, "points", number), what, "Put other words in place of one.")


def ways_that_collide(draft: Draft) -> Iterator[Problem]:
    """Ways that say another item as well, or whose words all stand in a way of another point of the same truth."""
    for one, other in combinations(draft.ways(), 2):
        (item, number, way), (other_item, _, _) = short, long = sorted((one, other), key=lambda w: len(content(w[2])))
        if short[:2] == long[:2] or not _enough(way) or not content(way) <= content(long[2]):
            continue
        if item == other_item:
            what = (
                f"whoever says '{long[2]}' (point {long[1] + 1} of '{item}') says '{way}' (point {number + 1}) as well."
            )
        elif content(way) == content(long[2]):
            what = f"'{way}' is a way of saying '{item}' and '{other_item}'."
        else:
            continue
        yield draft.warning(("items", item, "points", number), what, "Keep it with one of them, or add a word.")


def ways_in_other_truths(draft: Draft) -> Iterator[Problem]:
    """Ways whose words all stand in the truth of another item."""
    for item, number, way in draft.ways():
        for other, truth in draft.scenario.items.items():
            if other != item and _enough(way) and content(way) <= content(truth.truth):
                what = f"'{way}', a way of saying '{item}', stands in the truth of '{other}': one sentence earns both."
                mend = "Leave it where both are the same fact; else say one of them in other words."
                yield draft.warning(("items", item, "points", number), what, mend)


def _enough(way: str) -> bool:
    return len(content(way)) >= 2 or bool(values(way))
