"""What readers take for wrong by its words gives way where another sentence says the truth and nothing is heard against
it; what goes against the truth as surely stays wrong."""

import pytest

from app.content.scenario import Verdict
from tests.handover.test_reported_faults import marked_in
from tests.handover.test_trend_by_numbers import STEADY, trend
from tests.handover.test_truths_heard import FROZEN, NOTE, TOLD

TRUE = {
    "trend": (STEADY, "Those desks and no others, since the moment it began."),
    "told": (TOLD, "The branch manager is aware, borrowers are not."),
    "change": (FROZEN, "A freeze has been on since Monday and nothing went in."),
}
OF_SOMETHING_ELSE = [
    ("trend", "The weather is getting worse."),
    ("told", "Borrowers were told on Monday that we close early on Friday."),
    ("change", "Last time it was down to an upgrade."),
]


def marked_beside_the_truth(item: str, text: str) -> Verdict:
    """The verdict on an item whose truth is told before `text`."""
    truth, told = TRUE[item]
    return marked_in(f"{NOTE}{told} {text}", item, **{item: truth}).verdict


@pytest.mark.parametrize(("item", "text"), OF_SOMETHING_ELSE)
def test_what_is_told_of_something_else_gives_way_to_the_truth_in_another_sentence(item: str, text: str) -> None:
    truth, told = TRUE[item]
    assert marked_beside_the_truth(item, text) == "captured"
    assert marked_in(f"{NOTE}{text} {told}", item, **{item: truth}).verdict == "captured"


@pytest.mark.parametrize(("item", "text"), OF_SOMETHING_ELSE)
def test_by_itself_it_is_taken_for_wrong(item: str, text: str) -> None:
    assert marked_in(NOTE + text, item, **{item: TRUE[item][0]}).verdict == "wrong"


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("trend", "It is getting worse by the minute."),
        ("told", "The borrowers have all been told of the outage."),
        ("change", "It is down to last night's upgrade."),
    ],
)
def test_what_contradicts_the_truth_beside_it_is_wrong(item: str, text: str) -> None:
    assert marked_beside_the_truth(item, text) == "wrong"


def test_a_direction_of_the_fault_itself_is_not_doubted() -> None:
    assert trend(STEADY, NOTE + "It was 36 desks, and then it got worse and worse.").verdict == "wrong"
