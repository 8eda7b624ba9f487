"""What marking costs: milliseconds a handover, and whether the cost grows with the length and no faster."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from threadpoolctl import threadpool_limits

from app.handover.marking import LONGEST_HANDOVER, mark
from app.handover.scorecard import Handover
from app.handover.sense import sentences_heard
from evaluation.labelled import LabelledNote, labelled_scenario

WORDS = 200
SHORT = LONGEST_HANDOVER // 10
_LONG_TEXTS = 3
_ENOUGH = 100


@dataclass(frozen=True, slots=True)
class Speed:
    """CPU milliseconds, everything compiled: of a handover, of one brought to 200 words; what ten times the text costs.

    `growth` is the cost of 20,000 characters over that of their first 2,000: 10 where it grows with the length.
    """

    a_handover: float
    at_200_words: float
    long: float
    growth: float


def measure_speed(notes: Sequence[LabelledNote], again: int = 3) -> Speed:
    """Times the marker by the weights in use, the least of `again` runs; raises ValueError without handovers."""
    with threadpool_limits(1):  # as gunicorn.conf.py serves it
        return _measured(notes, again)


def _measured(notes: Sequence[LabelledNote], again: int) -> Speed:
    timed = notes[:: max(1, len(notes) // _ENOUGH)]
    costs = [(milliseconds(note, note.text, again), len(note.text.split())) for note in timed]
    texts: dict[str, list[LabelledNote]] = {}
    for note in notes:
        texts.setdefault(note.scenario, []).append(note)
    most_written = sorted(texts.values(), key=lambda them: -sum(len(note.text) for note in them))[:_LONG_TEXTS]
    long, short = zip(*(_long_and_short(them, again) for them in most_written), strict=True)
    return Speed(
        a_handover=median(cost for cost, _ in costs),
        at_200_words=median(cost * WORDS / words for cost, words in costs if words),
        long=median(long),
        growth=median(a / b for a, b in zip(long, short, strict=True)),
    )


def _long_and_short(notes: Sequence[LabelledNote], again: int) -> tuple[float, float]:
    """Milliseconds for as much text as may be handed over, made of these handovers, and for the first tenth of it."""
    text = "\n".join(note.text for note in notes)
    text = "\n".join([text] * (LONGEST_HANDOVER // len(text) + 1))[:LONGEST_HANDOVER]
    return milliseconds(notes[0], text, again), milliseconds(notes[0], text[:SHORT], again)


def milliseconds(note: LabelledNote, text: str, again: int) -> float:
    """The least CPU time of so many runs of marking this text as this handover, none of its sentences read before."""
    checklist, scenario = labelled_scenario(note.scenario)
    handover = Handover(text, decision=scenario.decision)
    least = float("inf")
    for _ in range(again):
        sentences_heard.forget()
        least = min(least, _timed(lambda: mark(checklist, scenario, handover, note.elapsed_seconds)))
    return least


def _timed(run: Callable[[], object]) -> float:
    before = time.process_time()
    run()
    return (time.process_time() - before) * 1000
