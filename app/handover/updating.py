"""Marks a handover with the updates that followed it: added facts, and corrections that replace what they correct."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.content.checklist import Checklist
from app.content.scenario import Scenario
from app.handover.marking import assemble, mark, must_fit
from app.handover.scorecard import FieldSpan, Handover, ItemMark, Scorecard, Span
from app.handover.scoring import minutes_when_late

_A_SECOND = 1.0
_NOT_SO = re.compile(
    r"\b(?:not|never|no longer|instead of|rather than|isn't|wasn't)\W+(?:on |at |from |the )?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Update:
    """What was sent after the handover, `elapsed_seconds` after the first call began.

    `corrects`: its writer marked it as a correction of what was written before.
    """

    text: str
    elapsed_seconds: float
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """A marking of the handover as one text with what had been added when it was sent, `sent_after` seconds later."""

    card: Scorecard
    sent_after: float


def update_field(number: int) -> str:
    """The field in which the words of an update are placed; the first has the number 1."""
    return f"update:{number}"


def mark_with_updates(
    checklist: Checklist, scenario: Scenario, handover: Handover, elapsed_seconds: float, updates: Sequence[Update]
) -> Scorecard:
    """The scorecard of a handover given `elapsed_seconds` after the first call began, and of these updates in order.

    Plain updates are read as one text with the handover; a correction stands for every item it says something
    about. Timeliness and advice go by the handover. Pure and deterministic; marks at most two times more than there
    are updates. Raises HandoverTooLong beyond 20,000 characters, updates included.
    """
    first = mark(checklist, scenario, handover, elapsed_seconds)
    if not updates:
        return first
    must_fit([handover.text, *handover.fields.values(), *(update.text for update in updates)])
    case = _Case(checklist, scenario, handover, elapsed_seconds, updates, first)
    as_one = case.as_one_text()
    items = [_of_readings(as_one, place) for place in range(len(first.items))]
    items = case.with_later_truths(items)
    last = as_one[-1].card
    corrections = list(case.corrections())
    for number, card in corrections:
        items = case.corrected(items, number, card)
    unsupported, in_fields = case.unsupported(last, corrections)
    timed = tuple(_timed(mark, before) for mark, before in zip(items, first.items, strict=True))
    return assemble(checklist, scenario, handover, elapsed_seconds, timed, unsupported, in_fields, first.advice)


@dataclass(frozen=True, slots=True)
class _Case:
    checklist: Checklist
    scenario: Scenario
    handover: Handover
    elapsed_seconds: float
    updates: Sequence[Update]
    first: Scorecard

    def sent_after(self, number: int) -> float:
        """Seconds between the handover and an update; one sent within its second came a second later."""
        return max(_A_SECOND, self.updates[number - 1].elapsed_seconds - self.elapsed_seconds)

    def numbered(self, corrects: bool) -> list[tuple[int, Update]]:
        return [(n, update) for n, update in enumerate(self.updates, 1) if update.corrects == corrects]

    def as_one_text(self) -> list[_Reading]:
        """The handover alone, then with each plain update more."""
        readings, fields = [_Reading(self.first, 0.0)], dict(self.handover.fields)
        for number, update in self.numbered(corrects=False):
            fields[update_field(number)] = update.text
            card = mark(
                self.checklist, self.scenario, replace(self.handover, fields=dict(fields)), self.elapsed_seconds
            )
            readings.append(_Reading(card, self.sent_after(number)))
        return readings

    def corrections(self) -> Iterable[tuple[int, Scorecard]]:
        """Each correction, read at its time with the plain updates that came after it and with nothing before."""
        for number, correction in self.numbered(corrects=True):
            later = [n for n, _ in self.numbered(corrects=False) if n > number]
            yield number, self._alone([number, *later], correction.elapsed_seconds)

    def corrected(self, items: Sequence[ItemMark], number: int, card: Scorecard) -> list[ItemMark]:
        """The verdicts as they stand after this correction."""
        return [
            self._sent(said, before, number) if _replaces(said, before, update_field(number)) else before
            for said, before in zip(card.items, items, strict=True)
        ]

    def with_later_truths(self, items: Sequence[ItemMark]) -> list[ItemMark]:
        """The verdicts where what is so changed after the handover: an update that says what is so now is right.

        Such an update contradicts the handover without anybody having been wrong.
        """
        plain = self.numbered(corrects=False)
        if not plain:
            return list(items)
        then, now = (self.scenario.as_of(at) for at in (self.elapsed_seconds, plain[-1][1].elapsed_seconds))
        changed = {item for item, truth in then.items.items() if now.items[item] != truth}
        if not changed:
            return list(items)
        since = [n for n, update in plain if self.scenario.as_of(update.elapsed_seconds) is not then]
        card = self._alone(since, plain[-1][1].elapsed_seconds)
        return [
            self._sent(said, before, _first_of(said, since)) if said.item in changed and _says(said) else before
            for said, before in zip(card.items, items, strict=True)
        ]

    def unsupported(
        self, last: Scorecard, corrections: Sequence[tuple[int, Scorecard]]
    ) -> tuple[tuple[Span, ...], tuple[FieldSpan, ...]]:
        """The unsupported claims of all that was sent, without what a correction takes back.

        It takes back what it says once more without claiming it ("not 240"), and what an item it corrects rested on.
        """
        text, fields = list(last.unsupported), dict.fromkeys(last.unsupported_fields)
        for number, card in corrections:
            own = update_field(number)
            before = {*self.handover.fields, *(update_field(n) for n in range(1, number))}
            claimed = [at for at in card.unsupported_fields if at.field == own and not self._taken_back(at)]
            left = self._without_claims(number, claimed)
            said = {each.item for each in card.items if any(at.field == own for at in each.field_evidence)}
            corrected = [each for each in last.items if each.item in said]
            text = [span for span in text if self._words(*span) not in left and not _judged_in_text(span, corrected)]
            fields = {
                at: None
                for at in fields
                if at.field not in before or (self._words_in(at) not in left and not _judged_in_field(at, corrected))
            }
            fields |= dict.fromkeys(claimed)
        return tuple(text), tuple(fields)

    def _alone(self, numbers: Sequence[int], elapsed_seconds: float) -> Scorecard:
        fields = {update_field(number): self.updates[number - 1].text for number in numbers}
        return mark(self.checklist, self.scenario, Handover(fields=fields), elapsed_seconds)

    def _sent(self, said: ItemMark, before: ItemMark, number: int) -> ItemMark:
        """What an update says of an item, credited when it was first said as well as this."""
        repeated = said.verdict == before.verdict and before.verdict != "missing"
        return replace(said, sent_after=before.sent_after if repeated else self.sent_after(number))

    def _taken_back(self, at: FieldSpan) -> bool:
        """Whether a correction names a claim to say that it is not so: "not 01632 960 000"."""
        number = int(at.field.partition(":")[2])
        return _NOT_SO.search(self.updates[number - 1].text[: at.start]) is not None

    def _without_claims(self, number: int, claimed: Iterable[FieldSpan]) -> str:
        """The words of a correction without the claims it makes itself."""
        text = self.updates[number - 1].text
        for at in claimed:
            text = text[: at.start] + " " * (at.end - at.start) + text[at.end :]
        return text.casefold()

    def _words(self, start: int, end: int) -> str:
        return self.handover.text[start:end].casefold()

    def _words_in(self, at: FieldSpan) -> str:
        texts: Mapping[str, str] = {
            **self.handover.fields,
            **{update_field(number): update.text for number, update in enumerate(self.updates, 1)},
        }
        return texts[at.field][at.start : at.end].casefold()


def _of_readings(readings: Sequence[_Reading], place: int) -> ItemMark:
    """The verdict on an item of all that was read as one text, credited at the time it was first reached.

    An update that says nothing of an item takes no credit from it.
    """
    first, last = readings[0].card.items[place], readings[-1].card.items[place]
    if last.credit < first.credit and not _says_in_update(last):
        last = first
    if last.verdict == "missing":
        return last
    reached = next(each for each in readings if each.card.items[place].verdict == last.verdict)
    return replace(last, sent_after=reached.sent_after)


def _timed(mark: ItemMark, handed_over: ItemMark) -> ItemMark:
    minutes = minutes_when_late(handed_over.minutes_added, mark.minutes_added, mark.sent_after)
    return replace(mark, minutes_added=minutes)


def _replaces(said: ItemMark, before: ItemMark, field: str) -> bool:
    """Whether a correction stands for an item: it says something of it, and half of it only where less was there."""
    if not any(at.field == field for at in said.field_evidence):
        return False
    return said.verdict != "partial" or said.credit > before.credit


def _says(mark: ItemMark) -> bool:
    return bool(mark.field_evidence)


def _says_in_update(mark: ItemMark) -> bool:
    return any(at.field.startswith("update:") for at in mark.field_evidence)


def _first_of(mark: ItemMark, numbers: Sequence[int]) -> int:
    """The first of these updates that the verdict rests on."""
    fields = {at.field for at in mark.field_evidence}
    return next(number for number in numbers if update_field(number) in fields)


def _judged_in_text(span: Span, corrected: Iterable[ItemMark]) -> bool:
    return any(start < span[1] and span[0] < end for mark in corrected for start, end in mark.evidence)


def _judged_in_field(at: FieldSpan, corrected: Iterable[ItemMark]) -> bool:
    return any(
        other.field == at.field and other.start < at.end and at.start < other.end
        for mark in corrected
        for other in mark.field_evidence
    )
