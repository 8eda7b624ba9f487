"""What people say around the facts, read from `phrases.yml` and `voices/`: wordings by manner, and temper."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from zlib import crc32

import yaml

from app.content.checklist import Checklist

_FILE = Path(__file__).with_name("phrases.yml")
_VOICES = Path(__file__).with_name("voices")
_PLAIN_VOICE = "calm"
_BLANK = re.compile(r"\{topics?\}")
_ENDS = ("", ".", "?", "!")
_CLOSED = (".", "?", "!", "…", '"', "'", "”", "’", ")", ":")

Need = Literal[
    "not_known",
    "not_known_of",
    "ask_back",
    "ask_beside",
    "again",
    "social",
    "other",
    "not_understood",
    "more",
    "silence",
    "repeat",
    "reassured",
    "not_until_acknowledged",
    "not_until_asked_again",
    "agrees",
    "could_not_say",
    "meant",
    "meant_of",
    "meant_to_ask",
    "rephrase",
    "warning",
    "hangs_up",
    "leaves",
    "rings_back",
    "ordered",
    "put_through",
]
Way = Literal["ask", "acknowledge", "look_up", "ring"]
"""What an agent may do next to learn something."""
Pick = Literal["all", "first", "second", "last", "yes", "small", "beside"]


@dataclass(frozen=True, slots=True)
class Temper:
    """`patience`: how many fruitless questions in a row somebody puts up with; `agrees`: whether they say yes to what a
    question suggests."""

    patience: int
    agrees: bool


@dataclass(frozen=True, slots=True)
class Phrases:
    """`offers`: item to the words that name it; `picks`: words that choose among offers; `manners`: voice to words
    that call for it; `voices`: voice to need to wordings; `tempers`: voice to temper; `suggests`: what to do next to
    words."""

    offers: Mapping[str, str]
    picks: Mapping[Pick, frozenset[str]]
    manners: Mapping[str, tuple[str, ...]]
    voices: Mapping[str, Mapping[Need, tuple[str, ...]]]
    tempers: Mapping[str, Temper]
    suggests: Mapping[Way, str]

    def voice(self, manner: str) -> str:
        """The voice a person of this manner speaks in; the calm one when no word of the manner is known."""
        folded = manner.casefold()
        fitting = (voice for voice, words in self.manners.items() if any(word in folded for word in words))
        return next(fitting, _PLAIN_VOICE)

    def wordings(self, manner: str, need: Need) -> tuple[str, ...]:
        """Every wording a person of this manner has for this need."""
        return self.voices[self.voice(manner)][need]

    def temper(self, manner: str) -> Temper:
        """How much a person of this manner puts up with, and whether they agree."""
        return self.tempers[self.voice(manner)]

    def say(self, manner: str, need: Need, key: str, before: str = "") -> str:
        """One wording for this need, and another than stands in `before`; the same arguments always give the same."""
        wordings = self.wordings(manner, need)
        fresh = [wording for wording in wordings if _fixed_part(wording) not in before] or wordings
        return fresh[crc32(key.encode("utf-8", "surrogatepass")) % len(fresh)]

    def offer(self, checklist: Checklist, item_id: str) -> str:
        """How a person names this item when asking back; the checklist's label when no words are given."""
        return self.offers.get(item_id) or checklist[item_id].label.lower()


def filled(wording: str, words: str) -> str:
    """A wording with words in its blank ("{topic}" or "{topics}"); both begin with a capital where a sentence does."""
    blank = _BLANK.search(wording)
    if blank is None:
        return _capital(wording)
    before = wording[: blank.start()]
    words = _capital(words) if before.rstrip()[-1:] in _ENDS else words
    return _capital(f"{before}{words}{wording[blank.end() :]}")


def _fixed_part(wording: str) -> str:
    """The longer part of a wording beside its blank."""
    return max(_BLANK.split(wording), key=len)


def sentences(said: Sequence[str]) -> str:
    """What is said one after the other, with a full stop wherever more follows a piece that has no end of its own."""
    return " ".join([*(text if text[-1:] in _CLOSED else f"{text}." for text in said[:-1]), *said[-1:]])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def one_of(options: Sequence[str]) -> str:
    """The options as people list them: "a", "a or b", "a, b or c"."""
    return _listed(options, "or")


def all_of(things: Sequence[str]) -> str:
    """The same of things that all belong: "a", "a and b", "a, b and c"."""
    return _listed(things, "and")


def _listed(words: Sequence[str], last: str) -> str:
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


@cache
def phrases() -> Phrases:
    """The phrases this version of the program ships; read once a process."""
    data = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    files = sorted(_VOICES.glob("*.yml"))
    voices = {file.stem: yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for file in files}
    return Phrases(
        offers=data["offers"],
        picks={pick: frozenset(words) for pick, words in data["picks"].items()},
        manners={voice: tuple(words) for voice, words in data["manners"].items()},
        voices={
            voice: {need: tuple(wordings) for need, wordings in of["wordings"].items()} for voice, of in voices.items()
        },
        tempers={voice: Temper(of["patience"], of["agrees"]) for voice, of in voices.items()},
        suggests=data["suggests"],
    )
