"""Figures of agreement between given and right verdicts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from app.content.scenario import Verdict

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Pair = tuple[Verdict, Verdict]


def kappa(pairs: Sequence[Pair]) -> float:
    """Cohen's kappa over five verdicts of (right, given) pairs; 1.0 when both always say one and the same thing."""
    total = len(pairs)
    agreed = sum(right == given for right, given in pairs) / total
    rights, givens = Counter(right for right, _ in pairs), Counter(given for _, given in pairs)
    by_chance = sum(rights[verdict] * givens[verdict] for verdict in VERDICTS) / total**2
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0


def captured_scores(pairs: Sequence[Pair]) -> tuple[float, float, float]:
    """Precision, recall and F1 of `captured`, counted over all pairs."""
    hits = sum(right == given == "captured" for right, given in pairs)
    given_so = sum(given == "captured" for _, given in pairs)
    really_so = sum(right == "captured" for right, _ in pairs)
    precision = hits / given_so if given_so else 0.0
    recall = hits / really_so if really_so else 0.0
    return precision, recall, 2 * hits / (given_so + really_so) if given_so + really_so else 0.0


def wrong_found(pairs: Sequence[Pair]) -> tuple[int, int]:
    """How many wrong items were called wrong, of how many."""
    given = [given for right, given in pairs if right == "wrong"]
    return given.count("wrong"), len(given)


def true_called_wrong(pairs: Sequence[Pair]) -> tuple[int, int]:
    """How many captured or partial items were called wrong, of how many."""
    given = [given for right, given in pairs if right in ("captured", "partial")]
    return given.count("wrong"), len(given)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Characters that two markers both pointed at, and how many each of them pointed at."""

    both: int = 0
    right: int = 0
    given: int = 0

    def __add__(self, other: "Overlap") -> "Overlap":
        return Overlap(self.both + other.both, self.right + other.right, self.given + other.given)

    @property
    def f1(self) -> float:
        """Character overlap F1, 0 to 1; 1.0 when neither pointed at anything."""
        return 2 * self.both / (self.right + self.given) if self.right + self.given else 1.0


def overlap_of(right: Iterable[tuple[int, int]], given: Iterable[tuple[int, int]]) -> Overlap:
    """How far two sets of spans cover the same characters."""
    rights = {place for start, end in right for place in range(start, end)}
    givens = {place for start, end in given for place in range(start, end)}
    return Overlap(len(rights & givens), len(rights), len(givens))


def confusion(pairs: Sequence[Pair]) -> str:
    """A table of right verdicts (rows) against given ones (columns)."""
    counts = Counter(pairs)
    head = f"{'right / given':16}" + "".join(f"{verdict:>16}" for verdict in VERDICTS)
    rows = [f"{right:16}" + "".join(f"{counts[right, given]:16}" for given in VERDICTS) for right in VERDICTS]
    return "\n".join([head, *rows])
