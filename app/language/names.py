"""Names of a catalogue and of people: found under any of their aliases, shortened or with a typing slip."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rapidfuzz.distance import OSA

from app.language.headings import heading_key
from app.language.reading import Reading
from app.language.vocabulary import VOCABULARY, stem, words_of


@dataclass(frozen=True, slots=True)
class Name:
    """A name with all the word sequences it may be written as; `weak` ones are single common words."""

    name: str
    aliases: tuple[tuple[str, ...], ...]
    weak: frozenset[tuple[str, ...]] = frozenset()


@lru_cache(maxsize=4096)
def name_key(written: str) -> str:
    """A name of a catalogue as it is looked up; kept, since the same few are asked for by every handover."""
    return heading_key(written)


def name_from(name: str, aliases: Iterable[str] = (), unique: Collection[str] = (), person: bool = False) -> Name:
    """A name to look for. `unique` are words that no other name of its kind has; a person is known by either name."""
    found: list[tuple[str, ...]] = []
    weak: set[tuple[str, ...]] = set()
    for written in (name, *aliases, *_joined((name, *aliases))):
        words = _words(written)
        if words:
            found.append(words)
            if len(words) == 1 and (words[0] in VOCABULARY.concepts or words[0] in _STEMMED_COMMON):
                weak.add(words)
    own = _words(name)
    if _by_initial(own):
        found.append(_by_initial(own))
        found.append(own[: own.index(next(word for word in own if word[:1] == "#")) + 1])
    if len(own) > 1 and own[0] in _TOWARDS:
        found += [(own[0][0], *own[1:]), (own[0][0] + own[1], *own[2:])]
    for word in own:
        if len(own) > 1 and len(word) >= 4 and word not in _STEMMED_COMMON and (person or word in map(stem, unique)):
            found.append((word,))
            if word in VOCABULARY.concepts:
                weak.add((word,))
    if len(own) > 1 and not person and {"and", "&"} & set(name_key(name).split()):
        found.append((own[0][0], own[1][0]))  # P&D for Print and Device Services
    if len(own) >= 3 and not person:
        found.append(("".join(word[0] for word in own),))
    if person and len(own) >= 2 and len(own[-1]) < 4:
        found.append((own[-1],))
    if person and len(own) >= 2 and len(own[0]) == 3:
        found.append((own[0],))
    return Name(name, tuple(dict.fromkeys(found)), frozenset(weak))


_LETTER_AND_HYPHEN = re.compile(r"\b([A-Za-z])-(?=[A-Za-z])")
_TOWARDS = frozenset(
    map(stem, ("north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper", "lower"))
)
_STEMMED_COMMON = VOCABULARY.words["common_in_names"]


def _words(written: str) -> tuple[str, ...]:
    cleaned = (
        name_key(written).replace("(", " ").replace(")", " ").replace(",", " ").replace("&", " ").replace(".", " ")
    )
    words = (word for word in words_of(cleaned) if word not in ("the", "and"))
    return tuple(f"#{int(word)}" if word.isdecimal() else stem(word) for word in words)


def _joined(names: Iterable[str]) -> Iterable[str]:
    """The names that begin a word with a single letter and a hyphen, without it: "xrays" for "X-rays"."""
    return (_LETTER_AND_HYPHEN.sub(r"\1", written) for written in names if _LETTER_AND_HYPHEN.search(written))


def _by_initial(words: tuple[str, ...]) -> tuple[str, ...]:
    """Terminal 2 as T2: a word before a number by its first letter."""
    place = next((i for i, word in enumerate(words) if word[:1] == "#" and i), None)
    return (words[place - 1][0], words[place]) if place is not None else ()


def find_name(reading: Reading, name: Name, loose: bool = True) -> list[tuple[int, int, bool]]:
    """Where a name stands, as positions of words (end exclusive), and whether it was a strong form of it."""
    found: dict[int, tuple[int, bool]] = {}
    stems = reading.stems
    for alias in name.aliases:
        for place in _starts(reading, alias, loose):
            end = _match_from(stems, place, alias, loose)
            if end:
                strong = alias not in name.weak
                if place not in found or found[place][0] < end:
                    found[place] = (end, strong or found.get(place, (0, False))[1])
    return [(place, end, strong) for place, (end, strong) in sorted(found.items())]


def _starts(reading: Reading, alias: tuple[str, ...], loose: bool) -> list[int]:
    wanted, shortened = alias[0], len(alias) > 1
    exact = reading.by_stem.get(wanted, [])
    if not loose or (len(wanted) < _SHORT + 1 and exact):
        return exact
    # Whatever is alike begins with the same three letters or is about as long; most words are neither.
    beginning, shortest, longest = wanted[:3], len(wanted) - 2, len(wanted) + 2
    alike = [
        written
        for written in reading.by_first_letter.get(wanted[0], ())
        if (written[:3] == beginning or shortest <= len(written) <= longest)
        and (same_word(written, wanted, shortened) or (not shortened and _clipped(written, wanted)))
    ]
    if not shortened and len(wanted) >= _LONG_ENOUGH_TO_HEAR:
        alike += [
            written
            for letter in _sounding(wanted[0])
            for written in reading.by_first_letter.get(letter, ())
            if shortest <= len(written) <= longest and written not in alike and _sounds_like(written, wanted)
        ]
    return sorted([place for stem in alike for place in reading.by_stem[stem]])


def _match_from(stems: Sequence[str], place: int, alias: tuple[str, ...], loose: bool) -> int:
    at = place
    for index, word in enumerate(alias):
        if index and at < len(stems) and stems[at] in ("the", "and", "of", "&", "+") and word != stems[at]:
            at += 1
        if at >= len(stems):
            return 0
        alike = loose and (
            same_word(stems[at], word, len(alias) > 1)
            or (len(alias) == 1 and (_clipped(stems[at], word) or _sounds_like(stems[at], word)))
        )
        if stems[at] != word and not alike:
            return 0
        at += 1
    return at


def _clipped(written: str, wanted: str) -> bool:
    """A long name cut short after four letters or more, where the rest is no word of its own."""
    if len(written) < 4 or len(wanted) < 7 or not wanted.startswith(written):
        return False
    return written not in VOCABULARY.concepts and written not in VOCABULARY.stop


_SHORT = 4
_LONG_ENOUGH_TO_HEAR = 5
_SAME_SOUND = ("ckq", "fp", "szc", "jg", "iy", "xz")
_RESPELT = (
    ("ph", "f"), ("ck", "k"), ("qu", "kw"), ("q", "k"), ("x", "ks"), ("ce", "se"), ("ci", "si"), ("cy", "si"),
    ("c", "k"), ("z", "s"), ("kh", "k"), ("gh", "g"), ("wr", "r"), ("ew", "u"), ("ue", "u"), ("oo", "u"), ("ou", "u"),
    ("ea", "i"), ("ee", "i"), ("ie", "i"), ("ai", "a"), ("ay", "a"), ("ei", "a"), ("ey", "a"), ("y", "i"),
)  # fmt: skip


@lru_cache(maxsize=64)
def _sounding(letter: str) -> str:
    """The letters that may begin a word as it is heard."""
    return "".join(sorted({other for group in _SAME_SOUND if letter in group for other in group} | {letter}))


def _sounds_like(written: str, wanted: str) -> bool:
    """Whether a name was written down as it was heard: "Kwikstok" for QuickStock, by no word of the trade."""
    if len(wanted) < _LONG_ENOUGH_TO_HEAR or abs(len(written) - len(wanted)) > 2 or not written.isalpha():
        return False
    if written[0] not in _sounding(wanted[0]) or written in VOCABULARY.concepts or written in VOCABULARY.stop:
        return False
    return _sound(written) == _sound(wanted)


@lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    """A word by its sound, roughly: one spelling for each sound, no letter twice."""
    for spelt, heard in _RESPELT:
        word = word.replace(spelt, heard)
    return "".join(letter for letter, _ in groupby(word))


def same_word(written: str, wanted: str, shortened: bool) -> bool:
    """Whether a word is another with a typing slip, or (if `shortened` may be) its beginning."""
    if written == wanted:
        return True
    if shortened and len(written) >= 3 and len(wanted) >= 5 and wanted.startswith(written):
        return len(wanted) > 5 or written not in VOCABULARY.concepts
    if (
        shortened
        and len(written) >= 4
        and written.endswith("s")
        and wanted.startswith(written[:-1])
        and len(wanted) > 6
    ):
        return True
    if len(wanted) == _SHORT and sorted(written) == sorted(wanted) and written[0] == wanted[0]:
        return written not in VOCABULARY.concepts and written not in VOCABULARY.stop
    if len(wanted) < 5 or len(written) < 4 or abs(len(written) - len(wanted)) > 2 or written[0] != wanted[0]:
        return False
    if not (written.isalpha() and wanted.isalpha()):
        return False
    allowed = 2 if len(wanted) >= 9 else 1
    return OSA.distance(written, wanted, score_cutoff=allowed) <= allowed
