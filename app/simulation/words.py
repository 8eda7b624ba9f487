"""How a typed question is made comparable: folded, cut into clauses, the scenario's own names as their class."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from app.content.scenario import Scenario
from app.simulation.vocabulary import standard

_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "."})
_TOKEN = re.compile(r"[a-z0-9]+(?:['/:.][a-z0-9]+)*|[?]")
_DIGIT = re.compile(r"\d")
_SHORTEST_NAME = 2
_PLAIN_NAMES = {"xservice": "system", "xsite": "site", "xteam": "team", "xperson": "alex"}
_OPENERS = (
    r"(?:what|when|where|which|who|whose|how|why|is|are|was|were|has|have|had|did|do|does|can|could|would|will|any|since"
    r"|tell|give|anyone|anybody|anything|wot|wats|whats|hows|wen|wich|waht|whos)\b"
)
_CUT = re.compile(
    r"(?<=[?!;])\s*|\n+|(?<=\.)\s+|\s[+&/-]\s"
    rf"|,\s+(?:(?:and|but|or|so)\s+)?(?={_OPENERS})|\s(?:and|but|plus|also|then|n|nd)\s(?={_OPENERS})"
)
_LIST_CUT = re.compile(r",\s*(?:and\s+)?")
_LONGEST_IN_LIST = 4
_MOST_PIECES = 12


def folded(text: str) -> str:
    """Lower case, plain quotes and dashes, control characters as spaces, runs of space as one."""
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()
    if not plain.isprintable():
        plain = "".join(c if c.isprintable() else " " for c in plain)
    return " ".join(plain.split())


def tokens(text: str) -> list[str]:
    """The words, numbers and question marks of a folded text in standard spelling; numbers of one shape look alike."""
    return [_DIGIT.sub("0", standard(token)) for token in _TOKEN.findall(text)]


def clauses(text: str) -> list[str]:
    """A folded text cut where a new question seems to begin, and at the commas of a list; at most twelve pieces."""
    pieces = (piece for cut in _CUT.split(text, maxsplit=11) for piece in _listed(cut.strip(" ,.-!;")))
    return [piece for piece in pieces if piece.strip("?")][:_MOST_PIECES]


def _listed(piece: str) -> list[str]:
    """The entries of a piece that is nothing but a list of short ones ("name, site and number"), else the piece."""
    *entries, last = _LIST_CUT.split(piece)
    if not entries:
        return [piece]
    entries += last.split(" and ")
    return entries if all(len(entry.split()) <= _LONGEST_IN_LIST for entry in entries) else [piece]


Names = tuple[tuple[str, str], ...]
"""Every name of a scenario with the word for its class."""


def with_classes(text: str, scenario: Scenario) -> str:
    """A folded text with the scenario's own services, sites, teams and people replaced by xservice, xsite ..."""
    return classed(text, names_of(scenario))


def classed(text: str, names: Names) -> str:
    """The same from the scenario's names."""
    pattern, classes = _classes(names)
    return pattern.sub(lambda found: classes[found.group()], text) if pattern else text


def names_of(scenario: Scenario) -> Names:
    """The names of this scenario."""
    return tuple(_names(scenario))


def plain_words(text: str, scenario: Scenario) -> str:
    """A text folded, in standard spelling, with one plain word for all of the scenario's names of one class."""
    return _TOKEN.sub(_plain_word, with_classes(folded(text), scenario))


def _plain_word(found: re.Match[str]) -> str:
    word = standard(found.group())
    return _PLAIN_NAMES.get(word, word)


def _names(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Every name of the scenario with the word for its class."""
    for person in scenario.people:
        yield from ((part, "xperson") for part in person.name.split())
    catalogue = scenario.catalogue
    kinds = (("xservice", catalogue.services), ("xsite", catalogue.sites), ("xteam", catalogue.teams))
    for word, named in kinds:
        for name, aliases in named.items():
            yield from ((known_as, word) for known_as in (name, *aliases))


@lru_cache(maxsize=64)
def _classes(names: Names) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """Any of these names as whole words, longest first, and what to write for each; None when there are none."""
    classes = {folded(name): word for name, word in names if len(name) > _SHORTEST_NAME}
    longest_first = sorted(classes, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b") if classes else None
    return pattern, classes
