"""How far two markers agree, and how sure one can be of it."""

import math
from collections import Counter

import pytest

from app.handover.agreement import captured_f1, interval, kappa, share_same
from app.handover.scorecard import VERDICTS

CAPTURED, PARTIAL, WRONG, MISSING = "captured", "partial", "wrong", "missing"


def test_kappa_is_what_a_textbook_gives() -> None:
    """Cohen's own kind of table: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no."""
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert share_same(pairs) == pytest.approx(0.7)


def test_full_agreement_is_one_and_chance_is_nought() -> None:
    assert kappa([(verdict, verdict) for verdict in VERDICTS]) == 1
    assert kappa([(MISSING, MISSING)] * 4) == 1
    assert kappa([(CAPTURED, MISSING), (CAPTURED, CAPTURED), (MISSING, MISSING), (MISSING, CAPTURED)]) == 0


def test_kappa_does_not_mind_who_comes_first() -> None:
    pairs = [(CAPTURED, PARTIAL)] * 3 + [(MISSING, MISSING)] * 2 + [(WRONG, CAPTURED)]
    assert kappa(pairs) == pytest.approx(kappa([(second, first) for first, second in pairs]))


def test_counted_pairs_give_what_the_list_gives() -> None:
    pairs = [(CAPTURED, PARTIAL)] * 3 + [(MISSING, MISSING)] * 2 + [(CAPTURED, CAPTURED)] * 4
    for statistic in (kappa, captured_f1, share_same):
        assert statistic(pairs) == statistic(Counter(pairs))


def test_captured_is_scored_by_both_sides() -> None:
    pairs = [(CAPTURED, CAPTURED), (CAPTURED, PARTIAL), (MISSING, CAPTURED), (MISSING, MISSING)]
    assert captured_f1(pairs) == pytest.approx(0.5)
    assert captured_f1([(MISSING, PARTIAL)]) == 0


def test_no_pairs_is_a_mistake_of_the_caller() -> None:
    for statistic in (kappa, captured_f1, share_same):
        with pytest.raises(ValueError, match="at least one pair"):
            statistic([])


def test_the_interval_of_a_mean_is_students() -> None:
    """For a mean of clusters of one size the jackknife is the plain standard error."""
    hits = [1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1]
    clusters = [[(True, bool(hit))] for hit in hits]
    mean = sum(hits) / 20
    error = math.sqrt(sum((hit - mean) ** 2 for hit in hits) / 19 / 20)
    low, high = interval(clusters, share_same) or (0, 0)
    assert low == pytest.approx(mean - 2.0930 * error, abs=1e-4)
    assert high == pytest.approx(mean + 2.0930 * error, abs=1e-4)


def test_verdicts_of_one_handover_count_as_one_not_as_many() -> None:
    one = [[(CAPTURED, CAPTURED if number % 3 else MISSING)] for number in range(30)]
    many = [cluster * 17 for cluster in one]
    assert interval(many, share_same) == pytest.approx(interval(one, share_same))


def test_the_interval_is_the_same_every_time_and_in_any_order() -> None:
    clusters = [[(CAPTURED, VERDICTS[(number * 7 + item) % 5]) for item in range(9)] for number in range(25)]
    assert interval(clusters, kappa) == interval(clusters, kappa)
    assert interval(list(reversed(clusters)), kappa) == pytest.approx(interval(clusters, kappa))


def test_the_interval_stays_within_what_there_is() -> None:
    clusters = [[(CAPTURED, CAPTURED)], [(CAPTURED, MISSING)], [(MISSING, MISSING)]]
    low, high = interval(clusters, share_same) or (0, 0)
    assert -1 <= low < high <= 1


@pytest.mark.parametrize("clusters", [[], [[]], [[(CAPTURED, CAPTURED)]], [[(CAPTURED, CAPTURED)], []]])
def test_one_handover_has_no_interval(clusters: list[list[tuple[str, str]]]) -> None:
    assert interval(clusters, kappa) is None
