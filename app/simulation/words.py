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
_OPENERS = (
    r"(?:what|when|where|which|who|whose|how|why|is|are|was|were|has|have|had|did|do|does|can|could|would|will|any|since"
    r"|tell|give|wot|wats|whats|hows|wen)\b"
)
_CUT = re.compile(
    rf"(?<=[?!;])\s*|\n+|(?<=\.)\s+|,\s+(?:(?:and|but|or|so)\s+)?(?={_OPENERS})|\s(?:and|but|plus|also|then)\s(?={_OPENERS})"
)


def folded(text: str) -> str:
    """Lower case, plain quotes and dashes, control characters as spaces, runs of space as one."""
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()
    return " ".join("".join(c if c.isprintable() else " " for c in plain).split())


def tokens(text: str) -> list[str]:
    """The words, numbers and question marks of a folded text in standard spelling; numbers of one shape look alike."""
    return [_DIGIT.sub("0", standard(token)) for token in _TOKEN.findall(text)]


def clauses(text: str) -> list[str]:
    """A folded text cut where a new question seems to begin; at most twelve pieces."""
    pieces = (piece.strip(" ,.-!;") for piece in _CUT.split(text, maxsplit=11))
    return [piece for piece in pieces if piece.strip("?")]


def with_classes(text: str, scenario: Scenario) -> str:
    """A folded text with the scenario's own services, sites, teams and people replaced by xservice, xsite ..."""
    names = tuple(_names(scenario))
    pattern = _pattern(tuple(name for name, _ in names))
    if pattern is None:
        return text
    classes = dict(names)
    return pattern.sub(lambda found: classes[found.group()], text)


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of these names as whole words, longest first; None when there are none."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b") if names else None


def _names(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Every name of the scenario, folded, with the word for its class."""
    for person in scenario.people:
        for part in folded(person.name).split():
            if len(part) > 2:
                yield part, "xperson"
    catalogue = scenario.catalogue
    kinds = (("xservice", catalogue.services), ("xsite", catalogue.sites), ("xteam", catalogue.teams))
    for word, named in kinds:
        for name, aliases in named.items():
            for known_as in (name, *aliases):
                if len(known_as) > 2:
                    yield folded(known_as), word
