"""Spellings of one word and words of one kind, read from `vocabulary.yml`, and the stems of all other words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from app.language.stems import stem

_FILE = Path(__file__).with_name("vocabulary.yml")
_NAMES = {"xsite": "place", "xservice": "thing", "xteam": "group", "xperson": "xperson"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`spellings`: what is typed to the standard word; `kinds`: word to the name of its kind."""

    spellings: Mapping[str, str]
    kinds: Mapping[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary this version of the program ships; read once a process."""
    data = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Vocabulary(_turned(data["spellings"]), {**_turned(data["kinds"]), **_NAMES})


def standard(word: str) -> str:
    """The standard spelling of a folded word; itself when none is known."""
    return vocabulary().spellings.get(word, word)


@lru_cache(maxsize=8192)
def kind(word: str) -> str:
    """The kind of a standard word in capitals, else its stem."""
    known = vocabulary().kinds.get(word)
    return known.upper() if known else stem(word)


def _turned(lists: dict[str, str]) -> dict[str, str]:
    """Each listed word to the name it is listed under; the first list wins."""
    return {word: name for name, words in reversed(lists.items()) for word in words.split()}
