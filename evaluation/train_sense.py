"""Teaches the sense of sentences: `python -m evaluation.train_sense`, in an environment with torch (decision 0010).

Writes `app/handover/sense.onnx` and `app/handover/sense.npz`; some 50 minutes on two cores that compute in bfloat16.
`python -m evaluation.train_marker` comes after.
"""

import sys

import numpy as np

from app.handover.sense import HEAD_FILE, SENSE_FILE
from evaluation.sense_lessons import SenseLessons, teaching_notes


def main() -> None:
    """Teaches it anew from the pretrained weights and writes both files."""
    from evaluation.sense_trainer import taught

    lessons = SenseLessons(teaching_notes())
    file, head = taught(lessons, sys.stderr.write)
    SENSE_FILE.write_bytes(file)
    np.savez_compressed(HEAD_FILE, **head)
    sys.stdout.write(f"Wrote {SENSE_FILE.name} ({len(file) // 1024} KB) and {HEAD_FILE.name}.\n")


if __name__ == "__main__":
    main()
