"""Counting a scorecard anew after a ruling: everything follows from the new verdict, and nothing else changes."""

from dataclasses import replace

import pytest

from app.content.scenario import Verdict
from app.handover.recount import NotMarked, recount, verdict_on
from app.handover.scorecard import VERDICTS, Scorecard
from tests.handover.cases import MODEL, checklist, marked, scenario

THIN = "LoanDesk is down since 09:12. Call Bea Hartley."


def counted(card: Scorecard, item: str, verdict: Verdict) -> Scorecard:
    return recount(checklist(), scenario(), card, item, verdict, "Because a trainer says so.")


@pytest.mark.parametrize("text", [MODEL, THIN, "Nothing much."])
def test_ruling_what_the_marker_said_leaves_the_scorecard_as_it_was(text: str) -> None:
    card = marked(text)
    for mark in card.items:
        assert recount(checklist(), scenario(), card, mark.item, mark.verdict, mark.reason) == card


def test_the_new_verdict_carries_its_reason_credit_and_minutes() -> None:
    card = counted(marked(THIN), "impact", "partial")
    mark = verdict_on(card, "impact")
    assert (mark.verdict, mark.credit, mark.minutes_added) == ("partial", 0.5, 4)
    assert mark.reason == "Because a trainer says so."


def test_score_and_projection_follow_and_the_original_stays() -> None:
    card = marked(THIN)
    before = card.to_data()
    better = counted(card, "impact", "captured")
    assert better.score > card.score
    assert better.completeness > card.completeness
    assert better.projected_minutes <= card.projected_minutes
    assert card.to_data() == before


def test_one_verdict_can_make_the_pass_or_take_it() -> None:
    passed = marked(MODEL)
    assert passed.passed
    failed = counted(passed, "service", "wrong")
    assert not failed.passed
    assert failed.not_passed_because
    assert counted(failed, "service", "captured").passed


def test_every_other_part_is_left_as_it_was() -> None:
    card = replace(marked(THIN), marker="an older marker", elapsed_seconds=777.0)
    after = counted(card, "contact", "captured")
    assert after.marker == "an older marker"
    assert (after.elapsed_seconds, after.decision, after.unsupported, after.advice) == (
        card.elapsed_seconds,
        card.decision,
        card.unsupported,
        card.advice,
    )
    assert [mark for mark in after.items if mark.item != "contact"] == [m for m in card.items if m.item != "contact"]


def test_rulings_add_up_one_after_the_other() -> None:
    one_way = counted(counted(marked(THIN), "impact", "captured"), "sites", "partial")
    other_way = counted(counted(marked(THIN), "sites", "partial"), "impact", "captured")
    assert one_way == other_way


def test_an_item_ruled_missing_rests_on_no_words() -> None:
    mark = verdict_on(counted(marked(THIN), "started", "missing"), "started")
    assert (mark.evidence, mark.field_evidence) == ((), ())
    kept = verdict_on(counted(marked(THIN), "started", "partial"), "started")
    assert kept.evidence == verdict_on(marked(THIN), "started").evidence != ()


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_recounted_scorecard_comes_back_from_storage_exactly(verdict: Verdict) -> None:
    card = counted(marked(THIN), "users", verdict)
    assert Scorecard.from_data(card.to_data()) == card


def test_an_item_that_was_not_marked_cannot_be_ruled_on() -> None:
    with pytest.raises(NotMarked):
        counted(marked(THIN), "weather", "captured")


def test_a_wrong_decision_stays_wrong() -> None:
    after = counted(replace(marked(MODEL), decision="none"), "error", "captured")
    assert not after.decision_right
    assert not after.passed
