"""Advice on a scenario that can be used as it is: what would make its marks easier to trust."""

from collections.abc import Iterator, Mapping

from app.content.problems import Problem
from app.content.reading import Document
from app.content.scenario import Scenario

_EXAMPLES: Mapping[str, str] = {
    "model": "a handover that says everything",
    "thin": "a true handover that says too little",
    "wrong": "a handover with wrong facts in it",
}


def advice_on(scenario: Scenario, document: Document) -> Iterator[Problem]:
    """Examples that are not there, and truths the marker cannot tell apart."""
    kinds = {example.kind for example in scenario.examples}
    for kind, meaning in _EXAMPLES.items():
        if kind not in kinds:
            yield document.problem(("examples",), f"there is no {kind} example.", f"Add {meaning}, with its marks.")
    yield from _shared_ways(scenario, document)
    yield from _same_values(scenario, document)


def _shared_ways(scenario: Scenario, document: Document) -> Iterator[Problem]:
    """Ways of saying that stand in two items: the same words would count for both."""
    owner: dict[str, str] = {}
    for item_id, truth in scenario.items.items():
        for number, ways in enumerate(truth.points):
            for way in ways:
                other = owner.setdefault(" ".join(way.casefold().split()), item_id)
                if other != item_id:
                    what = f"'{way}' is a way of saying '{other}' and '{item_id}'."
                    yield document.problem(("items", item_id, "points", number), what, "Keep it with one of them.")


def _same_values(scenario: Scenario, document: Document) -> Iterator[Problem]:
    """Times and counts that two items share, so that one figure would answer both."""
    owner: dict[tuple[str, str], str] = {}
    for item_id, truth in scenario.items.items():
        time = [("time", truth.time[-5:])] if truth.time else []
        count = [("count", f"{truth.count:g}")] if truth.count is not None else []
        for kind, value in time + count:
            other = owner.setdefault((kind, value), item_id)
            if other != item_id:
                what = f"'{other}' and '{item_id}' have the same {kind}, {value}; the marker cannot tell them apart."
                yield document.problem(("items", item_id, kind), what, "Make one of them differ if you can.")
