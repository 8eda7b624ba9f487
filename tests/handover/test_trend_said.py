"""Which way a note says things are going, in the library scenario with a truth of each kind."""

import pytest

from app.content.scenario import Verdict
from tests.handover.test_reported_faults import marked_in

NOTE = "LoanDesk is down at Alderbrook since 09:12, 36 lending desks. "
TRUTHS = {
    "worse": "Getting worse; six desks at first, 36 now",
    "steady": "Steady; the same desks since it began",
    "intermittent": "Comes and goes, about every quarter of an hour",
    "better": "Improving since ten",
}


def trend(said: str, choice: str) -> Verdict:
    """The verdict on the trend of a note that says this, where the truth is this direction."""
    return marked_in(NOTE + said, "trend", trend={"truth": TRUTHS[choice], "choice": choice}).verdict


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("It is intermittent.", "intermittent"),
        ("It comes and goes.", "intermittent"),
        ("Five times now.", "intermittent"),
        ("Nine bursts so far.", "intermittent"),
        ("Happens every 15 minutes or so.", "intermittent"),
        ("Clears for ten minutes then it's back.", "intermittent"),
        ("09:14, 09:31, 09:47, 10:02.", "intermittent"),
        ("Some loans go through, some don't.", "intermittent"),
        ("Not every time.", "intermittent"),
        ("Screens keep freezing.", "intermittent"),
        ("On+off.", "intermittent"),
        ("Not on every book.", "intermittent"),
        ("It is not steady.", "intermittent"),
        ("Only when two are printed at the same moment.", "intermittent"),
        ("It works for three or four minutes then stops.", "intermittent"),
        ("It's getting slower.", "worse"),
        ("There are more each week.", "worse"),
        ("Six desks to start with, the lot now.", "worse"),
        ("Every new visitor adds to it.", "worse"),
        ("First Alderbrook, now Whitcombe too.", "worse"),
        ("Coming thick and fast.", "worse"),
        ("No better no worse.", "steady"),
        ("It's not coming and going, it stays down.", "steady"),
        ("Same as it was at opening.", "steady"),
        ("Flat.", "steady"),
        ("Neither faster nor slower than at nine.", "steady"),
        ("Picking up.", "better"),
        ("Facilities have put two right so far.", "better"),
        ("A restart fixed 6.", "better"),
        ("Failed loans have dropped from 412 to 96.", "better"),
        ("It's mending.", "better"),
        ("Login closed at ten, nothing new since.", "better"),
    ],
)
def test_many_ways_of_saying_the_direction_are_understood(said: str, choice: str) -> None:
    assert trend(said, choice) == "captured"


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("It's getting worse by the minute.", "steady"),
        ("Now slowly recovering.", "worse"),
        ("It is getting slower.", "better"),
        ("It comes and goes.", "steady"),
        ("Constant.", "intermittent"),
        ("Was 3 desks, now 36.", "intermittent"),
        ("One desk at first, all of them now.", "steady"),
        ("40 waiting earlier, 12 waiting now.", "steady"),
        ("I am afraid it is getting worse.", "steady"),
    ],
)
def test_another_direction_said_plainly_is_wrong(said: str, choice: str) -> None:
    assert trend(said, choice) == "wrong"


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("It comes and goes, no improvement.", "intermittent"),
        ("They switched the printer on and off, no help.", "steady"),
        ("Wants a call once it's mended.", "worse"),
        ("We rang the branch four times.", "steady"),
        ("About 40 trolleys stuck at the door.", "worse"),
    ],
)
def test_what_is_no_contradiction_is_never_wrong(said: str, choice: str) -> None:
    assert trend(said, choice) != "wrong"


def test_what_people_did_several_times_is_no_cycle() -> None:
    assert trend("They restarted the scanners four times.", "intermittent") != "captured"


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("Perhaps spreading.", "worse"),
        ("I'd guess it's easing.", "better"),
        ("Queries have died away.", "better"),
        ("Wait was 40 minutes at ten, now 12.", "better"),
        ("The wait is down to 9 minutes.", "better"),
        ("Complaints 31 > 12 > 4.", "better"),
        ("Five off five on.", "intermittent"),
        ("2 minutes up then 3 minutes down.", "intermittent"),
    ],
)
def test_hedged_and_shown_directions_count_when_they_are_right(said: str, choice: str) -> None:
    assert trend(said, choice) == "captured"


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("A calm lady rang.", "worse"),
        ("It may spread to Whitcombe.", "steady"),
        ("It could get worse.", "better"),
        ("Worse: exam loans close at two.", "better"),
        ("The till reads the same number.", "worse"),
        ("One reader each time.", "better"),
    ],
)
def test_words_about_people_or_the_future_are_never_a_wrong_direction(said: str, choice: str) -> None:
    assert trend(said, choice) != "wrong"


def test_two_numbers_without_a_word_of_direction_are_not_enough() -> None:
    assert trend("6 desks at 09:15, 30 desks at 09:40.", "worse") != "captured"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("It is not spreading.", "wrong"),
        ("It's getting worse by the minute.", "wrong"),
        ("Trend: stable.", "wrong"),
        ("Whether it is spreading is not known.", "unknown_stated"),
        ("It might be spreading.", "missing"),
    ],
)
def test_a_direction_told_plainly_is_wrong_where_nobody_knows_it(said: str, verdict: Verdict) -> None:
    nobody_knows = {"truth": "Not known: other desks cannot be seen from here", "unknown": True}
    assert marked_in(said, "trend", trend=nobody_knows).verdict == verdict
