"""What was handed over and sent after it, cut into pieces with the verdicts that rest on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.content.checklist import Checklist
from app.content.scenario import Verdict
from app.handover.scorecard import ItemMark, Scorecard
from app.handover.updating import update_field
from app.practice.queries.following_up import SentUpdate
from app.practice.rules.words import Evidence, Segment, segments


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A labelled field of the handover, cut like the text."""

    number: int
    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class UpdateWords:
    """An update, cut like the text. `brought` are the labels of the items it told or put right."""

    number: int
    corrects: bool
    sent_after: float
    segments: tuple[Segment, ...]
    brought: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DebriefWords:
    """All words of a handover: the text, the labelled fields, the updates, and the claims nothing supports."""

    text: tuple[Segment, ...]
    fields: tuple[FieldWords, ...]
    updates: tuple[UpdateWords, ...]
    unsupported: tuple[str, ...]


def debrief_words(
    card: Scorecard, checklist: Checklist, text: str, fields: Mapping[str, str], sent: Sequence[SentUpdate]
) -> DebriefWords:
    """These words with the verdicts of `card` on them; items are numbered by their place in the checklist."""
    numbers = {item: number for number, item in enumerate(checklist.ids(), 1)}
    in_text, in_fields = _in_text(card, numbers), _in_fields(card, numbers)
    words = {**fields, **{update_field(update.number): update.text for update in sent}}
    doubts = [(text, start, end) for start, end in card.unsupported]
    doubts += [(words.get(at.field, ""), at.start, at.end) for at in card.unsupported_fields]

    def cut(field: str) -> tuple[Segment, ...]:
        unsupported = [(at.start, at.end) for at in card.unsupported_fields if at.field == field]
        return segments(words[field], in_fields.get(field, ()), unsupported)

    return DebriefWords(
        text=segments(text, in_text, card.unsupported),
        fields=tuple(
            FieldWords(numbers[item.id], item.label, cut(item.id)) for item in checklist.items if item.id in fields
        ),
        updates=tuple(
            UpdateWords(
                update.number,
                update.corrects,
                update.sent_after,
                cut(update_field(update.number)),
                tuple(checklist[mark.item].label for mark in card.items if _brought(mark, update)),
            )
            for update in sent
        ),
        unsupported=tuple(said for whole, start, end in doubts if (said := whole[start:end]).strip()),
    )


def _in_text(card: Scorecard, numbers: Mapping[str, int]) -> list[Evidence]:
    return [
        Evidence(start, end, numbers[mark.item], mark.item, mark.verdict, first=place == 0)
        for mark in card.items
        for place, (start, end) in enumerate(sorted(mark.evidence))
    ]


def _in_fields(card: Scorecard, numbers: Mapping[str, int]) -> dict[str, list[Evidence]]:
    """What rests on each labelled field and each update."""
    evidence: dict[str, list[Evidence]] = {}
    for mark in card.items:
        for place, at in enumerate(mark.field_evidence):
            first = place == 0 and not mark.evidence
            words = Evidence(at.start, at.end, numbers[mark.item], mark.item, mark.verdict, first)
            evidence.setdefault(at.field, []).append(words)
    return evidence


_BRINGS: tuple[Verdict, ...] = ("captured", "partial", "unknown_stated")


def _brought(mark: ItemMark, update: SentUpdate) -> bool:
    """Whether this update is the one an item was credited with."""
    field = update_field(update.number)
    return (
        mark.verdict in _BRINGS
        and mark.sent_after > 0
        and abs(mark.sent_after - update.sent_after) < 0.01
        and any(at.field == field for at in mark.field_evidence)
    )
