"""The figures of a split, each with its 95 % interval over handovers: verdicts, words pointed at, claims, passes."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from app.content.scenario import Verdict
from app.handover.agreement import Pair, captured_f1, interval, kappa
from app.handover.marking import assemble
from app.handover.note import joined_spans
from app.handover.scorecard import Handover, Scorecard, Span
from app.handover.scoring import credit
from evaluation.labelled import labelled_scenario
from evaluation.splits import Marked

Counts = Counter[Pair]
Cluster = list[Pair]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, its 95 % interval (None where too little bears it) and, of a share, how many it is of how many."""

    name: str
    value: float | None
    bounds: tuple[float, float] | None = None
    of: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Of the pairs that are `counted`, the share that is `hit`; called with counted pairs, 0.0 where there are none."""

    counted: Callable[[Pair], bool]
    hit: Callable[[Pair], bool]

    def of(self, counts: Counts) -> tuple[int, int]:
        """How many, of how many."""
        counted = {pair: count for pair, count in counts.items() if self.counted(pair)}
        return sum(count for pair, count in counted.items() if self.hit(pair)), sum(counted.values())

    def __call__(self, counts: Counts) -> float:
        part, whole = self.of(counts)
        return part / whole if whole else 0.0


def _same(pair: Pair) -> bool:
    return pair[0] == pair[1]


def _called_wrong(pair: Pair) -> bool:
    return pair[1] == "wrong"


PRECISION = Share(lambda pair: pair[1] == "captured", _same)
RECALL = Share(lambda pair: pair[0] == "captured", _same)
WRONG_FOUND = Share(lambda pair: pair[0] == "wrong", _same)
WRONG_RIGHTLY = Share(_called_wrong, _same)
CAPTURED_CALLED_WRONG = Share(lambda pair: pair[0] == "captured", _called_wrong)
TRUE_CALLED_WRONG = Share(lambda pair: pair[0] in ("captured", "partial"), _called_wrong)
CLAIMS_FOUND = Share(lambda pair: pair[0] == "claim", lambda pair: pair[1] == "found")

PASSES = "passes as by people's verdicts"
VERDICT_FIGURES: Mapping[str, Share | Callable[[Counts], float]] = {
    "captured, precision": PRECISION,
    "captured, recall": RECALL,
    "captured, F1": captured_f1,
    "kappa, five verdicts": kappa,
    "wrong found": WRONG_FOUND,
    "called wrong rightly": WRONG_RIGHTLY,
    "captured called wrong": CAPTURED_CALLED_WRONG,
    "captured or partial called wrong": TRUE_CALLED_WRONG,
}


def verdict_pairs(marked: Marked, item: str | None = None) -> Cluster:
    """What people and the marker said of each item of a handover, or of one item alone."""
    labels = marked.note.labels
    return [(labels[i.item], i.verdict) for i in marked.card.items if i.item in labels and item in (None, i.item)]


def counted(marked: Iterable[Marked], item: str | None = None) -> Counts:
    """The pairs of these handovers, counted."""
    return Counter(pair for each in marked for pair in verdict_pairs(each, item))


def figure(name: str, clusters: Sequence[Cluster], statistic: Share | Callable[[Counts], float]) -> Figure:
    """The statistic over these handovers; None where there is nothing to count."""
    counts: Counts = Counter(pair for cluster in clusters for pair in cluster)
    of = statistic.of(counts) if isinstance(statistic, Share) else None
    if not counts or (of is not None and not of[1]):
        return Figure(name, None, of=of)
    bounds = interval(clusters, statistic)
    if bounds and statistic is not kappa:  # kappa alone can lie below 0
        bounds = max(0.0, bounds[0]), bounds[1]
    return Figure(name, statistic(counts), bounds, of)


def verdict_figures(marked: Sequence[Marked]) -> list[Figure]:
    """How far the verdicts of these handovers agree with people's."""
    clusters = [verdict_pairs(each) for each in marked]
    return [figure(name, clusters, statistic) for name, statistic in VERDICT_FIGURES.items()]


def all_figures(marked: Sequence[Marked]) -> list[Figure]:
    """Every overall figure of these handovers."""
    claims = [claim_pairs(each) for each in marked]
    characters = [evidence_pairs(each) for each in marked]
    passes = [pass_pair(each) for each in marked]
    return [
        *verdict_figures(marked),
        figure("unsupported claims found", claims, CLAIMS_FOUND),
        figure("false unsupported claims a handover", claims, false_claims_a_handover),
        figure("evidence, characters shared, F1", characters, both_pointed_at),
        figure(PASSES, passes, Share(lambda _: True, _same)),
    ]


def claim_pairs(marked: Marked) -> Cluster:
    """A pair for the handover, for each unsupported claim people marked (found or not), for each false one given.

    A claim given where people judged an item wrong is not false: both found fault with the same words.
    """
    note, given = marked.note, marked.card.unsupported
    judged = [s for item, spans in note.evidence.items() if note.labels.get(item) == "wrong" for s in spans]
    pairs: Cluster = [("handover", "")]
    pairs += [("claim", "found" if _touches(claim, given) else "") for claim in note.unsupported]
    pairs += [("false", "") for claim in given if not _touches(claim, [*note.unsupported, *judged])]
    return pairs


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def false_claims_a_handover(counts: Counts) -> float:
    """How many claims were called unsupported that people did not object to, a handover."""
    return counts["false", ""] / (counts["handover", ""] or 1)


def evidence_pairs(marked: Marked, item: str | None = None) -> Cluster:
    """For each character that people or the marker pointed at: whether people did, whether the marker did.

    Only where both give the same verdict and it rests on words.
    """
    pairs: Cluster = []
    for each in marked.card.items:
        agreed = marked.note.labels.get(each.item) == each.verdict != "missing"
        if agreed and item in (None, each.item):
            right, given = _places(marked.note.evidence.get(each.item, ())), _places(each.evidence)
            pairs += [(place in right, place in given) for place in sorted(right | given)]
    return pairs


def _places(spans: Iterable[Span]) -> set[int]:
    return {place for start, end in joined_spans(spans) for place in range(start, end)}


def both_pointed_at(counts: Counts) -> float:
    """F1 of the characters pointed at; 1.0 when neither pointed at any."""
    both = counts[True, True]
    said = 2 * both + counts[True, False] + counts[False, True]
    return 2 * both / said if said else 1.0


def pass_pair(marked: Marked) -> Cluster:
    """Whether the handover passes by people's verdicts, and by the marker's."""
    return [(by_people(marked).passed, marked.card.passed)]


def by_people(marked: Marked) -> Scorecard:
    """The scorecard that people's verdicts make."""
    return with_verdicts(marked, marked.note.labels, tuple(marked.note.unsupported))


def with_verdicts(marked: Marked, verdicts: Mapping[str, Verdict], unsupported: tuple[Span, ...] = ()) -> Scorecard:
    """The scorecard of the same handover with other verdicts, and other unsupported claims."""
    checklist, scenario = labelled_scenario(marked.note.scenario)
    items = tuple(
        replace(each, verdict=verdict, credit=credit(verdict, scenario.items[each.item].unknown), evidence=())
        for each in marked.card.items
        for verdict in [verdicts.get(each.item, "missing")]
    )
    handover = Handover(marked.note.text, decision=scenario.decision)
    return assemble(checklist, scenario, handover, marked.card.elapsed_seconds, items, unsupported, ())
