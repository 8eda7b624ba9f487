"""Which facts a line of text shows: a row of a desk tool, an alert, a first word on the telephone."""

import re
from collections.abc import Iterator
from functools import lru_cache

from app.content.checklist import Checklist
from app.content.scenario import Scenario, Truth
from app.simulation.vocabulary import kind
from app.simulation.words import folded, tokens

_FEWEST_ALONE = 10
_UNIT_LETTERS = 4
_SHORTEST_PHONE = 7


def shown_in(checklist: Checklist, scenario: Scenario, text: str) -> Iterator[str]:
    """The items whose truth can be read off this text, by its numbers, names and words; nothing is inferred."""
    for item, truth in scenario.items.items():
        if item in checklist and not (truth.none or truth.unknown) and _shows(truth, _names(scenario, truth), text):
            yield item


def _names(scenario: Scenario, truth: Truth) -> tuple[tuple[str, ...], ...]:
    """Each name of a truth with the others it goes by."""
    catalogue = scenario.catalogue
    others = {**catalogue.services, **catalogue.sites, **catalogue.teams}
    return tuple((name, *others.get(name, ())) for name in (truth.name, *truth.names) if name)


@lru_cache(maxsize=16_384)
def _shows(truth: Truth, names: tuple[tuple[str, ...], ...], text: str) -> bool:
    said = folded(text)
    return (
        any(_holds(said, number) for number in filter(None, (truth.id, *truth.ids)))
        or (truth.time is not None and _holds(said, truth.time[-5:]))
        or (truth.count is not None and _shows_count(truth, said))
        or (truth.phone is not None and _digits(truth.phone) in _digits(said))
        or (bool(names) and all(any(_holds(said, way) for way in ways) for ways in names))
        or _shows_point(truth, said)
    )


def _holds(said: str, words: str) -> bool:
    """Whether these words stand in a folded text by themselves."""
    return re.search(rf"(?<!\w)(?<!\d[:.]){re.escape(folded(words))}(?!\w|[:.]\d)", said) is not None


def _shows_count(truth: Truth, said: str) -> bool:
    """The number, with its unit beside it where it has one or is small."""
    written = f"{truth.count:g}"
    unit = folded(truth.unit or "")[:_UNIT_LETTERS]
    alone = not unit and (truth.count or 0) >= _FEWEST_ALONE
    return _holds(said.replace(",", ""), written) and (alone or bool(unit and unit in said))


def _shows_point(truth: Truth, said: str) -> bool:
    """Whether every word of one way to say one of its points is there."""
    here = {kind(word) for word in tokens(said)}
    return any({kind(word) for word in tokens(folded(way))} <= here for ways in truth.points for way in ways)


def _digits(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return digits if len(digits) >= _SHORTEST_PHONE else "no number"
