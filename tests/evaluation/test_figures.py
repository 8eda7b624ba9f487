"""Each figure, counted by hand."""

import pytest

from app.content.scenario import Verdict
from evaluation.figures import (
    CAPTURED_CALLED_WRONG,
    CLAIMS_FOUND,
    PRECISION,
    RECALL,
    TRUE_CALLED_WRONG,
    WRONG_FOUND,
    WRONG_RIGHTLY,
    all_figures,
    both_pointed_at,
    by_people,
    claim_pairs,
    counted,
    evidence_pairs,
    false_claims_a_handover,
    figure,
    verdict_pairs,
)
from tests.evaluation.marked import marked

ONE: dict[str, tuple[Verdict, Verdict]] = {
    "service": ("captured", "captured"),
    "symptom": ("captured", "missing"),
    "users": ("captured", "wrong"),
    "sites": ("partial", "captured"),
    "impact": ("partial", "wrong"),
    "change": ("wrong", "wrong"),
    "team": ("wrong", "captured"),
}


def test_shares_count_what_their_names_say() -> None:
    counts = counted([marked(ONE)])

    assert PRECISION.of(counts) == (1, 3)
    assert RECALL.of(counts) == (1, 3)
    assert WRONG_FOUND.of(counts) == (1, 2)
    assert WRONG_RIGHTLY.of(counts) == (1, 3)
    assert CAPTURED_CALLED_WRONG.of(counts) == (1, 3)
    assert TRUE_CALLED_WRONG.of(counts) == (2, 5)
    assert TRUE_CALLED_WRONG(counts) == pytest.approx(0.4)


def test_one_item_is_counted_by_itself() -> None:
    assert verdict_pairs(marked(ONE), "users") == [("captured", "wrong")]


def test_a_share_of_nothing_has_no_figure() -> None:
    nothing_wrong = figure("wrong found", [[("captured", "captured")]], WRONG_FOUND)

    assert nothing_wrong.value is None
    assert nothing_wrong.of == (0, 0)


def test_an_interval_needs_two_handovers_and_never_leaves_nought_to_one() -> None:
    one = figure("recall", [[("captured", "captured")]], RECALL)
    two = figure("recall", [[("captured", "captured")] * 9, [("captured", "missing")]], RECALL)

    assert one.bounds is None
    assert two.bounds is not None
    assert 0.0 <= two.bounds[0] < 0.9 < two.bounds[1] <= 1.0


def test_evidence_is_the_characters_both_point_at_where_both_agree() -> None:
    pairs: dict[str, tuple[Verdict, Verdict]] = {
        "service": ("captured", "captured"),
        "users": ("captured", "partial"),
        "team": ("missing", "missing"),
    }
    words = {"service": ([(0, 5)], [(2, 8)]), "users": ([(0, 9)], [(0, 9)])}

    found = evidence_pairs(marked(pairs, evidence=words))

    assert found.count((True, True)) == 3
    assert found.count((True, False)) == 2
    assert found.count((False, True)) == 3
    assert figure("evidence", [found], both_pointed_at).value == pytest.approx(6 / 11)


def test_overlapping_pieces_of_evidence_count_once() -> None:
    words = {"service": ([(0, 4), (2, 4)], [(0, 4)])}

    assert evidence_pairs(marked({"service": ("captured", "captured")}, evidence=words)) == [(True, True)] * 4


def test_unsupported_claims_are_found_missed_false_or_judged_wrong_already() -> None:
    one = marked(
        {"users": ("wrong", "missing")},
        evidence={"users": ([(20, 24)], [])},
        unsupported=([(0, 5), (6, 9)], [(4, 8), (12, 14), (20, 22)]),
    )
    other = marked({"users": ("captured", "captured")}, unsupported=([(0, 5)], []))
    clusters = [claim_pairs(one), claim_pairs(other)]

    assert figure("found", clusters, CLAIMS_FOUND).of == (2, 3)
    assert figure("false", clusters, false_claims_a_handover).value == pytest.approx(0.5)


def test_people_s_verdicts_make_a_scorecard_of_their_own() -> None:
    one = marked({"service": ("captured", "missing"), "symptom": ("wrong", "captured")})

    card = by_people(one)

    assert {each.item: each.credit for each in card.items} == {"service": 1, "symptom": 0}
    assert not card.passed
    assert (card.claims_true, card.claims_made) == (1, 2)


def test_every_figure_is_there_with_its_name() -> None:
    names = [each.name for each in all_figures([marked(ONE, id="a"), marked(ONE, id="b")])]

    assert names == [
        "captured, precision",
        "captured, recall",
        "captured, F1",
        "kappa, five verdicts",
        "wrong found",
        "called wrong rightly",
        "captured called wrong",
        "captured or partial called wrong",
        "unsupported claims found",
        "false unsupported claims a handover",
        "evidence, characters shared, F1",
        "passes as by people's verdicts",
    ]
