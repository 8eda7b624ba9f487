"""How far two markers agree on the same verdicts, with the doubt that so many handovers leave."""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

Pair = tuple[Hashable, Hashable]
Pairs = Iterable[Pair] | Mapping[Pair, int]
"""What the first and the second marker said of one thing, as a list or already counted."""

_NORMAL_97_5 = 1.959964


def share_same(pairs: Pairs) -> float:
    """The share of pairs that say the same, 0 to 1. Raises ValueError when there are none."""
    counts = _counted(pairs)
    return sum(count for (first, second), count in counts.items() if first == second) / counts.total()


def kappa(pairs: Pairs) -> float:
    """Cohen's kappa, unweighted, over whatever verdicts occur: 1 is full agreement, 0 what chance would give.

    1.0 when both always say one and the same thing. Raises ValueError when there are no pairs.
    """
    counts = _counted(pairs)
    firsts: Counter[Hashable] = Counter()
    seconds: Counter[Hashable] = Counter()
    for (first, second), count in counts.items():
        firsts[first] += count
        seconds[second] += count
    by_chance = sum(count * seconds[verdict] for verdict, count in firsts.items()) / counts.total() ** 2
    return (share_same(counts) - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0


def captured_f1(pairs: Pairs) -> float:
    """F1 of `captured`, 0 to 1, counted over all pairs; 0.0 when neither ever says it."""
    counts = _counted(pairs)
    both = counts["captured", "captured"]
    said = sum(count * ((first == "captured") + (second == "captured")) for (first, second), count in counts.items())
    return 2 * both / said if said else 0.0


def interval(
    clusters: Sequence[Sequence[Pair]], statistic: Callable[[Counter[Pair]], float]
) -> tuple[float, float] | None:
    """The 95 % interval of a statistic that lies between -1 and 1, from leaving out one cluster after the other.

    A cluster holds the pairs of one handover, whose verdicts lean on each other. `statistic` is given the pairs
    counted (a Counter of pairs), as every function here takes them. None below two clusters that hold anything.
    Deterministic: the jackknife's variance with Student's t, cut off at -1 and 1.
    """
    counted = [Counter(cluster) for cluster in clusters if cluster]
    if len(counted) < 2:
        return None
    whole = sum(counted, Counter[Pair]())
    without = [statistic(whole - each) for each in counted]
    mean = math.fsum(without) / len(without)
    freedom = len(without) - 1
    variance = freedom / len(without) * math.fsum((each - mean) ** 2 for each in without)
    half = _student(freedom) * math.sqrt(variance)
    centre = statistic(whole)
    return max(-1.0, centre - half), min(1.0, centre + half)


def _counted(pairs: Pairs) -> Counter[Pair]:
    counts: Counter[Pair] = Counter(pairs)
    if not counts:
        raise ValueError("Agreement needs at least one pair of verdicts.")
    return counts


def _student(freedom: int) -> float:
    """The 97.5 % point of Student's t (Cornish and Fisher's expansion; within 0.01 from 4 degrees of freedom)."""
    z = _NORMAL_97_5
    first = (z**3 + z) / (4 * freedom)
    second = (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    return z + first + second + third
