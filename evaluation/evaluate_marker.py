"""Measures the marker on the labelled handovers: `python -m evaluation.evaluate_marker`.

Two readings: with the weights that were trained on these very handovers (in sample), and with each scenario left out
of the training in turn. Only the second says anything about handovers the marker has never met.
"""

import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from app.content.scenario import Verdict
from app.handover.deciding import Decided, decide
from app.handover.marking import mark
from app.handover.note import joined_spans
from app.handover.scorecard import Handover, Scorecard
from app.handover.unsupported import find_unsupported
from app.handover.weights import WEIGHTS_FILE, load_weights, use_weights
from evaluation.agreement import (
    Overlap,
    Pair,
    captured_scores,
    confusion,
    kappa,
    overlap_of,
    true_called_wrong,
    wrong_found,
)
from evaluation.keyword_baseline import keyword_verdict
from evaluation.labelled import LabelledNote, labelled_notes, labelled_scenario
from evaluation.train_marker import Prepared, prepare, train

Pairs = list[tuple[str, Pair]]


@dataclass
class Judged:
    """What the marker said of some handovers, beside what people said.

    `pairs` are each item's (right, given); `evidence` is, an item, how far its words are those that people marked, over
    the items on which both agree; `marked`, `found` and `false` count unsupported claims.
    """

    pairs: Pairs = field(default_factory=list)
    evidence: dict[str, Overlap] = field(default_factory=dict)
    pieces: int = 0
    quoted: int = 0
    marked: int = 0
    found: int = 0
    false: int = 0
    notes: int = 0

    def add(self, p: Prepared) -> None:
        """Judges one handover by the weights in use."""
        decided = {item: decide(p.note, item, finding) for item, finding in p.found.items()}
        for item, label in p.labelled.labels.items():
            if item in decided:
                self.pairs.append((item, (label, decided[item].verdict)))
                self._add_evidence(p, item, label, decided[item])
        wrong = [span for each in decided.values() if each.verdict == "wrong" for span in each.evidence]
        claims = [p.note.reading.folded.as_typed(*span) for span in find_unsupported(p.case, p.note, wrong)]
        judged_wrong = [
            s for item, spans in p.labelled.evidence.items() if p.labelled.labels[item] == "wrong" for s in spans
        ]
        unsupported = p.labelled.unsupported
        self.marked += len(unsupported)
        self.found += sum(any(a < d and c < b for c, d in claims) for a, b in unsupported)
        self.false += sum(not any(a < d and c < b for c, d in [*unsupported, *judged_wrong]) for a, b in claims)
        self.notes += 1

    def _add_evidence(self, p: Prepared, item: str, label: Verdict, decided: Decided) -> None:
        if label != decided.verdict or label == "missing":
            return
        given = joined_spans(p.note.reading.folded.as_typed(*span) for span in decided.evidence)
        more = overlap_of(p.labelled.evidence.get(item, ()), given)
        self.evidence[item] = self.evidence.get(item, Overlap()) + more
        self.pieces += len(given)
        self.quoted += 1


def in_sample(prepared: Sequence[Prepared]) -> Judged:
    """The committed weights on the handovers they were trained on."""
    use_weights(load_weights(WEIGHTS_FILE.read_text(encoding="utf-8")))
    judged = Judged()
    for each in prepared:
        judged.add(each)
    return judged


def scenario_left_out(prepared: Sequence[Prepared]) -> Judged:
    """Each scenario's handovers by weights that were trained on the other scenarios alone."""
    judged = Judged()
    for scenario in sorted({p.labelled.scenario for p in prepared}):
        use_weights(train([p for p in prepared if p.labelled.scenario != scenario]))
        for each in prepared:
            if each.labelled.scenario == scenario:
                judged.add(each)
    return judged


def baseline(notes: Iterable[LabelledNote]) -> Pairs:
    """The keyword marker on the same handovers."""
    pairs: Pairs = []
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


def report(title: str, judged: Pairs) -> str:
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


def _beside(judged: Judged) -> str:
    """Evidence and unsupported claims of one split."""
    total = sum(judged.evidence.values(), Overlap())
    worst = ", ".join(f"{item} {each.f1:.2f}" for item, each in judged.evidence.items())
    return (
        f"Evidence: character overlap F1 with people's {total.f1:.3f}, "
        f"{judged.pieces / max(judged.quoted, 1):.2f} pieces a verdict ({worst}).\n"
        f"Unsupported claims: {judged.found} of {judged.marked} found, "
        f"{judged.false / judged.notes:.2f} false ones a handover.\n\n"
    )


def main() -> None:
    """Prints every figure."""
    notes = labelled_notes()
    prepared = prepare(notes)
    sys.stdout.write(report("KEYWORD BASELINE", baseline(notes)) + "\n")
    seen = in_sample(prepared)
    sys.stdout.write(report("IN SAMPLE (flatters; not a measure of the marker)", seen.pairs) + _beside(seen))
    passed, total = passes(notes)
    sys.stdout.write(
        f"Passing handovers: {passed} of {total}. Median time: {milliseconds(notes):.1f} ms a handover.\n\n"
    )
    unseen = scenario_left_out(prepared)
    sys.stdout.write(report("EACH SCENARIO LEFT OUT IN TURN", unseen.pairs) + _beside(unseen))


if __name__ == "__main__":
    main()
