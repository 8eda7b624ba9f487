"""Teaches the sense of sentences: `python -m evaluation.train_sense`, in an environment with torch (decision 0010).

Writes `app/handover/sense.onnx` and `app/handover/sense.npz`; by what its parts took, some four to five hours
on two cores that compute in bfloat16. `python -m evaluation.train_marker` comes after.
"""

import random
import sys

import numpy as np

from app.handover.sense import HEAD_FILE, SENSE_FILE
from app.language.encoder import opened
from evaluation.encoder_file import base_weights, kept_pieces
from evaluation.labelled import labelled_notes
from evaluation.sense_lessons import SenseLessons, teaching_notes
from evaluation.sense_nearness import learned_nearness

COMMON_TO = 12_000  # handovers are written in more words than questions are
SHOWING = 4  # every so many handovers show well enough which pairs are near


def main() -> None:
    """Teaches two nets and one of pairs from the pretrained weights, a pupil by all three and then whole truths, and
    writes that one, with what it shows to be worth laying side by side."""
    import torch

    from evaluation import pair_trainer, sense_pupil, sense_trainer, sense_values
    from evaluation.pair_net import PairNet
    from evaluation.sense_net import SenseNet, packed_sense

    lessons = SenseLessons(teaching_notes())
    base, spelt = base_weights()
    kept = kept_pieces(spelt, lessons.texts(), COMMON_TO)
    known = {spelt[number]: place for place, number in enumerate(kept)}
    alike = []
    for seed in (0, 1):
        torch.manual_seed(seed)
        net = SenseNet(base, kept)
        sense_trainer.teach(net, lessons, known, random.Random(seed), sys.stderr.write)
        alike.append((net, known))
    pairs = PairNet(base, kept)
    pair_trainer.teach(pairs, lessons, known, random.Random(1), sys.stderr.write)
    pupil = SenseNet(base, kept)
    pupil.load_state_dict(alike[0][0].state_dict())
    teachers = sense_pupil.Teachers(alike, (pairs, known))
    sense_pupil.teach(pupil, teachers, lessons, known, random.Random(5), sys.stderr.write)
    sense_values.teach(pupil, lessons, known, random.Random(1), sys.stderr.write)
    file, head = packed_sense(pupil, list(known))
    head["nears"] = learned_nearness(opened(file), head, labelled_notes()[::SHOWING])
    SENSE_FILE.write_bytes(file)
    np.savez_compressed(HEAD_FILE, **head)
    sys.stdout.write(f"Wrote {SENSE_FILE.name} ({len(file) // 1024} KB) and {HEAD_FILE.name}.\n")


if __name__ == "__main__":
    main()
