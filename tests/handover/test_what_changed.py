"""Nothing changed, a cause told as fact, and what nobody knows, in the grammars people use."""

import pytest

from app.handover.marking import mark
from app.handover.scorecard import Handover
from tests.handover.cases import checklist, item, scenario
from tests.handover.findings import found, unchanged, unexplained


def _verdict(text: str, within: object) -> str:
    card = mark(checklist(), within, Handover(text, decision="raise"), 300)  # type: ignore[arg-type]
    return next(each.verdict for each in card.items if each.item == "change")


@pytest.mark.parametrize(
    "text",
    [
        "Nowt changed here.",
        "Nothing on LoanDesk since May.",
        "None on LoanDesk or FineWorks since 12 June.",
        "LoanDesk changes in 30 days: 0",
        "Change: nil",
        "Change: freeze, none on LoanDesk since 3 Feb",
        "Nobody has patched it.",
        "Change freeze in force.",
        "No changes found in the calendar.",
        "Change: the branch is not aware of any",
    ],
)
def test_that_nothing_changed_is_captured_where_it_is_so(text: str) -> None:
    assert _verdict(f"LoanDesk is down.\n{text}", unchanged()) == "captured"


@pytest.mark.parametrize(
    "text", ["Nowt changed.", "There were no changes.", "No recent changes.", "Nobody altered it."]
)
def test_that_nothing_changed_is_wrong_where_a_change_is_on_record(text: str) -> None:
    assert item(f"LoanDesk is down. {text}", "change").verdict == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "Nothing prints since Monday.",
        "Nothing on the screen since Tuesday.",
        "Scanners restarted, nothing changed.",
        "No change since ten past nine.",
        "Nowt else changed.",
        "Nothing works for the branches since June.",
    ],
)
def test_nothing_of_another_kind_is_no_word_on_changes(text: str) -> None:
    assert not found(text, "change").plainly_wrong
    assert not found(text, "change").features["none_said"] or "No change" in text


@pytest.mark.parametrize(
    "text",
    [
        "It's because the suppliers put new scanners in on Friday.",
        "It's that scanner swap they did on Friday.",
        "The new scanners broke it.",
        "The upgraded scanners being the cause, please act.",
        "Down to the scanners replaced on Friday.",
        "All this on account of the new scanners.",
        "Friday's new scanners (40 of them) are what's done it.",
    ],
)
def test_a_cause_told_as_fact_is_wrong(text: str) -> None:
    assert found(text, "change", unchanged()).plainly_wrong
    assert found(text, "change", unexplained()).plainly_wrong


@pytest.mark.parametrize(
    "text",
    [
        "Probably because of the new scanners.",
        "She reckons the new scanners broke it.",
        "It might be that new scanner.",
        "Looks like it's the new scanners.",
        "It's not the new scanners.",
        "Was it the new scanners that broke it?",
        "Queues are long because borrowers wait.",
    ],
)
def test_a_guess_at_the_cause_is_not(text: str) -> None:
    assert not found(text, "change", unchanged()).plainly_wrong


@pytest.mark.parametrize(
    "text",
    [
        "Cause not confirmed.",
        "Nothing of ours since March, though Fernleigh don't tell us theirs.",
        "Fernleigh's changes can't be seen.",
        "Change: supplier asked, no answer",
        "Patches CHG0059999 last night; the other desks had the same and work. Fernleigh's changes not visible.",
    ],
)
def test_what_nobody_knows_is_rightly_said_not_to_be_known(text: str) -> None:
    assert _verdict(f"LoanDesk is down.\n{text}", unexplained()) == "unknown_stated"


def test_a_true_change_is_not_beaten_by_a_cause_not_confirmed() -> None:
    text = "Change CHG0051234, database upgrade at 08:30. Cause not confirmed by the owners."
    assert item(text, "change").verdict == "captured"


def test_a_change_mentioned_as_not_fitting_is_not_offered() -> None:
    assert (
        found("CHG0059999 scanners, closed ok, LoanDesk not touched.", "change", unchanged()).features["other_id"] == 0
    )
    assert found("Change: CHG0059999 scanners", "change", unchanged()).features["other_id"] == 1
    assert found("Change: CHG0059999 scanners, probably", "change", unchanged()).features["other_id"] == 0


