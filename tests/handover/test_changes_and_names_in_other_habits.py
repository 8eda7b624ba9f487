"""Changes cleared or told beside the right one, messages nobody could read, and teams nobody verified."""

import pytest

from app.content.scenario import Verdict
from app.language.names import name_from
from tests.handover.shipped import verdict


def change(scenario: str, text: str) -> Verdict:
    """The verdict on the change of a shipped scenario."""
    return verdict(scenario, "change", text)


@pytest.mark.parametrize(
    ("scenario", "text"),
    [
        ("pallets", "CHG0064418 archive run every day since 04:45. New label rolls came in yesterday."),
        ("pallets", "Label rolls to blame: N. Archive run every day since 04:45."),
        ("pallets", "CHG0064418 archive run every day since 04:45. Label rolls from yesterday are fine."),
        ("prices", "Price files moved to new storage 23:30. Electronic labels on the shelves came Thursday as well."),
        ("prices", "Price files moved to new storage 23:30. Electronic shelf labels on Thursday, I see no relation."),
    ],
)
def test_what_a_caller_blames_may_stand_beside_the_change(scenario: str, text: str) -> None:
    assert change(scenario, f"Posting hangs. {text}") == "captured"


@pytest.mark.parametrize(
    ("scenario", "text"),
    [
        ("pallets", "Label rolls to blame: N"),
        ("pallets", "New label rolls from yesterday are fine."),
        ("prices", "Electronic tickets on the shelves the cause? No"),
        ("prices", "Electronic tickets were fitted on the shelves on Thursday, not to blame."),
    ],
)
def test_what_is_cleared_is_no_change_that_is_told(scenario: str, text: str) -> None:
    assert change(scenario, f"Posting hangs. {text}") == "missing"


@pytest.mark.parametrize(
    ("scenario", "text"),
    [
        ("pallets", "CHG0064418 archive run every day since 04:45. It's the new label rolls that did it."),
        ("pallets", "New label rolls came in yesterday, thin as tissue."),
        ("prices", "Electronic tickets were fitted on the shelves on Thursday, that's what did it."),
        ("prices", "Price files moved to new storage 23:30. But it's the electronic tickets on the shelves."),
    ],
)
def test_what_is_blamed_stays_wrong(scenario: str, text: str) -> None:
    assert change(scenario, f"Posting hangs. {text}") == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "latchkey has no chgs in 30d, i checked",
        "No change to Latchkey appears in the last fourteen days.",
        "Looked in calendar, no changes for Latchkey",
        "Why it refuses them is not yet understood.",
    ],
)
def test_none_in_so_many_days_is_what_can_be_known(text: str) -> None:
    assert change("exams", f"Sign in fails with LK-31. {text}") == "unknown_stated"


@pytest.mark.parametrize("text", ["No change.", "Nothing was changed.", "No changes to Latchkey."])
def test_none_at_all_is_more_than_is_known(text: str) -> None:
    assert change("exams", f"Sign in fails with LK-31. {text}") == "wrong"


@pytest.mark.parametrize("text", ["The change calendar has not been examined yet.", "Changes not reviewed so far."])
def test_changes_may_be_named_before_it_says_that_nobody_looked(text: str) -> None:
    assert change("pallets", f"Posting hangs. {text}") == "unknown_stated"


def test_a_change_that_was_not_examined_is_still_told() -> None:
    assert change("pallets", "The change that moved the archive run to every day has not been examined.") == "captured"


def test_the_bare_number_of_the_change_is_its_reference() -> None:
    assert change("pallets", "Posting hangs, archive job, 64418") == "captured"
    assert change("pallets", "Posting hangs for 64419 rows") == "missing"


@pytest.mark.parametrize(
    "text",
    [
        "error msg flashes 2 quick, noone cld read it",
        "The wording of the error could be read by no one.",
        "There's a message but it's away before anybody can read it so no code, sorry.",
        "A red box comes up and closes before the caller could catch it.",
        "None of them managed to read the message.",
    ],
)
def test_a_message_nobody_could_read(text: str) -> None:
    assert verdict("vpn", "error", f"Laptops drop. {text}") == "unknown_stated"


def test_a_code_is_told_though_nobody_could_read_the_rest() -> None:
    assert verdict("prices", "error", "Wrong prices. PF-17, nobody could read the rest of the message.") == "captured"
    assert verdict("vpn", "error", "Laptops drop before they can do a thing.") == "missing"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sue says it is for Store Equipment; unconfirmed.", "unknown_stated"),
        ("Sue considers it one for Store Equipment, which I have been unable to verify.", "unknown_stated"),
        ("Sue says it is for Store Equipment; Payments not checked.", "wrong"),
        ("Assign to Payments, not verified.", "wrong"),
        ("Sue reckons it's the readers so it needs Payments, 01632 960 111", "wrong"),
        ("so basically till systems I'd say", "captured"),
    ],
)
def test_a_team_somebody_names_and_nobody_verified(text: str, expected: Verdict) -> None:
    assert verdict("prices", "team", f"Wrong prices at the tills. {text}") == expected


def test_customers_who_were_not_told_are_no_unknown_number() -> None:
    assert verdict("prices", "users", "Wrong prices PF-17; customers still not told.") == "missing"
    assert verdict("prices", "users", "Wrong prices PF-17; number of customers not told.") == "unknown_stated"


def test_a_name_with_a_letter_and_a_hyphen_may_be_written_in_one() -> None:
    assert {("x", "ray"), ("xray",)} <= set(name_from("MolarView", ["X-rays"]).aliases)
    assert name_from("Clock-in", ["sign-in"]).aliases == (("clock", "in"), ("sign", "in"))
