"""Plans that are no deeds, causes told as somebody's belief, answers by a letter, and what is nobody's or left out."""

import pytest

from app.content.scenario import Scenario, Verdict
from app.handover.compiling import compile_case
from app.handover.not_now import find_not_now
from app.handover.note import read_note
from app.handover.scorecard import Handover
from app.handover.signs import Finding
from tests.handover.cases import checklist, item, library, scenario
from tests.handover.findings import found, unchanged, unexplained
from tests.handover.test_reported_faults import marked_in

NOTE = "LoanDesk is down at Alderbrook since 09:12, 36 lending desks.\n"
UNTOLD = {
    "truth": "The mayor has been told; borrowers have not",
    "points": [["mayor told", "mayor knows"], ["borrowers not told", "borrowers know nothing"]],
}
RUNG = {
    "truth": "Nobody has told the borrowers",
    "points": [["borrowers not told", "borrowers have not been informed"]],
}
LABELS = {"about": "change", "says": "They fitted electronic labels on all the shelves on Thursday."}


def verdict(said: str, name: str) -> Verdict:
    """The verdict on an item of the library in a note that says this."""
    return item(NOTE + said, name).verdict


def aside(text: str, name: str) -> list[str]:
    """The words of a text that are not so now for an item."""
    note = read_note(compile_case(checklist(), library()), Handover(text), 300)
    words = note.reading.words
    return [note.reading.folded.text[words[at].start : words[at].end] for at in sorted(find_not_now(note)[name])]


@pytest.mark.parametrize(
    "plan",
    [
        "Next steps: restart the scanners, tell the branch managers, loans on paper slips, catalogue search works?",
        "To do:\n- restart the scanners\n- tell the branch managers\n- loans on paper slips\n",
        "Action required - restart the scanners, inform branch managers",
        "NEXT STEPS\n1. restart the scanners\n2. tell branch managers",
        "Plan: restart the scanners. Tell the branch managers.",
        "Next: restart the scanners",
        "We will restart the scanners and will tell the branch managers.",
        "About to tell the branch managers; going to restart the scanners.",
        "Please restart the scanners, tell the branch managers.",
        "Could someone restart the scanners and inform branch managers?",
        "Scanners need restarting, branch managers to be informed.",
    ],
)
def test_what_is_yet_to_be_done_was_not_done(plan: str) -> None:
    for name in ("tried", "told", "workaround"):
        assert verdict(plan, name) == "missing"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Scanners restarted, no difference. Next steps: tell the branch managers.", "tried"),
        ("We restarted the scanners and will tell the branch managers.", "tried"),
        ("Branch managers know. Next steps: restart the scanners.", "told"),
        ("Next steps: restart the scanners. Branch managers have been informed.", "told"),
        ("Next steps:\n- call Lending Platform\n\nBranch managers have been informed.", "told"),
        ("Next steps:\n- call Lending Platform\nTold: branch managers informed", "told"),
        ("Please note the scanners were restarted, no difference.", "tried"),
        ("Next steps taken: scanners restarted", "tried"),
        ("Next update at 10:30. Scanners restarted.", "tried"),
        ("Plan B: paper slips", "workaround"),
        ("Please raise. Loans on paper slips.", "workaround"),
    ],
)
def test_what_was_done_counts_beside_a_plan(said: str, name: str) -> None:
    assert verdict(said, name) == "captured"


def test_a_plan_to_tell_them_does_not_tell_those_who_know_nothing() -> None:
    for said in ("Next steps: tell the borrowers.", "Please inform the borrowers."):
        assert marked_in(NOTE + said, "told", told=UNTOLD).verdict == "missing"
    assert marked_in(NOTE + "Borrowers have been told.", "told", told=UNTOLD).verdict == "wrong"


def test_only_the_planned_part_of_a_sentence_is_set_aside() -> None:
    assert aside("We restarted two and will clear the cache.", "tried") == ["will", "clear", "the", "cache"]
    assert aside("Two restarted pls send to Network Support", "tried") == ["pls", "send", "to", "network", "support"]
    assert not aside("Managers were told they must warn the late shift.", "told")
    assert not aside("It will not restart.", "tried")
    assert not aside("Borrowers still to be told.", "told")


def blamed(said: str) -> Verdict:
    """The verdict on the change where a lead blames the new shelf labels."""
    lead = {
        "id": "hanna",
        "name": "Hanna Brightwell",
        "role": "branch lead",
        "opening": "Nothing can be lent.",
        "knows": {"contact": "Me, on 01632 960 417."},
        "believes": [LABELS],
    }
    within = scenario(people=[lead])
    return "wrong" if found(NOTE + said, "change", within).plainly_wrong else "missing"


