"""A scenario made ready for marking: what each item can be said with, and everything the scenario knows at all."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from app.content.scenario import Scenario
from app.language.mentions import IdentifierMention, Mention, NumberMention, TimeMention
from app.language.names import Name

Asked = ParamSpec("Asked")
Found = TypeVar("Found")
_NEAR_ENOUGH = 5  # minutes


@dataclass(frozen=True, slots=True)
class WayWord:
    """One word of a way of saying something, with its weight as evidence; `term` is its number in the lexicon."""

    term: int
    stem: str
    concepts: frozenset[str]
    weight: float
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One way of saying something; `number` is its own in the case.

    `shares` are its terms with the part of its weight that each makes up, in whole 1024ths: sums of them are exact.
    `twins` are pairs of its terms that one word can stand for both, with the smaller of their shares.
    `telling` is its weightiest term, `counts` are the terms that are numbers.
    """

    number: int
    words: tuple[WayWord, ...]
    total: float
    negative: bool
    fine: bool
    shares: tuple[tuple[int, float], ...]
    twins: tuple[tuple[int, int, float], ...]
    telling: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a truth requires: the author's ways, as read and as `written`, and the truth's and the callers' words
    for it; `terms` are those of all of them."""

    ways: tuple[Way, ...]
    told: tuple[Way, ...]
    written: tuple[str, ...]
    terms: frozenset[int]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody of the scenario with the numbers they can be reached on; `declines` when they do not want to be."""

    name: Name
    phones: tuple[str, ...]
    declines: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Every value that stands anywhere in the scenario; `named` are bare numbers that end a name, with its word.

    `amounts` are the numbers that are no lengths of time, `graves` the stems of the phrases there by which a cause, a
    harm or a promise is told.
    """

    minutes: frozenset[int]
    numbers: frozenset[float]
    identifiers: frozenset[str]
    phones: frozenset[str]
    stems: frozenset[str]
    digits: frozenset[str]
    named: frozenset[tuple[str, str]]
    amounts: frozenset[float]
    graves: frozenset[tuple[str, ...]]

    def has_time(self, minutes: Iterable[int], but: Set[int] = frozenset()) -> bool:
        """Whether one of these times of day stands in the scenario, by five minutes, leaving some of its own out."""
        known = self.minutes - but
        return any(abs(minute - other) <= _NEAR_ENOUGH for minute in minutes for other in known)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every word that any way of saying uses, turned round so that a note's words lead to the ways.

    `of_stem` and `of_concept` lead to terms; `numbers`, `times` and `references` are the terms that stand for a value,
    `codes` those of references with letters, by both ("pf", "17").
    `ways_of` leads from a term to the numbers of the ways it is in, with its share in each; `twinned` are the ways with
    twins by their numbers.
    """

    of_stem: Mapping[str, int]
    of_concept: Mapping[str, tuple[int, ...]]
    numbers: Sequence[tuple[int, float]]
    times: Sequence[tuple[int, tuple[int, ...]]]
    references: Mapping[str, list[int]]
    codes: Mapping[tuple[str, str], list[int]]
    ways_of: Sequence[Sequence[tuple[int, float]]]
    twinned: Mapping[int, Way]

    def of_value(self, said: Mention) -> list[int]:
        """The terms that a value of a note stands for: numbers within a fiftieth, times within five minutes."""
        if isinstance(said, NumberMention):
            return [term for term, value in self.numbers if abs(said.value - value) <= 0.02 * value]
        if isinstance(said, TimeMention):
            near = {minute + apart for minute in said.minutes for apart in range(-5, 6)}
            return [term for term, minutes in self.times if not near.isdisjoint(minutes)]
        return self.references.get(said.bare, []) if isinstance(said, IdentifierMention) else []

    def of_code(self, before: str, said: Mention) -> list[int]:
        """The terms of a code written in two words or said aloud: "PF 17", "PF seventeen"."""
        return self.codes.get((before, f"{said.value:.0f}"), []) if isinstance(said, NumberMention) else []


@dataclass(frozen=True)
class Case:
    """A scenario compiled.

    `counted` are the nouns that the scenario counts when it tells how many, `parts` the other numbers told there,
    `site_words` the words that only names of sites have, `kept` what was found out about the case alone.
    """

    scenario: Scenario
    headings: Mapping[str, str]
    points: Mapping[str, tuple[Point, ...]]
    whole: Mapping[str, tuple[Way, ...]]
    truths: Mapping[str, tuple[Way, ...]]
    beliefs: Mapping[str, tuple[Way, ...]]
    belief_values: Mapping[str, tuple[Mention, ...]]
    decoys: tuple[Way, ...]
    services: Mapping[str, Name]
    sites: Mapping[str, Name]
    teams: Mapping[str, Name]
    contacts: tuple[Contact, ...]
    team_phones: Mapping[str, str]
    known: Known
    lexicon: Lexicon
    times_of: Mapping[str, frozenset[int]]
    now_minutes: int
    counted: frozenset[str] = frozenset()
    parts: frozenset[float] = frozenset()
    site_words: frozenset[str] = frozenset()
    vocabulary: tuple[str, ...] = field(repr=False, default=())
    kept: dict[Hashable, Any] = field(init=False, repr=False, compare=False, default_factory=dict)


def once_a_case(
    find: Callable[Concatenate[Case, Asked], Found],
) -> Callable[Concatenate[Case, Asked], Found]:
    """The same function, its answers kept with the case.

    They must follow from the case alone and not be changed; what else it asks for must be items or names of the case,
    so that no more is kept than the case has.
    """

    @wraps(find)
    def kept(case: Case, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Found:
        key = (find, args, *kwargs.items())
        if key not in case.kept:
            case.kept[key] = find(case, *args, **kwargs)
        found: Found = case.kept[key]
        return found

    return kept


def overlap(way: Way, sentence: Way) -> float:
    """How much of a way's weight stands in a sentence, 0 to 1."""
    stems = {word.stem for word in sentence.words}
    concepts = {concept for word in sentence.words for concept in word.concepts}
    got = 0.0
    for word in way.words:
        if word.stem in stems:
            got += word.weight
        elif word.concepts & concepts:
            got += 0.7 * word.weight
    return got / way.total
