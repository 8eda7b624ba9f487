"""Measures the marker on the labelled handovers: `python -m evaluation.evaluate_marker`.

Two readings: with the weights that were trained on these very handovers (in sample), and with each scenario left out
of the training in turn. Only the second says anything about handovers the marker has never met.
"""

import sys
import time
from collections.abc import Iterable, Sequence
from statistics import median

from app.handover.deciding import decide
from app.handover.marking import mark
from app.handover.scorecard import Handover, Scorecard
from app.handover.unsupported import find_unsupported
from app.handover.weights import WEIGHTS_FILE, load_weights, use_weights
from evaluation.agreement import (
    Pair,
    captured_scores,
    confusion,
    kappa,
    true_called_wrong,
    wrong_found,
)
from evaluation.keyword_baseline import keyword_verdict
from evaluation.labelled import LabelledNote, labelled_notes, labelled_scenario
from evaluation.train_marker import Prepared, prepare, train

Judged = list[tuple[str, Pair]]


def judge(prepared: Iterable[Prepared]) -> tuple[Judged, int, int, int, int]:
    """Each item's (right, given) pair by the weights in use; unsupported claims marked, found, given, and notes."""
    pairs: Judged = []
    marked = found = false = notes = 0
    for p in prepared:
        decided = {item: decide(p.note, item, finding) for item, finding in p.found.items()}
        pairs += [
            (item, (label, decided[item].verdict)) for item, label in p.labelled.labels.items() if item in decided
        ]
        wrong = [span for each in decided.values() if each.verdict == "wrong" for span in each.evidence]
        claims = [p.note.reading.folded.as_typed(*span) for span in find_unsupported(p.case, p.note, wrong)]
        judged_wrong = [
            s for item, spans in p.labelled.evidence.items() if p.labelled.labels[item] == "wrong" for s in spans
        ]
        marked += len(p.labelled.unsupported)
        found += sum(any(a < d and c < b for c, d in claims) for a, b in p.labelled.unsupported)
        false += sum(not any(a < d and c < b for c, d in [*p.labelled.unsupported, *judged_wrong]) for a, b in claims)
        notes += 1
    return pairs, marked, found, false, notes


def in_sample(prepared: Sequence[Prepared]) -> tuple[Judged, int, int, int, int]:
    """The committed weights on the handovers they were trained on."""
    use_weights(load_weights(WEIGHTS_FILE.read_text(encoding="utf-8")))
    return judge(prepared)


def scenario_left_out(prepared: Sequence[Prepared]) -> tuple[Judged, int, int, int, int]:
    """Each scenario's handovers by weights that were trained on the other scenarios alone."""
    pairs: Judged = []
    sums = [0, 0, 0, 0]
    for scenario in sorted({p.labelled.scenario for p in prepared}):
        use_weights(train([p for p in prepared if p.labelled.scenario != scenario]))
        more, *counts = judge(p for p in prepared if p.labelled.scenario == scenario)
        pairs += more
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
    return pairs, sums[0], sums[1], sums[2], sums[3]


def baseline(notes: Iterable[LabelledNote]) -> Judged:
    """The keyword marker on the same handovers."""
    pairs: Judged = []
    for note in notes:
        items = labelled_scenario(note.scenario)[1].items
        pairs += [(i, (label, keyword_verdict(items[i], note.text))) for i, label in note.labels.items() if i in items]
    return pairs


def milliseconds(notes: Sequence[LabelledNote]) -> float:
    """Median time to mark one handover, everything compiled."""
    times = []
    for note in notes:
        checklist, scenario = labelled_scenario(note.scenario)
        handover = Handover(note.text, decision=scenario.decision)
        mark(checklist, scenario, handover, note.elapsed_seconds)
        before = time.perf_counter()
        mark(checklist, scenario, handover, note.elapsed_seconds)
        times.append((time.perf_counter() - before) * 1000)
    return median(times)


def passes(notes: Iterable[LabelledNote]) -> tuple[int, int]:
    """How many labelled handovers pass by the marker, of how many."""
    cards: list[Scorecard] = []
    for note in notes:
        checklist, scenario = labelled_scenario(note.scenario)
        cards.append(mark(checklist, scenario, Handover(note.text, decision=scenario.decision), note.elapsed_seconds))
    return sum(card.passed for card in cards), len(cards)


def report(title: str, judged: Judged) -> str:
    """One split: a line an item, a line overall and the confusion of verdicts."""
    lines = [title, f"{'':14}   n  precision  recall     F1  kappa  wrong found  true called wrong"]
    for item in ["all", *dict.fromkeys(item for item, _ in judged)]:
        pairs = [pair for name, pair in judged if item in ("all", name)]
        precision, recall, f1 = captured_scores(pairs)
        found, of_wrong = wrong_found(pairs)
        called, of_true = true_called_wrong(pairs)
        lines.append(
            f"{item:14}{len(pairs):4}  {precision:9.3f}  {recall:6.3f}  {f1:5.3f}  {kappa(pairs):5.3f}"
            f"  {found:5}/{of_wrong:<5}  {called:5}/{of_true}"
        )
    return "\n".join([*lines, "", confusion([pair for _, pair in judged]), ""])


def _unsupported(marked: int, found: int, false: int, notes: int) -> str:
    return f"Unsupported claims: {found} of {marked} found, {false / notes:.2f} false ones a handover.\n"


def main() -> None:
    """Prints every figure."""
    notes = labelled_notes()
    prepared = prepare(notes)
    sys.stdout.write(report("KEYWORD BASELINE", baseline(notes)) + "\n")
    pairs, *counts = in_sample(prepared)
    sys.stdout.write(report("IN SAMPLE (flatters; not a measure of the marker)", pairs))
    sys.stdout.write(_unsupported(*counts))
    passed, total = passes(notes)
    sys.stdout.write(
        f"Passing handovers: {passed} of {total}. Median time: {milliseconds(notes):.1f} ms a handover.\n\n"
    )
    pairs, *counts = scenario_left_out(prepared)
    sys.stdout.write(report("EACH SCENARIO LEFT OUT IN TURN", pairs))
    sys.stdout.write(_unsupported(*counts))


if __name__ == "__main__":
    main()
