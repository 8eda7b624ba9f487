"""Learns which points and sentences are worth laying side by side, from what the net makes of all pairs there are."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from app.handover.compiling import compile_case
from app.handover.note import read_note
from app.handover.scorecard import Handover
from app.handover.sense import Sense
from app.handover.sensed import asked_of, sentences_of
from app.handover.side_by_side import Floats, Head, likeness
from app.language.encoder import Encoder
from evaluation.labelled import LabelledNote, labelled_scenario

_SIGNS = 5
_TELLS = 0.1  # how surely a pair must say something, or go against it, to be worth it
_LOST = 0.02  # of those worth it may be left out
OPEN = np.zeros(_SIGNS + 1, np.float32)  # lets every pair through


def learned_nearness(encoder: Encoder, head: Mapping[str, Floats], notes: Sequence[LabelledNote]) -> Floats:
    """The weights of the signs of nearness, and an offset that leaves out few of the pairs that tell something."""
    sense = Sense(encoder, Head({**head, "nears": OPEN}))
    seen = [pairs_of(sense, note) for note in notes]
    signs, told = (np.concatenate(each) for each in zip(*seen, strict=True))
    tells = told.max(axis=-1) >= _TELLS
    learned: Any = LogisticRegression(C=1_000, max_iter=1_000).fit(signs, tells)
    weights = learned.coef_[0]
    bar = np.quantile(signs[tells] @ weights, _LOST)
    return np.array([*weights, -bar], np.float32)


def pairs_of(sense: Sense, note: LabelledNote) -> tuple[Floats, Floats]:
    """The signs of every pair of a handover, and what the net makes of it."""
    checklist, scenario = labelled_scenario(note.scenario)
    case = compile_case(checklist, scenario.as_of(note.elapsed_seconds))
    read = read_note(case, Handover(note.text), note.elapsed_seconds)
    points = sense.points([*asked_of(case).values()])
    sentences = sense.sentences([(each.text, each.section) for each in sentences_of(read).values()])
    if not sentences:
        return np.zeros((0, _SIGNS), np.float32), np.zeros((0, 2), np.float32)
    signs = np.stack(likeness(points, sentences).signs(), axis=-1)
    return signs.reshape(-1, _SIGNS), sense.compare(points, sentences).swapaxes(0, 1).reshape(-1, 2)
