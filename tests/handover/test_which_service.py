"""The service by its plain nouns and by ear, and another that is said to be lost."""

import pytest

from tests.handover.cases import scenario
from tests.handover.findings import found

_BOARDS = scenario(
    catalogue={
        "services": {"QuayBoard": ["departure boards", "platform screens"], "HarbourNet": ["internet"]},
        "sites": {"Alderbrook": [], "Whitcombe": []},
        "teams": {"Lending Platform": []},
    },
    items={"service": {"truth": "QuayBoard, the departure boards", "name": "QuayBoard"}},
)


@pytest.mark.parametrize("text", ["11 boards are stuck.", "The departure boards are wrong.", "Kwayboard is down."])
def test_the_service_by_nouns_and_by_ear(text: str) -> None:
    assert found(text, "service", _BOARDS).right


@pytest.mark.parametrize("text", ["Working: boards", "The boards are fine."])
def test_a_noun_among_what_works_is_not_it(text: str) -> None:
    finding = found(text, "service", _BOARDS)
    assert not finding.features["noun_head"]


@pytest.mark.parametrize("text", ["The harbour has lost its internet.", "Loss of the internet.", "Internet is down."])
def test_another_service_that_is_said_to_be_lost(text: str) -> None:
    assert found(text, "service", _BOARDS).wrong


@pytest.mark.parametrize("text", ["No internet problems.", "Perhaps the internet is down.", "The internet is fine."])
def test_another_service_that_is_not(text: str) -> None:
    assert not found(text, "service", _BOARDS).wrong
