"""The formula of the score, the pass and the projection, on figures worked by hand."""

import json

import pytest

from app.content.scenario import Verdict
from app.handover.marking import LONGEST_HANDOVER, HandoverTooLong, mark
from app.handover.scorecard import FieldSpan, Handover, ItemMark, Scorecard
from app.handover.scoring import (
    accuracy,
    completeness,
    credit,
    is_critical,
    minutes_added,
    project,
    reasons_not_passed,
    timeliness,
    total_score,
)
from tests.handover.cases import MODEL, checklist, library, marked, scenario

CRITICAL = {"service", "symptom", "started", "users", "sites", "impact", "contact"}


def marks(**verdicts: Verdict) -> list[ItemMark]:
    """Every item captured except those named."""
    made = []
    for item in checklist().items:
        verdict: Verdict = verdicts.get(item.id, "captured")
        minutes = minutes_added(verdict, False, item.minutes)
        made.append(ItemMark(item.id, verdict, credit(verdict, False), item.critical, (), (), "", "", minutes))
    return made


@pytest.mark.parametrize(
    ("missing", "minutes"),
    [
        (set(), 15),
        ({item.id for item in checklist().items} - CRITICAL, 30),
        ({"service", "symptom", "impact", "contact"}, 45),
        (CRITICAL, 60),
        ({item.id for item in checklist().items}, 60),
    ],
)
def test_the_worked_marks_of_the_projection(missing: set[str], minutes: float) -> None:
    assert project(marks(**dict.fromkeys(missing, "missing"))).minutes == minutes


def test_the_band_is_half_to_one_and_a_half_of_what_is_added() -> None:
    projection = project(marks(service="missing", impact="partial", contact="wrong"))
    assert (projection.minutes, projection.low, projection.high) == (15 + 24, 15 + 12, 15 + 36)


def test_what_could_be_found_but_is_stated_unknown_costs_three_quarters() -> None:
    assert minutes_added("unknown_stated", False, 8) == 6
    assert minutes_added("unknown_stated", True, 8) == 0
    assert minutes_added("missing", True, 8) == 8


def test_credit_of_every_verdict() -> None:
    verdicts: tuple[Verdict, ...] = ("captured", "partial", "unknown_stated", "wrong", "missing")
    assert [credit(verdict, False) for verdict in verdicts] == [1, 0.5, 0.25, 0, 0]
    assert credit("unknown_stated", True) == 1


def test_completeness_is_weighted() -> None:
    assert completeness(marks(), checklist()) == 100
    assert completeness(marks(service="missing", told="partial"), checklist()) == pytest.approx(100 * (59 - 6) / 59)


def test_accuracy_counts_claims_and_is_nothing_without_any() -> None:
    assert accuracy(3, 4) == 75
    assert accuracy(0, 0) == 0


@pytest.mark.parametrize(
    ("elapsed", "expected"), [(None, 100), (0, 100), (600, 100), (750, 75), (900, 50), (1200, 0), (9999, 0)]
)
def test_timeliness_falls_in_a_line(elapsed: float | None, expected: float) -> None:
    assert timeliness(elapsed, 600) == expected


def test_the_score_is_rounded_half_up() -> None:
    assert total_score(100, 100, 100) == 100
    assert total_score(70, 100, 100) == 78
    assert total_score(90, 80, 70) == 87
    assert total_score(50, 60, 20) == 49


def test_tickets_are_critical_only_to_attach() -> None:
    assert not is_critical("tickets", checklist(), library())
    assert is_critical("tickets", checklist(), scenario(decision="attach"))
    assert not is_critical("tickets", checklist(), scenario(decision="attach", critical=["service"]))


def test_two_critical_items_may_be_partial_but_not_three() -> None:
    two = marks(service="partial", users="partial")
    assert reasons_not_passed(90, two, checklist(), library(), "raise") == ()
    three = marks(service="partial", users="partial", sites="unknown_stated")
    assert (
        "3 items a pass needs are only partly there"
        in reasons_not_passed(90, three, checklist(), library(), "raise")[0]
    )


def test_each_obstacle_to_a_pass_is_said() -> None:
    because = reasons_not_passed(74, marks(impact="wrong", contact="missing"), checklist(), library(), None)
    assert len(because) == 4
    assert because[0] == "The score of 74 is below the pass mark of 75."
    assert because[3] == "You did not say what to do with it; it should be raised as a major incident."


def test_a_wrong_decision_fails_the_best_note() -> None:
    card = marked(MODEL, decision="none")
    assert card.score == 100
    assert not card.passed
    assert not card.decision_right


def test_cost_is_that_of_the_minutes_beyond_fifteen() -> None:
    priced = scenario(cost_per_minute={"amount": 150, "currency": "GBP"})
    card = mark(checklist(), priced, Handover("", decision="raise"), 300)
    assert (card.projected_minutes, card.cost, card.currency) == (60, 45 * 150, "GBP")
    assert marked("").cost is None


def test_a_scorecard_survives_storage_exactly() -> None:
    card = mark(
        checklist(), library(), Handover("LoanDesk down", {"started": "09:12", "users": "999 desks"}, "raise"), 61.5
    )
    assert Scorecard.from_data(json.loads(json.dumps(card.to_data()))) == card
    assert any(at == FieldSpan("started", 0, 5) for each in card.items for at in each.field_evidence)


def test_a_stored_scorecard_with_a_part_missing_is_refused() -> None:
    data = marked(MODEL).to_data()
    del data["score"]
    with pytest.raises(TypeError):
        Scorecard.from_data(data)


def test_a_handover_beyond_the_limit_is_refused_clearly() -> None:
    half = "x" * (LONGEST_HANDOVER // 2)
    marked(half)
    with pytest.raises(HandoverTooLong, match="at most 20,000"):
        mark(checklist(), library(), Handover(half, {"impact": half + "x"}))
