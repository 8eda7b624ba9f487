"""Teaches the sentence encoder: `python -m evaluation.train_encoder`, in an environment with torch.

Four times: once without each third of the writers and of the situations, to see what it makes of their lines
(`evaluation/senses.npz`), and once with everything, to ship (`app/simulation/encoder.npz`). The numbers of a part
(`python -m evaluation.train_encoder 0`, 1, 2 or `whole`) are kept in `build/`, so that parts can be taught side by
side; without a part what is missing is taught, and both files are written. `python -m evaluation.train_questions`
comes after.
"""

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from app.content.scenario import Scenario
from app.simulation.encoder import ENCODER_FILE, Floats, sense, unpacked
from app.simulation.model import TALK
from app.simulation.words import plain_words
from evaluation.encoder_lessons import Lessons
from evaluation.phrasing_bank import ROOT, Phrasing, checklist_phrasings, read_bank, read_checklist, read_scenarios
from evaluation.question_outcomes import PARTS, parts_apart
from evaluation.senses import write_senses

BUILD = ROOT / "build"
WHOLE = "whole"
_NAMES = (*(str(part) for part in range(PARTS)), WHOLE)


def main(arguments: Sequence[str] | None = None) -> None:
    """Teaches one part, or whatever is missing and writes the files."""
    parser = argparse.ArgumentParser(prog="train_encoder", description="Teach the sentence encoder.")
    parser.add_argument("part", nargs="?", choices=_NAMES, help="teach this part alone")
    chosen = parser.parse_args(arguments).part
    bank = [*read_bank(), *checklist_phrasings()]
    scenarios = read_scenarios(bank)
    for name in (chosen,) if chosen else _NAMES:
        if chosen or not _file(name).exists():
            teach(name, bank, scenarios)
    if not chosen:
        ENCODER_FILE.write_bytes(_file(WHOLE).read_bytes())
        write_senses(left_out_senses(bank, scenarios))


def teach(name: str, bank: list[Phrasing], scenarios: Mapping[str, Scenario]) -> None:
    """Teaches one encoder and keeps its file in `build/`."""
    from evaluation.encoder_trainer import taught

    began = time.perf_counter()
    items = tuple(read_checklist().ids())
    lines = bank if name == WHOLE else parts_apart(bank, with_situations=True)[int(name)][0]
    arrays = taught(Lessons(lines, scenarios, items), len(items) + len(TALK), sys.stderr.write)
    BUILD.mkdir(exist_ok=True)
    np.savez_compressed(_file(name), allow_pickle=False, **arrays)
    size = _file(name).stat().st_size / 1024
    sys.stdout.write(f"{name}: {len(lines)} phrasings, {size:.0f} KB, {time.perf_counter() - began:.0f} s\n")


def left_out_senses(bank: list[Phrasing], scenarios: Mapping[str, Scenario]) -> list[tuple[Phrasing, Floats]]:
    """Every line by a measured writer, and what the encoder that has not met the writer makes of it."""
    read = []
    for part, (_, theirs) in enumerate(parts_apart(bank, with_situations=False)):
        with np.load(_file(str(part))) as data:
            encoder = unpacked(data)
        for p in theirs:
            scenario = scenarios[p.scenario]
            said = plain_words(p.text, scenario), plain_words(p.before, scenario)
            read.append((p, sense(encoder, *said)))
    return read


def _file(name: str) -> Path:
    return BUILD / f"encoder-{name}.npz"


if __name__ == "__main__":
    main()
