"""The bank of phrasings: every labelled question and what it is about, ready to learn from or to measure on."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.content.checklist import Checklist
from app.content.library import load_for_marking
from app.content.scenario import Scenario
from app.simulation.model import OTHER, REPEAT, SOCIAL

ROOT = Path(__file__).resolve().parent.parent
LABELLED = ROOT / "labelled"
# Written by the one who wrote the reader: they teach it words, but measure nothing.
HOUSE = ("house", "checklist")
_VOICE = re.compile(r"(?<=\d)-?[a-z]+$")
_ASKS_TO_REPEAT = ("repeat", "again", "slower", "slowly", "catch", "spell", "hear", "one thing at a time", "say that")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One question: what was typed, what the person had said before, the items meant, and items that would also do."""

    text: str
    before: str
    scenario: str
    person: str
    situation: str
    hand: str
    style: str
    made_by: str
    topics: frozenset[str]
    also_ok: frozenset[str]

    @property
    def writer(self) -> str:
        """Who wrote this: the voices of one writer (`q4-liz`, `q4-abe`) are one."""
        return f"{self.made_by} {_VOICE.sub('', self.hand)}"

    @property
    def talk(self) -> str | None:
        """The kind of talk when nothing is asked for, else None."""
        if self.topics:
            return None
        if self.style == "repeat" or (self.style in ("", "followup") and _is_repeat(self.text)):
            return REPEAT
        return SOCIAL if self.style in ("social", "statement", "chatty") else OTHER


def writers_apart(bank: Iterable[Phrasing], parts: int) -> list[frozenset[str]]:
    """The writers of these phrasings, but for the house, in so many parts of about as many phrasings each."""
    sizes = Counter(p.writer for p in bank if p.made_by not in HOUSE)
    groups: list[set[str]] = [set() for _ in range(parts)]
    held = [0] * parts
    for name, size in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])):
        smallest = held.index(min(held))
        groups[smallest].add(name)
        held[smallest] += size
    return [frozenset(group) for group in groups]


def _is_repeat(text: str) -> bool:
    return any(words in text.casefold() for words in _ASKS_TO_REPEAT)


def read_bank() -> list[Phrasing]:
    """Every phrasing of the labelled folder."""
    return [p for name in ("questions.jsonl", "phrasings.jsonl") for p in read_lines(LABELLED / name)]


def read_checklist() -> Checklist:
    """The checklist the labelled material uses."""
    return load_for_marking(LABELLED / "content", "tills")[0]


def checklist_phrasings() -> list[Phrasing]:
    """The questions and headings of the labelled and of the shipped checklist, as phrasings of a hand of their own."""
    shipped = load_for_marking(ROOT / "content", "prices")[0]
    asked = {
        (text, item.id)
        for checklist in (read_checklist(), shipped)
        for item in checklist.items
        for text in (item.ask, *item.ask_also, item.label, *item.labels)
    }
    return [
        Phrasing(text, "", "tills", "caller", "", "checklist", "plain", "checklist", frozenset({item}), frozenset())
        for text, item in sorted(asked)
    ]


def read_scenarios(bank: list[Phrasing]) -> dict[str, Scenario]:
    """Every scenario the bank speaks of."""
    names = sorted({phrasing.scenario for phrasing in bank})
    return {name: load_for_marking(LABELLED / "content", name)[1] for name in names}


def read_lines(file: Path) -> Iterator[Phrasing]:
    """The phrasings of one file, one a line; none when there is no such file."""
    if not file.exists():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield Phrasing(
            text=record["text"],
            before=record.get("before") or "",
            scenario=record.get("scenario") or "tills",
            person=record.get("person") or "caller",
            situation=record.get("situation") or record.get("scenario") or "",
            hand=record["hand"],
            style=record.get("style") or "",
            made_by=record["set"],
            topics=frozenset(record["topics"]),
            also_ok=frozenset(record.get("also_ok") or ()),
        )
