"""What is worth laying side by side is learned from handovers, and little that tells anything is left out by it."""

import numpy as np

from app.handover.sense import HEAD_FILE, Sense, shipped_sense
from app.handover.side_by_side import Head, likeness
from evaluation.labelled import labelled_notes
from evaluation.sense_nearness import OPEN, learned_nearness, pairs_of

NOTES = labelled_notes()[:160:10]


def test_most_pairs_are_left_out_and_hardly_any_that_tell_something() -> None:
    with np.load(HEAD_FILE) as file:
        head = dict(file)
    sense = Sense(shipped_sense().encoder, Head({**head, "nears": OPEN}))
    learned = learned_nearness(sense.encoder, head, NOTES[::2])
    others = [pairs_of(sense, note) for note in NOTES[1::2]]
    signs, told = (np.concatenate(each) for each in zip(*others, strict=True))
    tells = told.max(axis=-1) >= 0.3
    for nears in (learned, head["nears"]):
        near = signs @ nears[:-1] + nears[-1] >= 0
        assert near.mean() < 0.4
        assert (near & tells).sum() > 0.97 * tells.sum()


def test_a_pair_that_is_too_far_apart_tells_nothing() -> None:
    sense = shipped_sense()
    points, sentences = [sense.point("told", ("wards know",))], [sense.sentence("It is raining in Leeds.", None)]
    assert not sense.head.near(likeness(points, sentences)).any()
    assert sense.compare(points, sentences).tolist() == [[[0.0, 0.0]]]
