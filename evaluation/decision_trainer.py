"""Learns the marker's decision from labelled handovers: how surely a point is said, and which verdict follows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

from app.content.scenario import Verdict
from app.handover.case import Case
from app.handover.compiling import compile_case
from app.handover.deciding import allowed_verdicts, find_all
from app.handover.matching import FEATURES, PointMatch
from app.handover.note import Note, read_note
from app.handover.scorecard import Handover
from app.handover.signs import Finding
from app.handover.statements import weigh_points
from app.handover.weights import LEARNED, Weights, use_weights
from evaluation.labelled import LabelledNote, labelled_scenario

Array = NDArray[np.float64]

UNHEARD = 0.2
POINT_PENALTY, POINT_ITEM_PENALTY = 1.0, 5.0
SENSE_PENALTY = 20.0  # holds the sense back: where plain words say it, they decide
VERDICT_PENALTY, VERDICT_ITEM_PENALTY = 0.4, 1.0
# Holds back what is heard of whole truths: of most of these scenarios the sense has met them.
HEARD_PENALTY, HEARD_AGAINST_PENALTY = 3.0, 30.0
_HEARD, _HEARD_AGAINST = "heard", "heard_against"
_FREE_POINT_FEATURES = ("bias",)
_AGAINST = (
    "wrong", "wrong_known", "wrong_believed", "all_wrong", "conflict", "other",
    "other_own", "others", "other_alone", "everywhere_wrong", "believed", "other_cued",
    "several", "slip", "foreign", "denied", "declined", "none_said",
    "none_own", "other_id", "other_said", "cause_own", "wrong_own", "other_with",
    "wrong_clear", "opposed", "code_slip", "count_wrong", "id_slip", "other_named", "about_none", "about_other",
    "event_other", "wrong_length", "nobody_wrong", "no_major", "digits_moved", "urged", "other_given", "only_part",
    "only_one", "strange", "heard_against", "heard_against_surely",
)  # fmt: skip
_ONLY_WRONG = ("unexplained", "none_alone", "gone_against")
_CONTEXT = (
    "bias", "truth_unknown", "truth_none", "one_point", "not_known", "own", "cue", "about_unknown", "heard_open",
)  # fmt: skip


@dataclass(frozen=True)
class Prepared:
    """A labelled note read once, with its case and what was found in it before anything learned came in."""

    labelled: LabelledNote
    case: Case
    note: Note
    found: Mapping[str, Finding]


def prepare(notes: Iterable[LabelledNote]) -> list[Prepared]:
    """Reads the notes against their scenarios, each as it is and once more with some of its words unheard.

    Readers and vocabulary were made with these notes at hand: of a note by somebody else they miss more of the words.
    """
    return [_prepared(labelled, share) for labelled in notes for share in (0.0, UNHEARD)]


def _prepared(labelled: LabelledNote, unheard: float) -> Prepared:
    checklist, scenario = labelled_scenario(labelled.scenario)
    case = compile_case(checklist, scenario)
    note = read_note(case, Handover(labelled.text), labelled.elapsed_seconds)
    chance = Random(labelled.id)
    note.unheard = frozenset(place for place in range(len(note.reading.words)) if chance.random() < unheard)
    return Prepared(labelled, case, note, find_all(checklist, case, note))


def train(prepared: Sequence[Prepared]) -> Weights:
    """The weights learned from these notes."""
    with threadpool_limits(1):
        return _train(prepared)


def _train(prepared: Sequence[Prepared]) -> Weights:
    points = train_points(prepared)
    use_weights(Weights(points, {}))
    weighed = [
        (p.labelled, {item: weigh_points(p.note, item, finding) for item, finding in p.found.items()}) for p in prepared
    ]
    return Weights(points, train_verdicts(weighed))


@dataclass
class _PointRows:
    """Candidate stretches of every point of every note: `owner` tells which point a row belongs to."""

    rows: list[tuple[float, ...]]
    items: list[str]
    owner: list[int]
    marked: list[bool]
    points: list[tuple[int, Verdict]]


def _point_rows(prepared: Sequence[Prepared]) -> _PointRows:
    data = _PointRows([], [], [], [], [])
    group = 0
    for p in prepared:
        for item, finding in p.found.items():
            label = p.labelled.labels.get(item)
            if label not in ("captured", "partial", "missing") or not finding.points:
                continue
            for matches in finding.points:
                index = len(data.points)
                data.points.append((group, label))
                for match in matches:
                    data.rows.append(match.features)
                    data.items.append(item)
                    data.owner.append(index)
                    data.marked.append(_overlaps(p, item, match))
            group += 1
    return data


def _overlaps(p: Prepared, item: str, match: PointMatch) -> bool:
    """Whether a stretch touches the words that people marked as the item's evidence."""
    folded, words = p.note.reading.folded, p.note.reading.words
    spans = [folded.as_typed(words[place].start, words[place].end) for place in match.places]
    return any(a < end and start < b for start, end in spans for a, b in p.labelled.evidence.get(item, []))


