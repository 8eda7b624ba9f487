"""Splits the labelled handovers and marks each part by a marker that has not learned from it."""

import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Any, TypeVar

from app.handover.marking import mark
from app.handover.scorecard import Handover, Scorecard
from evaluation.labelled import LabelledNote, labelled_scenario
from evaluation.train_marker import learn, shipped_learning, use

HAND_FOLDS = 4
SCENARIO_FOLDS = 4
_VOICE = re.compile(r"(?<=\d)[a-z]+$")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Marked:
    """A labelled handover and the marker's scorecard of it."""

    note: LabelledNote
    card: Scorecard


Part = Callable[[], list[Marked]]


@dataclass(frozen=True)
class Split:
    """One way of measuring: its name, what its figures may be believed for, and its parts still to be marked."""

    name: str
    meaning: str
    parts: Sequence[Part]


def shipped(notes: Sequence[LabelledNote]) -> Part:
    """These handovers, to be marked as the shipped marker does."""
    return partial(_as_shipped, notes)


def learned(seen: Sequence[LabelledNote], notes: Sequence[LabelledNote]) -> Part:
    """These handovers, to be marked by what is learned from others (`seen`)."""
    return partial(_by_learning, seen, notes)


def left_out(notes: Sequence[LabelledNote], groups: Sequence[frozenset[str]]) -> list[Part]:
    """Each group of handovers (their ids), to be marked by what is learned from all the others."""
    return [
        learned([note for note in notes if note.id not in group], [note for note in notes if note.id in group])
        for group in groups
    ]


def scenario_folds(notes: Sequence[LabelledNote], most: int = SCENARIO_FOLDS) -> list[frozenset[str]]:
    """The ids of handovers in at most so many groups, no scenario in two of them."""
    names = sorted({note.scenario for note in notes})
    folds = [set(names[fold::most]) for fold in range(min(most, len(names)))]
    return [frozenset(note.id for note in notes if note.scenario in fold) for fold in folds]


def hand_folds(notes: Sequence[LabelledNote], most: int = HAND_FOLDS) -> list[frozenset[str]]:
    """The ids of handovers in at most so many groups of about equal size, no hand in two of them.

    The voices of one writer (`w3a`, `w3b`) stay together.
    """
    sizes = Counter(writer(note.hand) for note in notes)
    folds: list[set[str]] = [set() for _ in range(min(most, len(sizes)))]
    held = [0] * len(folds)
    for name, size in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])):
        smallest = held.index(min(held))
        folds[smallest].add(name)
        held[smallest] += size
    return [frozenset(note.id for note in notes if writer(note.hand) in fold) for fold in folds]


def writer(hand: str) -> str:
    """Who wrote in this voice: `w3` for `w3a`, `d3` for `d3-bob`."""
    return _VOICE.sub("", hand.partition("-")[0])


def side_by_side(jobs: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """What the jobs answer, in their order, run on as many processors as there are.

    The processes are forked, so that jobs may hold what cannot be sent; only their answers travel.
    """
    _jobs[:] = jobs
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
        return list(pool.map(_run, range(len(jobs))))


_jobs: list[Callable[[], object]] = []


def _run(number: int) -> Any:
    return _jobs[number]()


def _by_learning(seen: Sequence[LabelledNote], notes: Sequence[LabelledNote]) -> list[Marked]:
    use(learn(seen))
    return mark_notes(notes)


def _as_shipped(notes: Sequence[LabelledNote]) -> list[Marked]:
    use(shipped_learning())
    return mark_notes(notes)


def mark_notes(notes: Sequence[LabelledNote]) -> list[Marked]:
    """These handovers by the weights in use, with the right decision, for that is not what is measured."""
    marked = []
    for note in notes:
        checklist, scenario = labelled_scenario(note.scenario)
        handover = Handover(note.text, decision=scenario.decision)
        marked.append(Marked(note, mark(checklist, scenario, handover, note.elapsed_seconds)))
    return marked
