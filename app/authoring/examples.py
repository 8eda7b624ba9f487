"""Marks a scenario's own examples and says where the marks differ from what their author expects."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.authoring.advice.draft import Draft
from app.content.problems import Problem
from app.content.reading import Document, Location
from app.content.scenario import Example
from app.handover.marking import HandoverTooLong
from app.handover.scorecard import VERDICTS, Scorecard

_MEND = "Mend the example or the truth, or correct what is expected."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What trying one scenario showed, and how many examples it has."""

    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    examples: int = 0


def mark_examples(draft: Draft) -> Outcome:
    """What marking the examples showed, each difference at its example's line.

    A score or a pass that is not what the author says refuses the scenario.
    A single verdict that differs is a warning: it shows the author what the marker made of their words, and one
    item read more or less generously does not make the scenario unfit.
    """
    problems: list[Problem] = []
    warnings: list[Problem] = []
    document = draft.document
    for index, example in enumerate(draft.scenario.examples):
        place = ("examples", index)
        try:
            card = draft.mark(example)
        except HandoverTooLong as error:
            problems.append(document.problem(place, f"{_name(example, index)}: {error}"))
            continue
        problems += _results(card, example, _name(example, index), document, place)
        warnings += _verdicts_that_differ(card, example, _name(example, index), document, place)
    return Outcome(tuple(problems), tuple(warnings), len(draft.scenario.examples))


def _results(card: Scorecard, example: Example, name: str, document: Document, place: Location) -> Iterator[Problem]:
    expect = example.expect
    if expect.score is not None and not expect.score[0] <= card.score <= expect.score[1]:
        lowest, highest = expect.score
        what = f"{name} scores {card.score}, expected {lowest} to {highest} ({_verdicts(card)})."
        yield document.problem(place, what, _MEND)
    if expect.passed is not None and expect.passed != card.passed:
        outcome, wanted = ("passes", "not to") if card.passed else ("does not pass", "to")
        because = " ".join(card.not_passed_because) or f"It scores {card.score} and lacks nothing a pass needs."
        what = f"{name} {outcome}, expected {wanted}. {because}"
        yield document.problem(place, what, _MEND)


def _verdicts_that_differ(
    card: Scorecard, example: Example, name: str, document: Document, place: Location
) -> Iterator[Problem]:
    found = {item.item: item for item in card.items}
    for item_id, wanted_verdict in example.expect.items.items():
        item = found.get(item_id)
        if item is not None and item.verdict != wanted_verdict:
            what = f"{name}: '{item_id}' is {item.verdict}, expected {wanted_verdict}. {_sentence(item.reason)}"
            yield document.problem(place, what, _MEND)


def _name(example: Example, index: int) -> str:
    return f"example {index + 1} ({example.kind})"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _verdicts(card: Scorecard) -> str:
    """Which items did not earn everything, by verdict."""
    short = [item for item in card.items if item.credit < 1]
    said = (
        f"{verdict}: {', '.join(item.item for item in short if item.verdict == verdict)}"
        for verdict in VERDICTS
        if any(item.verdict == verdict for item in short)
    )
    return "; ".join(said) or "every item is captured"
