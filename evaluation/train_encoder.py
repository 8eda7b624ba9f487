"""Teaches the sentence encoder: `python -m evaluation.train_encoder`, in an environment with torch.

Four times: once without each third of the writers and of the situations, to see what it makes of their lines
(`evaluation/senses.npz`), and once with everything, to ship (`app/simulation/encoder.onnx`). The encoder of a part
(`python -m evaluation.train_encoder 0`, 1, 2 or `whole`) is kept in `build/`, so that parts can be taught side by
side; without a part what is missing is taught, and both files are written. `python -m evaluation.train_questions`
comes after.

Where a set was added since, `--added SET` takes the shipped encoder one round further by it, in a fifth of the time of
the whole. The encoder as it was, which has not met the set, reads it first; what was made of the older lines stays.
"""

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.content.scenario import Scenario
from app.language.encoder import Encoder, opened
from app.simulation.encoder import ENCODER_FILE, Floats, sense, shipped_encoder
from app.simulation.model import TALK
from app.simulation.words import plain_words
from evaluation.encoder_lessons import Lessons
from evaluation.phrasing_bank import ROOT, Phrasing, checklist_phrasings, read_bank, read_checklist, read_scenarios
from evaluation.question_outcomes import PARTS, parts_apart
from evaluation.senses import read_senses, write_senses

BUILD = ROOT / "build"
WHOLE = "whole"
_NAMES = (*(str(part) for part in range(PARTS)), WHOLE)


def main(arguments: Sequence[str] | None = None) -> None:
    """Teaches one part, or whatever is missing and writes the files."""
    parser = argparse.ArgumentParser(prog="train_encoder", description="Teach the sentence encoder.")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("part", nargs="?", choices=_NAMES, help="teach this part alone")
    what.add_argument("--added", metavar="SET", help="take the shipped encoder further by this set, which is new to it")
    asked = parser.parse_args(arguments)
    bank = [*read_bank(), *checklist_phrasings()]
    scenarios = read_scenarios(bank)
    if asked.added:
        stored = read_senses()
        if not any(p.made_by == asked.added and stored.get(p) is None for p in bank):
            parser.error(f"no line of {asked.added} is new to the shipped encoder")
        teach_further(asked.added, bank, scenarios)
        ship(with_added(bank, asked.added, scenarios))
        return
    for name in (asked.part,) if asked.part else _NAMES:
        if asked.part or not _file(name).exists():
            teach(name, bank, scenarios)
    if not asked.part:
        ship(left_out_senses(bank, scenarios))


def ship(senses: Sequence[tuple[Phrasing, Floats]]) -> None:
    """Writes what was made of the lines, and puts the encoder taught last in place of the shipped one."""
    write_senses(senses)
    ENCODER_FILE.write_bytes(_file(WHOLE).read_bytes())


def teach(name: str, bank: list[Phrasing], scenarios: Mapping[str, Scenario]) -> None:
    """Teaches one encoder and keeps its file in `build/`."""
    from evaluation.encoder_trainer import taught

    began = time.perf_counter()
    items = tuple(read_checklist().ids())
    lines = bank if name == WHOLE else parts_apart(bank, with_situations=True)[int(name)][0]
    file = taught(Lessons(lines, scenarios, items), len(items) + len(TALK), sys.stderr.write)
    _keep(name, file, len(lines), began)


def teach_further(added: str, bank: list[Phrasing], scenarios: Mapping[str, Scenario]) -> None:
    """Takes the shipped encoder further by the lines of this set and keeps its file in `build/`."""
    from evaluation.encoder_trainer import taught_further

    began = time.perf_counter()
    items = tuple(read_checklist().ids())
    old, new = (
        Lessons([p for p in bank if (p.made_by == added) == is_new], scenarios, items) for is_new in (False, True)
    )
    file = taught_further(ENCODER_FILE.read_bytes(), old, new, len(items) + len(TALK), sys.stderr.write)
    _keep(WHOLE, file, len(new.plain), began)


def _keep(name: str, file: bytes, lines: int, began: float) -> None:
    BUILD.mkdir(exist_ok=True)
    _file(name).write_bytes(file)
    sys.stdout.write(f"{name}: {lines} phrasings, {len(file) / 1024:.0f} KB, {time.perf_counter() - began:.0f} s\n")


def left_out_senses(bank: list[Phrasing], scenarios: Mapping[str, Scenario]) -> list[tuple[Phrasing, Floats]]:
    """Every line by a measured writer, and what the encoder that has not met the writer makes of it."""
    read = []
    for part, (_, theirs) in enumerate(parts_apart(bank, with_situations=False)):
        encoder = opened(_file(str(part)).read_bytes())
        read += [(p, _sense(encoder, p, scenarios)) for p in theirs]
    return read


def with_added(
    bank: Sequence[Phrasing], added: str, scenarios: Mapping[str, Scenario]
) -> list[tuple[Phrasing, Floats]]:
    """The stored senses of the bank, and what the shipped encoder makes of the set added since."""
    stored, shipped = read_senses(), shipped_encoder()
    old = [(p, row) for p in bank if p.made_by != added and (row := stored.get(p)) is not None]
    return [*old, *((p, _sense(shipped, p, scenarios)) for p in bank if p.made_by == added)]


def _sense(encoder: Encoder, p: Phrasing, scenarios: Mapping[str, Scenario]) -> Floats:
    scenario = scenarios[p.scenario]
    return sense(encoder, plain_words(p.text, scenario), plain_words(p.before, scenario))


def _file(name: str) -> Path:
    return BUILD / f"encoder-{name}.onnx"


if __name__ == "__main__":
    main()
