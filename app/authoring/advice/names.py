"""Names that can be taken for one another: aliases used twice, a typing slip apart, or plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from app.authoring.advice.draft import Draft, content
from app.content.problems import Problem
from app.content.reading import Location
from app.language.names import name_from, same_word

_ITEM_OF: Mapping[str, str] = {"services": "service", "sites": "sites", "teams": "team"}
_KINDS: Mapping[str, str] = {"services": "a service", "sites": "a site", "teams": "a team"}


@dataclass(frozen=True, slots=True)
class Written:
    """One of the ways in which a name of the catalogue may be written, as stems, and where it stands."""

    kind: str
    name: str
    text: str
    stems: tuple[str, ...]
    place: Location


def written_names(draft: Draft) -> list[Written]:
    """Every name and alias of the catalogue."""
    found = []
    for kind in _KINDS:
        names: Mapping[str, tuple[str, ...]] = getattr(draft.scenario.catalogue, kind)
        for name, aliases in names.items():
            place: Location = ("catalogue", kind, name)
            for number, text in enumerate((name, *aliases)):
                stems = name_from(text).aliases
                if stems:
                    found.append(Written(kind, name, text, stems[0], (*place, number - 1) if number else place))
    return found


def aliases_shared(draft: Draft) -> Iterator[Problem]:
    """One alias for two names: of one kind, or for a service and a site or team."""
    for one, other in combinations(written_names(draft), 2):
        if one.stems == other.stems and (one.kind, one.name) != (other.kind, other.name):
            yield draft.warning(
                other.place,
                f"'{other.text}' is {_KINDS[one.kind]} ({one.name}) and {_KINDS[other.kind]} ({other.name}).",
                "Give each an alias of its own; whoever writes this one means only one of them.",
            )


def names_a_slip_apart(draft: Draft) -> Iterator[Problem]:
    """Two names of one kind, or of two people, that a typing slip turns into each other."""
    for one, other in combinations(written_names(draft), 2):
        if one.kind == other.kind and one.name != other.name and _slip_apart(one.stems, other.stems):
            what = f"'{one.text}' and '{other.text}' are one typing slip apart, and the marker forgives a slip."
            yield draft.warning(other.place, what, "Rename one of them.")
    people = [(at, person.name, name_from(person.name).aliases) for at, person in enumerate(draft.scenario.people)]
    for (_, first, own), (at, second, its) in combinations(people, 2):
        if own and its and _slip_apart(own[0], its[0]):
            what = f"'{first}' and '{second}' are one typing slip apart, and the marker forgives a slip."
            yield draft.warning(("people", at), what, "Rename one of them.")


def aliases_in_other_truths(draft: Draft) -> Iterator[Problem]:
    """Plain words that stand for a name the handover must have, and in which another item's truth is told as well."""
    items = draft.scenario.items
    found: dict[str, list[Written]] = {}
    where: dict[str, str] = {}
    for each in plain_aliases(draft):
        own = _ITEM_OF[each.kind]
        wanted = own in items and each.name in (items[own].name, *items[own].names)
        others = [i for i, truth in items.items() if i != own and frozenset(each.stems) <= content(truth.truth)]
        if wanted and others:
            found.setdefault(each.name, []).append(each)
            where.setdefault(each.name, others[0])
    for name, aliases in found.items():
        words = " and ".join(f"'{each.text}'" for each in aliases)
        yield draft.warning(
            aliases[0].place,
            f"{words} may stand for {name}, and '{where[name]}' is told in that word as well: "
            "who tells only that may be taken to have named it.",
            "Use two words for the alias, or another word in the truth.",
        )


def plain_aliases_at_all(draft: Draft) -> Iterator[Problem]:
    """Every alias that is one plain word of everyday use."""
    for each in plain_aliases(draft):
        what = f"'{each.text}', for {each.name}, is a plain word; it counts only where nothing else is meant by it."
        yield draft.warning(each.place, what, "Keep it if people call it so; a second word makes it safer.")


def plain_aliases(draft: Draft) -> Iterator[Written]:
    """The aliases of the catalogue that are one word with a meaning of its own."""
    for each in written_names(draft):
        if len(each.stems) == 1 and each.text != each.name and each.stems in name_from(each.text).weak:
            yield each


def _slip_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) != len(other) or one == other:
        return False
    return all(same_word(a, b, shortened=False) for a, b in zip(one, other, strict=True))
