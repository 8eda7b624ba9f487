"""What words plainly say, a learned likelihood does not decide: denials, other teams, directions and counts."""

import pytest

from app.content.scenario import Verdict
from tests.handover.cases import item, scenario
from tests.handover.shipped import verdict
from tests.handover.test_names_and_claims_in_passing import staffed, verdict_in
from tests.handover.test_trend_said import trend


@pytest.mark.parametrize(
    "text",
    [
        "Nobody changed anything.",
        "Nothing has been altered on the sign-in page.",
        "There was no change.",
        "Change: none",
        "Change: nothing changed",
    ],
)
def test_that_nothing_was_changed_is_no_word_of_not_knowing(text: str) -> None:
    assert verdict("exams", "change", f"Sign in fails with LK-31. {text}") == "wrong"
    assert verdict("rounds", "change", f"Charts are empty. {text}") == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "Nothing changed in the last 14 days.",
        "No change in the calendar.",
        "No change found, cause unknown.",
        "Not aware of any changes.",
        "No changes on our side, Quillmark not asked.",
    ],
)
def test_that_none_is_seen_or_known_still_says_what_can_be_known(text: str) -> None:
    assert verdict("exams", "change", f"Sign in fails with LK-31. {text}") == "unknown_stated"


@pytest.mark.parametrize("text", ["Restarted the laptops, nothing changed.", "No change since nine."])
def test_how_it_goes_on_says_nothing_of_a_change(text: str) -> None:
    assert verdict("exams", "change", f"Sign in fails with LK-31. {text}") == "missing"


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("12 desks stuck at first, 40 desks stuck now.", "better"),
        ("40 desks stuck at first, 12 desks stuck now.", "worse"),
        ("Earlier 40 readers in the queue, now 12 readers.", "steady"),
        ("Initially 6 branches, 14 branches now.", "intermittent"),
        ("The queue was 12, it is now 40.", "better"),
        ("One branch at first, all of them now.", "better"),
    ],
)
def test_counts_of_one_thing_that_go_the_other_way_are_wrong(said: str, choice: str) -> None:
    assert trend(said, choice) == "wrong"


@pytest.mark.parametrize("said", ["Not known whether it was 3 at first and 9 now.", "3 at first, now 9 work fine."])
def test_counts_in_doubt_or_of_what_works_are_no_direction(said: str) -> None:
    assert trend(said, "steady") != "wrong"


@pytest.mark.parametrize(
    "said",
    [
        "None of the 377 readers was hit.",
        "None of the 40 desks at Farley is broken.",
        "None of our 90 laptops was affected.",
        "None of the 12 vans is affected.",
        "None of their 25 terminals was hit.",
    ],
)
def test_of_how_many_none_is_hit_tells_no_count(said: str) -> None:
    assert item(f"LoanDesk is down. {said}", "users").verdict == "missing"


def test_a_count_beside_one_of_which_none_is_hit_is_told() -> None:
    said = "LoanDesk is down. None of the 40 desks at Farley was hit, 36 of 52 at the others were."
    assert item(said, "users").verdict == "captured"


@pytest.mark.parametrize(
    "text",
    [
        "We tried to phone Noel Farrow.",
        "I am trying to reach Noel Farrow.",
        "I phoned Noel Farrow and left a message.",
        "The branch rang Noel Farrow.",
        "I'll call Noel.",
    ],
)
def test_whom_somebody_rings_already_is_not_whom_to_call_back(text: str) -> None:
    assert verdict_in(staffed(), f"LoanDesk is down. {text}", "contact") == "missing"


@pytest.mark.parametrize(
    ("told_in", "text"),
    [
        ("prices", "Tills show old prices, page for them blank, price not seen. Team: Store Equipment"),
        ("permits", "The form hangs, the next page is not read. Team: Townpage Editors"),
        ("exams", "Sign in fails, support page not seen. Team: Network Services"),
    ],
)
def test_another_team_in_its_field_is_wrong_whatever_else_is_not_known(told_in: str, text: str) -> None:
    assert verdict(told_in, "team", text) == "wrong"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Team: Network Support, not confirmed", "unknown_stated"),
        ("Team: not known, perhaps Network Support", "unknown_stated"),
        ("Team: Lending Platform, not Network Support", "captured"),
    ],
)
def test_a_team_left_open_in_its_field_is_none_that_is_named(text: str, expected: Verdict) -> None:
    assert item(f"LoanDesk is down. {text}", "team").verdict == expected


_UPGRADE = {
    "truth": "CHG0051234, database upgrade at 08:30; nobody has looked into it yet",
    "id": "CHG0051234",
    "points": [
        ["database upgrade at 08:30", "database upgraded", "upgrade of the database"],
        ["link not shown", "not proven", "nobody has looked into it", "not confirmed"],
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This morning's database upgrade broke it.", "partial"),
        ("The database was upgraded at 08:30 and stopped it.", "partial"),
        ("Change: database upgrade at 08:30.", "partial"),
        ("Change: database upgrade at 08:30, link not shown.", "captured"),
        ("Database upgraded at 08:30, nobody has looked into it.", "captured"),
    ],
)
def test_a_change_without_a_word_of_one_of_its_points_is_told_in_part(text: str, expected: Verdict) -> None:
    assert verdict_in(scenario(items={"change": _UPGRADE}), f"LoanDesk is down. {text}", "change") == expected