def train_points(prepared: Sequence[Prepared], rounds: int = 4) -> dict[str, tuple[float, ...]]:
    """Weights of a point's features, an item.

    Labels are of whole items, so which points were said is inferred in turns: all where the item was captured,
    none where it was missing, and where it was partial the likeliest but not the unlikeliest.
    """
    data = _point_rows(prepared)
    rows = np.array(data.rows)
    names = sorted(set(data.items))
    item = np.array([names.index(name) for name in data.items])
    owner = np.array(data.owner)
    scores = rows[:, 2] + 0.5 * rows[:, 8]
    design = _by_item(rows, item, len(names))
    weights = np.zeros(design.shape[1])
    for _ in range(rounds):
        chosen, targets = _point_targets(data, owner, scores)
        if len(chosen) == 0:
            break
        weights = _logistic(design[chosen], targets, weights, rows.shape[1], len(names))
        scores = 1 / (1 + np.exp(-design @ weights))
    shared = weights[: rows.shape[1]]
    learned = {"statement": tuple(np.round(shared, 3).tolist())}
    for index, name in enumerate(names):
        low = rows.shape[1] * (index + 1)
        learned[name] = tuple(np.round(shared + weights[low : low + rows.shape[1]], 3).tolist())
    return learned


def _by_item(rows: Array, item: NDArray[np.int64], items: int) -> Array:
    """Each row beside itself in the columns of its item, so that items may differ a little from what is shared."""
    width = rows.shape[1]
    design = np.zeros((len(rows), width * (items + 1)))
    design[:, :width] = rows
    for index in range(items):
        at = item == index
        design[at, width * (index + 1) : width * (index + 2)] = rows[at]
    return design


def _point_targets(data: _PointRows, owner: NDArray[np.int64], scores: Array) -> tuple[NDArray[np.int64], Array]:
    """The telling rows of each point, and how likely the labels make it that the point was said there.

    A stretch outside the words that people marked does not say the point, however much it looks like it.
    """
    best: dict[int, int] = {}
    for row, point in enumerate(owner):
        counts = data.marked[row] or data.points[point][1] == "missing"
        if counts and (point not in best or scores[row] > scores[best[point]]):
            best[point] = row
    groups: dict[int, list[int]] = {}
    for index, (group, _) in enumerate(data.points):
        groups.setdefault(group, []).append(index)
    chosen: list[int] = []
    targets: list[float] = []
    for points in groups.values():
        label = data.points[points[0]][1]
        ranked = sorted((p for p in points if p in best), key=lambda p: -scores[best[p]])
        for rank, point in enumerate(ranked):
            chosen.append(best[point])
            targets.append(_target(label, rank, len(points), float(scores[best[point]])))
    return np.array(chosen), np.array(targets)


def _target(label: Verdict, rank: int, points: int, score: float) -> float:
    """How likely it is that a point was said, by its rank among the item's points."""
    if label == "captured":
        return 1.0
    if label == "missing":
        return 0.0
    if points == 1:
        return 0.4
    return 1.0 if rank == 0 else 0.0 if rank == points - 1 else min(1.0, max(0.0, score))


def _logistic(design: Array, targets: Array, start: Array, width: int, items: int) -> Array:
    penalty = np.concatenate([np.full(width, POINT_PENALTY), np.full(width * items, POINT_ITEM_PENALTY)])
    penalty[0] = 0.01
    for place in range(len(penalty)):
        if FEATURES[place % width].startswith("sense"):
            penalty[place] += SENSE_PENALTY
    free = {FEATURES.index(name) for name in _FREE_POINT_FEATURES}
    bounds = [(None, None) if place % width in free else (0.0, None) for place in range(design.shape[1])]

    def loss(weights: Array) -> tuple[float, Array]:
        z = design @ weights
        p = 1 / (1 + np.exp(-z))
        value = float(np.sum(np.logaddexp(0, z) - targets * z) + 0.5 * np.sum(penalty * weights**2))
        return value, design.T @ (p - targets) + penalty * weights

    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 100}).x)