@pytest.mark.parametrize("reference", ["CHG0051234", "CHG0051243", "CHG0051224"])
def test_a_change_told_with_a_slip_in_its_reference_is_wrong_however_well_described(reference: str) -> None:
    within = scenario(
        items={"change": {"truth": "CHG0051234, new index", "id": "CHG0051234", "points": [["new index last night"]]}}
    )
    verdict = "captured" if reference == "CHG0051234" else "wrong"
    assert _verdict(f"LoanDesk is down. Change {reference}, new index last night.", within) == verdict


@pytest.mark.parametrize("text", ["I havent looked at what changed", "I did not have time to see the changes"])
def test_what_changed_not_having_been_looked_at_is_not_known(text: str) -> None:
    assert found(text, "change").plainly_unknown


_NONE_ON_RECORD = "Not known; nothing is in our register, and the supplier has not answered"


@pytest.mark.parametrize(
    "text", ["Nothing in the register.", "I saw no change recorded.", "No changes in the calendar."]
)
def test_nothing_on_record_is_the_answer_where_the_truth_says_no_more(text: str) -> None:
    within = scenario(items={"change": {"truth": _NONE_ON_RECORD, "unknown": True}})
    assert found(f"LoanDesk is down. {text}", "change", within).plainly_unknown


def test_that_nothing_was_changed_is_more_than_nothing_on_record() -> None:
    within = scenario(items={"change": {"truth": _NONE_ON_RECORD, "unknown": True}})
    assert not found("LoanDesk is down. No changes by us or the supplier.", "change", within).plainly_unknown


def test_a_real_word_is_no_slip_of_another() -> None:
    assert not found("LoanDesk is down, no chance of a way round it.", "change", unchanged()).none


_ANOTHER = {
    "items": {"change": {"truth": "71946, import moved to the night", "id": "71946", "points": [["import moved"]]}},
    "tools": {"changes": ["71946 Tue import moved to the night", "71902 Mon new label printer at the desk, done"]},
}


@pytest.mark.parametrize(
    "text",
    [
        "On Monday a new label printer was installed.",
        "New label printer went in on Monday, 71902.",
        "The label printer was swapped yesterday.",
    ],
)
def test_a_change_on_record_that_is_not_it_is_wrong_as_the_only_one_told(text: str) -> None:
    assert _verdict(f"LoanDesk is down. {text}", scenario(**_ANOTHER)) == "wrong"


@pytest.mark.parametrize("text", ["They got new scanners on Friday.", "New scanners came last week."])
def test_a_change_that_callers_blame_is_wrong_as_the_only_one_told(text: str) -> None:
    assert _verdict(f"LoanDesk is down. {text}", unchanged()) == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "On Monday a new label printer was installed, nothing to do with this.",
        "Maybe the new label printer on Monday.",
        "Did they get a new label printer on Monday?",
        "The label printer jams since Monday.",
        "Import moved to the night, and a new label printer on Monday.",
    ],
)
def test_a_change_set_aside_asked_about_or_told_beside_the_right_one_is_not(text: str) -> None:
    assert not found(f"LoanDesk is down. {text}", "change", scenario(**_ANOTHER)).plainly_wrong


@pytest.mark.parametrize(
    "text", ["The gateman blames the new scanners, I don't.", "Friday's new scanners, not it imo."]
)
def test_a_cause_the_writer_does_not_agree_with_is_not_told(text: str) -> None:
    assert not found(f"LoanDesk is down. {text}", "change", unchanged()).plainly_wrong


def test_what_is_left_of_a_belief_without_the_truths_own_words_tells_nothing() -> None:
    says = "The duty manager has a bypass code for the gate."
    within = scenario(
        people=[
            {
                "id": "hanna",
                "name": "Hanna Brightwell",
                "role": "branch lead",
                "opening": "Hello.",
                "knows": {"contact": "Me, on 01632 960 417."},
                "believes": [{"about": "workaround", "says": says}],
            }
        ],
        items={"workaround": {"truth": "None; the bypass code for the gate was withdrawn in June", "none": True}},
    )
    assert not found("LoanDesk is down. Ring the duty manager. No way round it.", "workaround", within).plainly_wrong
