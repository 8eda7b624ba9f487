"""Updates and corrections after a handover: read as one, credited when they were sent, held against nobody."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content.scenario import Decision
from app.handover import updating
from app.handover.marking import HandoverTooLong, mark
from app.handover.recount import recount, verdict_on
from app.handover.scorecard import VERDICTS, FieldSpan, Handover, ItemMark, Scorecard
from app.handover.updating import Update, mark_with_updates
from evaluation.labelled import LabelledNote, labelled_notes, labelled_scenario
from tests.handover.cases import MODEL, checklist, library, marked, scenario

SENTENCES = re.findall(r"[^.]+\.", MODEL)
QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
THIN = "LoanDesk is down at Alderbrook and Whitcombe since 09:12. 240 desks."
AT = 300.0


def updated(text: str, *updates: Update, elapsed: float = AT, **more: object) -> Scorecard:
    shown = Handover(text, decision="raise")
    return mark_with_updates(checklist(), more.get("scenario", library()), shown, elapsed, updates)  # type: ignore[arg-type]


def one(card: Scorecard, item: str) -> ItemMark:
    return verdict_on(card, item)


def verdicts(card: Scorecard) -> dict[str, str]:
    return {each.item: each.verdict for each in card.items}


@pytest.mark.parametrize("text", [MODEL, THIN, "", "Nothing much."])
def test_without_updates_it_is_the_mark_of_the_handover(text: str) -> None:
    assert updated(text) == marked(text, elapsed=AT)


def test_a_fact_sent_later_is_captured_where_it_stands_and_when_it_came() -> None:
    card = updated(THIN, Update("Ring Hanna Brightwell back on 01632 960 417.", AT + 90))
    contact = one(card, "contact")
    assert (contact.verdict, contact.sent_after) == ("captured", 90)
    assert contact.field_evidence[0] == FieldSpan("update:1", 5, 21)
    assert one(card, "service").sent_after == 0


def test_what_is_sent_within_the_second_of_the_handover_was_sent_after_it() -> None:
    card = updated(THIN, Update("Ring Hanna Brightwell back on 01632 960 417.", AT))
    assert (one(card, "contact").verdict, one(card, "contact").sent_after) == ("captured", 1)


def test_an_item_that_came_later_costs_the_minutes_it_came_later() -> None:
    words = "Ring Hanna Brightwell back on 01632 960 417."
    assert one(updated(THIN), "contact").minutes_added == 8
    assert one(updated(THIN, Update(words, AT + 90)), "contact").minutes_added == 1.5
    assert one(updated(THIN, Update("Error LD-340, loan service not reachable.", AT + 90)), "error").minutes_added == 1


def test_what_is_half_there_in_an_update_costs_its_delay_and_its_half() -> None:
    card = updated("LoanDesk is down.", Update("Borrowers leave without books.", AT + 60))
    assert (one(card, "impact").verdict, one(card, "impact").minutes_added) == ("partial", 1 + 4)
    late = updated("LoanDesk is down.", Update("Borrowers leave without books.", AT + 300))
    assert one(late, "impact").minutes_added == 8


def test_timeliness_and_advice_go_by_the_handover() -> None:
    thin = marked(THIN, elapsed=900)
    card = updated(THIN, Update("Error LD-340. " * 60, 1_190), elapsed=900)
    assert (card.timeliness, card.elapsed_seconds, card.advice) == (thin.timeliness, 900, thin.advice)


def test_from_first_ring_to_first_communication_is_the_handover_and_the_first_phase() -> None:
    card = updated(MODEL)
    assert card.minutes_to_first_communication == 5 + 15
    assert marked(MODEL, elapsed=None).minutes_to_first_communication is None


@pytest.mark.parametrize(("decision", "expected"), [("none", "none"), ("none", "raise"), ("raise", "none")])
def test_no_first_communication_is_waited_for_where_nothing_was_raised_or_to_be_raised(
    decision: Decision, expected: Decision
) -> None:
    card = replace(marked(MODEL, elapsed=AT), decision=decision, decision_expected=expected)
    assert card.minutes_to_first_communication is None


def test_good_enough_now_and_the_rest_after_it_beats_all_of_it_late() -> None:
    go_set = [
        n for n, sentence in enumerate(SENTENCES) if re.search("LoanDesk|Scanning|09:12|Borrowers|Hanna", sentence)
    ]
    rest = [n for n in range(len(SENTENCES)) if n not in go_set]
    early = updated("".join(SENTENCES[n] for n in go_set), Update("".join(SENTENCES[n] for n in rest), AT + 45))
    late = updated(MODEL, elapsed=900)
    assert verdicts(early) == verdicts(late)
    early_total, late_total = early.minutes_to_first_communication, late.minutes_to_first_communication
    assert early_total is not None
    assert late_total is not None
    assert early_total < late_total


@pytest.mark.parametrize("words", ["It began at 08:15.", "240 desks.", "Getting better.", "Team: Network Support."])
def test_a_plain_update_is_read_as_one_text_with_the_handover_so_that_contradictions_stay(words: str) -> None:
    assert verdicts(updated(MODEL, Update(words, AT + 60))) == verdicts(marked(f"{MODEL}\n\n{words}"))


def test_a_correction_replaces_what_it_corrects_and_is_held_against_nobody() -> None:
    card = updated(THIN, Update("36 of 52 desks, not 240.", AT + 60, corrects=True))
    assert (one(card, "users").verdict, one(card, "users").sent_after) == ("captured", 60)
    assert one(card, "users").minutes_added == 1
    assert (card.accuracy, card.unsupported, card.unsupported_fields) == (100, (), ())
    assert (one(card, "service").verdict, one(card, "sites").verdict) == ("captured", "captured")


def test_a_correction_takes_back_a_claim_that_nothing_supports() -> None:
    text = THIN.replace("240", "36 of 52") + " Call 01632 999 999."
    assert updated(text).unsupported
    card = updated(text, Update("Ring Hanna Brightwell on 01632 960 417, not 01632 999 999.", AT + 60, True))
    assert (card.unsupported, card.unsupported_fields) == ((), ())


def test_a_correction_that_repeats_a_claim_claims_it() -> None:
    text = THIN + " Call 01632 999 999."
    card = updated(text, Update("Call 01632 999 999 at once.", AT + 60, corrects=True))
    assert [at.field for at in card.unsupported_fields] == ["update:1"]


def test_a_correction_that_is_wrong_itself_is_wrong() -> None:
    card = updated("LoanDesk is down since 09:12.", Update("It began at 08:15.", AT + 60, corrects=True))
    assert one(card, "started").verdict == "wrong"
    assert one(card, "started").minutes_added == 7.5


def test_the_newest_correction_stands() -> None:
    first, second = Update("Began at 08:15.", AT + 60, True), Update("Began at 09:12.", AT + 120, True)
    assert one(updated("LoanDesk is down.", first, second), "started").verdict == "captured"
    swapped = replace(second, elapsed_seconds=AT + 60), replace(first, elapsed_seconds=AT + 120)
    assert one(updated("LoanDesk is down.", *swapped), "started").verdict == "wrong"


def test_half_of_what_was_right_corrects_nothing() -> None:
    text = "LoanDesk is down. Borrowers leave without books and school visits are cancelled."
    card = updated(text, Update("Borrowers leave without books.", AT + 60, corrects=True))
    assert one(card, "impact").verdict == "captured"


def test_what_grew_worse_after_the_handover_makes_nobody_wrong() -> None:
    grown = scenario(
        items={
            "users": {
                "truth": "36 of the 52 lending desks", "count": 36, "of": 52, "unit": "desks",
                "later": [{"at": 350, "truth": "49 of the 52 desks", "count": 49, "of": 52, "unit": "desks"}],
            }
        }
    )  # fmt: skip
    text = "LoanDesk is down. 36 of 52 desks."
    assert one(updated(text, scenario=grown), "users").verdict == "captured"
    card = updated(text, Update("49 of 52 desks by now.", AT + 90), scenario=grown)
    assert one(card, "users").verdict == "captured"
    assert one(updated(text, Update("Error LD-340.", AT + 90), scenario=grown), "users").verdict == "captured"


def test_the_length_limit_counts_updates_too() -> None:
    half = "a " * 5_000
    updated(half, Update("b " * 5_000, AT + 10))
    with pytest.raises(HandoverTooLong):
        updated(half, Update("b " * 5_000, AT + 10), Update("c", AT + 20, True))


def test_it_marks_at_most_two_times_more_than_there_are_updates(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(updating, "mark", lambda *given: made.append(given) or mark(*given))
    updates = [Update(sentence, AT + n, corrects=n % 2 == 1) for n, sentence in enumerate(SENTENCES[:6])]
    updated(THIN, *updates)
    assert len(made) <= len(updates) + 2


@QUICK
@given(st.sets(st.sampled_from(range(len(SENTENCES))), max_size=len(SENTENCES) - 1), st.data())
def test_a_true_missing_fact_as_an_update_never_lowers_the_credit_of_an_item(
    kept: set[int], data: st.DataObject
) -> None:
    more = data.draw(st.sampled_from([i for i in range(len(SENTENCES)) if i not in kept]))
    text = "".join(SENTENCES[i] for i in sorted(kept))
    before, after = updated(text), updated(text, Update(SENTENCES[more], AT + 60))
    lower = [a.item for a, b in zip(after.items, before.items, strict=True) if a.credit < b.credit]
    assert lower == []


@QUICK
@given(st.permutations(SENTENCES[3:9]))
def test_the_order_of_plain_updates_does_not_change_the_verdicts(order: Sequence[str]) -> None:
    def sent(sentences: Sequence[str]) -> Scorecard:
        return updated(THIN, *(Update(each, AT + 10 * n) for n, each in enumerate(sentences, 1)))

    assert verdicts(sent(order)) == verdicts(sent(SENTENCES[3:9]))


@QUICK
@given(st.lists(st.tuples(st.text(max_size=200), st.booleans()), max_size=4), st.text(max_size=200))
def test_any_updates_are_marked_the_same_twice_and_their_places_lie_inside_them(
    sent: list[tuple[str, bool]], text: str
) -> None:
    updates = [Update(words, AT + n, corrects) for n, (words, corrects) in enumerate(sent)]
    card = updated(text, *updates)
    assert updated(text, *updates) == card
    assert Scorecard.from_data(card.to_data()) == card
    words = {f"update:{n}": each.text for n, each in enumerate(updates, 1)}
    places = [at for each in card.items for at in each.field_evidence] + list(card.unsupported_fields)
    assert all(0 <= at.start < at.end <= len(words[at.field]) for at in places)


WRONG = {
    "started": ("It began at 08:15.", "Started 09:12."),
    "users": ("240 desks are affected.", "36 of 52 desks are affected."),
    "tickets": ("INC0071959.", "INC0071955."),
    "team": ("Team: Network Support.", "Team: Lending Platform."),
    "trend": ("Getting better.", "Getting worse."),
    "service": ("RoomBook is down.", "LoanDesk is failing."),
}


@pytest.mark.parametrize("item", WRONG)
@pytest.mark.parametrize("kept", [(), (2, 5), (2, 3, 5, 8, 9)])
def test_a_correction_never_makes_accuracy_worse_than_leaving_the_wrong_value(item: str, kept: tuple[int, ...]) -> None:
    wrong, right = WRONG[item]
    text = " ".join([wrong, *(SENTENCES[i] for i in kept)])
    left, card = updated(text), updated(text, Update(right, AT + 60, corrects=True))
    assert one(card, item).verdict == "captured"
    assert card.accuracy >= left.accuracy


@pytest.mark.parametrize("note", labelled_notes()[::40], ids=lambda note: note.id)
def test_a_handover_cut_in_two_and_sent_as_an_update_is_read_as_one(note: LabelledNote) -> None:
    lists, case = labelled_scenario(note.scenario)
    blocks = note.text.split("\n\n")
    whole = Handover("\n\n".join(blocks), decision=case.decision)
    first, rest = Handover(blocks[0], decision=case.decision), "\n\n".join(blocks[1:])
    updates = [Update(rest, note.elapsed_seconds + 60)] if rest else []
    card = mark_with_updates(lists, case, first, note.elapsed_seconds, updates)
    alone = mark(lists, case, first, note.elapsed_seconds)
    as_one = verdicts(mark(lists, case, whole, note.elapsed_seconds))
    for mark_now, mark_then in zip(card.items, alone.items, strict=True):
        assert mark_now.verdict in (as_one[mark_now.item], mark_then.verdict)


def test_ruling_what_the_marker_said_leaves_the_minutes_of_an_update_as_they_were() -> None:
    card = updated(THIN, Update("36 of 52 desks.", AT + 60, True), Update("Error LD-340.", AT + 200))
    for each in card.items:
        assert recount(checklist(), library(), card, each.item, each.verdict, each.reason) == card
    ruled = recount(checklist(), library(), card, "error", VERDICTS[1], "Half of it.")
    assert one(ruled, "error").minutes_added <= 1


def test_a_scorecard_stored_before_there_were_updates_is_read() -> None:
    card = marked(MODEL)
    data = card.to_data()
    for each in data["items"]:
        del each["sent_after"]
    assert Scorecard.from_data(data) == card


def test_half_of_what_is_half_there_already_leaves_the_words_it_rests_on() -> None:
    text = "LoanDesk is down. Borrowers leave without books."
    card = updated(text, Update("School visits are cancelled.", AT + 60, corrects=True))
    assert one(card, "impact").sent_after == 0
    assert one(card, "impact").evidence