def train_verdicts(
    found: Sequence[tuple[LabelledNote, Mapping[str, Finding]]],
) -> dict[str, dict[str, dict[str, float]]]:
    """Weights of the verdicts, for each group of readings and each item in it."""
    groups: dict[str, list[tuple[str, Finding, Verdict]]] = {}
    for labelled, findings in found:
        for item, finding in findings.items():
            if item in labelled.labels:
                groups.setdefault(finding.group, []).append((item, finding, labelled.labels[item]))
    learned: dict[str, dict[str, dict[str, float]]] = {}
    for group, examples in sorted(groups.items()):
        learned.update(_softmax(group, examples))
    return learned


def _bounds_of(feature: str) -> Callable[[str], tuple[float | None, float | None]]:
    """The sign each verdict's weight of a feature may have. `captured` is learned as what it adds to `partial`."""
    if feature in _CONTEXT:
        return lambda verdict: (None, None)
    if feature in _ONLY_WRONG:
        return lambda verdict: (0.0, None) if verdict == "wrong" else (0.0, 0.0)
    if feature in _AGAINST:
        return lambda verdict: (0.0, None) if verdict == "wrong" else (None, 0.0)
    return lambda verdict: (None, 0.0) if verdict in ("wrong", "unknown_stated") else (0.0, None)


def _softmax(group: str, examples: Sequence[tuple[str, Finding, Verdict]]) -> dict[str, dict[str, dict[str, float]]]:
    features = ["bias", *sorted({name for _, finding, _ in examples for name in finding.features})]
    items = sorted({item for item, _, _ in examples})
    rows = np.array([[1.0, *(f.features.get(name, 0.0) for name in features[1:])] for _, f, _ in examples])
    item = np.array([items.index(name) for name, _, _ in examples])
    design = _by_item(rows, item, len(items)) if len(items) > 1 else rows
    verdicts: list[Verdict] = ["missing", *LEARNED]
    may = [allowed_verdicts(finding) for _, finding, _ in examples]
    allowed = np.array([[verdict == "missing" or verdict in each for verdict in verdicts] for each in may])
    wanted = np.array([verdicts.index(label) for _, _, label in examples])
    fitting = allowed[np.arange(len(wanted)), wanted]
    design, allowed, wanted = design[fitting], allowed[fitting], wanted[fitting]
    width, columns = rows.shape[1], design.shape[1]
    penalty = np.full(columns, VERDICT_PENALTY)
    penalty[width:] = VERDICT_ITEM_PENALTY
    penalty[0] = 0.02
    names = [features[c % width] for c in range(columns)]
    heard = np.array([name.startswith(_HEARD) for name in names])
    penalty += HEARD_PENALTY * heard
    penalty += HEARD_AGAINST_PENALTY * np.array([name.startswith(_HEARD_AGAINST) for name in names])
    bounds = [_bounds_of(name)(verdict) for verdict in LEARNED for name in names]
    target = np.eye(5)[wanted]

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(4, columns)
        scores = np.zeros((len(design), 5))
        raw = design @ weights.T
        scores[:, 1] = raw[:, 0] + raw[:, 1]
        scores[:, 2:] = raw[:, 1:]
        scores = np.where(allowed, scores, -1e9)
        top = scores.max(axis=1, keepdims=True)
        shares = np.exp(scores - top)
        total = shares.sum(axis=1, keepdims=True)
        shares /= total
        value = float(np.sum(top[:, 0] + np.log(total[:, 0]) - np.sum(scores * target, axis=1)))
        slope = shares - target
        inner = np.stack([slope[:, 1], slope[:, 1] + slope[:, 2], slope[:, 3], slope[:, 4]])
        gradient = inner @ design + penalty * weights
        return value + 0.5 * float(np.sum(penalty * weights**2)), gradient.ravel()

    # What is heard is learned last, beside what the readers' signs are worth without it: it adds to them and never
    # takes the place of what they plainly read.
    best = np.zeros(4 * columns)
    is_heard = np.tile(heard, 4).tolist()
    for learns_heard in (False, True):
        free = zip(bounds, is_heard, best.tolist(), strict=True)
        within = [bound if of_heard == learns_heard else (value, value) for bound, of_heard, value in free]
        best = minimize(loss, best, jac=True, method="L-BFGS-B", bounds=within, options={"maxiter": 300}).x
    weights = np.asarray(best).reshape(4, columns)
    weights[0] += weights[1]
    learned = {group: _named(weights[:, :width], features)}
    if len(items) > 1:
        for index, name in enumerate(items):
            low = width * (index + 1)
            learned[f"{group}.{name}"] = _named(weights[:, :width] + weights[:, low : low + width], features)
    return learned


def _named(weights: Array, features: Sequence[str]) -> dict[str, dict[str, float]]:
    return {
        verdict: {name: round(float(w), 3) for name, w in zip(features, row, strict=True) if abs(w) >= 0.0005}
        for verdict, row in zip(LEARNED, weights, strict=True)
    }
