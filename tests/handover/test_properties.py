"""Promises of the marker that hold for any text."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.handover.scorecard import Handover, ItemMark, Scorecard
from evaluation.labelled import LabelledNote, labelled_notes, labelled_scenario
from tests.handover.cases import MODEL, item, marked

SENTENCES = re.findall(r"[^.]+\.", MODEL)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SAMPLE = labelled_notes()[::12]


def verdicts(card: Scorecard) -> dict[str, str]:
    return {each.item: each.verdict for each in card.items}


def mark_note(note: LabelledNote, text: str | None = None) -> Scorecard:
    from app.handover.marking import mark

    checklist, scenario = labelled_scenario(note.scenario)
    shown = Handover(note.text if text is None else text, decision=scenario.decision)
    return mark(checklist, scenario, shown, note.elapsed_seconds)


@QUICK
@given(st.text(max_size=400), st.dictionaries(st.sampled_from(["started", "impact", "other"]), st.text(max_size=60)))
def test_any_text_is_marked_and_its_spans_lie_inside_it(text: str, fields: dict[str, str]) -> None:
    card = marked(text, fields=fields)
    spans = [span for each in card.items for span in each.evidence] + list(card.unsupported)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    places = [at for each in card.items for at in each.field_evidence] + list(card.unsupported_fields)
    assert all(0 <= at.start < at.end <= len(fields[at.field]) for at in places)
    assert 0 <= card.score <= 100
    assert marked(text, fields=fields) == card


@pytest.mark.parametrize("note", SAMPLE, ids=lambda note: note.id)
def test_marking_twice_gives_the_same_card(note: LabelledNote) -> None:
    assert mark_note(note) == mark_note(note)


@pytest.mark.parametrize("note", SAMPLE, ids=lambda note: note.id)
def test_case_quotes_dashes_and_spaces_change_nothing(note: LabelledNote) -> None:
    plain = verdicts(mark_note(note))
    for changed in (
        note.text.upper() if note.text.upper().lower() == note.text.lower() else note.text,
        note.text.replace("'", "’").replace('"', "“").replace(" - ", " – "),
        note.text.replace(" ", "  "),
        note.text.replace(" ", "\u00a0"),
    ):
        assert verdicts(mark_note(note, changed)) == plain


@QUICK
@given(st.permutations(SENTENCES))
def test_the_order_of_sentences_does_not_matter(order: list[str]) -> None:
    assert verdicts(marked("".join(order))) == verdicts(marked(MODEL))


@QUICK
@given(st.sets(st.sampled_from(range(len(SENTENCES))), max_size=len(SENTENCES) - 1), st.data())
def test_adding_a_true_missing_sentence_never_lowers_the_score(kept: set[int], data: st.DataObject) -> None:
    more = data.draw(st.sampled_from([i for i in range(len(SENTENCES)) if i not in kept]))
    before = marked("".join(SENTENCES[i] for i in sorted(kept)))
    after = marked("".join(SENTENCES[i] for i in sorted({*kept, more})))
    assert after.score >= before.score


def keeps_its_credit(note: LabelledNote, each: ItemMark) -> bool:
    """Whether an item has as much credit as before when the words it rests on are taken out of the text."""
    text = note.text
    for start, end in each.evidence:
        text = text[:start] + "".join("\n" if c == "\n" else " " for c in text[start:end]) + text[end:]
    left = next(other for other in mark_note(note, text).items if other.item == each.item)
    return left.credit >= each.credit


def test_taking_the_evidence_away_takes_the_credit_away_in_all_but_one_item_of_a_hundred() -> None:
    credited = [
        (note, each) for note in SAMPLE for each in mark_note(note).items if each.verdict in ("captured", "partial")
    ]

    kept = [(note.id, each.item, each.verdict) for note, each in credited if keeps_its_credit(note, each)]

    assert len(kept) <= len(credited) / 100, kept


@pytest.mark.parametrize(
    ("right", "mutated", "name"),
    [
        ("09:12", "10:47", "started"),
        ("36 of 52", "19 of 52", "users"),
        ("INC0071955", "INC0071959", "tickets"),
        ("CHG0051234, database upgrade at 08:30", "CHG0051243, a network move", "change"),
        ("Getting worse", "Getting better", "trend"),
        ("Team: Lending Platform", "Team: Network Support", "team"),
        ("LD-340 loan service not reachable", "LD-430", "error"),
        ("LoanDesk is failing", "RoomBook is down", "service"),
        ("Workaround: paper slips", "Workaround: none", "workaround"),
    ],
)
def test_a_captured_value_changed_is_wrong(right: str, mutated: str, name: str) -> None:
    assert item(MODEL, name).verdict == "captured"
    assert item(MODEL.replace(right, mutated), name).verdict == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "9" * 20_000,
        "a " * 10_000,
        "no not never " * 1500,
        "\x00\x01\ufffd\u202e\ud7ff" * 500,
        "Le système de prêt est en panne depuis ce matin, environ trente postes.",
        "Система не работает с девяти часов утра",
        "\U0001f525\U0001f4a5" * 200,
        ": " * 5000,
        "- \n" * 5000,
    ],
)
def test_odd_texts_are_marked_in_time(text: str) -> None:
    assert marked(text).score <= 40
