"""Places by a few of their letters, where a note shortens several of them: "Ldn/Shf/Bham"."""

from collections.abc import Mapping

from app.handover.names_said import Place
from app.handover.note import COMMON, Note
from app.language.names import Name
from app.language.vocabulary import VOCABULARY

_SHORTEST, _LONGEST = 3, 4
_LETTERS = 2  # of a stem, which may be without its "s"
_MUCH_LONGER = 2
_VOWELS = frozenset("aeiou")
_SEVERAL = 2


def shortened_places(
    note: Note, names: Mapping[str, Name], known: frozenset[str], found: Mapping[str, list[Place]]
) -> dict[str, list[Place]]:
    """The places that only a few letters stand for, where at least two are told like that.

    `known` are the stems of the scenario, `found` the places told by name.
    """
    meant: dict[str, str] = {}
    for written, at in note.reading.by_stem.items():
        word = note.reading.words[at[0]]
        if not _SHORTEST <= word.end - word.start <= _LONGEST or not written.isalpha() or len(written) < _LETTERS:
            continue
        if written in known or written in COMMON or written in VOCABULARY.concepts:
            continue
        letters = written.removesuffix("s") if len(written) > _LETTERS else written
        names_meant = {name for name, entry in names.items() if any(_stands_for(letters, a[0]) for a in entry.aliases)}
        if len(names_meant) == 1:
            meant[written] = names_meant.pop()
    if len(set(meant.values())) < _SEVERAL or all(written[1] in _VOWELS for written in meant):
        return {}
    told = {(first, name) for name, places in found.items() for first, _, _ in places}
    short: dict[str, list[Place]] = {}
    for written, name in meant.items():
        for place in note.reading.by_stem[written]:
            if (place, name) not in told and not note.clause_at(place).asks:
                short.setdefault(name, []).append((place, place + 1, True))
    return short


def _stands_for(written: str, wanted: str) -> bool:
    """Whether letters are those of a longer word in their order; where a vowel comes second, its beginning ("Lon")."""
    if len(wanted) < len(written) + _MUCH_LONGER or written[0] != wanted[0] or not wanted.isalpha():
        return False
    if written[1] in _VOWELS:
        return wanted.startswith(written)
    left = iter(wanted)
    return all(letter in left for letter in written)
