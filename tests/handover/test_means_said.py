"""Single means of working on, or people, named where the truth is that there is none; headings without a sign."""

import pytest

from app.content.scenario import Verdict
from app.handover.carried import carried_flags
from app.handover.compiling import compile_case
from app.handover.coverage import Coverage
from app.handover.note import read_note
from app.handover.scorecard import Handover
from app.language.reading import read
from tests.handover.cases import checklist, scenario
from tests.handover.findings import found
from tests.handover.test_reported_faults import marked_in

NOTE = "LoanDesk is down at Alderbrook since 09:12, 36 lending desks.\n"
NONE = {"truth": "None; paper slips were given up in spring", "none": True}
NOBODY = {"truth": "Nobody", "none": True}


def workaround(said: str) -> Verdict:
    """The verdict on the workaround of a note that says this, where there is none."""
    return marked_in(NOTE + said, "workaround", workaround=NONE).verdict


def test_one_means_ruled_out_is_not_the_whole_answer() -> None:
    for said in ("No paper fallback.", "No manual way round."):
        assert workaround(said) != "captured"
        assert workaround(said) != "wrong"
    assert workaround("No workaround.") == "captured"


@pytest.mark.parametrize("said", ["Writing by hand is forbidden.", "No slips by hand."])
def test_what_is_forbidden_is_found_as_ruled_out(said: str) -> None:
    within = scenario(items={"workaround": NONE})
    assert found(NOTE + said, "workaround", within).features["ruled_out"]


@pytest.mark.parametrize("said", ["W/A hand written slips", "wa pen and paper", "Workaround: use a clipboard"])
def test_a_means_offered_as_the_workaround_is_wrong_where_there_is_none(said: str) -> None:
    assert workaround(said) == "wrong"


def test_a_means_in_use_elsewhere_or_in_doubt_is_not_wrong() -> None:
    for said in ("Workaround: maybe by hand, not asked.", "The reading room writes tickets by hand."):
        assert workaround(said) != "wrong"


def test_one_person_not_told_is_part_of_nobody() -> None:
    within = scenario(items={"told": NOBODY})
    finding = found(NOTE + "Mayor not told.", "told", within)
    assert finding.features["ruled_out"]
    assert not finding.features["not_known"]


def test_a_bare_short_heading_opens_its_section() -> None:
    reading = read("LoanDesk down\nw/a till in the hall\nring 417")
    assert [clause.section for clause in reading.clauses] == [None, "workaround", None]
    assert read("workaround is being sought").clauses[0].section is None


@pytest.mark.parametrize("said", ["east wing nil", "shops not", "annexe 0", "Hull no"])
def test_a_place_with_no_after_it_is_left_out(said: str) -> None:
    assert any("left_out" in flags for flags in carried_flags(read(said)))


def covered(text: str) -> float:
    """How much of "scanners crash, falling over" stands in the first sentence of a text."""
    truth = {"truth": "Refunds fail and receipts break", "points": [["scanners crash falling over"]]}
    case = compile_case(checklist(), scenario(items={"impact": truth}))
    note = read_note(case, Handover(text), 300)
    return Coverage(note, case.lexicon).whole[0].share(case.points["impact"][0].ways[0])


def test_one_word_that_stands_for_two_counts_once_and_a_quarter() -> None:
    nothing, once, all_of_it = covered("scanners"), covered("scanners quit"), covered("scanners crash falling over")
    assert nothing < once
    assert once - nothing < 0.75 * (all_of_it - nothing)
