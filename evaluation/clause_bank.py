"""Clauses and what they are about: the bank of single clauses, the labelled handovers, and the scenarios' own words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.content.scenario import Scenario
from app.handover.note import Note
from app.language.clauses import Word
from app.language.reading import read
from evaluation.labelled import ROOT, LabelledNote

BANK = ROOT / "clauses.tsv"
_OF_SCENARIOS = 0.5  # authors' and callers' words are further from how handovers are written


@dataclass(frozen=True, eq=False)
class ClauseExample:
    """Words, the items they tell about, the ways they say it (`app.handover.topics.WAYS`), and how much they weigh.

    `tagged`: the absence of a way means that it is not said so; otherwise only its presence means anything.
    """

    words: Sequence[Word]
    items: frozenset[str]
    ways: frozenset[str]
    tagged: bool
    weight: float = 1.0


def bank_examples(file: Path = BANK) -> Iterator[ClauseExample]:
    """The bank: a line a clause, `text<TAB>items<TAB>ways<TAB>hand`, `-` for none."""
    for line in file.read_text(encoding="utf-8").splitlines():
        text, items, ways, _ = line.split("\t")
        yield ClauseExample(read(text).words, _names(items), _names(ways), tagged=True)


def _names(written: str) -> frozenset[str]:
    return frozenset(written.split(",")) - {"-", ""}


def note_examples(labelled: LabelledNote, note: Note, scenario: Scenario) -> Iterator[ClauseExample]:
    """Each clause of a labelled handover, about the items whose evidence it touches."""
    reading = note.reading
    for clause in reading.clauses:
        start, end = reading.folded.as_typed(clause.start, clause.end)
        items = frozenset(
            item for item, spans in labelled.evidence.items() if any(a < end and start < b for a, b in spans)
        )
        ways = set()
        if any(labelled.labels[item] == "unknown_stated" for item in items):
            ways.add("unknown")
        trend = scenario.items.get("trend")
        if "trend" in items and labelled.labels["trend"] == "captured" and trend and trend.choice:
            ways.add(trend.choice)
        yield ClauseExample(reading.words[clause.first : clause.last], items, frozenset(ways), tagged=False)


def scenario_examples(scenarios: Iterable[Scenario]) -> Iterator[ClauseExample]:
    """The ways of saying that authors gave, and what callers say when asked, about the item they were written for."""
    for scenario in scenarios:
        for item, truth in scenario.items.items():
            for way in (way for point in truth.points for way in point):
                yield _of_item(read(way).words, item)
        for person in scenario.people:
            for item, known in person.knows.items():
                reading = read(" ".join(known.texts))
                for inside in reading.clauses_of_sentence.values():
                    first, last = reading.clauses[inside[0]].first, reading.clauses[inside[-1]].last
                    yield _of_item(reading.words[first:last], item)


def _of_item(words: Sequence[Word], item: str) -> ClauseExample:
    return ClauseExample(words, frozenset({item}), frozenset(), tagged=False, weight=_OF_SCENARIOS)
