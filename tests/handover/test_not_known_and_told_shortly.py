"""What the writer does not know, in the words of chats and lists, and values told in passing."""

import pytest

from app.content.scenario import Verdict
from app.handover.marking import mark
from app.handover.scorecard import Handover
from tests.handover.cases import checklist, item, scenario


def verdict_on(said: str, name: str, truth: dict[str, object]) -> Verdict:
    card = mark(checklist(), scenario(items={name: truth}), Handover(said, decision="raise"), 600)
    return next(each.verdict for each in card.items if each.item == name)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Not known: the error code, how many users.", "error"),
        ("Not known: the error code, how many users.", "users"),
        ("Unknown: error text", "error"),
        ("Not confirmed: which team", "team"),
        ("I didn't think to ask for an error code, sorry!", "error"),
        ("no clue what the msg says", "error"),
        ("The lady from compliance has it, dont have her numbers yet", "users"),
        ("She dosnt no what changed", "change"),
        ("nobody knws wot changed yet", "change"),
        ("No one knows what changed.", "change"),
        ("I ent been through the changes yet", "change"),
    ],
)
def test_what_is_not_known_is_read_in_lists_and_in_chat(said: str, name: str) -> None:
    assert item(said, name).verdict == "unknown_stated"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Not known by Earl: error code is 42", "team"),
        ("If customers know, I did not ask.", "users"),
        ("dont have her number yet", "users"),
        ("There is no what's-changed list", "users"),
    ],
)
def test_what_is_not_known_of_something_else_is_left_out(said: str, name: str) -> None:
    assert item(said, name).verdict == "missing"


def test_no_modification_is_no_change() -> None:
    none: dict[str, object] = {"truth": "No change known", "none": True}
    assert verdict_on("No modification in the last fourteen days.", "change", none) == "captured"


def test_a_screen_that_looks_normal_shows_no_error() -> None:
    none: dict[str, object] = {"truth": "No error is shown", "none": True}
    assert verdict_on("It looks totally normal on screen.", "error", none) == "captured"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("The report puts it at 214.", "captured"),
        ("The count stands at 214.", "captured"),
        ("He puts it at 2:14 am.", "missing"),
        ("So nobody will hear about it.", "missing"),
    ],
)
def test_what_a_report_puts_it_at_is_counted(said: str, verdict: Verdict) -> None:
    counted: dict[str, object] = {"truth": "214 sellers", "count": 214, "unit": "sellers"}
    assert verdict_on(said, "users", counted) == verdict


def test_a_short_name_of_a_team_is_given_the_fault() -> None:
    lending: dict[str, object] = {"truth": "Lending Platform", "name": "Lending Platform"}
    assert verdict_on("needs lending imo", "team", lending) == "captured"
    assert verdict_on("needs lending limits raised", "team", lending) == "missing"
    assert verdict_on("All the platforms have it, all six", "team", lending) == "missing"


def test_an_hour_that_something_is_due_for_is_a_deadline() -> None:
    due: dict[str, object] = {
        "truth": "The episode must go up at 17:00 today",
        "time": "17:00",
        "points": [["episode uploaded", "show must go up"]],
    }
    assert verdict_on("The show has to be uploaded for five or it costs them a fortune.", "deadline", due) == "captured"
    assert verdict_on("The show is uploaded for five hosts or more.", "deadline", due) != "captured"


def test_all_of_them_have_it_wherever_it_stands() -> None:
    everywhere: dict[str, object] = {"truth": "The whole county", "count": 6, "all": True}
    told = "LoanDesk is slow. It is odd. Rang her twice. All the branches have it, all six."
    assert verdict_on(told, "sites", everywhere) == "captured"
    assert (
        verdict_on("LoanDesk is slow. It is odd. Rang twice. All branches have a phone.", "sites", everywhere)
        == "missing"
    )
