"""A debrief is printed by whoever may read it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import library
from app.handover.scorecard import Handover
from app.practice import actions
from app.practice.queries import stage_of
from app.practice.rules.levels import LevelName
from tests.conftest import Cast
from tests.printables.conftest import A4, LETTER, Pdf

Visit = Callable[[int | None], FlaskClient]

BEGAN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WORDS = (
    "Frontline tills in all 17 Wales and West stores charge last October's prices and refuse spring lines.\n"
    "Started about half past eight. Lots of tills. Long queues.\n"
    "Call Rhian Maddocks, Cardiff Bay, 029 2018 0146. INC0204417."
)


@pytest.fixture
def handed_over(app: Flask, cast: Cast) -> int:
    """An attempt of Asha's, handed over with something right, something vague and something wrong."""
    handover = Handover(text=WORDS, fields={"workaround": "Keying prices in by hand"}, decision="raise")
    return hand_over(app, cast, handover, "assessed")


def hand_over(app: Flask, cast: Cast, handover: Handover, level: LevelName) -> int:
    """An attempt of Asha's at this level with this handover, its updates ended and nothing answered back."""
    with app.app_context():
        content = library()
        attempt = actions.start(person_id=cast.asha, scenario_slug="prices", library=content, at=BEGAN, level=level)
        ended = BEGAN + timedelta(seconds=490)
        for second in range(0, 490, 50):
            actions.still_there(attempt_id=attempt, person_id=cast.asha, at=BEGAN + timedelta(seconds=second))
        actions.hand_over(attempt_id=attempt, person_id=cast.asha, handover=handover, seq=1, library=content, at=ended)
        actions.end_follow_up(attempt_id=attempt, person_id=cast.asha, library=content, at=ended)
        if stage_of(attempt, cast.asha) == "asked_back":
            actions.answer_back(attempt_id=attempt, person_id=cast.asha, answers={}, library=content, at=ended)
    return attempt


@pytest.mark.parametrize(("level", "counts"), [("assessed", True), ("guided", False)])
def test_a_pass_that_does_not_count_says_so(
    app: Flask, visit: Visit, cast: Cast, level: LevelName, counts: bool
) -> None:
    with app.app_context():
        model = next(example for example in library().scenarios["prices"].examples if example.kind == "model")
    attempt = hand_over(app, cast, Handover(text=model.text, fields=dict(model.fields), decision="raise"), level)
    words = " ".join(Pdf(visit(cast.asha).get(f"/practice/attempts/{attempt}/debrief.pdf").data).text.split())
    assert "Outcome Passed Complete" in words
    assert ("At this level a pass does not count" in words) is not counts


def test_a_handover_that_was_not_found_out_in_its_call_says_so(visit: Visit, cast: Cast, handed_over: int) -> None:
    words = " ".join(Pdf(visit(cast.asha).get(f"/practice/attempts/{handed_over}/debrief.pdf").data).text.split())
    assert "items it tells had been asked, looked up or heard in this call before it." in words


@pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("letter", LETTER)])
def test_the_debrief_says_outcome_words_and_each_item(
    app: Flask, visit: Visit, cast: Cast, handed_over: int, paper: str, size: tuple[int, int]
) -> None:
    answer = visit(cast.asha).get(f"/practice/attempts/{handed_over}/debrief.pdf?paper={paper}")

    assert answer.status_code == 200
    pdf = Pdf(answer.data)
    assert pdf.size == size
    assert 2 <= pdf.pages <= 5
    words = " ".join(pdf.text.split())
    assert "Wrong prices at the tills · Asha Verma, attempt 1 · Assessed · 24 November 2026" in words
    assert "What a pass still needs" in words
    assert "Raise, right" in words
    assert "8 min 10 s" in words
    assert "Wales and West stores" in words
    assert "Keying prices in by hand" in words
    assert "A model handover" in words
    assert f"page {pdf.pages} of {pdf.pages}" in words
    with app.app_context():
        scenario = library().scenarios["prices"]
        labels = [item.label for item in library().checklist.items if item.id in scenario.items]
    for label in labels:
        assert label in words


def test_it_is_accessible_carries_its_fonts_and_has_a_name(visit: Visit, cast: Cast, handed_over: int) -> None:
    answer = visit(cast.asha).get(f"/practice/attempts/{handed_over}/debrief.pdf")

    pdf = Pdf(answer.data)
    assert pdf.failures == []
    assert pdf.fonts_left_out == []
    assert pdf.title == "Debrief of Asha Verma: Wrong prices at the tills"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="Debrief Wrong prices at the tills Asha Verma.pdf"'
    )


def test_those_who_may_read_the_debrief_may_print_it(visit: Visit, cast: Cast, handed_over: int) -> None:
    address = f"/practice/attempts/{handed_over}/debrief.pdf"

    allowed = [visit(person).get(address).status_code for person in (cast.mina, cast.tess, cast.max)]
    assert allowed == [200, 200, 200]
    assert visit(cast.bo).get(address).status_code == 404
    assert visit(None).get(address).status_code == 303


def test_a_call_that_goes_on_has_no_debrief(app: Flask, visit: Visit, cast: Cast) -> None:
    with app.app_context():
        attempt = actions.start(person_id=cast.asha, scenario_slug="prices", library=library(), at=BEGAN)

    assert visit(cast.asha).get(f"/practice/attempts/{attempt}/debrief.pdf").status_code == 404


def test_a_ruling_stands_beside_what_the_marker_said(app: Flask, visit: Visit, cast: Cast, handed_over: int) -> None:
    with app.app_context():
        actions.rule(
            attempt_id=handed_over,
            item="users",
            verdict="captured",
            reason="Every store is every till.",
            seen=0,
            ruled_by=cast.tess,
            library=library(),
            at=BEGAN + timedelta(days=1),
        )

    pdf = Pdf(visit(cast.asha).get(f"/practice/attempts/{handed_over}/debrief.pdf").data)

    words = " ".join(pdf.text.split())
    assert "The marker gave" in words
    assert "with what was ruled it is" in words
    assert "Every store is every till." in words
    assert "Tess Holloway ruled this on 25 November 2026." in words
    assert "The marker had said" in words
    assert pdf.failures == []
