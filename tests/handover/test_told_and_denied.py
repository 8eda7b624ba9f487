"""Who is told with whom, what is borne out or only alleged, and that there is no way round, in other words."""

import pytest

from tests.handover.test_contradicted import TOLD, verdict


@pytest.mark.parametrize(
    "said",
    [
        "She has already informed both her branch manager and the mayor.",
        "We told the branch manager and the mayor.",
        "Hanna has notified the branch manager & the mayor.",
    ],
)
def test_told_both_where_one_was_not_is_wrong(said: str) -> None:
    assert verdict(said, "told", TOLD) == "wrong"


@pytest.mark.parametrize(
    "said",
    [
        "We told the branch manager and the mayor will be rung.",
        "We told the branch manager and not the mayor.",
        "We informed the branch manager, the mayor next.",
        "The branch manager was told, and asks to tell the mayor.",
        "We told the branch manager to leave the press and the mayor alone.",
        "Has she told the branch manager and the mayor?",
    ],
)
def test_the_other_only_named_beside_is_not_wrong(said: str) -> None:
    assert verdict(said, "told", TOLD) != "wrong"


@pytest.mark.parametrize(
    "said", ["There is no provisional solution.", "For getting round it there's nothing we know of."]
)
def test_no_way_round_in_other_words_is_wrong_where_there_is_one(said: str) -> None:
    paper = {"truth": "Loans are written on paper slips", "points": [["paper slips", "loans on paper"]]}
    assert verdict(said, "workaround", paper) == "wrong"


@pytest.mark.parametrize(
    "said",
    [
        "She contends that the entire company is down. The log does not bear this out.",
        "The director says the entire company is down, which is not borne out.",
    ],
)
def test_a_reach_that_is_not_borne_out_is_not_wrong(said: str) -> None:
    assert verdict(said, "sites", {"truth": "Alderbrook", "names": ["Alderbrook"]}) != "wrong"


def test_a_reach_that_is_borne_out_is_wrong() -> None:
    said = "The entire company is down, the log bears this out."
    assert verdict(said, "sites", {"truth": "Alderbrook", "names": ["Alderbrook"]}) == "wrong"


@pytest.mark.parametrize(
    "said", ["She alleges the new card readers are at fault.", "He rekns its the new card readers."]
)
def test_what_is_alleged_to_have_changed_is_not_wrong(said: str) -> None:
    assert verdict(said, "change", {"truth": "None in 14 days", "none": True}) != "wrong"
