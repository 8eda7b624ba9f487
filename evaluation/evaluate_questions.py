"""How well questions are understood: `python -m evaluation.evaluate_questions`.

By a reader that has met neither the writers, in any voice of theirs, nor the situations it is measured on; with
`--writers`, by one that has met the situations but not the writers, on every line by others than the house. With
`--sweep` other thresholds are tried too.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from app.content.scenario import Scenario
from app.simulation.reading import read
from evaluation.phrasing_bank import checklist_phrasings, read_bank, read_checklist, read_scenarios
from evaluation.question_baseline import by_simple_reader
from evaluation.question_outcomes import Apart, leave_out
from evaluation.report import question_lines
from evaluation.senses import read_senses

_SWEPT = [(a, 0.12, 0.05) for a in (0.5, 0.55, 0.6, 0.65, 0.7)] + [
    (0.6, b, c) for b in (0.08, 0.2) for c in (0.04, 0.08, 0.12)
]
_SWEPT_COLUMNS = ("once", "more", "wrong", "needless")


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints every figure with its interval, the simple reader's beside it, and the time a question takes."""
    parser = argparse.ArgumentParser(prog="evaluate_questions", description="Measure the question reader.")
    parser.add_argument("--writers", action="store_true", help="leave out writers alone, and measure every line")
    parser.add_argument("--sweep", action="store_true", help="try other thresholds as well")
    chosen = parser.parse_args(arguments)
    bank = [*read_bank(), *checklist_phrasings()]
    scenarios = read_scenarios(bank)
    parts = list(leave_out(bank, scenarios, read_senses(), with_situations=not chosen.writers))
    outcomes = [o for part in parts for o in part.outcomes()]
    left_out = "writers" if chosen.writers else "writers and situations"
    sys.stdout.write(f"Read by models that have not met these {left_out}, a third at a time.\n")
    for line in question_lines(outcomes, by_simple_reader(outcomes, read_checklist())):
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"A question takes {milliseconds(parts[0], scenarios):.2f} ms of CPU.\n")
    if chosen.sweep:
        sys.stdout.write("\n".join(sweep(parts)) + "\n")


def sweep(parts: Sequence[Apart]) -> Iterator[str]:
    """The overall figures at other thresholds."""
    yield f"{'accept, ask back, beside':32}" + "".join(f"{name:>10}" for name in _SWEPT_COLUMNS) + "  off-topic"
    for accept, ask_back, ask_beside in _SWEPT:
        outcomes = []
        for part in parts:
            model = replace(part.model, accept=accept, ask_back=ask_back, ask_beside=ask_beside)
            outcomes += replace(part, model=model).outcomes()
        asking = [o for o in outcomes if o.phrasing.topics]
        shares = "".join(f"{np.mean([getattr(o, name) for o in asking]):10.3f}" for name in _SWEPT_COLUMNS)
        idle = sum(o.wrong for o in outcomes if not o.phrasing.topics)
        yield f"{f'{accept:.2f} {ask_back:.2f} {ask_beside:.2f}':32}{shares}  {idle}"


def milliseconds(apart: Apart, scenarios: Mapping[str, Scenario]) -> float:
    """The mean processor time to understand one question."""
    began = time.process_time()
    for p in apart.phrasings:
        read(apart.model, scenarios[p.scenario], p.text, p.before)
    return (time.process_time() - began) * 1000 / len(apart.phrasings)


if __name__ == "__main__":
    main()
