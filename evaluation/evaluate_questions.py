"""How well questions are understood, on hands and situations left out: `python -m evaluation.evaluate_questions`.

With `--hands` only hands are left out, and every line is measured. With `--sweep` other thresholds are tried as well.
"""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.content.scenario import Scenario
from app.simulation.model import Model, margins
from app.simulation.reading import Understood, decide, read, readings
from evaluation.phrasing_bank import Phrasing, checklist_phrasings, read_bank, read_checklist, read_scenarios
from evaluation.question_trainer import hands, train

PARTS = 3
STRANGE = frozenset({"nonnative", "slang", "typo", "terse", "chatty", "indirect", "formal"})
COLUMNS = {"at once": "once", "one more": "more", "cleanly": "more_clean", "wrong": "wrong", "needless": "needless"}
_MEASURED = "many-hands"
_SWEPT = [(a, m, 0.12, 0.05) for a in (0.6, 0.65, 0.7, 0.75) for m in (0.5, 0.55, 0.6)] + [
    (0.68, 0.55, b, c) for b in (0.08, 0.2) for c in (0.04, 0.08, 0.12)
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question came out. `once`: the topics are right; `more`: right, or what was missing was asked back;
    `more_clean`: the same with nothing wrong told; `wrong`: something was answered that was not asked for; `needless`:
    right, and yet something was asked back."""

    phrasing: Phrasing
    understood: Understood

    @property
    def wrong(self) -> bool:
        return not set(self.understood.topics) <= self.phrasing.topics | self.phrasing.also_ok

    @property
    def once(self) -> bool:
        return not self.wrong and self.phrasing.topics <= set(self.understood.topics)

    @property
    def more(self) -> bool:
        missing = self.phrasing.topics - set(self.understood.topics)
        return self.once or (bool(missing) and missing <= set(self.understood.asks_back))

    @property
    def more_clean(self) -> bool:
        return self.more and not self.wrong

    @property
    def needless(self) -> bool:
        return self.once and bool(self.understood.asks_back)


@dataclass(frozen=True, slots=True)
class Apart:
    """A model and the phrasings it has not seen, neither their hands nor, where asked for, their situations."""

    model: Model
    phrasings: Sequence[Phrasing]


def main() -> None:
    """Prints the figures."""
    bank = [*read_bank(), *checklist_phrasings()]
    scenarios = read_scenarios(bank)
    parts = list(leave_out(bank, scenarios, with_situations="--hands" not in sys.argv))
    outcomes = [Outcome(p, read(a.model, scenarios[p.scenario], p.text, p.before)) for a in parts for p in a.phrasings]
    lines = [*report(outcomes), f"a question takes {milliseconds(parts, scenarios):.2f} ms"]
    if "--sweep" in sys.argv:
        lines += sweep(parts, scenarios)
    sys.stdout.write("\n".join(lines) + "\n")


def leave_out(bank: list[Phrasing], scenarios: Mapping[str, Scenario], with_situations: bool) -> Iterator[Apart]:
    """A model for each part of the hands, trained without them and, with them, without a part of the situations."""
    measured = [p for p in bank if p.made_by == _MEASURED]
    names, situations = hands(measured), sorted({p.situation for p in measured})
    items = tuple(read_checklist().ids())
    for part in range(PARTS):
        apart = set(names[part::PARTS])
        unseen = set(situations[part::PARTS]) if with_situations else set()
        others = [p for p in bank if p.hand not in apart and p.situation not in unseen]
        tested = [p for p in measured if p.hand in apart and (not with_situations or p.situation in unseen)]
        yield Apart(train(others, scenarios, items), tested)


def report(outcomes: Sequence[Outcome]) -> list[str]:
    """The figures over all, by ordinary and strange voices, and by style."""
    groups = {
        "all": outcomes,
        "ordinary voices": [o for o in outcomes if o.phrasing.style not in STRANGE],
        "strange voices": [o for o in outcomes if o.phrasing.style in STRANGE],
    }
    for style in sorted({o.phrasing.style for o in outcomes}):
        groups[f"  {style}"] = [o for o in outcomes if o.phrasing.style == style]
    head = f"{'':18}{'n':>6}" + "".join(f"{name:>10}" for name in COLUMNS) + "  off-topic answered"
    return [head, *(f"{name:18}{row(group)}" for name, group in groups.items())]


def row(outcomes: Sequence[Outcome]) -> str:
    """n, then the share of questions that came out as each column says; off-topic ones answered."""
    asking = [o for o in outcomes if o.phrasing.topics]
    idle = [o for o in outcomes if not o.phrasing.topics]
    shares = [
        f"{np.mean([getattr(o, field) for o in asking]):10.3f}" if asking else " " * 10 for field in COLUMNS.values()
    ]
    answered, asked = sum(o.wrong for o in idle), sum(bool(o.understood.asks_back) for o in idle)
    off = [f"  {answered} of {len(idle)}, {asked} asked back"] if idle else []
    return "".join([f"{len(outcomes):6}", *shares, *off])


def sweep(parts: Sequence[Apart], scenarios: Mapping[str, Scenario]) -> list[str]:
    """The overall figures at other thresholds."""
    found = [
        (a.model, p, margins(a.model, readings(scenarios[p.scenario], p.text, p.before)))
        for a in parts
        for p in a.phrasings
    ]
    lines = []
    for accept, accept_more, ask_back, ask_beside in _SWEPT:
        outcomes = []
        for model, p, rows in found:
            other = replace(model, accept=accept, accept_more=accept_more, ask_back=ask_back, ask_beside=ask_beside)
            outcomes.append(Outcome(p, decide(other, rows)))
        lines.append(f"{accept:.2f} {accept_more:.2f} {ask_back:.2f} {ask_beside:.2f}{row(outcomes)}")
    return lines


def milliseconds(parts: Sequence[Apart], scenarios: Mapping[str, Scenario]) -> float:
    """The mean time to understand one question."""
    apart, count = parts[0], len(parts[0].phrasings)
    began = time.perf_counter()
    for p in apart.phrasings:
        read(apart.model, scenarios[p.scenario], p.text, p.before)
    return (time.perf_counter() - began) * 1000 / count


if __name__ == "__main__":
    main()
