"""Questions read by a model that has met neither their writers nor, where asked for, their situations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.content.scenario import Scenario
from app.simulation.model import Heard, Model
from app.simulation.reading import Understood, decide
from evaluation.phrasing_bank import Phrasing, read_checklist, writers_apart
from evaluation.question_trainer import train, word_margins
from evaluation.senses import Senses

PARTS = 3
STRANGE = frozenset({"nonnative", "slang", "typo", "terse", "chatty", "indirect", "formal"})
MEASURED = (
    "many-hands",
    "many-hands-2",
    "many-hands-3",
    "many-hands-6",
    "many-hands-7",
    "many-hands-9",
    "many-hands-12",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question came out. `once`: the topics are right; `more`: right, or what was missing was asked back;
    `more_clean`: the same with nothing wrong told; `wrong`: something was answered that was not asked for; `needless`:
    right, and yet something was asked back."""

    phrasing: Phrasing
    understood: Understood

    @property
    def wrong(self) -> bool:
        return not set(self.understood.topics) <= self.phrasing.topics | self.phrasing.also_ok

    @property
    def once(self) -> bool:
        return not self.wrong and self.phrasing.topics <= set(self.understood.topics)

    @property
    def more(self) -> bool:
        missing = self.phrasing.topics - set(self.understood.topics)
        return self.once or (bool(missing) and missing <= set(self.understood.asks_back))

    @property
    def more_clean(self) -> bool:
        return self.more and not self.wrong

    @property
    def needless(self) -> bool:
        return self.once and bool(self.understood.asks_back)


@dataclass(frozen=True, slots=True)
class Apart:
    """A model and the phrasings it has not seen, neither their writers nor, where asked for, their situations; and how
    each was heard."""

    model: Model
    phrasings: Sequence[Phrasing]
    heard: Sequence[Heard]

    def outcomes(self) -> list[Outcome]:
        """How the questions came out."""
        pairs = zip(self.phrasings, self.heard, strict=True)
        return [Outcome(p, decide(self.model, heard)) for p, heard in pairs]


def parts_apart(bank: Sequence[Phrasing], with_situations: bool) -> list[tuple[list[Phrasing], list[Phrasing]]]:
    """The bank in parts, each twice: the lines that have nothing to do with its writers nor, with situations, with a
    part of those; and the lines by these writers, with situations only those about these."""
    measured = [p for p in bank if p.made_by in MEASURED]
    situations = sorted({p.situation for p in measured})
    parts = []
    for part, writers in enumerate(writers_apart(measured, PARTS)):
        unseen = set(situations[part::PARTS]) if with_situations else set()
        others = [p for p in bank if p.writer not in writers and p.situation not in unseen]
        theirs = [p for p in measured if p.writer in writers and (not with_situations or p.situation in unseen)]
        parts.append((others, theirs))
    return parts


def leave_out(
    bank: list[Phrasing], scenarios: Mapping[str, Scenario], senses: Senses, with_situations: bool
) -> Iterator[Apart]:
    """A model for each part of the writers, trained without any voice of theirs and, with situations, without a part of
    those. Lines that no encoder has read without having met their writers are not measured."""
    items = tuple(read_checklist().ids())
    for others, theirs in parts_apart(bank, with_situations):
        model = train(others, scenarios, items, senses)
        read = [(p, sense) for p in theirs if (sense := senses.get(p)) is not None]
        heard = [Heard(word_margins(model, p, scenarios), sense, leans=bool(p.before)) for p, sense in read]
        yield Apart(model, [p for p, _ in read], heard)
