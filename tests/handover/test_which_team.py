"""A team that is given the fault, one that is only mentioned, and none."""

import pytest

from tests.handover.cases import item, scenario
from tests.handover.findings import found

_STATIONS = scenario(
    catalogue={
        "services": {"LoanDesk": []},
        "sites": {"Alderbrook": [], "Whitcombe": []},
        "teams": {"Lending Platform": [], "Station Kiosks": [], "Networks": []},
    }
)


@pytest.mark.parametrize(
    "text",
    [
        "so it's NETWORKS",
        "Get Networks.",
        "So Networks to pull it.",
        "Give it back to Station Kiosks, it is theirs.",
        "Station Kiosks are the ones, ext 2210.",
        "I would suggest Station Kiosks.",
        "Can Station Kiosks roll it back please?",
        "I'd get Station Kiosks to look first.",
        "Passed to Networks.",
        "I should be grateful if Networks would take this on.",
        "Could Networks be got out?",
        "Networks please??",
        "Networks seem the place.",
        "I have therefore asked Networks.",
    ],
)
def test_another_team_that_is_given_the_fault(text: str) -> None:
    finding = found(f"LoanDesk is down. {text}", "team", _STATIONS)
    assert finding.wrong
    assert finding.features["other_given"]


@pytest.mark.parametrize(
    "text",
    [
        "All four stations are affected.",
        "Crowds at the station.",
        "The network is slow.",
        "Probably one for Station Kiosks.",
        "Might be Networks.",
        "Is it for Station Kiosks?",
        "Station Kiosks does not take these.",
        "It is not for Station Kiosks.",
        "So networks of friends ring in.",
    ],
)
def test_what_gives_it_to_no_other_team(text: str) -> None:
    assert not found(f"LoanDesk is down. {text}", "team", _STATIONS).wrong


def test_a_team_that_the_scenario_does_not_have() -> None:
    assert found("New antivirus, so Endpoint to pull it.", "team").features["other_given"]
    assert not found("Endpoint checked it, fine.", "team").wrong
    assert not found("Lending Platform please, though she would get the printer people.", "team").features[
        "other_given"
    ]


@pytest.mark.parametrize(
    "text", ["Nobody owns LoanDesk.", "Team: none found", "No team chosen.", "Which team owns it?"]
)
def test_no_team_known(text: str) -> None:
    assert item(f"LoanDesk is down.\n{text}", "team").verdict == "unknown_stated"


def test_the_right_team_by_its_common_word_when_told_to_act() -> None:
    assert item("So Lending Platform to look at it.", "team").verdict == "captured"


def test_a_team_that_was_only_heard_of_behind_not_sure_is_not_given() -> None:
    text = "Service: LoanDesk\nTeam: not sure, she says Networks. checking"
    assert not found(text, "team", _STATIONS).wrong
    assert found("Service: LoanDesk\nTeam: Networks", "team", _STATIONS).wrong


@pytest.mark.parametrize(
    "text", ["Network Support are already on the case.", "By then Network Support were already working on it."]
)
def test_another_team_in_a_sentence_that_goes_against_the_truth_is_wrong(text: str) -> None:
    assert item(f"LoanDesk is down. {text}", "team").verdict == "wrong"


@pytest.mark.parametrize(
    "text", ["Network Support rang to say theirs are fine.", "Network Support are closed till Monday."]
)
def test_another_team_that_only_comes_up_is_not_wrong(text: str) -> None:
    assert item(f"LoanDesk is down. {text}", "team").verdict == "missing"
