"""A handover of text and labelled fields as the one text that people rate, with its scorecard's spans moved along."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.content.checklist import Checklist
from app.handover.scorecard import FieldSpan, ItemMark, Scorecard, Span


@dataclass(frozen=True, slots=True)
class OneText:
    """The text, and at which code point of it each labelled field begins."""

    text: str
    begins: Mapping[str, int]


def as_one_text(text: str, fields: Mapping[str, str], checklist: Checklist) -> OneText:
    """The free text, then each field in the checklist's order on a line of its own behind its label."""
    made, begins = text, {}
    for item in checklist.items:
        if item.id in fields:
            made += ("\n" if made else "") + f"{item.label}: "
            begins[item.id] = len(made)
            made += fields[item.id]
    return OneText(made, begins)


def moved(card: Scorecard, one: OneText) -> Scorecard:
    """The scorecard with every span of a field as a span of the one text."""
    return replace(
        card,
        items=tuple(_moved(mark, one) for mark in card.items),
        unsupported=tuple(sorted((*card.unsupported, *_spans(card.unsupported_fields, one)))),
        unsupported_fields=(),
    )


def _moved(mark: ItemMark, one: OneText) -> ItemMark:
    evidence = tuple(sorted((*mark.evidence, *_spans(mark.field_evidence, one))))
    return replace(mark, evidence=evidence, field_evidence=())


def _spans(places: tuple[FieldSpan, ...], one: OneText) -> list[Span]:
    return [(one.begins[at.field] + at.start, one.begins[at.field] + at.end) for at in places if at.field in one.begins]
