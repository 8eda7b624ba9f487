"""Rating a handover from anywhere against a scenario."""

import pytest

from app.archive.models import ArchivedText
from app.calibration import actions
from app.calibration.models import RatedHandover
from app.calibration.queries import rating_page
from app.calibration.rules.refusals import NotPasted
from app.database import db
from app.handover.marking import mark
from app.handover.scorecard import Handover
from tests.calibration.conftest import BEGAN, SCENARIO, WORDS, expected, handover_of


@pytest.fixture
def paste(library, cast):
    def pasting(text=WORDS, scenario=SCENARIO, by=None):
        return actions.begin_text(scenario_slug=scenario, text=text, rater_id=by or cast.max, library=library, at=BEGAN)

    return pasting


def test_it_is_marked_and_kept_with_the_content_it_was_marked_on(paste, library):
    kept = handover_of(paste())
    scenario = library.scenarios[SCENARIO]
    assert (kept.attempt_id, kept.text, kept.scenario_hash) == (None, WORDS, scenario.hash)
    assert kept.card == mark(library.checklist, scenario, Handover(text=WORDS), scenario.target_seconds).to_data()
    assert db.session.get(ArchivedText, scenario.hash) is not None
    assert db.session.get(ArchivedText, library.checklist.hash) is not None


def test_marker_and_rater_judge_it_as_given_at_the_scenarios_target(paste, library, cast):
    rating_id = paste(scenario="rounds")
    page = rating_page(rating_id, cast.max, library)
    truths = {item.item: item.truth for item in page.items}
    assert truths["users"] == "108 patients on four wards"
    assert truths == expected(rating_id)
    assert (page.elapsed_seconds, page.counted_seconds) == (None, library.scenarios["rounds"].target_seconds)


def test_two_who_paste_the_same_rate_the_same(paste, cast):
    first, again, other = paste(), paste(), paste(by=cast.tess)
    assert first == again != other
    assert handover_of(first).id == handover_of(other).id
    paste(text=WORDS + "!")
    assert db.session.query(RatedHandover).count() == 2


@pytest.mark.parametrize(
    ("text", "scenario", "field", "why"),
    [
        ("", SCENARIO, "text", "Paste the handover."),
        (" \n ", SCENARIO, "text", "Paste the handover."),
        ("x" * 20_001, SCENARIO, "text", "20,000 is the most"),
        (WORDS, "", "scenario", "Choose the scenario"),
        (WORDS, "nowhere", "scenario", "Choose the scenario"),
    ],
)
def test_bad_input_is_named_by_field(paste, text, scenario, field, why):
    with pytest.raises(NotPasted) as refused:
        paste(text=text, scenario=scenario)
    assert why in refused.value.mistakes[field]
    assert db.session.query(RatedHandover).count() == 0


def test_over_the_web_it_leads_to_the_rating(visit, cast):
    client = visit(cast.max)
    answer = client.post("/calibration/paste", data={"scenario": SCENARIO, "text": WORDS})
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "Call Rhian Maddocks" in page
    assert "Nobody said when it was handed over. It counts as given 10 min 0 s after the first ring." in page


def test_over_the_web_a_refused_one_keeps_every_word(visit, cast):
    client = visit(cast.tess)
    answer = client.post("/calibration/paste", data={"scenario": "", "text": "Tills <down>"})
    assert answer.status_code == 422
    assert "Tills &lt;down&gt;</textarea>" in answer.text
    answer = client.post("/calibration/paste", data={"scenario": SCENARIO, "text": " "})
    assert answer.status_code == 422
    assert f'<option value="{SCENARIO}" selected>' in answer.text
