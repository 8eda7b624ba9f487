"""The trade's vocabulary as looked-up sets: word lists, phrases, and concepts (groups of words that mean alike).

`vocabulary.toml` holds what readers ask for by name; `thesaurus.tsv` holds more groups of words that stand for one
another in a handover, one a line: a name, a tab, the words with commas between them.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

_FILE = Path(__file__).with_name("vocabulary.toml")
_THESAURUS = Path(__file__).with_name("thesaurus.tsv")
_TEXT, _GROUPS = _FILE.read_text(encoding="utf-8"), _THESAURUS.read_text(encoding="utf-8")

Phrase = tuple[str, ...]
_EXCEPTIONS = {"ok": "okay", "okey": "okay", "n": "and", "ppl": "people", "pple": "people", "cust": "customer"}
_EXCEPTIONS |= {"custs": "customer", "pax": "passenger", "pts": "patient", "mgr": "manager", "appts": "appointment"}
_EXCEPTIONS |= {"tils": "till"}
_EXCEPTIONS |= {"wot": "what", "wat": "what", "knws": "know", "knos": "know", "kno": "know", "dosnt": "doesnt"}
_EXCEPTIONS |= {"dosent": "doesnt", "doesent": "doesnt", "dnt": "dont"}
_EXCEPTIONS |= {"rm": "room", "rms": "room", "bldg": "building", "whse": "warehouse", "wd": "ward", "wds": "ward"}
_EXCEPTIONS |= {
    "svc": "service",
    "svcs": "service",
    "hosp": "hospital",
    "flr": "floor",
    "stn": "station",
    "stns": "station",
}
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


# "Workin" is "working" where that is a word of ours, and "admin" is none.
_DOING = frozenset(re.findall(r"\b[a-z]{2,}ing\b", _TEXT + _GROUPS))


def stem(word: str) -> str:
    """The stem of a folded word; irregular forms and common short forms stand for their full word.

    A light stemmer of our own: it must be quick on words never met before, and need not please a linguist.
    """
    return _short_word_stem(word) if len(word) <= _LONGEST_REMEMBERED else _stem(word)


# "Networks'll have to": of what is longer than "there'll" the name is meant.
_WITH_WILL = 8


def _stem(word: str) -> str:
    if len(word) > _WITH_WILL:
        word = word.removesuffix("'ll")
    word = word.removesuffix("'s").replace("'", "") if len(word) > 3 else word
    return _inflection_off(_EXCEPTIONS.get(word, word))


_KEPT_WHOLE = frozenset({"correction"})  # who writes it does not say that anything is correct


# The memory of stems must stay small whatever is typed.
_LONGEST_REMEMBERED = 32
_short_word_stem = lru_cache(maxsize=32768)(_stem)


def _inflection_off(word: str) -> str:
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("in") and f"{word}g" in _DOING:
        word += "g"
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
    if word.endswith(("tion", "sion")) and len(word) > 6 and word not in _KEPT_WHOLE:
        word = word[:-3]
    if len(word) > 4 and word[-1] == "y" and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    return word[:-1] if len(word) > 4 and word[-1] == "e" else word


def words_of(entry: str) -> tuple[str, ...]:
    """An entry of the vocabulary as its words and signs."""
    return tuple(entry.replace("/", " ").replace("-", " ").split())


_FEWEST_ALIKE = 2
_AS_VALUES = {"one": "#1", "two": "#2", "three": "#3", "half": "#0.5", "third": "#0.333333", "999": "#999"}


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """Phrases by their first stem, longest first."""

    by_first: Mapping[str, tuple[Phrase, ...]]


@dataclass(slots=True)
class PhraseNode:
    """Where a phrase has got to after some stems: the lists and the concepts it is in if it ends here, and its longer
    forms by their next stem.
    """

    lists: tuple[str, ...] = ()
    concepts: frozenset[str] = frozenset()
    longer: dict[str, "PhraseNode"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Plain word lists, phrase lists by name, the concepts of each stem, headings to item ids, all phrases as a tree.

    `close` are the concepts of `vocabulary.toml`: their words are the same thing, those of the thesaurus only like it.

    `tree` leads from the first stem of any phrase, of the lists and of the concepts, on to its end.
    """

    stop: frozenset[str]
    approximators: frozenset[str]
    phrases: Mapping[str, PhraseSet]
    concepts: Mapping[str, frozenset[str]]
    close: frozenset[str]
    tree: Mapping[str, PhraseNode]
    headings: Mapping[str, str]
    words: Mapping[str, frozenset[str]]


def _entries(text: str) -> list[str]:
    return [" ".join(entry.split()) for entry in text.replace("\n", " ").split(",") if entry.strip()]


def _stems(entry: str) -> Phrase:
    return tuple([_AS_VALUES.get(word) or stem(word) for word in words_of(entry)])


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


def _node(tree: dict[str, PhraseNode], phrase: Phrase) -> PhraseNode:
    """The place of a phrase in the tree, made if it has none yet."""
    longer = tree
    for stem_of_word in phrase[:-1]:
        longer = _next_node(longer, stem_of_word).longer
    return _next_node(longer, phrase[-1])


def _next_node(longer: dict[str, PhraseNode], stem_of_word: str) -> PhraseNode:
    node = longer.get(stem_of_word)
    if node is None:
        node = longer[stem_of_word] = PhraseNode()
    return node


def _tree(lists: Mapping[str, list[str]], concepts: Mapping[str, list[str]]) -> dict[str, PhraseNode]:
    tree: dict[str, PhraseNode] = {}
    for name, entries in lists.items():
        for phrase in dict.fromkeys(map(_stems, entries)):
            if phrase and name != "stop":
                node = _node(tree, phrase)
                node.lists = (*node.lists, name)
    for concept, entries in concepts.items():
        for phrase in map(_stems, entries):
            if phrase:
                node = _node(tree, phrase)
                node.concepts = node.concepts | {concept}
    return tree


def _groups(thesaurus: str) -> dict[str, list[str]]:
    """The groups of a thesaurus; several may have one name."""
    groups = {}
    for number, line in enumerate(thesaurus.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            name, tab, entries = line.partition("\t")
            if not tab or len(_entries(entries)) < _FEWEST_ALIKE:
                raise ValueError(f"Line {number} of the thesaurus is no name, tab and words with commas: {line[:60]}")
            groups[f"{name} {number}"] = _entries(entries)
    return groups


def load_vocabulary(text: str, thesaurus: str) -> Vocabulary:
    """The vocabulary written in this TOML text, and in these lines of groups.

    ValueError for a line of the thesaurus that is none.
    """
    data = tomllib.loads(text)
    lists = {name: _entries(entries) for name, entries in data["lists"].items()}
    concepts = {name: _entries(entries) for name, entries in data["concepts"].items()} | _groups(thesaurus)
    tree = _tree(lists, concepts)
    return Vocabulary(
        stop=frozenset(stem(word) for word in lists["stop"]),
        approximators=frozenset(lists["approximators"]),
        phrases=MappingProxyType({name: _phrase_set(entries) for name, entries in lists.items()}),
        concepts=MappingProxyType({first: node.concepts for first, node in tree.items() if node.concepts}),
        close=frozenset(data["concepts"]),
        tree=tree,
        headings=MappingProxyType({h: item for item, them in data["headings"].items() for h in _entries(them)}),
        words=MappingProxyType({name: _both_forms(entries) for name, entries in data["words"].items()}),
    )


VOCABULARY = load_vocabulary(_TEXT, _GROUPS)
