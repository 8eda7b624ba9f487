"""A handover of text and fields becomes one text, and the marker's spans still lead to the same words."""

from app.calibration.rules.one_text import as_one_text, moved
from app.handover.marking import mark
from app.handover.scorecard import Handover
from tests.handover.cases import checklist, scenario

FIELDS = {"started": "09:12", "service": "LoanDesk", "users": "400 desks"}


def test_fields_follow_the_text_in_the_checklists_order_behind_their_labels() -> None:
    one = as_one_text("It is down.", FIELDS, checklist())
    labels = {item.id: item.label for item in checklist().items}
    assert one.text == (
        f"It is down.\n{labels['service']}: LoanDesk\n{labels['started']}: 09:12\n{labels['users']}: 400 desks"
    )
    for item, words in FIELDS.items():
        assert one.text[one.begins[item] :].startswith(words)


def test_fields_alone_and_text_alone() -> None:
    assert as_one_text("", {"service": "LoanDesk"}, checklist()).text.endswith(": LoanDesk")
    assert as_one_text("Words.", {}, checklist()).text == "Words."


def test_every_span_leads_to_the_same_words() -> None:
    text = "LoanDesk is down at Alderbrook and Whitcombe. Ticket INC9999999."
    card = mark(checklist(), scenario(), Handover(text=text, fields=FIELDS, decision="raise"))
    one = as_one_text(text, FIELDS, checklist())
    after = moved(card, one)
    for before, now in zip(card.items, after.items, strict=True):
        words = [text[start:end] for start, end in before.evidence]
        words += [FIELDS[at.field][at.start : at.end] for at in before.field_evidence]
        assert sorted(one.text[start:end] for start, end in now.evidence) == sorted(words)
        assert now.field_evidence == ()
        assert (now.verdict, now.reason, now.credit) == (before.verdict, before.reason, before.credit)
    assert after.unsupported_fields == ()
    assert len(after.unsupported) == len(card.unsupported) + len(card.unsupported_fields)
    assert any(now.evidence != before.evidence for before, now in zip(card.items, after.items, strict=True))
