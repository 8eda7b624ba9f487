"""The figures of agreement, from verdicts given side by side; below twenty handovers there is none to give."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from app.content.scenario import Verdict
from app.handover.agreement import Pair, interval, kappa, share_same

FEWEST = 20


@dataclass(frozen=True, slots=True)
class Rated:
    """One finished rating: the handover, the marker's verdicts and the person's, by item."""

    handover_id: int
    rating_id: int
    marker: Mapping[str, Verdict]
    person: Mapping[str, Verdict]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two agree over so many handovers and verdicts.

    `share` is 0 to 1, `kappa` Cohen's, `low` and `high` its 95 % interval; all None below twenty handovers, the
    interval also where nothing differs.
    """

    handovers: int
    verdicts: int
    share: float | None = None
    kappa: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def too_few(self) -> bool:
        return self.handovers < FEWEST


@dataclass(frozen=True, slots=True)
class Figures:
    """The marker against people, people against people, and the marker against people item by item.

    Of one item, kappa is over captured or not: its five verdicts are too thinly spread for more.
    """

    marker: Agreement
    people: Agreement
    by_item: Mapping[str, Agreement]


def figures(ratings: Sequence[Rated]) -> Figures:
    """The figures of these ratings. Pure: the same ratings in any order give the same figures."""
    ratings = sorted(ratings, key=lambda rated: (rated.handover_id, rated.rating_id))
    whole: dict[int, list[Pair]] = defaultdict(list)
    by_item: dict[str, dict[int, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for rated in ratings:
        for item, verdict in rated.person.items():
            pair = (rated.marker[item], verdict)
            whole[rated.handover_id].append(pair)
            by_item[item][rated.handover_id].append(pair)
    return Figures(
        marker=_agreement(whole),
        people=_agreement(_of_people(ratings)),
        by_item={item: _agreement(clusters, two_way=True) for item, clusters in by_item.items()},
    )


def _of_people(ratings: Iterable[Rated]) -> dict[int, list[Pair]]:
    """Each two people's verdicts on a handover both of them rated."""
    by_handover: dict[int, list[Rated]] = defaultdict(list)
    for rated in ratings:
        by_handover[rated.handover_id].append(rated)
    return {
        handover_id: [
            (first.person[item], second.person[item])
            for first, second in combinations(rated, 2)
            for item in first.person
            if item in second.person
        ]
        for handover_id, rated in by_handover.items()
        if len(rated) > 1
    }


def _agreement(clusters: Mapping[int, list[Pair]], *, two_way: bool = False) -> Agreement:
    pairs = [pair for cluster in clusters.values() for pair in cluster]
    if len(clusters) < FEWEST or not pairs:
        return Agreement(len(clusters), len(pairs))
    compared = [[_captured_or_not(pair) if two_way else pair for pair in cluster] for cluster in clusters.values()]
    around = interval(compared, kappa)
    if around is not None and around[0] == around[1]:
        around = None  # nothing differs, so nothing tells how far it might
    return Agreement(
        handovers=len(clusters),
        verdicts=len(pairs),
        share=share_same(pairs),
        kappa=kappa([pair for cluster in compared for pair in cluster]),
        low=around[0] if around else None,
        high=around[1] if around else None,
    )


def _captured_or_not(pair: Pair) -> Pair:
    return pair[0] == "captured", pair[1] == "captured"
