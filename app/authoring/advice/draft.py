"""A scenario as its author is writing it, with what several pieces of advice want to know about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.content.checklist import Checklist
from app.content.problems import Problem
from app.content.reading import Document, Location
from app.content.scenario import Example, Scenario
from app.handover.case import Case
from app.handover.compiling import compile_case
from app.handover.marking import HandoverTooLong, mark
from app.handover.scorecard import Handover, Scorecard, Span
from app.language.mentions import Mention
from app.language.reading import read
from app.language.vocabulary import VOCABULARY
from app.simulation.people import Reply


@dataclass(frozen=True)
class Draft:
    """A scenario that can be used as it is, and the document its lines are found in."""

    checklist: Checklist
    scenario: Scenario
    document: Document

    def warning(self, place: Location, what: str, mend: str) -> Problem:
        """A warning at this place of the scenario's file."""
        return self.document.problem(place, what, mend)

    @cached_property
    def case(self) -> Case:
        """The scenario as the marker sees it."""
        return compile_case(self.checklist, self.scenario)

    @cached_property
    def model(self) -> tuple[int, Example] | None:
        """The model example and its place among the examples."""
        return next(((at, e) for at, e in enumerate(self.scenario.examples) if e.kind == "model"), None)

    @cached_property
    def model_card(self) -> Scorecard | None:
        """The model example's scorecard; None without one, or when it is too long to be marked."""
        return self.marked(self.model[1]) if self.model else None

    def marked(self, example: Example) -> Scorecard | None:
        """The scorecard of an example; None when it is too long, which is a problem told elsewhere."""
        try:
            return self.mark(example)
        except HandoverTooLong:
            return None

    def mark(self, example: Example) -> Scorecard:
        """The scorecard of an example, marked once however often it is wanted. HandoverTooLong as in marking."""
        card = self._cards.get(id(example))
        if card is None:
            handover = Handover(example.text, example.fields, example.decision)
            card = mark(self.checklist, self.scenario, handover, example.elapsed_seconds)
            if any(example is own for own in self.scenario.examples):
                self._cards[id(example)] = card
        return card

    @cached_property
    def _cards(self) -> dict[int, Scorecard]:
        return {}

    @cached_property
    def replies(self) -> dict[tuple[str, str, float, str], Reply]:
        """What was said already, for whoever puts the same message again."""
        return {}

    @cached_property
    def told(self) -> tuple[str, ...]:
        """Every text an agent can hear or look up: what people say, what arrives, what the desk tools show."""
        scenario = self.scenario
        says = (text for person in scenario.people for text in (person.opening, *person.knows_texts))
        lines = (line for tool in scenario.tools for line in tool.lines)
        return (scenario.brief, *says, *(signal.text for signal in scenario.signals), *lines)

    def ways(self) -> Iterator[tuple[str, int, str]]:
        """Every way of saying: the item, the number of its point, the words."""
        for item, truth in self.scenario.items.items():
            for number, point in enumerate(truth.points):
                yield from ((item, number, way) for way in point)


@lru_cache(maxsize=8192)
def content(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning, values included; small words left out."""
    return frozenset(word.stem for word in read(text).words) - VOCABULARY.stop


@lru_cache(maxsize=8192)
def values(text: str) -> tuple[Mention, ...]:
    """The times, numbers, references and telephone numbers of a text."""
    return tuple(read(text).mentions)


def typed(text: str, span: Span) -> str:
    """The words of a text between two places, in one line."""
    return " ".join(text[span[0] : span[1]].split())