@pytest.mark.parametrize(
    "said",
    [
        "Hanna is sure it's the electronic labels fitted on Thursday.",
        "She puts it down to the electronic labels fitted on Thursday.",
        "Hanna is adamant: it's the electronic labels fitted on Thursday.",
        "The lead insists it is the electronic labels fitted on Thursday.",
        "Hanna swears it's the electronic labels fitted on Thursday.",
        "Hanna blames the electronic labels fitted on Thursday.",
    ],
)
def test_a_cause_told_as_a_belief_is_not_wrong(said: str) -> None:
    assert blamed(said) == "missing"


@pytest.mark.parametrize(
    "said",
    [
        "It's the electronic labels fitted on Thursday.",
        "I'm sure it's the electronic labels fitted on Thursday.",
        "It's the electronic labels fitted on Thursday, Hanna is certain.",
        "Hanna rang. It's the electronic labels fitted on Thursday.",
        "Hanna says it's the electronic labels fitted on Thursday.",  # who said it makes a plain claim no guess
        "According to Hanna it is the electronic labels fitted on Thursday.",
        "Hanna is sure it's the electronic labels fitted on Thursday, which fits.",
        "Hanna is sure it's the electronic labels fitted on Thursday so send it to Desktop Team.",
        "The log says it's the electronic labels fitted on Thursday.",
    ],
)
def test_a_cause_told_as_fact_or_gone_by_is_wrong(said: str) -> None:
    assert blamed(said) == "wrong"


@pytest.mark.parametrize(
    "said",
    [
        "Changes: none of ours; supplier cannot be asked",
        "No changes on our side; Fernleigh hasn't responded.",
        "No changes our end, Fernleigh yet to revert.",
        "Changes: none on our side, pending with vendor",
    ],
)
def test_none_of_ours_and_no_answer_from_the_supplier_is_not_known(said: str) -> None:
    assert found(NOTE + said, "change", unexplained()).plainly_unknown


def test_none_to_our_knowledge_is_not_none_at_all() -> None:
    assert not found(NOTE + "To the best of our knowledge no changes were made.", "change", unexplained()).none
    assert found(NOTE + "No changes were made.", "change", unexplained()).none


def test_a_letter_answers_a_field() -> None:
    for said in ("Recent change: N", "Change = N", "Change: n/a", "Change: nowt"):
        assert _in(unchanged(), said).plainly_none
    for said in ("Workaround: N", "Workaround: nowt", "Workaround: no", "Wkrd: none", "wkrd none"):
        assert verdict(said, "workaround") == "wrong"
    for said in ("Workaround: n/a", "Workaround: y", "Workaround: x"):
        assert verdict(said, "workaround") == "missing"
    for said in ("Told: y", "Told: yes", "Told: n/a"):
        assert verdict(said, "told") == "missing"
    assert verdict("Impact: n/a", "impact") == "missing"
    assert verdict("Told: N", "told") == "wrong"


def _in(within: Scenario, said: str) -> Finding:
    return found(NOTE + said, "change", within)


def test_nobody_but_one_who_knows_is_not_wrong() -> None:
    for said in (
        "Nobody told apart from the mayor.",
        "No one other than the mayor knows.",
        "Told: no one but the mayor",
    ):
        assert marked_in(NOTE + said, "told", told=UNTOLD).verdict != "wrong"
    assert marked_in(NOTE + "The mayor has not been told.", "told", told=UNTOLD).verdict == "wrong"
    assert verdict("No workaround except paper slips.", "workaround") != "wrong"
    assert verdict("No workaround except going home.", "workaround") == "wrong"


def test_who_is_rung_back_was_not_told() -> None:
    said = "Librarians are ringing borrowers back from their mobiles."
    assert marked_in(NOTE + said, "told", told=RUNG).verdict != "wrong"
    assert marked_in(NOTE + "Borrowers have been informed.", "told", told=RUNG).verdict == "wrong"


def test_what_one_place_lacks_is_no_word_on_a_way_round() -> None:
    assert verdict("Whitcombe has none.", "workaround") == "missing"
    assert verdict("Workaround: they have none", "workaround") == "wrong"


def test_what_a_try_changed_nothing_about_is_no_change() -> None:
    for said in ("A second scanner changed nothing.", "Restarting the scanners changed nothing."):
        assert verdict(said, "change") == "missing"
    assert verdict("We changed nothing.", "change") == "wrong"


def test_nothing_else_changed_is_none_only_where_there_is_none() -> None:
    said = "Nothing else was changed in the last fortnight."
    assert _in(unchanged(), said).none
    assert verdict(said, "change") == "missing"
    assert verdict("CHG0051234 database upgrade at 08:30. Nothing else changed.", "change") == "captured"


def test_last_weeks_problem_is_not_this_one() -> None:
    assert verdict("", "service") == "captured"
    for said in ("Last week's problem was with RoomBook.", "Last month RoomBook failed."):
        assert item(said, "service").verdict == "missing"
    assert item("RoomBook failed.", "service").verdict == "wrong"
    assert item("Last week's problem was scanning a book giving a blank page.", "symptom").verdict == "missing"
