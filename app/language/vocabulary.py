"""The trade's vocabulary as looked-up sets: word lists, phrases, and concepts (groups of words that mean alike)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

_FILE = Path(__file__).with_name("vocabulary.toml")

Phrase = tuple[str, ...]
_EXCEPTIONS = {"ok": "okay", "okey": "okay", "n": "and", "ppl": "people", "pple": "people", "cust": "customer"}
_EXCEPTIONS |= {"custs": "customer", "pax": "passenger", "pts": "patient", "mgr": "manager", "appts": "appointment"}
_EXCEPTIONS |= {"tils": "till"}
_EXCEPTIONS |= {"tix": "ticket", "comms": "communications", "asap": "asap", "froze": "freeze", "frozen": "freeze"}
_EXCEPTIONS |= {"lost": "lose", "sent": "send", "told": "tell", "went": "go", "left": "leave", "paid": "pay"}
_EXCEPTIONS |= {
    "knew": "know",
    "known": "know",
    "broke": "break",
    "broken": "break",
    "wrote": "write",
    "written": "write",
}
_EXCEPTIONS |= {
    "rung": "ring",
    "rang": "ring",
    "ran": "run",
    "grew": "grow",
    "grown": "grow",
    "fell": "fall",
    "gave": "give",
}
_EXCEPTIONS |= {"given": "give", "took": "take", "taken": "take", "began": "begin", "begun": "begin", "thrown": "throw"}
_EXCEPTIONS |= {"threw": "throw", "stuck": "stick", "stood": "stand", "sat": "sit", "kept": "keep", "held": "hold"}
_EXCEPTIONS |= {
    "found": "find",
    "done": "do",
    "came": "come",
    "men": "man",
    "women": "woman",
    "lorries": "lorri",
    "sold": "sell",
}


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """The stem of a folded word; irregular forms and common short forms stand for their full word.

    A light stemmer of our own: it must be quick on words never met before, and need not please a linguist.
    """
    word = word.removesuffix("'s").replace("'", "") if len(word) > 3 else word
    return _inflection_off(_EXCEPTIONS.get(word, word))


def _inflection_off(word: str) -> str:
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) > 2 and any(letter in "aeiouy" for letter in root):
            word = root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
            break
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    if word.endswith(("tion", "sion")) and len(word) > 6:
        word = word[:-3]
    if len(word) > 4 and word[-1] == "y" and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    return word[:-1] if len(word) > 4 and word[-1] == "e" else word


def words_of(entry: str) -> tuple[str, ...]:
    """An entry of the vocabulary as its words and signs."""
    return tuple(part for part in entry.replace("/", " ").replace("-", " ").split() if part)


_AS_VALUES = {"one": "#1", "two": "#2", "three": "#3", "half": "#0.5", "third": "#0.333333", "999": "#999"}


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """Phrases by their first stem, longest first, to be found in a sequence of stems."""

    by_first: Mapping[str, tuple[Phrase, ...]]

    def at(self, stems: list[str], place: int) -> int:
        """How many stems the longest phrase that starts at `place` covers; 0 when none does."""
        for phrase in self.by_first.get(stems[place], ()):
            if tuple(stems[place : place + len(phrase)]) == phrase:
                return len(phrase)
        return 0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Plain word lists, phrase lists by name, the concepts of each stem or phrase of stems, headings to item ids."""

    stop: frozenset[str]
    approximators: frozenset[str]
    phrases: Mapping[str, PhraseSet]
    all_phrases: Mapping[str, tuple[tuple[Phrase, frozenset[str]], ...]]
    concepts: Mapping[str, frozenset[str]]
    concept_phrases: Mapping[str, tuple[tuple[Phrase, frozenset[str]], ...]]
    headings: Mapping[str, str]
    words: Mapping[str, frozenset[str]]


def _entries(text: str) -> list[str]:
    return [" ".join(entry.split()) for entry in text.replace("\n", " ").split(",") if entry.strip()]


def _stems(entry: str) -> Phrase:
    return tuple(_AS_VALUES.get(word) or stem(word) for word in words_of(entry))


def _both_forms(text: str) -> frozenset[str]:
    """Words as written and by their stems: readers of tokens and readers of stems look in the same list."""
    entries = _entries(text)
    return frozenset([*entries, *(stem(word) for word in entries)])


def _phrase_set(entries: list[str]) -> PhraseSet:
    by_first: dict[str, list[Phrase]] = {}
    for entry in entries:
        phrase = _stems(entry)
        if phrase:
            by_first.setdefault(phrase[0], []).append(phrase)
    return PhraseSet({first: tuple(sorted(set(them), key=len, reverse=True)) for first, them in by_first.items()})


def _merged(lists: Mapping[str, list[str]]) -> dict[str, tuple[tuple[Phrase, frozenset[str]], ...]]:
    """All phrases of all lists by their first stem, longest first, each with the lists it is in."""
    names: dict[Phrase, set[str]] = {}
    for name, entries in lists.items():
        for entry in entries:
            phrase = _stems(entry)
            if phrase and name != "stop":
                names.setdefault(phrase, set()).add(name)
    by_first: dict[str, list[tuple[Phrase, frozenset[str]]]] = {}
    for phrase in sorted(names, key=len, reverse=True):
        by_first.setdefault(phrase[0], []).append((phrase, frozenset(names[phrase])))
    return {first: tuple(them) for first, them in by_first.items()}


def load_vocabulary(text: str) -> Vocabulary:
    """The vocabulary written in this TOML text."""
    data = tomllib.loads(text)
    lists = {name: _entries(entries) for name, entries in data["lists"].items()}
    single: dict[str, set[str]] = {}
    longer: dict[Phrase, set[str]] = {}
    for concept, entries in data["concepts"].items():
        for entry in _entries(entries):
            phrase = _stems(entry)
            if len(phrase) == 1:
                single.setdefault(phrase[0], set()).add(concept)
            elif phrase:
                longer.setdefault(phrase, set()).add(concept)
    by_first: dict[str, list[tuple[Phrase, frozenset[str]]]] = {}
    for phrase, names in longer.items():
        by_first.setdefault(phrase[0], []).append((phrase, frozenset(names)))
    return Vocabulary(
        stop=frozenset(stem(word) for word in lists["stop"]),
        approximators=frozenset(lists["approximators"]),
        phrases=MappingProxyType({name: _phrase_set(entries) for name, entries in lists.items()}),
        all_phrases=MappingProxyType(_merged(lists)),
        concepts=MappingProxyType({word: frozenset(names) for word, names in single.items()}),
        concept_phrases=MappingProxyType({first: tuple(them) for first, them in by_first.items()}),
        headings=MappingProxyType({h: item for item, them in data["headings"].items() for h in _entries(them)}),
        words=MappingProxyType({name: _both_forms(entries) for name, entries in data["words"].items()}),
    )


VOCABULARY = load_vocabulary(_FILE.read_text(encoding="utf-8"))
