"""Splits the labelled handovers and marks each part by weights that have not seen it."""

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
from app.handover.weights import WEIGHTS_FILE, load_weights, use_weights
from evaluation.labelled import LabelledNote, labelled_scenario
from evaluation.train_marker import Prepared, train

HAND_FOLDS = 8
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
    """These handovers, to be marked by the weights that are shipped."""
    return partial(_by_shipped_weights, notes)


def learned(seen: Sequence[Prepared], notes: Sequence[LabelledNote]) -> Part:
    """These handovers, to be marked by weights learned from others (`seen`)."""
    return partial(_by_learned_weights, seen, notes)


def left_out(prepared: Sequence[Prepared], groups: Sequence[frozenset[str]]) -> list[Part]:
    """Each group of handovers (their ids), to be marked by weights learned from all the others."""
    return [
        learned(
            [p for p in prepared if p.labelled.id not in group],
            [p.labelled for p in prepared if p.labelled.id in group],
        )
        for group in groups
    ]


def by_scenario(notes: Sequence[LabelledNote]) -> list[frozenset[str]]:
    """The ids of each scenario's handovers."""
    names = sorted({note.scenario for note in notes})
    return [frozenset(note.id for note in notes if note.scenario == name) for name in names]


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
    """Who wrote in this voice: `w3` for `w3a`."""
    return _VOICE.sub("", hand)


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


def _by_learned_weights(seen: Sequence[Prepared], notes: Sequence[LabelledNote]) -> list[Marked]:
    use_weights(train(seen))
    return mark_notes(notes)


def _by_shipped_weights(notes: Sequence[LabelledNote]) -> list[Marked]:
    use_weights(load_weights(WEIGHTS_FILE.read_text(encoding="utf-8")))
    return mark_notes(notes)


def mark_notes(notes: Sequence[LabelledNote]) -> list[Marked]:
    """These handovers by the weights in use, with the right decision, for that is not what is measured."""
    marked = []
    for note in notes:
        checklist, scenario = labelled_scenario(note.scenario)
        handover = Handover(note.text, decision=scenario.decision)
        marked.append(Marked(note, mark(checklist, scenario, handover, note.elapsed_seconds)))
    return marked
