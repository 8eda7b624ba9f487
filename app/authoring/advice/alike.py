"""Truths the marker cannot tell apart: values of two items that lie within tolerance, beliefs that are true."""

from collections.abc import Iterator
from itertools import combinations

from rapidfuzz.distance import OSA

from app.authoring.advice.draft import Draft, content, values
from app.content.problems import Problem
from app.content.scenario import Truth
from app.language.mentions import IdentifierMention, NumberMention, TimeMention

_MINUTES_APART = 10
_SHARE_APART = 0.1


def times_alike(draft: Draft) -> Iterator[Problem]:
    """Times of two items within the tolerance of an approximate time, the day left out, for few say which."""
    times = [(item, truth.time) for item, truth in draft.scenario.items.items() if truth.time]
    for (one, first), (other, second) in combinations(times, 2):
        if abs(_minutes(first) - _minutes(second)) <= _MINUTES_APART:
            what = f"'{one}' is {first[-5:]} and '{other}' is {second[-5:]}: within ten minutes one time answers both."
            yield draft.warning(("items", other, "time"), what, "Move one of them if you can.")


def counts_alike(draft: Draft) -> Iterator[Problem]:
    """Counts of two items that lie within the tolerance of a count."""
    counts = [(item, truth.count) for item, truth in draft.scenario.items.items() if truth.count is not None]
    for (one, first), (other, second) in combinations(counts, 2):
        if abs(first - second) <= _SHARE_APART * max(first, second):
            what = f"'{one}' is {first:g} and '{other}' is {second:g}: within a tenth one number answers both."
            yield draft.warning(("items", other, "count"), what, "Make one of them differ if you can.")


def references_alike(draft: Draft) -> Iterator[Problem]:
    """References of two items whose digits are the same or one slip apart."""
    having = [(item, truth) for item, truth in draft.scenario.items.items() if truth.id or truth.ids]
    for (one, first), (other, second) in combinations(having, 2):
        for own, its in ((a, b) for a in _references(first) for b in _references(second)):
            if _digits(own) and OSA.distance(_digits(own), _digits(its)) <= 1:
                what = f"{own} of '{one}' and {its} of '{other}' are so alike that a slip makes one the other."
                yield draft.warning(("items", other), what, "Take numbers that differ in more digits.")


def true_beliefs(draft: Draft) -> Iterator[Problem]:
    """What somebody wrongly believes that is the truth, by its value, its name or its words."""
    for at, person in enumerate(draft.scenario.people):
        for number, belief in enumerate(person.believes):
            truth = draft.scenario.items.get(belief.about)
            if truth is not None and _says(belief.says, truth):
                yield draft.warning(
                    ("people", at, "believes", number),
                    f"{person.name} is said to be wrong about '{belief.about}', but the words say its truth: "
                    f"'{truth.truth}'.",
                    "Make the belief differ from the truth, or move it to what they know.",
                )


def _says(text: str, truth: Truth) -> bool:
    """Whether a text says a truth's value, name or, in the very words of a way, all of its points."""
    found = values(text)
    if truth.time and any(isinstance(m, TimeMention) and _minutes(truth.time) in m.minutes for m in found):
        return True
    counted = truth.count if not truth.names else None
    if counted is not None and any(isinstance(m, NumberMention) and m.value == counted for m in found):
        return True
    if any(isinstance(m, IdentifierMention) and m.bare in map(_digits, _references(truth)) for m in found):
        return True
    words = content(text)
    names = [name for name in (truth.name, *truth.names) if name]
    if names and all(content(name) <= words for name in names):
        return True
    return bool(truth.points) and all(any(content(way) <= words for way in point) for point in truth.points)


def _minutes(time: str) -> int:
    return int(time[-5:-3]) * 60 + int(time[-2:])


def _references(truth: Truth) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number for number in (truth.id, *truth.ids) if number))


def _digits(reference: str) -> str:
    return "".join(sign for sign in reference if sign.isdecimal()).lstrip("0")
