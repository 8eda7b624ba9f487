"""Names of the scenario's catalogue in a typed message, by whichever of their names they are called."""

import re
from functools import lru_cache

from app.content.scenario import Catalogue, Scenario
from app.simulation.words import folded

_SHORTEST = 2
Names = tuple[tuple[str, tuple[str, ...]], ...]


def named(scenario: Scenario, text: str) -> tuple[tuple[str, str], ...]:
    """Each name of the catalogue in a folded text with the words it is called by there, in their order."""
    pattern, names = _compiled(_names(scenario.catalogue))
    if pattern is None:
        return ()
    return tuple((names[found.group()], found.group()) for found in pattern.finditer(text))


def _names(catalogue: Catalogue) -> Names:
    return tuple(
        (name, others) for of in (catalogue.sites, catalogue.services, catalogue.teams) for name, others in of.items()
    )


@lru_cache(maxsize=64)
def _compiled(names: Names) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """Any of these names as whole words, longest first, and the catalogue's name for each; None when there are none."""
    known: dict[str, str] = {}
    for name, others in names:
        for written in (name, *others):
            if len(written) > _SHORTEST:
                known.setdefault(folded(written), name)
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b") if known else None
    return pattern, known
