"""The figures of agreement: right, honest when there is little, and the same in any order."""

import pytest

from app.calibration.rules.figures import FEWEST, Agreement, Figures, Rated, figures
from app.calibration.rules.sentences import headline, in_words, side_by_side
from app.content.scenario import Verdict


def rated(handover_id: int, person: dict[str, Verdict], rating_id: int = 0, **marker: Verdict) -> Rated:
    return Rated(handover_id, rating_id or handover_id, {**person, **marker}, person)


def many(number: int) -> list[Rated]:
    """Handovers of two items; on every fifth the marker misses what the person finds on the first."""
    return [
        rated(place, {"service": "captured", "users": "missing"}, service="captured" if place % 5 else "missing")
        for place in range(number)
    ]


def test_nothing_rated_is_nothing_said() -> None:
    assert figures([]) == Figures(Agreement(0, 0), Agreement(0, 0), {})
    assert headline(figures([])) == "Nobody has rated a handover yet."


def test_below_twenty_handovers_there_is_no_figure() -> None:
    found = figures(many(FEWEST - 1))
    assert (found.marker.handovers, found.marker.verdicts, found.marker.too_few) == (19, 38, True)
    assert (found.marker.share, found.marker.kappa, found.marker.low) == (None, None, None)
    assert found.by_item["service"].kappa is None
    assert headline(found) == (
        "Too few to say how far the marker agrees with people: nineteen of twenty handovers are rated."
    )
    assert "one of twenty handovers is rated" in headline(figures(many(1)))


def test_from_twenty_on_there_is_share_kappa_and_interval() -> None:
    found = figures(many(FEWEST)).marker
    assert found.share == pytest.approx(36 / 40)
    assert found.kappa == pytest.approx(0.8)
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.kappa < found.high
    assert headline(figures(many(FEWEST))) == "The marker and people give the same verdict 90 times in 100."


def test_two_who_rated_one_handover_count_as_one_handover() -> None:
    twice = [*many(19), rated(0, {"service": "captured", "users": "partial"}, rating_id=99)]
    found = figures(twice).marker
    assert (found.handovers, found.verdicts, found.too_few) == (19, 40, True)


def test_of_one_item_kappa_is_over_captured_or_not() -> None:
    ratings = [
        rated(place, {"users": "partial" if place % 2 else "captured"}, users="wrong" if place % 2 else "captured")
        for place in range(20)
    ]
    item = figures(ratings).by_item["users"]
    assert (item.kappa, item.low, item.high) == (1, None, None)
    assert item.share == pytest.approx(0.5)


def test_people_are_compared_where_two_rated_the_same() -> None:
    ratings = []
    for place in range(20):
        ratings.append(rated(place, {"service": "captured", "users": "missing"}))
        second: Verdict = "captured" if place else "partial"
        ratings.append(rated(place, {"service": second, "users": "missing"}, rating_id=100 + place))
    found = figures(ratings)
    assert (found.people.handovers, found.people.verdicts) == (20, 40)
    assert found.people.share == pytest.approx(39 / 40)
    assert headline(found).endswith("Two people do so 98 times in 100.")


def test_three_who_rated_the_same_are_three_pairs() -> None:
    ratings = [rated(1, {"service": "captured"}, rating_id=number) for number in (1, 2, 3)]
    assert figures(ratings).people.verdicts == 3


def test_the_order_of_ratings_does_not_matter() -> None:
    assert figures(many(25)) == figures(list(reversed(many(25))))


def test_kappa_has_a_name() -> None:
    assert in_words(Agreement(20, 40, 0.9, 0.81)) == "almost perfect"
    assert in_words(Agreement(20, 40, 0.9, 0.7)) == "substantial"
    assert in_words(Agreement(20, 40, 0.2, -0.1)) == "no"
    assert in_words(Agreement(3, 40)) == ""


def test_one_rating_is_said_in_a_sentence() -> None:
    assert side_by_side(17, 17, mine=True) == "You and the marker agree on all seventeen items."
    assert side_by_side(9, 17, mine=True) == "You and the marker agree on nine of seventeen items."
    assert side_by_side(0, 17, mine=False) == "A colleague and the marker agree on none of seventeen items."
